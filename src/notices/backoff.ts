/** When to try again. Pure. */

/** After this many tries a notice is left for a person to look at: nobody reads mail about last year's exam. */
export const MOST_TRIES = 12;
/** While a sender works on a notice nobody else takes it; a sender that died lets it go after this. */
export const CLAIM_MS = 5 * 60_000;

/** Milliseconds to wait after the given try failed: 1, 2, 4… minutes, six hours at most. */
export const waitAfter = (tries: number): number => Math.min(6 * 3_600_000, 60_000 * 2 ** Math.max(0, tries - 1));
