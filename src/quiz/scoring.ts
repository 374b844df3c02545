/**
 * 计分规则: what an answer earns of a question's marks. Marks are whole; shares of them are
 * rounded down, so that half of 3 is 1 and nobody is ever given more than the paper says.
 */

/**
 * - `all-or-nothing` only the wholly right answer earns.
 * - `part-if-none-wrong` 漏选给部分分，错选不得分: the share of what is right that was found, nothing once anything is wrong.
 * - `half-if-incomplete` 漏选得一半，错选不得分.
 * - `per-option` each right option earns its share, each wrong one costs the same, never below nothing.
 * - `per-part` the share of positions, pairs or blanks that are right; a wrong one costs nothing.
 */
export const scoringSchemes = ['all-or-nothing', 'part-if-none-wrong', 'half-if-incomplete', 'per-option', 'per-part'] as const;
export type Scheme = (typeof scoringSchemes)[number];

/** `right` earned all, `partial` some, `wrong` was answered and earned nothing. `unanswered` is never `wrong`. */
export const outcomes = ['right', 'partial', 'wrong', 'unanswered'] as const;
export type Outcome = (typeof outcomes)[number];

/** How an answer compares with the key: of `total` right parts it has `hits`, and `wrongs` that are not right. */
export interface Tally {
  readonly hits: number;
  readonly wrongs: number;
  readonly total: number;
}

const EARNS: Readonly<Record<Scheme, (tally: Tally, marks: number) => number>> = {
  'all-or-nothing': () => 0,
  'part-if-none-wrong': ({ hits, wrongs, total }, marks) => (wrongs > 0 ? 0 : Math.floor((marks * hits) / total)),
  'half-if-incomplete': ({ hits, wrongs }, marks) => (wrongs > 0 || hits === 0 ? 0 : Math.floor(marks / 2)),
  'per-option': ({ hits, wrongs, total }, marks) => (hits > wrongs ? Math.floor((marks * (hits - wrongs)) / total) : 0),
  'per-part': ({ hits, total }, marks) => Math.floor((marks * hits) / total),
};

/** Marks earned, a whole number from 0 to `marks`; all of them exactly when the answer is wholly right. */
export const earned = (tally: Tally, marks: number, scheme: Scheme): number =>
  tally.hits === tally.total && tally.wrongs === 0 ? marks : EARNS[scheme](tally, marks);
