import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, canonicalEntry, type ChainedEntry, type LedgerEntry } from './ledger.ts';
import { faultsOf, replay, type KeptSum } from './proof.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A chain of entries with these amounts. */
function chain(amounts: readonly number[]): ChainedEntry[] {
  const out: ChainedEntry[] = [];
  for (const [i, centi] of amounts.entries()) {
    const e: LedgerEntry = {
      id: `e${i + 1}`, person_id: 'p', number: i + 1, plan_year: 2025 + (i % 2), category: i % 3 ? 'law' : 'must', rule: 'study', source: `s${i}`, raw_centi: centi, granted_centi: centi,
      on_day: `2026-0${1 + (i % 9)}-01`, at: '2026-01-01T00:00:00.000Z', unit_id: 'u', reason: null, prev_hash: out.at(-1)?.hash ?? CHAIN_START,
    };
    out.push({ ...e, hash: sha256(canonicalEntry(e)) });
  }
  return out;
}
const kept = (entries: readonly ChainedEntry[]): KeptSum[] => [...replay(entries).values()];
const good = chain([100, 200, 300, 150]);
const [first, second, third, last] = good as [ChainedEntry, ChainedEntry, ChainedEntry, ChainedEntry];

describe('a ledger', () => {
  it('that nobody touched holds', () => {
    expect(faultsOf(good, kept(good), sha256)).toEqual([]);
    expect(faultsOf([], [], sha256)).toEqual([]);
  });

  it.each([
    ['an amount changed in place', [first, { ...second, granted_centi: 900 }, third, last], '第 2 笔内容和当时写下的不一样'],
    ['an entry taken out', [first, third, last], '第 2 笔缺了这一笔'],
    ['an entry rewritten with its hash', [first, ((e) => ({ ...e, hash: sha256(canonicalEntry(e)) }))({ ...second, granted_centi: 900 }), third, last], '第 3 笔和前一笔接不上'],
  ])('%s is found', (_, entries, says) => {
    expect(faultsOf(entries, kept(entries), sha256)).toContain(says);
  });

  it('cut off at its end is found by what an earlier proof saw', () => {
    const cut = good.slice(0, 3);
    expect(faultsOf(cut, kept(cut), sha256)).toEqual([]);
    expect(faultsOf(cut, kept(cut), sha256, { number: 4, hash: last.hash })).toEqual(['上次核验时的第 4 笔不见了']);
    const forged = chain([100, 200, 300, 950]);
    expect(faultsOf(forged, kept(forged), sha256, { number: 4, hash: last.hash })).toEqual(['第 4 笔和上次核验时不一样']);
    expect(faultsOf(good, kept(good), sha256, { number: 3, hash: third.hash })).toEqual([]);
  });

  it('a balance that is not its replay is found, also one without any entry', () => {
    const sums = kept(good).map((s, i) => (i === 0 ? { ...s, granted_centi: s.granted_centi + 1 } : s));
    expect(faultsOf(good, sums, sha256)).toEqual([expect.stringContaining('按流水重算是 100')]);
    expect(faultsOf([], [{ plan_year: 2026, category: 'law', raw_centi: 5, granted_centi: 5, months: '2026-01:5' }], sha256)).toHaveLength(1);
    expect(faultsOf(good, kept(good).slice(1), sha256)).toHaveLength(1);
  });

  it('a reversal of nothing is found', () => {
    const e = { ...last, rule: 'reversal', source: 'gone' };
    const entries = [first, second, third, { ...e, hash: sha256(canonicalEntry(e)) }];
    expect(faultsOf(entries, kept(entries), sha256)).toEqual(['第 4 笔冲正的那一笔不在台账里']);
  });

  it('any change of any one entry is found', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 12 }), fc.nat(), fc.integer({ min: 1, max: 900 }), (amounts, at, more) => {
        const entries = chain(amounts);
        const i = at % entries.length;
        const changed = entries.map((e, j) => (j === i ? { ...e, granted_centi: e.granted_centi + more } : e));
        expect(faultsOf(changed, kept(changed), sha256).length).toBeGreaterThan(0);
        expect(faultsOf(entries, kept(entries), sha256)).toEqual([]);
      }),
    );
  });
});
