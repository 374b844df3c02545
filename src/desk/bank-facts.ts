/** What a list of banks says of each. Pure. */
import { KIND_NAMES } from '../quiz/formats/item.ts';
import type { Question } from '../quiz/schema.ts';

export interface BankFacts {
  readonly questions: number;
  readonly reserved: number;
  readonly retired: number;
  /** `单选 20 · 多选 10`, those in use. */
  readonly kinds: string;
  /** How many of each difficulty, 1 to 5. */
  readonly difficulties: readonly number[];
}

/** Counts the questions in use; withdrawn ones by themselves. */
export function bankFacts(all: readonly Question[]): BankFacts {
  const questions = all.filter((q) => q.retired === undefined);
  const kinds = Object.entries(KIND_NAMES).map(([kind, name]) => ({ name, n: questions.filter((q) => q.kind === kind).length }));
  return {
    questions: questions.length,
    reserved: questions.filter((q) => q.reserved).length,
    retired: all.length - questions.length,
    kinds: kinds.filter((k) => k.n > 0).map((k) => `${k.name} ${k.n}`).join(' · '),
    difficulties: [1, 2, 3, 4, 5].map((d) => questions.filter((q) => q.difficulty === d).length),
  };
}
