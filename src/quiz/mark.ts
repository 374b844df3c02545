/** 判分: what a question earns. Never looks at the order of options beyond translating letters. */
import { keysOf, type OptionOrder } from './order.ts';
import type { Asked } from './revision.ts';
import type { scoringSchemes } from './schema.ts';
import { kindOf } from './kinds/index.ts';

/** `unanswered` and `wrong` both earn nothing, and are told apart for good. */
export type Outcome = 'right' | 'wrong' | 'unanswered';

export type Scheme = (typeof scoringSchemes)[number];
/** What an outcome earns of `marks`, by scheme; a whole number from 0 to `marks`. */
const EARNS: Record<Scheme, (outcome: Outcome, marks: number) => number> = {
  'all-or-nothing': (outcome, marks) => (outcome === 'right' ? marks : 0),
};

/** The outcome of an answer given in the letters shown. What cannot be read counts as not answered, never as wrong. */
export function outcomeOf(asked: Asked, order: OptionOrder, value: string): Outcome {
  const kind = kindOf(asked.kind);
  const read = kind.read(value, order.length);
  if (read.state !== 'answered') return 'unanswered';
  return kind.isRight(asked, keysOf(asked, order, read.letters)) ? 'right' : 'wrong';
}

export const earned = (outcome: Outcome, marks: number, scheme: Scheme): number => EARNS[scheme](outcome, marks);
