/** What the engine must know of a kind of question. A kind that lacks a function does not compile. */
import type { Asked } from '../revision.ts';
import type { QuestionKind } from '../schema.ts';

export type AskedOf<K extends QuestionKind> = Extract<Asked, { kind: K }>;

/** One choice as an editor wrote it; for true/false the two choices are ours. */
export interface Choice {
  /** Key in the editor's file, `A`…; `T` and `F` for true/false. */
  readonly key: string;
  readonly text: string;
}

/**
 * What a stored or sent text means. `invalid` is not wrong: it is refused or, once
 * stored, counts as not answered.
 */
export type Read =
  | { readonly state: 'unanswered' }
  | { readonly state: 'answered'; readonly letters: readonly string[] }
  | { readonly state: 'invalid'; readonly say: string };

export interface Kind<K extends QuestionKind> {
  /** 单项选择题 */
  readonly name: string;
  /** The choices in the editor's order. */
  choices(asked: AskedOf<K>): readonly Choice[];
  /** Whether the choices may be put in another order at all. */
  mayShuffle(asked: AskedOf<K>): boolean;
  /** The letters shown to the candidate, first choice first. */
  letters(count: number): readonly string[];
  /** Reads an answer, given in the letters shown. The empty text is no answer. */
  read(value: string, count: number): Read;
  /** Keys of the right choices, in order. */
  answerKeys(asked: AskedOf<K>): readonly string[];
  /** Whether just these keys, at least one and none twice, make the answer right. */
  isRight(asked: AskedOf<K>, keys: readonly string[]): boolean;
}

const ALPHABET = 'ABCDEFGH';
export const firstLetters = (count: number): readonly string[] => [...ALPHABET.slice(0, count)];

export const optionChoices = (options: Readonly<Record<string, string>>): Choice[] =>
  Object.keys(options).sort().map((key) => ({ key, text: options[key] ?? '' }));

export const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x) => b.includes(x));
