import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distractorsOf, flagsOf, type Choosable, type Pick } from './distractors.ts';
import type { ItemFigures } from './statistics.ts';

const choices = (keys: string, right: string): Choosable[] => [...keys].map((key) => ({ key, text: key, right: right.includes(key) }));
/** One candidate a word: what they chose (`-` nothing) and the rest of their score. */
const picks = (text: string): Pick[] => text.split(' ').map((p) => ({ keys: p.startsWith('-') ? [] : [...p.replace(/\d/g, '')], rest: Number(/\d+/.exec(p)?.[0]) }));
const figures = (over: Partial<ItemFigures>): ItemFigures => ({
  question: 'Q', revision: 'r', asked: 20, right: 10, partial: 0, wrong: 10, unanswered: 0, facility: 50, sd: 50, discrimination: 40, efficiency: 50, intendedWeight: 2, effectiveWeight: 2, ...over,
});

describe('the table of choices', () => {
  // Ten candidates: the strongest 27 % are 2.7 people, those with 100 and 90 and seven tenths of the one with 80.
  const table = distractorsOf(choices('ABC', 'A'), picks('A100 A90 B80 A70 A60 B50 A40 B30 -20 -10'));
  it('counts each choice among all, the strong and the weak', () => {
    expect(table.rows.map((r) => [r.key, r.count, r.rate])).toEqual([['A', 5, 50], ['B', 3, 30], ['C', 0, 0]]);
    expect(table.rows[0]?.strong).toBeCloseTo((100 * 2) / 2.7, 9);
    expect(table.rows[1]?.strong).toBeCloseTo((100 * 0.7) / 2.7, 9);
    expect(table.rows[0]?.weak).toBe(0);
    expect(table.rows[1]?.weak).toBeCloseTo((100 * 0.7) / 2.7, 9);
    expect(table.rows[0]?.restMean).toBe(72);
    expect(table.rows[2]?.restMean).toBeUndefined();
  });
  it('keeps the unanswered by themselves', () => {
    expect(table.unanswered).toMatchObject({ count: 2, rate: 20, restMean: 15, strong: 0 });
  });
  it('is empty for nobody, without a division by nothing', () => {
    expect(distractorsOf(choices('AB', 'A'), []).rows.map((r) => [r.count, r.rate, r.strong, r.weak])).toEqual([[0, 0, 0, 0], [0, 0, 0, 0]]);
  });
  it('does not depend on the order of candidates, and groups are whole', () => {
    const pick = fc.record({ keys: fc.constantFrom<readonly string[]>([], ['A'], ['B']), rest: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(pick, { minLength: 1, maxLength: 25 }), (list) => {
        const [a, b] = [distractorsOf(choices('AB', 'A'), list), distractorsOf(choices('AB', 'A'), [...list].reverse())];
        [...a.rows, a.unanswered].forEach((row, i) => {
          const other = [...b.rows, b.unanswered][i]!;
          expect([row.count, row.strong.toFixed(6), row.weak.toFixed(6)]).toEqual([other.count, other.strong.toFixed(6), other.weak.toFixed(6)]);
        });
        expect([...a.rows, a.unanswered].reduce((sum, r) => sum + r.strong, 0)).toBeCloseTo(100, 6);
        expect([...a.rows, a.unanswered].reduce((sum, r) => sum + r.count, 0)).toBe(list.length);
      }),
    );
  });
});

describe('flags', () => {
  const strongForB = distractorsOf(choices('ABCD', 'A'), picks('B99 B98 B97 B96 B95 A50 A49 A48 C47 A20 A19 D18'));
  const strongForA = distractorsOf(choices('ABCD', 'A'), picks('A99 A98 A97 A96 A95 B50 A49 C48 C47 B20 A19 D18'));
  // Two right; the strong take C as well and leave B out.
  const several = distractorsOf(choices('ABCD', 'AB'), picks('AC99 AC98 AC97 AC96 AC95 AB50 AB49 AB48 AB47 AB20 AB19 AB18'));
  it.each([
    ['a distractor is the choice of the strong', figures({ discrimination: -45 }), strongForB, 'one', ['suspect-key', 'negative']],
    ['the key is the choice of the strong', figures({}), strongForA, 'one', []],
    ['of several right ones the strong leave one out', figures({}), several, 'several', ['suspect-key']],
    ['negative without a favourite', figures({ discrimination: -1 }), strongForA, 'one', ['negative']],
    ['weak', figures({ discrimination: 19.9 }), strongForA, 'one', ['weak']],
    ['not weak at the border', figures({ discrimination: 20 }), strongForA, 'one', []],
    ['everybody right: says so once', figures({ facility: 97, discrimination: 3 }), strongForA, 'one', ['too-easy']],
    ['hardly anybody right', figures({ facility: 19, discrimination: 30 }), strongForA, 'one', ['too-hard']],
    ['no spread', figures({ facility: 100, discrimination: undefined }), strongForA, 'one', ['too-easy']],
    ['nine answers', figures({ asked: 9, discrimination: -80 }), strongForB, 'one', ['few']],
    ['fifty answers, an idle choice', figures({ asked: 50 }), distractorsOf(choices('AB', 'A'), Array.from({ length: 50 }, (_, i) => ({ keys: ['A'], rest: i }))), 'one', ['idle']],
  ] as const)('%s', (_, f, table, manner, expected) => {
    expect(flagsOf(f, table, manner)).toEqual(expected);
  });
});
