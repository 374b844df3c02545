/** 达标日: the first day at whose end everything held and has held since. Passing again never moves it, a reversal does. */
import { countingOf } from '../exams/counting.ts';
import type { Day } from '../kernel/day.ts';
import { owedOf, type Requirement } from './audiences.ts';
import type { ExamResult, ExamStanding } from './exam-standing.ts';
import type { Plan } from './schema.ts';
import { scoreOf } from './score.ts';
import type { Credited } from './standing.ts';

function byDay<T>(items: readonly T[], dayOf: (item: T) => Day): Map<Day, T[]> {
  const days = new Map<Day, T[]>();
  for (const item of items) {
    const list = days.get(dayOf(item));
    if (list) list.push(item);
    else days.set(dayOf(item), [item]);
  }
  return days;
}

/** The first of the days at whose end it holds, and holds at the end of every later one. */
function since(days: Iterable<Day>, opens: Day, holdsBefore: boolean, holds: (day: Day) => boolean): Day | undefined {
  let from = holdsBefore ? opens : undefined;
  for (const day of [...days].sort()) from = holds(day) ? (from ?? day) : undefined;
  return from;
}

/**
 * For somebody who has met the year: the day since which it is so.
 * @param fullCenti credits that earn the whole of study's part of the score.
 */
export function metOnOf(plan: Plan, need: Requirement, fullCenti: number, exams: readonly ExamStanding[], credited: readonly Credited[], results: readonly ExamResult[]): Day | undefined {
  const creditDays = byDay(credited, (c) => c.on_day);
  const have = { total: 0, by: new Map<string, number>() };
  const totals = new Map<Day, number>();
  const creditDay = since(creditDays.keys(), plan.opens, owedOf(need, have) === 0, (day) => {
    for (const c of creditDays.get(day) ?? []) {
      have.total += c.granted_centi;
      have.by.set(c.category, (have.by.get(c.category) ?? 0) + c.granted_centi);
    }
    totals.set(day, have.total);
    return owedOf(need, have) === 0;
  });
  const days = [creditDay ?? plan.opens, ...exams.map((e) => e.passedOn ?? plan.opens)];
  if (plan.score && plan.score.pass > 0) {
    const handed = results.filter((r) => r.state === 'handed' && !r.withheld);
    const best = (exam: string, day: Day) => countingOf(handed.filter((r) => r.exam === exam && r.on <= day), plan.exams.find((e) => e.id === exam)?.counts ?? 'best');
    let total = 0;
    // A part of a year so short that it asks nothing may have its score from the start.
    const atFirst = scoreOf(plan, 0, fullCenti, need.exams.map(() => undefined))?.passed ?? true;
    const passed = since(new Set([...creditDays.keys(), ...handed.map((r) => r.on)]), plan.opens, atFirst, (day) => {
      total = totals.get(day) ?? total;
      return scoreOf(plan, total, fullCenti, need.exams.map((exam) => best(exam, day)))?.passed ?? true;
    });
    if (passed) days.push(passed);
  }
  return days.sort().at(-1);
}
