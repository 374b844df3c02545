import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather, type ItemFigures, type ItemMark, type Sat } from './statistics.ts';

const gathered = (all: readonly Sat[]) => {
  const g = gather();
  for (const sat of all) g.add(sat);
  return g;
};
const paperFigures = (all: readonly Sat[]) => gathered(all).paper();
const scoreBands = (all: readonly Sat[]) => gathered(all).bands();
const itemFigures = (all: readonly Sat[]): Map<string, ItemFigures> => {
  const g = gathered(all);
  return new Map(g.revisions().map((r) => [r, g.item(r)]));
};

/** Attempts from a table of marks: one row a candidate, one column a question; `-` was not answered. */
function sats(rows: readonly (readonly (number | '-')[])[], most: readonly number[], order: (row: number, col: number) => number = (_, c) => c): Sat[] {
  return rows.map((row, r) => {
    const items = row.map((cell, c): ItemMark => {
      const [marks, earned] = [most[c] ?? 1, cell === '-' ? 0 : cell];
      return { pos: order(r, c) + 1, question: `Q${c + 1}`, revision: `r${c + 1}`, marks, earned, outcome: cell === '-' ? 'unanswered' : earned === marks ? 'right' : earned > 0 ? 'partial' : 'wrong', out: false };
    });
    return { attempt: `a${r}`, passed: false, items: items.sort((a, b) => a.pos - b.pos) };
  });
}

// Figures computed apart from this program, by Python's `statistics` and the formulas of Moodle's page.
const TABLE = [[2, 2, 4, 0], [2, 2, 4, 2], [2, 0, 2, 0], [0, 2, 0, 2], [2, 0, 0, 2], [0, 0, 0, 2]];
const MOST = [2, 2, 4, 2];

describe('the worked example', () => {
  it('as a paper', () => {
    const p = paperFigures(sats(TABLE, MOST));
    expect(p.mean).toBeCloseTo(53.3333333, 6);
    expect(p.median).toBeCloseTo(40, 9);
    expect(p.sd).toBeCloseTo(30.1109061, 6);
    expect(p.consistency).toBeCloseTo(27.4509804, 6);
    expect(p.errorRatio).toBeCloseTo(85.1757123, 6);
    expect(p.standardError).toBeCloseTo(25.6471787, 6);
  });

  it.each([
    ['r1', 66.6666667, 51.6397779, 30.6186218, 50, 26.1492468, 20],
    ['r2', 50, 54.7722558, 46.8521286, 60, 29.6504588, 20],
    ['r3', 41.6666667, 49.159604, 49.5415084, 64.7058824, 44.2002944, 40],
    // The weak had it right and the strong wrong: it pulls against the paper.
    ['r4', 66.6666667, 51.6397779, -46.291005, -66.6666667, undefined, 20],
  ])('question %s', (revision, facility, sd, discrimination, efficiency, effective, intended) => {
    const f = itemFigures(sats(TABLE, MOST)).get(revision)!;
    expect(f.facility).toBeCloseTo(facility, 6);
    expect(f.sd).toBeCloseTo(sd, 5);
    expect(f.discrimination).toBeCloseTo(discrimination, 6);
    expect(f.efficiency).toBeCloseTo(efficiency, 6);
    expect(f.intendedWeight).toBeCloseTo(intended, 9);
    if (effective === undefined) expect(f.effectiveWeight).toBeUndefined();
    else expect(f.effectiveWeight).toBeCloseTo(effective, 6);
  });

  it('stays the same when everybody had the questions in another order', () => {
    const [a, b] = [sats(TABLE, MOST), sats(TABLE, MOST, (row, col) => (col + row) % 4)];
    expect(paperFigures(b).consistency).toBeCloseTo(paperFigures(a).consistency!, 9);
    for (const [revision, f] of itemFigures(a)) expect(itemFigures(b).get(revision)?.discrimination).toBeCloseTo(f.discrimination!, 9);
  });

  it('tells the rest of the paper from the question', () => {
    expect(gathered(sats(TABLE, MOST)).rests('r3').map((r) => Math.round(r.rest))).toEqual([40, 60, 20, 40, 40, 20]);
  });
});

describe('what cannot be said is not said', () => {
  it('of nobody and of one attempt', () => {
    expect(paperFigures([])).toMatchObject({ attempts: 0, mean: undefined, sd: undefined, consistency: undefined });
    expect(itemFigures([]).size).toBe(0);
    const one = sats([[2, '-']], [2, 2]);
    expect(paperFigures(one)).toMatchObject({ attempts: 1, mean: 50, median: 50, sd: undefined, consistency: undefined, standardError: undefined });
    expect(itemFigures(one).get('r1')).toMatchObject({ asked: 1, facility: 100, sd: undefined, discrimination: undefined, efficiency: undefined, effectiveWeight: undefined });
  });

  it('of questions that everybody had right', () => {
    const all = sats([[1, 1, 1], [1, 1, 1], [1, 1, 1]], [1, 1, 1]);
    expect(paperFigures(all)).toMatchObject({ mean: 100, sd: 0, consistency: undefined });
    expect(itemFigures(all).get('r1')).toMatchObject({ facility: 100, sd: 0, discrimination: undefined, efficiency: undefined, effectiveWeight: undefined });
  });

  it('an unanswered question is counted by itself and earns nothing', () => {
    const f = itemFigures(sats([[1, 1], ['-', 1], [0, 0], [1, '-']], [1, 1])).get('r1');
    expect(f).toMatchObject({ asked: 4, right: 2, partial: 0, wrong: 1, unanswered: 1, facility: 50 });
  });

  it('a question taken out counts nowhere', () => {
    const [kept, ...others] = sats([[1, 0], [0, 1], [1, 1]], [1, 1]);
    const out = [kept!, ...others].map((s) => ({ ...s, items: s.items.map((i) => ({ ...i, out: i.revision === 'r2' })) }));
    expect(paperFigures(out).mean).toBeCloseTo(200 / 3, 9);
    expect(itemFigures(out).get('r2')).toMatchObject({ asked: 0, facility: undefined });
  });
});

it('bands hold everybody once, whole percents in the upper band', () => {
  expect(scoreBands(sats([[0, 0, 0], [1, 1, 1], [1, 1, 0], [1, 0, 0]], [1, 1, 1]))).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
  expect(scoreBands(sats([[6, 0]], [6, 4]))[6]).toBe(1);
});

it('keeps to the limits of its definitions', () => {
  const row = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
      const all = sats(rows, [3, 3, 3]);
      let weight = 0;
      for (const f of itemFigures(all).values()) {
        expect(f.right + f.partial + f.wrong + f.unanswered).toBe(f.asked);
        for (const x of [f.discrimination, f.efficiency]) if (x !== undefined) expect(x).toBeLessThanOrEqual(100 + 1e-6);
        if (f.discrimination !== undefined) expect(f.discrimination).toBeGreaterThanOrEqual(-100 - 1e-6);
        weight += f.effectiveWeight ?? 0;
      }
      if (weight > 0) expect(weight).toBeCloseTo(100, 6);
      const { consistency } = paperFigures(all);
      if (consistency !== undefined) expect(consistency).toBeLessThanOrEqual(100 + 1e-6);
      expect(scoreBands(all).reduce((a, b) => a + b, 0)).toBe(rows.length);
    }),
  );
});
