/**
 * Wrong passwords are counted by account, never by address: a bureau sits behind one
 * address, and on exam day nobody may be locked out by a colleague's typing.
 */
export const MOST_FAILURES = 5;
/** Failures within this time count together, and as long a locked account stays locked. */
export const LOCK_MS = 15 * 60_000;

/** `until`: end of the counting time while `count` is below the limit, of the lock when it is reached. */
export interface Failures {
  readonly count: number;
  /** Milliseconds since 1970; 0 when nothing is counted. */
  readonly until: number;
}

export const NO_FAILURES: Failures = { count: 0, until: 0 };

export const isLocked = (f: Failures, now: number): boolean => f.count >= MOST_FAILURES && now < f.until;

/** After one more try that is counted as failed until it proves right. */
export function countTry(f: Failures, now: number): Failures {
  if (now >= f.until) return { count: 1, until: now + LOCK_MS };
  const count = f.count + 1;
  return { count, until: count >= MOST_FAILURES ? now + LOCK_MS : f.until };
}
