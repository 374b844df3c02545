import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingOf, latestVersions, type Countable } from './counting.ts';
import { termsFor, type Override, type Terms } from './terms.ts';

const exam: Terms = { opensAt: 100, closesAt: 200, minutes: 60, attempts: 3, waitHours: 24 };
const none: Override = { opensAt: null, closesAt: null, minutes: null, attempts: null, waitHours: null };
const o = (over: Partial<Override>): Override => ({ ...none, ...over });

describe('the terms of one person', () => {
  it.each<[string, Override[], Override[], Partial<Terms>]>([
    ['nothing arranged', [], [], {}],
    ['all null inherits', [none], [none], {}],
    ['the unit beats the exam', [o({ minutes: 90 })], [], { minutes: 90 }],
    ['also when it gives less', [o({ attempts: 1 })], [], { attempts: 1 }],
    ['the person beats the unit', [o({ minutes: 120 })], [o({ minutes: 90 })], { minutes: 90 }],
    ['field by field', [o({ minutes: 120, closesAt: 300 })], [o({ attempts: 5 })], { minutes: 120, closesAt: 300, attempts: 5 }],
    ['the longest time of several units', [o({ minutes: 90 }), o({ minutes: 75 })], [], { minutes: 90 }],
    ['the latest end', [o({ closesAt: 250 }), o({ closesAt: 300 })], [], { closesAt: 300 }],
    ['the earliest start', [o({ opensAt: 50 }), o({ opensAt: 80 })], [], { opensAt: 50 }],
    ['the most attempts', [o({ attempts: 4 }), o({ attempts: 5 })], [], { attempts: 5 }],
    ['the shortest wait', [o({ waitHours: 48 }), o({ waitHours: 0 })], [], { waitHours: 0 }],
    ['null of one unit hides nothing of another', [none, o({ minutes: 90 })], [], { minutes: 90 }],
    ['each field from another unit', [o({ minutes: 90 }), o({ closesAt: 260 })], [], { minutes: 90, closesAt: 260 }],
  ])('%s', (_, units, person, expected) => {
    expect(termsFor(exam, units, person)).toEqual({ ...exam, ...expected });
  });

  it('does not depend on the order, and one more unit never costs anything', () => {
    const maybe = (max: number) => fc.option(fc.nat(max));
    const override: fc.Arbitrary<Override> = fc.record({ opensAt: maybe(400), closesAt: maybe(400), minutes: maybe(200), attempts: maybe(9), waitHours: maybe(99) });
    fc.assert(
      fc.property(fc.array(override, { minLength: 1, maxLength: 4 }), override, fc.array(override, { maxLength: 2 }), (units, more, person) => {
        const before = termsFor(exam, units, person);
        expect(termsFor(exam, [...units].reverse(), [...person].reverse())).toEqual(before);
        const after = termsFor(exam, [...units, more], person);
        // Only where a unit had said something already: the first word of a unit may also be a stricter one.
        const said = (field: keyof Override) => [...units, ...person].some((u) => u[field] !== null);
        if (said('closesAt')) expect(after.closesAt).toBeGreaterThanOrEqual(before.closesAt);
        if (said('minutes')) expect(after.minutes).toBeGreaterThanOrEqual(before.minutes ?? 0);
        if (said('attempts')) expect(after.attempts).toBeGreaterThanOrEqual(before.attempts ?? 0);
        if (said('opensAt')) expect(after.opensAt).toBeLessThanOrEqual(before.opensAt);
        if (said('waitHours')) expect(after.waitHours).toBeLessThanOrEqual(before.waitHours);
      }),
    );
  });
});

describe('which attempt counts', () => {
  const a = (number: number, score: number, full = 100, passed = score * 100 >= full * 60): Countable => ({ number, score, full, passed });
  it.each<[string, Countable[], number | undefined, number | undefined]>([
    ['none', [], undefined, undefined],
    ['one', [a(1, 10)], 1, 1],
    ['the best is not the last', [a(1, 80), a(2, 50)], 1, 2],
    ['the better one came last', [a(1, 50), a(2, 80)], 2, 2],
    ['equal: the earlier is the best', [a(2, 70), a(1, 70)], 1, 2],
    ['shares of marks, not marks', [a(1, 45, 50), a(2, 80, 100)], 1, 2],
    ['unrounded', [a(1, 199, 300), a(2, 133, 200)], 2, 2],
    ['a pass before a higher share that did not pass', [a(1, 70, 100, false), a(2, 61, 100, true)], 2, 2],
  ])('%s', (_, finished, best, last) => {
    for (const list of [finished, [...finished].reverse()]) {
      expect(countingOf(list, 'best')?.number).toBe(best);
      expect(countingOf(list, 'last')?.number).toBe(last);
    }
  });

  it('takes of each attempt the latest marking, in whatever order they come', () => {
    const rows = [{ attempt: 'x', version: 2, score: 9 }, { attempt: 'x', version: 1, score: 5 }, { attempt: 'y', version: 1, score: 7 }, { attempt: 'x', version: 3, score: 4 }];
    for (const list of [rows, [...rows].reverse()]) expect(latestVersions(list).map((r) => r.score).sort()).toEqual([4, 7]);
  });
});
