/** 判分: what an answer earns. Never looks at the order of options beyond translating letters. */
import { kindOf, type OptionOrder } from './kinds/index.ts';
import type { Asked } from './revision.ts';
import { earned, type Outcome, type Scheme } from './scoring.ts';

export type { Outcome, Scheme } from './scoring.ts';

export interface AnswerMark {
  readonly outcome: Outcome;
  /** Whole marks, from 0 to those of the question. */
  readonly earned: number;
}

const UNANSWERED: AnswerMark = { outcome: 'unanswered', earned: 0 };

/** Marks an answer given in the letters shown. What cannot be read counts as not answered, never as wrong. */
export function markAnswer(asked: Asked, order: OptionOrder, value: string, marks: number, scheme: Scheme): AnswerMark {
  const kind = kindOf(asked.kind);
  const read = kind.read(value, order);
  if (read.state !== 'answered') return UNANSWERED;
  const got = earned(kind.tally(asked, order, read.value), marks, scheme);
  return { outcome: got === marks ? 'right' : got > 0 ? 'partial' : 'wrong', earned: got };
}

/** Fine enough that any right part of any question shows. */
const PRACTICE_MARKS = 100;

/** How an answer stands where no paper gives marks: in practice, and wherever only right or wrong counts. */
export const outcomeOf = (asked: Asked, order: OptionOrder, value: string): Outcome => markAnswer(asked, order, value, PRACTICE_MARKS, kindOf(asked.kind).practice).outcome;
