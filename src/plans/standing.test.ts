import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, endOfDay, startOfDay } from '../kernel/day.ts';
import { audiencesFor, planOn, requirementOf } from './audiences.ts';
import { planSchema, type Plan } from './schema.ts';
import { sentenceOf, waySays } from './say.ts';
import { standingOf, type Credited, type ExamResult } from './standing.ts';
import { cheapestWay, sourcesLeft, type Source } from './way.ts';

const raw = {
  year: 2026,
  title: '2026 年度计划',
  opens: '2026-01-01',
  closes: '2026-12-20',
  categories: { must: '必修', law: '专业法规' },
  audiences: {
    leader: { title: '领导干部', credits: 36, shares: { must: 16 }, exam: 'annual' },
    force: { title: '执法人员', credits: 40, shares: { must: 14, law: 16 }, exam: 'annual' },
    visitor: { title: '旁听', credits: 2 },
  },
  dailyCap: 12,
  study: { secondsPerThousand: 60 },
  courses: [
    { page: 'constitution/a', category: 'must', credits: 2 },
    { page: 'constitution/b', category: 'must', credits: 2 },
    { page: 'constitution/c', category: 'must', credits: 2 },
    { page: 'qa/x/a', category: 'law', credits: 1.5 },
    { page: 'qa/x/b', category: 'law', credits: 1.5 },
  ],
  quizzes: [{ id: 'quiz', paper: 'quiz', category: 'must', credits: 4 }],
  exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }],
};
const plan: Plan = planSchema.parse(raw);
const TODAY = '2026-11-23';
const got = (category: string, credits: number, on_day = '2026-03-01'): Credited => ({ category, granted_centi: credits * 100, on_day });
const sat = (score: number, on = '2026-11-10'): ExamResult => ({ exam: 'annual', number: 1, makeup: false, state: 'handed', passed: score >= 60, score, full: 100, on });
const running: ExamResult = { exam: 'annual', number: 1, makeup: false, state: 'open', passed: false, score: 0, full: 0, on: TODAY };
const stand = (audiences: string[], credited: Credited[], results: ExamResult[] = [], today = TODAY) => standingOf(plan, audiences, credited, results, today);

describe('the sentence', () => {
  it.each<[string, string[], Credited[], ExamResult[], string, string]>([
    ['credits, share and exam owed', ['force'], [got('must', 8), got('law', 20)], [], TODAY, '还差 12 学分，其中必修 6；考试未通过，12 月 20 日截止'],
    ['credits only', ['force'], [got('must', 14), got('law', 20)], [sat(80)], TODAY, '考试已通过；还差 6 学分，12 月 20 日截止'],
    ['no exam in the audience', ['visitor'], [], [], TODAY, '还差 2 学分，12 月 20 日截止'],
    ['the total is full but a share is not', ['force'], [got('law', 60)], [sat(80)], TODAY, '考试已通过；还差 14 学分，其中必修 14，12 月 20 日截止'],
    ['exam only', ['force'], [got('must', 20), got('law', 20)], [sat(40)], TODAY, '学分已满；考试未通过，12 月 20 日截止'],
    ['an attempt is running', ['force'], [got('must', 20), got('law', 20)], [running], TODAY, '学分已满；考试还没交卷，12 月 20 日截止'],
    ['three attempts failed', ['force'], [got('must', 20), got('law', 20)], [sat(1), sat(2), sat(3)], TODAY, '学分已满；考试次数已用完，12 月 20 日截止'],
    ['before the exam opens', ['force'], [got('must', 20), got('law', 20)], [], '2026-10-01', '学分已满；考试 11 月 1 日开始，12 月 20 日截止'],
    ['half credits', ['visitor'], [got('law', 0.5)], [], TODAY, '还差 1.5 学分，12 月 20 日截止'],
    ['all done', ['force'], [got('must', 20), got('law', 20)], [sat(60)], TODAY, '已达标'],
    ['done and over', ['force'], [got('must', 20), got('law', 20)], [sat(60)], '2027-01-05', '已达标'],
    ['over', ['force'], [got('must', 8), got('law', 20)], [], '2026-12-21', '2026 年度已于 12 月 20 日截止，差 12 学分，其中必修 6；考试未通过'],
    ['the last day still counts', ['force'], [got('must', 8), got('law', 20)], [], '2026-12-20', '还差 12 学分，其中必修 6；考试未通过，12 月 20 日截止'],
    ['nobody’s audience', [], [], [], TODAY, '今年没有给您安排学法要求'],
    ['an audience the plan does not know', ['retired'], [], [], TODAY, '今年没有给您安排学法要求'],
  ])('%s', (_, audiences, credited, results, today, says) => {
    expect(sentenceOf(stand(audiences, credited, results, today))).toBe(says);
  });

  describe('with a make-up, a minute for an end, and terms of one’s own', () => {
    const makeup: Plan = planSchema.parse({ ...raw, exams: [{ ...raw.exams[0], closes: '2026-12-20 23:50', makeup: { opens: '2027-01-05', closes: '2027-01-10' } }] });
    const full = [got('must', 20), got('law', 20)];
    const later = new Map([['annual', { opensAt: startOfDay('2026-11-01'), closesAt: endOfDay('2026-12-28'), minutes: 60, attempts: 4, waitHours: 0 }]]);
    const again = (score: number): ExamResult => ({ ...sat(score, '2027-01-06'), number: 4, makeup: true });
    it.each<[string, ExamResult[], string, typeof later | undefined, string]>([
      ['the last day', [sat(1)], '2026-12-20', undefined, '学分已满；考试未通过，12 月 20 日 23:50 截止'],
      ['between the windows', [sat(1)], '2026-12-21', undefined, '学分已满；补考 1 月 5 日开始，1 月 10 日截止'],
      ['used up, the make-up is to come', [sat(1), sat(2), sat(3)], '2026-11-23', undefined, '学分已满；补考 1 月 5 日开始，1 月 10 日截止'],
      ['in the make-up', [], '2027-01-06', undefined, '学分已满；补考未通过，1 月 10 日截止'],
      ['make-up used up', [sat(1), again(1)], '2027-01-06', undefined, '学分已满；补考次数已用完，1 月 10 日截止'],
      ['make-up over', [sat(1)], '2027-01-11', undefined, '2026 年度已于 12 月 20 日截止，学分已满；考试未通过'],
      ['passed in the make-up', [sat(1), again(80)], '2027-01-06', undefined, '已达标'],
      ['a later window of one’s own', [sat(1)], '2026-12-22', later, '学分已满；考试未通过，12 月 28 日截止'],
      ['handed in, not told yet', [{ ...sat(80), withheld: true }], TODAY, undefined, '学分已满；考试已交卷，成绩待公布'],
    ])('%s', (_, results, today, terms, says) => {
      expect(sentenceOf(standingOf(makeup, ['force'], full, results, today, terms))).toBe(says);
    });
    it('where the last counts, a later failure undoes a pass', () => {
      const last: Plan = planSchema.parse({ ...raw, exams: [{ ...raw.exams[0], counts: 'last' }] });
      const results = [sat(80, '2026-11-10'), { ...sat(10, '2026-11-12'), number: 2 }];
      expect(standingOf(last, ['force'], full, results, TODAY).exams[0]).toMatchObject({ state: 'failed', passedOn: undefined, best: { score: 10 } });
      expect(standingOf(last, ['force'], full, [...results, { ...sat(70, '2026-11-14'), number: 3 }], TODAY).exams[0]).toMatchObject({ state: 'passed', passedOn: '2026-11-14', best: { score: 70 } });
      expect(stand(['force'], full, results).exams[0]).toMatchObject({ state: 'passed', passedOn: '2026-11-10', best: { score: 80 } });
    });
  });

  it('says the way to the goal', () => {
    const s = stand(['force'], [got('must', 8), got('law', 24)]);
    const way = cheapestWay(s, sourcesLeft(plan, new Set()), plan.dailyCap);
    expect(waySays(s, way, TODAY, plan.dailyCap)).toBe('最省力的走法：学 2 篇必修、做 1 次小测，然后参加年度考试。距 12 月 20 日截止还有 27 天。');
  });
});

describe('two audiences', () => {
  it('owe the union, and earn once', () => {
    expect(requirementOf(plan, ['leader', 'force'])).toEqual({ centi: 4000, shares: new Map([['must', 1600], ['law', 1600]]), exams: ['annual'] });
    const s = stand(['leader', 'force'], [got('must', 14), got('law', 26)], [sat(90)]);
    expect([s.met, s.owedCenti]).toEqual([false, 200]);
  });

  it('count while they last; after the year, those of its last day', () => {
    const spans = [
      { audience: 'leader', from: '2026-01-01', to: '2026-06-30' },
      { audience: 'force', from: '2026-07-01', to: null },
      { audience: 'unknown', from: '2026-01-01', to: null },
    ];
    expect(audiencesFor(plan, spans, '2026-06-30')).toEqual(['leader']);
    expect(audiencesFor(plan, spans, '2026-07-01')).toEqual(['force']);
    const moved = [{ audience: 'leader', from: '2026-01-01', to: '2026-12-31' }, { audience: 'force', from: '2027-01-01', to: null }];
    expect(audiencesFor(plan, moved, '2027-02-01')).toEqual(['leader']);
  });
});

describe('which plan', () => {
  const plans = new Map([2026, 2027].map((year) => [year, { ...plan, year, opens: `${year}-01-10`, closes: `${year}-12-20` }]));
  it.each([['2026-05-01', 2026], ['2026-12-21', 2026], ['2027-01-09', 2026], ['2027-01-10', 2027], ['2020-01-01', 2026]])('on %s it is %i', (day, year) => {
    expect(planOn(plans, day)?.year).toBe(year);
  });
});

const days = fc.integer({ min: 0, max: 353 }).map((n) => addDays('2026-01-01', n));
const credited = fc.record({ category: fc.constantFrom('must', 'law'), granted_centi: fc.integer({ min: 0, max: 600 }), on_day: days });
const results = fc.array(
  fc.record({ exam: fc.constant('annual'), state: fc.constant('handed' as const), passed: fc.boolean(), score: fc.integer({ min: 0, max: 100 }), full: fc.constant(100), on: days, makeup: fc.constant(false) }),
  { maxLength: 3 },
).map((list): ExamResult[] => list.map((r, i) => ({ ...r, number: i + 1 })));
const audiences = fc.subarray(['leader', 'force', 'visitor'], { minLength: 1 });

describe('standing', () => {
  it('more credits never worsen it', () => {
    fc.assert(
      fc.property(audiences, fc.array(credited), credited, results, (who, list, more, exams) => {
        const before = stand(who, list, exams);
        const after = stand(who, [...list, more], exams);
        expect(after.owedCenti).toBeLessThanOrEqual(before.owedCenti);
        if (before.met) expect(after.met).toBe(true);
        // A later credit does not move the day on which it was met.
        if (before.metOn && more.on_day >= before.metOn) expect(after.metOn).toBe(before.metOn);
      }),
    );
  });

  it('does not depend on the order of entries and results', () => {
    fc.assert(
      fc.property(audiences, fc.array(credited), results, fc.func(fc.integer()), (who, list, exams, f) => {
        const mix = <T>(items: T[]) => [...items].sort((a, b) => f(a) - f(b));
        expect(stand(who, mix(list), mix(exams))).toEqual(stand(who, list, exams));
      }),
    );
  });

  it('is the same from single entries as from sums by day and category', () => {
    fc.assert(
      fc.property(audiences, fc.array(credited), results, (who, list, exams) => {
        const sums = new Map<string, Credited>();
        for (const c of list) {
          const key = `${c.on_day} ${c.category}`;
          sums.set(key, { ...c, granted_centi: c.granted_centi + (sums.get(key)?.granted_centi ?? 0) });
        }
        expect(stand(who, [...sums.values()], exams)).toEqual(stand(who, list, exams));
      }),
    );
  });

  it('passing again never moves the day', () => {
    fc.assert(
      fc.property(fc.array(credited, { minLength: 20 }), days, days, (list, first, again) => {
        const enough = [...list, got('must', 40, '2026-01-02'), got('law', 40, '2026-01-02')];
        const [early, late] = [first, again].sort();
        const once = stand(['force'], enough, [sat(70, early)]);
        expect(stand(['force'], enough, [sat(70, early), sat(95, late)]).metOn).toBe(once.metOn);
      }),
    );
  });

  it('after a reversal it is met from the day it was made good', () => {
    const full = [got('must', 20, '2026-02-01'), got('law', 20, '2026-03-01')];
    const exam = [sat(80, '2026-02-15')];
    expect(stand(['force'], full, exam).metOn).toBe('2026-03-01');
    const reversed = [...full, got('must', -5, '2026-04-01')];
    expect(stand(['force'], reversed, exam).met).toBe(false);
    expect(stand(['force'], [...reversed, got('must', 5, '2026-05-01')], exam).metOn).toBe('2026-05-01');
  });

  it('two audiences never owe less than either, and never more than both', () => {
    fc.assert(
      fc.property(fc.array(credited), (list) => {
        const owed = (who: string[]) => stand(who, list).owedCenti;
        expect(owed(['leader', 'force'])).toBeGreaterThanOrEqual(Math.max(owed(['leader']), owed(['force'])));
        expect(owed(['leader', 'force'])).toBeLessThanOrEqual(owed(['leader']) + owed(['force']));
      }),
    );
  });
});

describe('the cheapest way', () => {
  const source = fc.record({ category: fc.constantFrom('must', 'law'), centi: fc.integer({ min: 1, max: 500 }) });
  it('pays what is owed with the fewest steps (against all choices)', () => {
    fc.assert(
      fc.property(fc.array(source, { maxLength: 9 }), fc.array(credited, { maxLength: 12 }), (raw, list) => {
        const left = raw.map((s, i): Source => ({ kind: 'course', id: `p${i}`, ...s }));
        const s = stand(['leader'], [...list, got('must', 10), got('law', 14)]);
        const pays = (chosen: readonly Source[]) =>
          stand(['leader'], [...list, got('must', 10), got('law', 14), ...chosen.map((x) => ({ category: x.category, granted_centi: x.centi, on_day: TODAY }))]).creditsMet;
        const way = cheapestWay(s, left, undefined);
        expect(way.suffices).toBe(pays(left));
        if (!way.suffices) return;
        expect(pays(way.steps)).toBe(true);
        let fewest = Infinity;
        for (let mask = 0; mask < 1 << left.length; mask++) {
          const chosen = left.filter((_, i) => mask & (1 << i));
          if (chosen.length < fewest && pays(chosen)) fewest = chosen.length;
        }
        expect(way.steps).toHaveLength(fewest);
      }),
      { numRuns: 60 },
    );
  });

  it('tells when the days left are too few under the daily cap', () => {
    const s = stand(['force'], [], [sat(80)], '2026-12-19');
    const way = cheapestWay(s, sourcesLeft(plan, new Set()), plan.dailyCap);
    expect(way.days).toBe(4);
    expect(waySays(s, way, '2026-12-19', plan.dailyCap)).toContain('剩下的天数已经不够');
  });
});
