/**
 * 参学率、参考率、通过率、达标率: who has learned, sat, passed and met the year, counted. Pure.
 * The denominator of learning and meeting are those who owe something, of sitting those who owe
 * an exam, of passing those who sat.
 */
import { addInto, monthOf, type Month } from '../credits/months.ts';
import type { Day } from '../kernel/day.ts';
import type { ExamResult } from '../plans/exam-standing.ts';
import type { Plan } from '../plans/schema.ts';
import { lastDayOf } from '../plans/standing.ts';
import { outcomeOf, verdictOf, type Asked, type ExamOutcome, type Verdict } from '../plans/verdict.ts';

/** Counts of people. */
export interface Figures {
  /** Those who owe something. */
  readonly owed: number;
  /** Of them: have earned any credit. */
  readonly learned: number;
  /** Have all the credits asked for, shares included. */
  readonly credits: number;
  /** Owe an exam; have handed one in that they owe; have passed all that they owe. */
  readonly examined: number;
  readonly sat: number;
  readonly passed: number;
  readonly met: number;
  /** 免学, on the list, outside the denominator. */
  readonly exempt: number;
  /** On the list and owing nothing for another reason: no audience, left, came too late. */
  readonly free: number;
}
export type Count = { -readonly [K in keyof Figures]: number };
export const FIGURES = ['owed', 'learned', 'credits', 'examined', 'sat', 'passed', 'met', 'exempt', 'free'] as const satisfies readonly (keyof Figures)[];
export const nobody = (): Count => ({ owed: 0, learned: 0, credits: 0, examined: 0, sat: 0, passed: 0, met: 0, exempt: 0, free: 0 });

export function addTo(sum: Count, more: Figures): Count {
  for (const name of FIGURES) sum[name] += more[name];
  return sum;
}

/** 参学率、参考率、通过率、达标率. */
export const RATES = ['learned', 'sat', 'passed', 'met'] as const;
export type Rate = (typeof RATES)[number];
export const RATE_NAMES: Record<Rate, string> = { learned: '参学率', sat: '参考率', passed: '通过率', met: '达标率' };
export const RATE_MEANS: Record<Rate, string> = {
  learned: '有学分入账的人，占应学人数',
  sat: '应考的考试交过卷的人，占应考人数',
  passed: '应考的考试全部通过的人，占参考人数',
  met: '学分、考试都达标的人，占应学人数',
};

/** What the rate is counted over: part and whole. */
export const partsOf = (f: Pick<Figures, 'owed' | 'examined' | Rate>, rate: Rate): readonly [number, number] => [f[rate], rate === 'sat' ? f.examined : rate === 'passed' ? f.sat : f.owed];

/** Whole percent, rounding down: 99.9 % is not everybody. Undefined when the denominator is nobody. */
export function percentOf(f: Pick<Figures, 'owed' | 'examined' | Rate>, rate: Rate): number | undefined {
  const [part, whole] = partsOf(f, rate);
  return whole === 0 ? undefined : Math.floor((100 * part) / whole);
}

/** Of one category, those who owe something. */
export interface CategoryFigures {
  readonly owed: number;
  readonly learned: number;
  /** Owe a share of it; have reached the share. */
  readonly needed: number;
  readonly reached: number;
  /** Earned by them together, in hundredths. */
  readonly centi: number;
}
/** As it stood at the month's end, of those who owe something today; `learned` in the month itself. */
export interface MonthFigures {
  readonly month: Month;
  readonly learned: number;
  readonly sat: number;
  readonly passed: number;
  readonly met: number;
}

/** A person as far as counting goes; sums as `credit_sum` keeps them. */
export interface Counted {
  readonly audiences: readonly string[];
  readonly asked: Asked;
  readonly exempt: boolean;
  readonly sums: readonly { readonly category: string; readonly granted_centi: number; readonly months: string }[];
  readonly results: readonly ExamResult[];
}

/** Months of the plan that have begun: from its first day to today, no later than its last. */
export function monthsTo(plan: Plan, today: Day): Month[] {
  const end = today < lastDayOf(plan) ? today : lastDayOf(plan);
  const months: Month[] = [];
  for (let [y, m] = monthOf(plan.opens).split('-').map(Number) as [number, number]; ; [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1]) {
    const month = `${y}-${String(m).padStart(2, '0')}`;
    if (months.length > 0 && month > monthOf(end)) return months;
    months.push(month);
  }
}

const NOT_SAT: ExamOutcome = { best: undefined, passedOn: undefined };

/** What is counted of one person who owes something. */
export interface Told {
  readonly verdict: Verdict;
  readonly learned: boolean;
  readonly sat: boolean;
  readonly passed: boolean;
}

export function toldOf(plan: Plan, p: Pick<Counted, 'asked' | 'sums' | 'results'>): Told {
  const by = new Map<string, number>();
  let total = 0;
  for (const s of p.sums) {
    total += s.granted_centi;
    by.set(s.category, s.granted_centi);
  }
  const { exams } = p.asked.need;
  const outcomes = exams.map((id) => outcomeOf(plan, id, p.results));
  const verdict = verdictOf(plan, p.asked, { total, by }, outcomes);
  return { verdict, learned: total > 0, sat: outcomes.some((o) => o.best), passed: exams.length > 0 && verdict.examsMet };
}

/** Adds the person's months: what was so at the end of each. What came after the last month counts in it, what came before the first in the first. */
export function addMonths(plan: Plan, months: readonly Month[], into: readonly { -readonly [K in keyof MonthFigures]: MonthFigures[K] }[], p: Pick<Counted, 'asked' | 'sums' | 'results'>): void {
  const first = months[0] ?? '';
  const rows = p.sums.map((s) => {
    const row = new Int32Array(months.length);
    addInto(row, s.months, first);
    return row;
  });
  const latest = months.at(-1) ?? '';
  const byEnd = (month: Month, r: ExamResult): boolean => month === latest || monthOf(r.on) <= month;
  const held = { total: 0, by: new Map<string, number>() };
  let outcomes: readonly ExamOutcome[] = p.asked.need.exams.map(() => NOT_SAT);
  let seen = 0;
  for (const [i, line] of into.entries()) {
    let inMonth = 0;
    for (const row of rows) inMonth += row[i] ?? 0;
    if (inMonth > 0) line.learned += 1;
    held.total += inMonth;
    const so = p.results.length > seen ? p.results.filter((r) => byEnd(line.month, r)) : p.results;
    if (so.length > seen) {
      seen = so.length;
      outcomes = p.asked.need.exams.map((id) => outcomeOf(plan, id, so));
    }
    if (outcomes.some((o) => o.best)) line.sat += 1;
    // Whoever has not passed has not met the year: nothing else need be looked at.
    if (!outcomes.every((o) => o.passedOn !== undefined)) continue;
    if (outcomes.length > 0) line.passed += 1;
    for (const [k, s] of p.sums.entries()) {
      let centi = 0;
      for (let m = 0; m <= i; m++) centi += rows[k]?.[m] ?? 0;
      held.by.set(s.category, centi);
    }
    if (verdictOf(plan, p.asked, held, outcomes).met) line.met += 1;
  }
}
