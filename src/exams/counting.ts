/**
 * Which result counts: of an attempt the latest marking, of a sitting the best attempt or
 * the last. The one place that says so; hand-in, standing and reports all ask here.
 */

/** Whether the best or the last finished attempt counts. */
export type Counts = 'best' | 'last';

/** Of markings of many attempts the one that holds now: the highest version of each. */
export function latestVersions<T extends { readonly attempt: string; readonly version: number }>(rows: Iterable<T>): T[] {
  const latest = new Map<string, T>();
  for (const row of rows) if (row.version > (latest.get(row.attempt)?.version ?? -1)) latest.set(row.attempt, row);
  return [...latest.values()];
}

/** A finished attempt with the marking that holds now. */
export interface Countable {
  /** 1, 2, 3… within the sitting, make-ups included. */
  readonly number: number;
  readonly score: number;
  readonly full: number;
  readonly passed: boolean;
}

/**
 * The finished attempt that counts; undefined when there is none. The best: a pass before
 * any other, then the higher share of marks (compared as fractions, unrounded), then the
 * earlier one. Open attempts count for nothing and must be left out.
 */
export function countingOf<T extends Countable>(finished: readonly T[], counts: Counts): T | undefined {
  const better = (a: T, b: T): boolean => {
    if (counts === 'last') return b.number > a.number;
    if (a.passed !== b.passed) return b.passed;
    const [x, y] = [a.score * b.full, b.score * a.full];
    return x === y ? b.number < a.number : y > x;
  };
  return finished.reduce<T | undefined>((a, b) => (!a || better(a, b) ? b : a), undefined);
}
