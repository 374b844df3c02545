/** What holds whatever is typed. */
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day } from '../kernel/day.ts';
import { loadLibrary } from '../library/server/load.ts';
import { CALCULATORS } from './all.ts';
import type { Calculator, Input } from './define.ts';
import { medicalMonths } from './kinds/medical-period.ts';
import { doubleDays } from './kinds/double-wage.ts';
import { overtimePay } from './kinds/overtime.ts';
import { GROUPS, retirementOf, type Group } from './kinds/retirement.ts';
import { severance } from './kinds/severance.ts';
import { monthAfter, monthIndex } from './period.ts';
import { bookOf } from './rates.ts';
import { readDay, readForm, readMonth, run, type Typed } from './read.ts';

const book = bookOf(loadLibrary(join(import.meta.dirname, '../..')).library.rates);
const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
const wage = fc.integer({ min: 1, max: 100_000_00 });
const fenOf = (calculator: Calculator, typed: Typed): number => {
  const outcome = run(calculator, typed, book);
  if (!('result' in outcome) || !('fen' in outcome.result.total.amount)) throw new Error(JSON.stringify(outcome));
  return outcome.result.total.amount.fen;
};

describe('every calculator', () => {
  const good = (input: Input): fc.Arbitrary<string> => {
    if (input.kind === 'choice') return fc.constantFrom(...Object.keys(input.options));
    if (input.kind === 'money') return wage.map((fen) => (fen / 100).toFixed(2));
    if (input.kind === 'number') return fc.integer({ min: input.least, max: input.most }).map(String);
    return input.kind === 'day' ? day : day.map((d) => d.slice(0, 7));
  };
  const rubbish = fc.oneof(fc.string(), fc.constantFrom('', '2026-02-30', '-1', '1e9', '99999999999', '__proto__', 'toString', '２０２６０１０１', '６,８００元'));

  it.each(CALCULATORS)('$id answers whatever is typed with a result or with sentences beside fields that are shown', (calculator) => {
    const typed = fc.record(Object.fromEntries(Object.entries(calculator.inputs).map(([id, input]) => [id, fc.oneof({ weight: 12, arbitrary: good(input) }, { weight: 1, arbitrary: rubbish })])));
    fc.assert(
      fc.property(typed, (given) => {
        const outcome = run(calculator, given, book);
        const { asked } = readForm(calculator.inputs, given);
        if ('faults' in outcome) {
          expect(Object.keys(outcome.faults).length).toBeGreaterThan(0);
          for (const [id, say] of Object.entries(outcome.faults)) {
            expect(asked).toContain(id);
            expect(say).toMatch(/\p{Script=Han}.*[。？]$/su);
          }
          return;
        }
        const { total, steps, remarks } = outcome.result;
        for (const amount of [total.amount, ...steps.map((s) => s.amount)]) {
          if ('fen' in amount) expect(Number.isSafeInteger(amount.fen) && amount.fen >= 0).toBe(true);
          else expect(amount.say).not.toMatch(/NaN|undefined|-\d/);
        }
        expect(steps.length).toBeGreaterThan(0);
        for (const { basis } of [...steps, ...remarks]) expect(basis.length).toBeGreaterThan(0);
        for (const { formula } of steps) expect(formula).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('经济补偿', () => {
  const from = fc.integer({ min: 0, max: 6000 }).map((n) => addDays('2008-01-01', n));
  const case_ = fc.record({ from, worked: fc.integer({ min: 0, max: 9000 }), wage, average: wage });
  const typedOf = (c: { from: Day; worked: number; wage: number; average: number }, way = 'agreed'): Typed => ({ way, from: c.from, to: addDays(c.from, c.worked), wage: (c.wage / 100).toFixed(2), average: (c.average / 100).toFixed(2) });

  it('never grows smaller by a day more of work, nor by a fen more of average wage', () => {
    fc.assert(
      fc.property(case_, (c) => {
        const now = fenOf(severance, typedOf(c));
        expect(fenOf(severance, typedOf({ ...c, worked: c.worked + 1 }))).toBeGreaterThanOrEqual(now);
        expect(fenOf(severance, typedOf({ ...c, average: c.average + 1 }))).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('never exceeds twelve times three times the average for those above it; 2N is twice N', () => {
    fc.assert(
      fc.property(case_, (c) => {
        const n = fenOf(severance, typedOf(c));
        if (c.wage > c.average * 3) expect(n).toBeLessThanOrEqual(c.average * 36);
        expect(fenOf(severance, typedOf(c, 'unlawful'))).toBe(n * 2);
      }),
    );
  });
});

describe('加班费', () => {
  it('grows with the hours; a longer time is paid what its parts are, but for rounding', () => {
    const quarters = fc.integer({ min: 0, max: 800 }).map((n) => n / 4);
    fc.assert(
      fc.property(wage, quarters, quarters, fc.constantFrom(150, 200, 300), (base, a, b, percent) => {
        const [one, two, both] = [overtimePay(base, a, percent), overtimePay(base, b, percent), overtimePay(base, a + b, percent)];
        expect(Math.abs(one + two - both)).toBeLessThanOrEqual(1);
        expect(both).toBeGreaterThanOrEqual(one);
      }),
    );
  });
});

describe('二倍工资', () => {
  it('begins after a month and ends within a year, before the contract is signed', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1000 }), (start, later) => {
        const signed = addDays(start, later);
        const owed = doubleDays(start, signed, undefined);
        expect(owed === undefined).toBe(signed <= addMonths(start, 1));
        if (!owed) return;
        expect(owed.from).toBe(addMonths(start, 1));
        expect(owed.last < signed && owed.last < addMonths(start, 12)).toBe(true);
      }),
    );
  });
});

describe('退休年龄', () => {
  const born = fc.integer({ min: 0, max: 900 }).map((n) => monthAfter('1950-01', n));
  it.each(Object.keys(GROUPS) as Group[])('%s: nobody retires before somebody older, nor beyond the last age', (group) => {
    const { years, most } = GROUPS[group];
    fc.assert(
      fc.property(born, (birth) => {
        const one = retirementOf(birth, group);
        const next = retirementOf(monthAfter(birth, 1), group);
        expect(monthIndex(next.month)).toBeGreaterThan(monthIndex(one.month));
        expect(next.delay - one.delay).toBeGreaterThanOrEqual(0);
        expect(next.delay - one.delay).toBeLessThanOrEqual(1);
        expect(one.age).toBeGreaterThanOrEqual(years * 12);
        expect(one.age).toBeLessThanOrEqual(years * 12 + most);
      }),
    );
  });
});

it('医疗期 never grows shorter with years', () => {
  for (let all = 0; all < 40; all++) for (let here = 0; here <= all; here++) expect(medicalMonths(all + 1, here + 1)).toBeGreaterThanOrEqual(medicalMonths(all, here));
});

describe('days and months as people write them', () => {
  it.each([['2019.4.5', '2019-04-05'], ['２０１９年４月５日', '2019-04-05'], ['20190405', '2019-04-05'], ['2019/4/5', '2019-04-05'], ['2019-4-31', undefined], ['19-4-5', undefined], ['今天', undefined], ['2019-0405', undefined]])('%s', (text, expected) => expect(readDay(text)).toBe(expected));
  it.each([['1966年12月', '1966-12'], ['196612', '1966-12'], ['1966.1', '1966-01'], ['1966-13', undefined], ['1966', undefined]])('%s', (text, expected) => expect(readMonth(text)).toBe(expected));
});
