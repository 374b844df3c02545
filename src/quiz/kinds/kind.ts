/** What the engine must know of a kind of question. A kind that lacks a function does not compile. */
import type { Asked } from '../revision.ts';
import type { Question, QuestionKind } from '../schema.ts';
import type { Scheme, Tally } from '../scoring.ts';

/** Kinds that are asked and marked; a case is asked as its parts. */
export type AskedKind = Asked['kind'];
export type AskedOf<K extends AskedKind> = Extract<Asked, { kind: K }>;
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>;

/**
 * How a question is laid out in one paper, as one text with a sign for each thing shown: the editor's
 * letters in the order shown (`CADB` shows choice C first), `TF` for true or false, `12` for two blanks,
 * `12BAC` for two left sides above three right sides. Frozen; it says everything that reading an answer needs.
 */
export type OptionOrder = string;

/**
 * What a sent or stored text means. `invalid` is not wrong: it is refused or, once
 * stored, counts as not answered.
 */
export type Read =
  | { readonly state: 'unanswered' }
  /** `value` is the text as it is stored: equal answers, equal texts. */
  | { readonly state: 'answered'; readonly value: string }
  | { readonly state: 'invalid'; readonly say: string };

/** What a candidate sees of a question beside its stem. */
export interface Shown {
  /** Choices to pick from, items to put in order, or right sides to pair, with the letters shown. */
  readonly choices: readonly { readonly letter: string; readonly text: string }[];
  /** Left sides of a matching question, in order. */
  readonly lefts?: readonly string[];
  /** How many blanks are to be filled. */
  readonly blanks?: number;
}

/** How one position, pair or blank of an answer stands. */
export type PartVerdict = 'right' | 'wrong' | 'unanswered';

/** Something wrong in a question that its schema alone cannot see; `path` leads to the place within it. */
export interface Fault {
  readonly code:
    | 'key-not-an-option' | 'key-twice' | 'option-letters' | 'options-alike' | 'explanation-names-letters' | 'option-names-letters'
    | 'blank-count' | 'blank-accepts-nothing' | 'ordering-incomplete' | 'left-numbers' | 'left-without-right';
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/** What every entry of a bank can do, a case included. */
export interface UnitKind<K extends QuestionKind> {
  /** 单项选择题 */
  readonly name: string;
  /** 单选题, for tight places. */
  readonly short: string;
  /** Schemes that fit, each with the sentence that tells it to the candidate. The others are refused for this kind. */
  readonly schemes: Readonly<Partial<Record<Scheme, string>> & Record<'all-or-nothing', string>>;
  faults(question: QuestionOf<K>): Fault[];
}

export interface Kind<K extends AskedKind> extends UnitKind<K> {
  /** Scheme by which practice tells a partly right answer from a wrong one. */
  readonly practice: Scheme;
  /** The fields of the kind, as they become part of a revision. Field by field: a new field of the schema is not part of it by itself. */
  asked(question: Omit<QuestionOf<K>, 'id' | 'basis' | 'page' | 'difficulty' | 'reserved'>): Omit<AskedOf<K>, 'id' | 'stem' | 'explanation' | 'basis' | 'page'>;
  /** Signs of everything shown, as the editor wrote it: what an {@link OptionOrder} may rearrange. */
  keys(asked: AskedOf<K>): readonly string[];
  /** Signs that keep their place when the rest is shuffled. */
  pinned(asked: AskedOf<K>): readonly string[];
  /** Whether the order written would tell the answer, so that it is shuffled even on papers that keep options as written. */
  readonly alwaysMixed: boolean;
  shown(asked: AskedOf<K>, order: OptionOrder): Shown;
  /** Reads an answer, given in the letters shown. The empty text is no answer. Must not look at the key: it has no access to it. */
  read(value: string, order: OptionOrder): Read;
  /** Compares an answer as {@link read} stores it with the key. */
  tally(asked: AskedOf<K>, order: OptionOrder, value: string): Tally;
  /** The wholly right answer, as {@link read} stores it. */
  rightValue(asked: AskedOf<K>, order: OptionOrder): string;
  /** The key in words for people, after release only: letters shown, or what each blank accepts. */
  keyShown(asked: AskedOf<K>, order: OptionOrder): readonly string[];
  /** Each position of an answer for itself, after release only; empty for kinds whose choices say it. */
  parts(asked: AskedOf<K>, order: OptionOrder, value: string): readonly PartVerdict[];
}

const ALPHABET = 'ABCDEFGH';
export const firstLetters = (count: number): readonly string[] => [...ALPHABET.slice(0, count)];
/** Which of the letters shown this is, from 0; -1 for none of the first `count`. */
export const placeOf = (letter: string, count: number): number => {
  const at = letter.length === 1 ? ALPHABET.indexOf(letter) : -1;
  return at < count ? at : -1;
};
/** The letter shown for the editor's sign at this place of the order. */
export const letterAt = (place: number): string => ALPHABET[place] ?? '';

const UNANSWERED: Read = { state: 'unanswered' };
export const unanswered = UNANSWERED;
export const sorted = (keys: readonly string[]): string[] => [...keys].sort();
