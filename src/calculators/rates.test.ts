import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/day.ts';
import type { RateTable } from '../library/schema-rates.ts';
import { endOf, isRate, rateOn } from './rates.ts';

const rate = (from: string, value: number) => ({ from, value, source: '公报', checked: '2026-11-26', confirm: false });
const table = (rates: RateTable['rates'], lasts?: number): RateTable => ({ id: 'wage', title: '平均工资', unit: '元/月', about: '问窗口', basis: [], rates, ...(lasts ? { lasts } : {}) });
const two = [rate('2024-07-01', 2000), rate('2025-07-01', 2100)];

describe('rateOn', () => {
  it.each([
    ['the day before the first', two, 12, '2024-06-30', 'before'],
    ['the first day', two, 12, '2024-07-01', 2000],
    ['the last day of a period', two, 12, '2025-06-30', 2000],
    ['the first day of the next', two, 12, '2025-07-01', 2100],
    ['the last day of the last', two, 12, '2026-06-30', 2100],
    ['a year later: not the latest, none', two, 12, '2026-07-01', 'over'],
    ['a hole between two', [rate('2022-07-01', 1800), ...two], 12, '2023-08-01', 'over'],
    ['where figures hold until they are changed', two, undefined, '2040-01-01', 2100],
    ['nothing filled in', [], 12, '2026-01-01', 'empty'],
  ] as const)('%s', (_, rates, lasts, day, expected) => {
    const found = rateOn(table([...rates], lasts), day);
    expect(isRate(found) ? found.value : found.none).toBe(expected);
  });

  it('never answers with a figure from after the day, nor one older than it lasts', () => {
    const days = fc.integer({ min: 0, max: 6000 }).map((n) => addDays('2015-01-01', n));
    const tables = fc.uniqueArray(days, { maxLength: 8 }).map((from) => from.sort().map((day, i) => rate(day, i + 1)));
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 36 }), days, (rates, lasts, day) => {
        const found = rateOn(table(rates, lasts), day);
        if (isRate(found)) {
          expect(found.from <= day).toBe(true);
          expect(rates.every((r) => r.from <= found.from || r.from > day)).toBe(true);
          expect(day < (endOf(table([found], lasts)) ?? '')).toBe(true);
        } else expect(rates.every((r) => r.from > day || day >= (endOf(table([r], lasts)) ?? ''))).toBe(true);
      }),
    );
  });
});
