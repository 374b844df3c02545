import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, balanceOf, breakIn, canonicalEntry, type ChainedEntry, holding, reversalOf } from './ledger.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A sound chain of entries with these amounts. */
function chain(amounts: readonly number[]): ChainedEntry[] {
  let prev_hash = CHAIN_START;
  return amounts.map((centi, i) => {
    const entry = {
      id: `e${i}`, person_id: 'p', number: i + 1, plan_year: 2026, category: i % 2 ? 'a' : 'b', rule: 'study', source: `2026:${i}`,
      raw_centi: centi, granted_centi: centi, on_day: '2026-11-23', at: '2026-11-23T01:00:00.000Z', unit_id: 'u', reason: null, prev_hash,
    };
    const hash = sha256(canonicalEntry(entry));
    prev_hash = hash;
    return { ...entry, hash };
  });
}

describe('the chain', () => {
  const amounts = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 12 });

  it('holds when nothing was touched, in whatever order the rows come', () => {
    fc.assert(fc.property(amounts, (list) => {
        expect(breakIn(chain(list).reverse(), sha256)).toBeUndefined();
      }));
  });

  it('breaks at the entry whose amount was changed', () => {
    fc.assert(
      fc.property(amounts, fc.nat(), (list, pick) => {
        const i = pick % list.length;
        const forged = chain(list).map((e, n) => (n === i ? { ...e, granted_centi: e.granted_centi + 1 } : e));
        expect(breakIn(forged, sha256)).toEqual({ number: i + 1, why: 'wrong-hash' });
      }),
    );
  });

  it('breaks when an entry in the middle was taken out, or rewritten with a fresh hash', () => {
    const sound = chain([100, 200, 300]);
    expect(breakIn(sound.filter((e) => e.number !== 2), sha256)).toEqual({ number: 2, why: 'missing-entry' });
    const second = { ...sound[1]!, granted_centi: 900 };
    const forged = [sound[0]!, { ...second, hash: sha256(canonicalEntry(second)) }, sound[2]!];
    expect(breakIn(forged, sha256)).toEqual({ number: 3, why: 'wrong-link' });
  });

  it('a balance is the sum of its categories', () => {
    fc.assert(
      fc.property(amounts, (list) => {
        const { centi, byCategory } = balanceOf(chain(list));
        expect([...byCategory.values()].reduce((a, b) => a + b, 0)).toBe(centi);
      }),
    );
  });
});

describe('reversals', () => {
  it.each([
    // raw, granted, held back of the category → the reversal's raw and granted.
    [400, 400, 0, -400, -400],
    // The cap held 300 back and still does: only 100 ever reached the balance.
    [400, 100, 300, -400, -100],
    // It was carried over since: all of it goes.
    [400, 100, 0, -400, -400],
    [400, 100, 150, -400, -250],
    // What is held back belongs to other entries.
    [400, 400, 300, -400, -400],
    // A reversal's own reversal gives back what it took.
    [-400, -250, 0, 400, 250],
  ])('%i granted %i with %i held back: %i, %i', (raw_centi, granted_centi, held, raw, granted) => {
    expect(reversalOf({ raw_centi, granted_centi }, held)).toEqual({ rawCenti: raw, grantedCenti: granted });
  });

  it('what was taken back does not hold, what was given back does', () => {
    const e = (id: string, rule: string, source: string) => ({ id, rule, source });
    const quiz = e('e1', 'quiz', '2026:q');
    const study = e('e2', 'study', '2026:p');
    const [taken, back] = [e('e3', 'reversal', 'e1'), e('e4', 'reversal', 'e3')];
    expect(holding([quiz, study])).toEqual([quiz, study]);
    expect(holding([taken, quiz, study])).toEqual([study]);
    expect(holding([quiz, taken, back, study])).toEqual([quiz, study]);
  });
});
