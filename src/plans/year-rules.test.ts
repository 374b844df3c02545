/** Exemption, service, proration, gates, score, bands and make-up: tables of cases, and what holds for all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/day.ts';
import { requirementOf } from './audiences.ts';
import { partSays, sentenceOf, waySays } from './say.ts';
import { planSchema, type Plan } from './schema.ts';
import { partOf, prorated, type Service } from './service.ts';
import { standingOf, type Credited, type ExamResult, type PersonFacts } from './standing.ts';
import { cheapestWay, sourcesLeft } from './way.ts';

const raw = {
  year: 2026,
  title: '计划',
  opens: '2026-01-01',
  closes: '2026-12-20',
  categories: { must: '必修', law: '专业' },
  audiences: { staff: { title: '工作人员', credits: 30, shares: { must: 12 }, exam: 'annual' } },
  study: { secondsPerThousand: 60 },
  courses: [{ page: 'qa/a/b', category: 'must', credits: 8 }, { page: 'qa/a/c', category: 'must', credits: 8 }, { page: 'qa/a/d', category: 'law', credits: 20 }],
  exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }],
};
const planWith = (rest: object): Plan => planSchema.parse({ ...raw, ...rest });
const got = (category: string, credits: number, on_day = '2026-03-01'): Credited => ({ category, granted_centi: credits * 100, on_day });
const sat = (score: number, on = '2026-11-10', number = 1): ExamResult => ({ exam: 'annual', number, makeup: on > '2026-12-20', state: 'handed', passed: score >= 60, score, full: 100, on });
const TODAY = '2026-11-23';
const stand = (plan: Plan, credited: Credited[], results: ExamResult[], facts: PersonFacts = {}, today = TODAY) => standingOf(plan, ['staff'], credited, results, today, undefined, facts);
const served = (from: string, to: string | null = null): PersonFacts => ({ service: { from, to } });

describe('who owes nothing', () => {
  const plan = planWith({ proration: { by: 'month', leastDays: 60 } });
  it.each<[string, PersonFacts, string, string]>([
    ['exempt', { exempt: { reason: '长期病假' } }, TODAY, '今年免学：长期病假'],
    ['left in June', served('2020-01-01', '2026-06-30'), TODAY, '您已离任，今年不再要求学法'],
    ['left before the year', served('2020-01-01', '2025-06-30'), TODAY, '您已离任，今年不再要求学法'],
    ['came in January of the next year', served('2027-01-04'), '2027-01-05', '今年没有给您安排学法要求'],
    ['came with 59 days left', served('2026-10-23'), TODAY, '您今年任职的天数少，不要求学法'],
  ])('%s', (_, facts, today, says) => {
    const s = stand(plan, [got('must', 40)], [sat(90)], facts, today);
    expect([s.owes, s.met, s.band, sentenceOf(s)]).toEqual([false, false, undefined, says]);
  });
  it.each<[string, PersonFacts, string]>([
    ['on the last day of service', served('2020-01-01', '2026-11-23'), TODAY],
    ['leaving on the plan’s last day', served('2020-01-01', '2026-12-20'), '2026-12-31'],
    ['came with 60 days left', served('2026-10-22'), TODAY],
  ])('still owes: %s', (_, facts, today) => expect(stand(plan, [], [], facts, today).owes).toBe(true));
});

describe('part of a year', () => {
  it.each<[string, object, Service, number | undefined]>([
    ['the whole year', { by: 'month' }, { from: '2015-03-01', to: null }, undefined],
    ['without the rule', {}, { from: '2026-07-15', to: null }, undefined],
    ['from July, months begun: 6 of 12', { by: 'month' }, { from: '2026-07-15', to: null }, 15],
    ['from July, full months: 5 of 12, 12.5 up', { by: 'month', months: 'full' }, { from: '2026-07-15', to: null }, 13],
    ['12.5 down', { by: 'month', months: 'full', round: 'down' }, { from: '2026-07-15', to: null }, 12],
    ['12.5 nearest', { by: 'month', months: 'full', round: 'nearest' }, { from: '2026-07-15', to: null }, 13],
    ['12.5 to half a credit', { by: 'month', months: 'full', to: 0.5 }, { from: '2026-07-15', to: null }, 12.5],
    ['the month of the window’s end is full', { by: 'month', months: 'full' }, { from: '2026-12-01', to: null }, 3],
    ['by days: 10 of 354, 0.85 up', { by: 'day', to: 0.01 }, { from: '2026-12-11', to: null }, 0.85],
    ['January to March', { by: 'month' }, { from: '2010-01-01', to: '2026-03-31' }, 8],
  ])('%s', (_, proration, service, credits) => {
    const plan = planWith(Object.keys(proration).length > 0 ? { proration } : {});
    expect(requirementOf(plan, ['staff'], partOf(plan, service)).centi).toBe(credits === undefined ? 3000 : Math.round(credits * 100));
  });

  it('lessens total, share and gate alike, and says so', () => {
    const plan = planWith({ proration: { by: 'month' }, exams: [{ ...raw.exams[0], minCredits: 20, minShares: { must: 12 } }] });
    const s = stand(plan, [got('must', 6), got('law', 3)], [], served('2026-07-01'));
    expect([s.needCenti, s.owedCenti, s.shares[0]?.needCenti, s.exams[0]?.gate]).toEqual([1500, 600, 600, { owedCenti: 100, shares: [] }]);
    expect(partSays(s)).toBe('7 月 1 日到 12 月 20 日任职，按 6 个月折算（全年 12 个月）');
    expect(sentenceOf(s)).toBe('还差 6 学分；再得 1 学分才能考试，12 月 20 日截止');
  });

  it('is never more than the whole, never less than nothing, and more service never owes less', () => {
    const day = fc.integer({ min: -400, max: 800 }).map((n) => addDays('2026-01-01', n));
    const rule = fc.record({ by: fc.constantFrom('month', 'day'), months: fc.constantFrom('begun', 'full'), round: fc.constantFrom('up', 'down', 'nearest'), to: fc.constantFrom(0.5, 1, 5) });
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 500_000 }), fc.array(day, { minLength: 4, maxLength: 4 }), (proration, centi, days) => {
        const plan = planWith({ proration });
        const [a, b, c, d] = days.sort() as [string, string, string, string];
        const [short, long] = [prorated(plan, centi, partOf(plan, { from: b, to: c })), prorated(plan, centi, partOf(plan, { from: a, to: d }))];
        expect(short).toBeGreaterThanOrEqual(0);
        expect(long).toBeGreaterThanOrEqual(short);
        expect(long).toBeLessThanOrEqual(centi);
      }),
    );
  });
});

describe('the gate before an exam', () => {
  const plan = planWith({ exams: [{ ...raw.exams[0], minCredits: 20, minShares: { must: 16 } }] });
  it.each<[string, Credited[], string]>([
    ['nothing yet', [], '还差 30 学分，其中必修 12；再得 20 学分，其中必修 16，才能考试，12 月 20 日截止'],
    ['the total, not the category', [got('law', 30)], '还差 12 学分，其中必修 12；再得 16 学分，其中必修 16，才能考试，12 月 20 日截止'],
    ['reached', [got('must', 16), got('law', 4)], '还差 10 学分；考试未通过，12 月 20 日截止'],
  ])('%s', (_, credited, says) => expect(sentenceOf(stand(plan, credited, []))).toBe(says));
  it('is part of the cheapest way', () => {
    const s = stand(plan, [got('law', 30), got('must', 12)], []);
    expect([s.creditsMet, cheapestWay(s, sourcesLeft(plan, new Set()), undefined).steps.map((x) => x.id)]).toEqual([true, ['qa/a/b']]);
  });
});

describe('study and exam weighed', () => {
  const plan = planWith({
    audiences: { staff: { title: '工作人员', credits: 0, exam: 'annual' } },
    score: { study: 50, full: 40, pass: 60 },
    bands: { by: 'score', levels: [{ name: '优秀', from: 90 }, { name: '良好', from: 80 }, { name: '合格', from: 60 }] },
    exams: [{ ...raw.exams[0], passPercent: 0 }],
  });
  const handed = (score: number, on = '2026-11-10'): ExamResult => ({ ...sat(score, on), passed: true });
  it.each<[string, number, number, number, boolean, string | undefined]>([
    ['study alone', 40, 0, 5000, false, undefined],
    ['half and half', 40, 20, 6000, true, '合格'],
    ['a hair below', 39.99, 20, 5998, false, undefined],
    ['study above its full brings no more', 80, 60, 8000, true, '良好'],
    ['exactly at the best band', 32, 100, 9000, true, '优秀'],
  ])('%s', (_, credits, marks, centi, met, band) => {
    const s = stand(plan, [got('law', credits)], [handed(marks)]);
    expect([s.score?.centi, s.met, s.band]).toEqual([centi, met, band]);
  });
  it('says what is missing, and by which credits it would pass', () => {
    const s = stand(plan, [got('law', 20)], [handed(40)]);
    expect(sentenceOf(s)).toBe('考试已通过；综合得分 45，要达到 60');
    expect([s.score?.creditsCenti, s.score?.examPercent]).toEqual([3200, 70]);
    const way = cheapestWay(s, sourcesLeft(plan, new Set()), undefined);
    expect(waySays(s, way, TODAY, undefined)).toBe('最省力的走法：学 1 篇专业。距 12 月 20 日截止还有 27 天。');
  });
  it('is met on the day the score reached it', () => {
    expect(stand(plan, [got('law', 20, '2026-02-01'), got('law', 12, '2026-11-15')], [handed(40, '2026-11-10')]).metOn).toBe('2026-11-15');
    expect(stand(plan, [got('law', 20, '2026-02-01'), got('law', 12, '2026-03-15')], [handed(40, '2026-11-10')]).metOn).toBe('2026-11-10');
  });
  it('names nobody 不合格 before everything is over', () => {
    const makeup = planWith({ bands: { by: 'exam', levels: [{ name: '合格', from: 60 }] }, exams: [{ ...raw.exams[0], makeup: { opens: '2027-01-04', closes: '2027-01-08' } }] });
    const band = (today: string) => stand(makeup, [got('must', 30)], [sat(10)], {}, today).band;
    expect([band('2026-12-31'), band('2027-01-08'), band('2027-01-09')]).toEqual([undefined, undefined, '不合格']);
    expect(sentenceOf(stand(makeup, [got('must', 30)], [sat(10)], {}, '2027-01-09'))).toBe('2026 年度已于 12 月 20 日截止，学分已满；考试未通过，不合格');
  });
  it('points and marks needed are the least that pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 4000 }), (have, marks, study, full) => {
        const p = planSchema.parse({ ...raw, score: { study, full: full / 100, pass: 60 } });
        const score = (h: number, m: number) => standingOf(p, ['staff'], [{ category: 'law', granted_centi: h, on_day: '2026-02-01' }], [sat(m)], TODAY).score;
        const s = score(have, marks);
        if (s?.creditsCenti !== undefined) {
          expect(score(s.creditsCenti, marks)?.passed).toBe(true);
          if (s.creditsCenti > 0) expect(score(s.creditsCenti - 1, marks)?.passed).toBe(false);
        } else expect(score(1_000_000, marks)?.passed).toBe(false);
        if (s?.examPercent !== undefined) {
          expect(score(have, s.examPercent)?.passed).toBe(true);
          if (s.examPercent > 0) expect(score(have, s.examPercent - 1)?.passed).toBe(false);
        } else expect(score(have, 100)?.passed).toBe(false);
      }),
    );
  });
});

describe('补学', () => {
  const plan = planWith({ makeup: { opens: '2027-01-04', closes: '2027-01-14' } });
  it.each<[string, Credited[], string]>([
    ['2026-12-21', [got('must', 20)], '还差 10 学分，补学 1 月 4 日开始，1 月 14 日截止'],
    ['2027-01-04', [got('must', 20)], '还差 10 学分，补学 1 月 14 日截止'],
    ['2027-01-14', [got('must', 20)], '还差 10 学分，补学 1 月 14 日截止'],
    ['2027-01-15', [got('must', 20)], '2026 年度已于 12 月 20 日截止，差 10 学分'],
    ['2027-01-05', [got('must', 20), got('law', 10, '2027-01-05')], '已达标'],
  ])('on %s', (today, credited, says) => {
    const s = stand(plan, credited, [sat(80)], {}, today);
    expect(sentenceOf(s).replace('考试已通过；', '')).toBe(says);
  });
  it('counts for the year before, on the day it was made up', () => {
    expect(stand(plan, [got('must', 20), got('law', 10, '2027-01-05')], [sat(80)], {}, '2027-01-20').metOn).toBe('2027-01-05');
  });
});
