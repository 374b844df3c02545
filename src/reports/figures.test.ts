/** What reports count must be what each person's standing says, now and at the end of every month. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthOf, plusMonth } from '../credits/months.ts';
import { planSchema, type Plan } from '../plans/schema.ts';
import { standingOf, type Credited, type ExamResult } from '../plans/standing.ts';
import { askedOf, type PersonFacts } from '../plans/verdict.ts';
import { addMonths, monthsTo, percentOf, toldOf, type Counted } from './figures.ts';
import { tallier } from './tally.ts';

const raw = {
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修', law: '专业' },
  audiences: { leader: { title: '领导', credits: 6, shares: { must: 3 }, exam: ['one', 'two'] }, staff: { title: '一般', credits: 4, exam: 'one' }, guest: { title: '旁听', credits: 1 } },
  study: { secondsPerThousand: 60 }, courses: [],
  exams: [
    { id: 'one', paper: 'p', opens: '2026-03-01', closes: '2026-12-20', attempts: 3, makeup: { opens: '2027-01-04', closes: '2027-01-14' } },
    { id: 'two', paper: 'p', opens: '2026-03-01', closes: '2026-12-20', attempts: 3, counts: 'last' },
  ],
};
const plans: Plan[] = [{}, { proration: { by: 'month', leastDays: 40 } }, { score: { study: 50, pass: 60 } }].map((more) => planSchema.parse({ ...raw, ...more }));

const day = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `2026-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const credited = fc.record({ category: fc.constantFrom('must', 'law'), granted_centi: fc.integer({ min: -150, max: 400 }), on_day: day });
const results = fc
  .array(fc.record({ exam: fc.constantFrom('one', 'two'), score: fc.integer({ min: 0, max: 100 }), on: day, open: fc.boolean() }), { maxLength: 4 })
  .map((list) => list.sort((a, b) => (a.on < b.on ? -1 : 1)).map((r, i): ExamResult => ({ exam: r.exam, number: i + 1, makeup: false, state: r.open && i === list.length - 1 ? 'open' : 'handed', passed: r.score >= 60 && !(r.open && i === list.length - 1), score: r.score, full: 100, on: r.on })));
const facts: fc.Arbitrary<PersonFacts> = fc.record({ exempt: fc.option(fc.constant({ reason: '病假' }), { nil: undefined, freq: 8 }), service: fc.option(fc.record({ from: day, to: fc.option(day, { nil: null }) }), { nil: undefined }) });
const person = fc.record({ audiences: fc.subarray(['guest', 'leader', 'staff']), credited: fc.array(credited, { maxLength: 8 }), results, facts });

/** As the database keeps it. */
function counted(plan: Plan, today: string, p: { audiences: string[]; credited: Credited[]; results: ExamResult[]; facts: PersonFacts }): Counted {
  const sums = [...new Set(p.credited.map((c) => c.category))].map((category) => {
    const own = p.credited.filter((c) => c.category === category);
    return { category, granted_centi: own.reduce((n, c) => n + c.granted_centi, 0), months: own.reduce((text, c) => plusMonth(text, monthOf(c.on_day), c.granted_centi), '') };
  });
  return { audiences: p.audiences, asked: askedOf(plan, p.audiences, today, p.facts), exempt: p.facts.exempt !== undefined, sums, results: p.results };
}

describe('one person', () => {
  it('is counted as the standing says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plans), person, day, (plan, p, today) => {
        const c = counted(plan, today, p);
        const told = toldOf(plan, c);
        const s = standingOf(plan, p.audiences, p.credited, p.results, today, undefined, p.facts);
        expect([c.asked.owes, told.verdict.met, told.verdict.creditsMet, told.verdict.examsMet, told.verdict.owedCenti, told.learned]).toEqual([s.owes, s.met, s.creditsMet, s.examsMet, s.owedCenti, s.haveCenti > 0]);
        expect(told.sat).toBe(s.exams.some((e) => e.best));
      }),
      { numRuns: 500 },
    );
  });

  it('is, at the end of every month, where the standing of that day would have them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plans), person, (plan, p) => {
        const today = '2026-12-28';
        const c = counted(plan, today, p);
        fc.pre(c.asked.owes);
        const months = monthsTo(plan, today);
        const lines = months.map((month) => ({ month, learned: 0, sat: 0, passed: 0, met: 0 }));
        addMonths(plan, months, lines, c);
        for (const line of lines) {
          const until = `${line.month}-31`;
          const s = standingOf(plan, p.audiences, p.credited.filter((x) => x.on_day <= until), p.results.filter((r) => r.on <= until), today, undefined, p.facts);
          const inMonth = p.credited.filter((x) => monthOf(x.on_day) === line.month).reduce((n, x) => n + x.granted_centi, 0);
          const said = [inMonth > 0, s.exams.some((e) => e.best), s.exams.length > 0 && s.examsMet, s.met];
          expect([line.learned, line.sat, line.passed, line.met], line.month).toEqual(said.map(Number));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('many people', () => {
  it('add up: the same total by unit, each once however many audiences, the last month as it is today', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plans), fc.array(fc.tuple(fc.constantFrom('a', 'b'), person), { maxLength: 12 }), (plan, people) => {
        const today = '2026-12-28';
        const counting = tallier(plan, today);
        for (const [unit, p] of people) counting.add(unit, counted(plan, today, p));
        const { total, units, categories, months } = counting.tally;
        expect(total.owed + total.exempt + total.free).toBe(people.length);
        for (const name of ['owed', 'learned', 'met', 'exempt'] as const) expect([...units.values()].reduce((n, f) => n + f[name], 0)).toBe(total[name]);
        expect([...categories.values()].every((c) => c.owed === total.owed)).toBe(true);
        expect(months.at(-1)).toMatchObject({ month: '2026-12', sat: total.sat, passed: total.passed, met: total.met });
      }),
    );
  });

  it('rounds down, and gives no rate of nobody', () => {
    const f = { owed: 1000, examined: 3, learned: 1000, sat: 2, passed: 0, met: 999 };
    expect([percentOf(f, 'met'), percentOf(f, 'sat'), percentOf(f, 'passed'), percentOf({ ...f, sat: 0 }, 'passed')]).toEqual([99, 66, 0, undefined]);
  });

  it('begins with the plan’s first month and ends with today’s, or with the plan’s last day', () => {
    expect(monthsTo(plans[0]!, '2026-03-31')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(monthsTo(plans[0]!, '2025-06-01')).toEqual(['2026-01']);
    expect(monthsTo(plans[0]!, '2028-06-01').at(-1)).toBe('2027-01');
  });
});
