/**
 * 学分台账: the arithmetic of the ledger. Amounts are whole hundredths of a credit.
 * Entries are never edited: a balance is a sum, a correction is an entry of its own, and
 * each entry carries the hash of the one before it, so that a changed past is seen.
 */

/** An entry as far as its hash vouches for it. Field names are those of the table. */
export interface LedgerEntry {
  readonly id: string;
  readonly person_id: string;
  /** 1, 2, 3… within the person's chain. */
  readonly number: number;
  readonly plan_year: number;
  readonly category: string;
  readonly rule: string;
  readonly source: string;
  readonly raw_centi: number;
  readonly granted_centi: number;
  readonly on_day: string;
  readonly at: string;
  readonly unit_id: string;
  readonly reason: string | null;
  readonly prev_hash: string;
}

/** An entry with its own hash, as stored. */
export type ChainedEntry = LedgerEntry & { readonly hash: string };

/** `prev_hash` of the first entry of every chain. */
export const CHAIN_START = '0'.repeat(64);

/** What is hashed: JSON with the keys in this (alphabetical) order and no white space. */
export function canonicalEntry(e: LedgerEntry): string {
  const { at, category, granted_centi, id, number, on_day, person_id, plan_year, prev_hash, raw_centi, reason, rule, source, unit_id } = e;
  return JSON.stringify({ at, category, granted_centi, id, number, on_day, person_id, plan_year, prev_hash, raw_centi, reason, rule, source, unit_id });
}

/**
 * The amounts that reverse an entry. What the daily cap still holds back of its category is
 * given up first: that was never credited, so it cannot be taken from the balance.
 * @param heldCenti what is held back in the entry's year and category; 0 or more.
 */
export function reversalOf(entry: Pick<LedgerEntry, 'raw_centi' | 'granted_centi'>, heldCenti: number): { readonly rawCenti: number; readonly grantedCenti: number } {
  // A reversal's own reversal gives back exactly what it took.
  const givenUp = Math.max(0, Math.min(heldCenti, entry.raw_centi - entry.granted_centi));
  return entry.raw_centi < 0 ? { rawCenti: -entry.raw_centi, grantedCenti: -entry.granted_centi } : { rawCenti: -entry.raw_centi, grantedCenti: givenUp - entry.raw_centi };
}

/** Sum of what was granted, in hundredths, in all and by category. */
export function balanceOf(entries: Iterable<Pick<LedgerEntry, 'category' | 'granted_centi'>>): { centi: number; byCategory: Map<string, number> } {
  let centi = 0;
  const byCategory = new Map<string, number>();
  for (const e of entries) {
    centi += e.granted_centi;
    byCategory.set(e.category, (byCategory.get(e.category) ?? 0) + e.granted_centi);
  }
  return { centi, byCategory };
}

/**
 * The entries that hold: earned and not taken back. A reversal names the entry it reverses,
 * which may be a reversal itself.
 */
export function holding<T extends Pick<LedgerEntry, 'id' | 'rule' | 'source'>>(entries: readonly T[]): T[] {
  const isReversal = (e: T): boolean => e.rule === 'reversal';
  const by = new Map(entries.filter(isReversal).map((e) => [e.source, e.id]));
  return entries.filter((entry) => {
    if (isReversal(entry)) return false;
    let holds = true;
    for (let next = by.get(entry.id); next !== undefined; next = by.get(next)) holds = !holds;
    return holds;
  });
}

/** Where a chain breaks: the number of the first entry that does not hold, and why. */
export interface Break {
  readonly number: number;
  readonly why: 'missing-entry' | 'wrong-link' | 'wrong-hash';
}

/**
 * Checks one person's whole chain, in the order of its numbers.
 * @param sha256 SHA-256 in lower-case hex of the text's UTF-8.
 * @returns undefined when every number, link and hash holds.
 */
export function breakIn(entries: readonly ChainedEntry[], sha256: (text: string) => string): Break | undefined {
  let number = 0;
  let previous = CHAIN_START;
  for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
    number += 1;
    if (entry.number !== number) return { number, why: 'missing-entry' };
    if (entry.prev_hash !== previous) return { number, why: 'wrong-link' };
    if (sha256(canonicalEntry(entry)) !== entry.hash) return { number, why: 'wrong-hash' };
    previous = entry.hash;
  }
  return undefined;
}
