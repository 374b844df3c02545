import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../kernel/day.ts';
import { ageSaid, monthAfter, monthIndex, monthsSaid, stretchOf, stretchSaid } from './period.ts';

describe('stretchOf', () => {
  it.each([
    ['2019-04-15', '2026-11-20', '7 年 7 个月零 6 天'],
    ['2024-06-01', '2026-09-30', '2 年 4 个月'],
    ['2020-01-01', '2020-12-31', '1 年'],
    ['2020-01-01', '2020-12-30', '11 个月零 30 天'],
    ['2020-05-10', '2026-11-09', '6 年 6 个月'],
    ['2026-03-01', '2026-03-01', '1 天'],
    // A month that has no such day ends on its last one.
    ['2025-08-31', '2026-02-27', '6 个月'],
    ['2024-02-29', '2025-02-27', '1 年'],
  ])('%s to %s', (from, last, said) => expect(stretchSaid(stretchOf(from, last))).toBe(said));

  it('goes back together: whole months and days lead to the day after the last', () => {
    const days = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(days, days, (start, more) => {
        const from = addDays('1990-01-01', start);
        const last = addDays(from, more);
        const { years, months, days: rest } = stretchOf(from, last);
        expect(addDays(addMonths(from, years * 12 + months), rest)).toBe(addDays(last, 1));
        expect(months).toBeLessThan(12);
        expect(rest).toBeLessThan(31);
        expect(rest).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

it.each([
  ['2026-12', 1, '2027-01'],
  ['2025-01', -1, '2024-12'],
  ['1966-12', 720, '2026-12'],
])('%s and %i months is %s', (month, n, out) => {
  expect(monthAfter(month, n)).toBe(out);
  expect(monthIndex(out) - monthIndex(month)).toBe(n);
});

it('says ages and months', () => {
  expect([726, 756].map(ageSaid)).toEqual(['60 岁 6 个月', '63 岁']);
  expect([186, 240, 5, 0].map(monthsSaid)).toEqual(['15 年 6 个月', '20 年', '5 个月', '0 个月']);
});
