/** What holds of standing under every plan: weighed, gated, banded, prorated, or none of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/day.ts';
import { planSchema, type Plan } from './schema.ts';
import { standingOf, type Credited, type ExamResult, type PersonFacts, type Standing } from './standing.ts';

const day = fc.integer({ min: 0, max: 353 }).map((n) => addDays('2026-01-01', n));
/** Seldom enough that most people still owe something. */
const some = <T>(of: fc.Arbitrary<T>, inTen = 4) => fc.oneof({ weight: 10 - inTen, arbitrary: fc.constant(undefined) }, { weight: inTen, arbitrary: of });
/** A plan of any rules. */
const plans = fc
  .record({
    need: fc.integer({ min: 0, max: 40 }), must: fc.integer({ min: 0, max: 10 }), counts: fc.constantFrom('best', 'last'), passPercent: fc.integer({ min: 0, max: 80 }), minCredits: some(fc.integer({ min: 0, max: 60 })),
    score: some(fc.record({ study: fc.integer({ min: 0, max: 100 }), full: fc.integer({ min: 1, max: 80 }), pass: fc.integer({ min: 0, max: 90 }) }), 6),
    proration: some(fc.record({ by: fc.constantFrom('month', 'day'), round: fc.constantFrom('up', 'down', 'nearest'), leastDays: fc.constantFrom(0, 60) })),
    by: fc.constantFrom('exam', 'credits'), makeup: fc.boolean(),
  })
  .map(({ need, must, counts, passPercent, minCredits, score, proration, by, makeup }): Plan =>
    planSchema.parse({
      year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修', law: '专业' },
      audiences: { a: { title: '甲', credits: need, shares: { must }, exam: 'annual' }, b: { title: '乙', credits: 20, shares: { law: 10 } } },
      study: { secondsPerThousand: 60 }, courses: [],
      exams: [{ id: 'annual', paper: 'annual', opens: '2026-01-01', closes: '2026-12-20', attempts: 20, counts, passPercent, improve: true, ...(minCredits === undefined ? {} : { minCredits }), ...(makeup ? { makeup: { opens: '2027-01-04', closes: '2027-01-10' } } : {}) }],
      bands: { by, levels: [{ name: '优秀', from: 90 }, { name: '良好', from: 75 }, { name: '合格', from: 0 }] },
      ...(score ? { score } : {}), ...(proration ? { proration } : {}), ...(makeup ? { makeup: { opens: '2027-01-04', closes: '2027-01-14' } } : {}),
    }),
  );
const credits = fc.array(fc.record({ category: fc.constantFrom('must', 'law'), granted_centi: fc.integer({ min: 0, max: 900 }), on_day: day }), { minLength: 3, maxLength: 14, size: 'max' });
const results = (plan: Plan) => fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), day), { minLength: 1, maxLength: 4 }).map((list): ExamResult[] =>
  [...list].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([score, on], i) => ({ exam: 'annual', number: i + 1, makeup: false, state: 'handed', passed: score >= (plan.exams[0]?.passPercent ?? 60), score, full: 100, on })));
const facts: fc.Arbitrary<PersonFacts> = fc.record({ exempt: some(fc.constant({ reason: '病假' }), 1), service: some(fc.record({ from: day, to: some(day, 2) }).map(({ from, to }) => ({ from, to: to !== undefined && to >= from ? to : null }))) });
const people = plans.chain((plan) => fc.record({ plan: fc.constant(plan), who: fc.subarray(['a', 'b'], { minLength: 1 }), list: credits, exams: results(plan), of: facts, today: fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n)) }));
const stand = (p: { plan: Plan; who: string[]; list: Credited[]; exams: ExamResult[]; of: PersonFacts; today: string }): Standing => standingOf(p.plan, p.who, p.list, p.exams, p.today, undefined, p.of);
const BANDS = ['不合格', '合格', '良好', '优秀'];
const rank = (s: Standing): number => BANDS.indexOf(s.band ?? '');

describe('standing under any plan', () => {
  it('does not depend on the order of what is read', () => {
    fc.assert(fc.property(people, fc.func(fc.integer()), (p, f) => {
      const mixed = <T>(items: readonly T[]): T[] => [...items].sort((x, y) => f(x) - f(y));
      expect(stand({ ...p, list: mixed(p.list), exams: mixed(p.exams), who: [...p.who].reverse() })).toEqual(stand(p));
    }));
  });

  it('is never worse for more credits: owed, gate, score, verdict and band', () => {
    fc.assert(fc.property(people, credits, (p, more) => {
      const [before, after] = [stand(p), stand({ ...p, list: [...p.list, ...more] })];
      expect(after.owedCenti).toBeLessThanOrEqual(before.owedCenti);
      expect(after.exams[0]?.gate?.owedCenti ?? 0).toBeLessThanOrEqual(before.exams[0]?.gate?.owedCenti ?? 0);
      expect(after.score?.centi ?? 0).toBeGreaterThanOrEqual(before.score?.centi ?? 0);
      if (before.met) expect([after.met, rank(after) >= rank(before)]).toEqual([true, true]);
    }));
  });

  it('where the best counts, sitting again moves neither the day nor the band down', () => {
    fc.assert(fc.property(people, fc.integer({ min: 0, max: 100 }), (p, score) => {
      if (p.plan.exams[0]?.counts !== 'best') return;
      const before = stand(p);
      if (!before.met || before.metOn === undefined) return;
      const again: ExamResult = { exam: 'annual', number: 9, makeup: false, state: 'handed', passed: score >= (p.plan.exams[0]?.passPercent ?? 60), score, full: 100, on: addDays(before.metOn, 1) };
      const after = stand({ ...p, exams: [...p.exams, again] });
      expect([after.met, after.metOn, rank(after) >= rank(before)]).toEqual([true, before.metOn, true]);
    }));
  });

  it('is met exactly when nothing is missing, and from a day on which it holds by itself', () => {
    fc.assert(fc.property(people, (p) => {
      const s = stand(p);
      expect(s.met).toBe(s.owes && s.owedCenti === 0 && s.exams.every((e) => e.passedOn !== undefined) && (s.score?.passed ?? true));
      if (!s.met || p.plan.exams[0]?.counts !== 'best') return;
      const until = (last: string) => stand({ ...p, list: p.list.filter((c) => c.on_day <= last), exams: p.exams.filter((r) => r.on <= last) }).met;
      expect(until(s.metOn ?? '')).toBe(true);
      if (s.metOn !== undefined && s.metOn > p.plan.opens) expect(until(addDays(s.metOn, -1))).toBe(false);
    }), { numRuns: 400 });
  });

  it('asks nothing of the exempt and of those who left, and of a part never more than of the whole', () => {
    fc.assert(fc.property(people, (p) => {
      const s = stand(p);
      if (s.exempt ?? s.outside) expect([s.owes, s.met, s.band]).toEqual([false, false, undefined]);
      expect(s.needCenti).toBeLessThanOrEqual(stand({ ...p, of: {} }).needCenti);
      if (s.part) expect(s.part.served).toBeLessThan(s.part.of);
    }));
  });
});

it('who serves so short a part that nothing is asked, not even a score, has met the year from its first day', () => {
  // Found by the property above: the day was that of the first entry in the ledger, though it brought nothing.
  const plan = planSchema.parse({
    year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { law: '专业' }, audiences: { b: { title: '乙', credits: 20 } },
    study: { secondsPerThousand: 60 }, courses: [], exams: [], proration: { by: 'day', round: 'nearest' }, score: { study: 5, full: 12, pass: 86 },
  });
  const s = standingOf(plan, ['b'], [{ category: 'law', granted_centi: 0, on_day: '2026-02-02' }], [], '2026-12-14', undefined, { service: { from: '2026-12-13', to: null } });
  expect([s.met, s.needCenti, s.metOn]).toEqual([true, 0, '2026-01-01']);
});
