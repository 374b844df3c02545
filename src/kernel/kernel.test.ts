import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, endOfDay, isDay, startOfDay, timeOf } from './day.ts';
import { isId, newId } from './id.ts';
import { seededRng, shuffled, systemRng } from './rng.ts';

describe('days in Asia/Shanghai', () => {
  it.each([
    ['2026-12-20T15:59:59.999Z', '2026-12-20', '23:59:59'],
    ['2026-12-20T16:00:00.000Z', '2026-12-21', '00:00:00'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01', '00:00:00'],
  ])('%s falls on %s at %s', (instant, day, time) => {
    expect(dayOf(Date.parse(instant))).toBe(day);
    expect(timeOf(Date.parse(instant))).toBe(time);
  });

  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('isDay(%s) is %s', (text, is) => expect(isDay(text)).toBe(is));

  it.each([
    ['2026-11-23', 6, '2027-05-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-05-31', -3, '2026-02-28'],
    ['2026-12-31', 0, '2026-12-31'],
  ])('%s and %i months is %s', (day, n, then) => expect(addMonths(day, n)).toBe(then));
  it('a day is the instants from its start up to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const day = dayOf(ms);
        expect(startOfDay(day)).toBeLessThanOrEqual(ms);
        expect(endOfDay(day)).toBeGreaterThan(ms);
      }),
    );
  });

  it('adding days and counting them agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (n) => {
        expect(daysBetween('2026-11-23', addDays('2026-11-23', n))).toBe(n);
      }),
    );
  });
});

describe('chance', () => {
  it('a seed always gives the same sequence, another seed another', () => {
    const draw = (seed: string) => Array.from({ length: 20 }, ((rng) => () => rng.below(1000))(seededRng(seed)));
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('below() is even: each of 6 faces comes 10,000 ± 500 times in 60,000', () => {
    const rng = seededRng('dice');
    const faces = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) faces[rng.below(6)]! += 1;
    for (const n of faces) expect(Math.abs(n - 10_000)).toBeLessThan(500);
  });

  it('shuffling loses and doubles nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        expect(shuffled(items, seededRng(seed)).sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      }),
    );
  });

  it('ids have the form, sort by time and do not repeat', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => newId(1_700_000_000_000 + i, systemRng));
    expect(ids.every(isId)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });
});
