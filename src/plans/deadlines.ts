/** 要记的日子: until when what must be done, for one person, overrides included. Pure. */
import { addDays, endOfDay, startOfDay, type Day } from '../kernel/day.ts';
import { creditsText } from './say.ts';
import type { Plan } from './schema.ts';
import type { Standing } from './standing.ts';
import { closingOf, openingOf } from './window.ts';

export interface Deadline {
  /** Stable within the plan year: `credits`, `exam-annual-closes`. */
  readonly id: string;
  /** The day it falls on; of an end at 24:00 the day that ends. */
  readonly day: Day;
  /** The instant, ms, when it is no whole day. */
  readonly at: number | undefined;
  readonly what: string;
  /** An end, to be reminded of before; false for a beginning. */
  readonly end: boolean;
}

const opening = (ms: number): Pick<Deadline, 'day' | 'at'> => {
  const day = dayAt(ms);
  return { day, at: startOfDay(day) === ms ? undefined : ms };
};
const closing = (ms: number): Pick<Deadline, 'day' | 'at'> => {
  const day = dayAt(ms - 1);
  return { day, at: endOfDay(day) === ms ? undefined : ms };
};
const dayAt = (ms: number): Day => addDays('1970-01-01', Math.floor((ms + 8 * 3_600_000) / 86_400_000));

/**
 * What is still to be done, in the order of days. Empty for those who owe nothing or have met the year.
 * @param titleOf title of an exam, by its id.
 */
export function deadlinesOf(plan: Plan, standing: Standing, today: Day, titleOf: (exam: string) => string): Deadline[] {
  if (!standing.owes || standing.met) return [];
  const out: Deadline[] = [];
  if (!standing.creditsMet || standing.score) {
    const what = `${plan.year} 年度学分截止，应得 ${creditsText(standing.needCenti)}`;
    out.push({ id: 'credits', day: plan.closes, at: undefined, what, end: true });
    if (plan.makeup) {
      out.push({ id: 'makeup-opens', day: plan.makeup.opens, at: undefined, what: `${plan.year} 年度补学开始`, end: false });
      out.push({ id: 'makeup', day: plan.makeup.closes, at: undefined, what: `${plan.year} 年度补学截止`, end: true });
    }
  }
  for (const e of standing.exams) {
    const exam = plan.exams.find((x) => x.id === e.exam);
    if (!exam || e.state === 'passed' || e.state === 'awaiting') continue;
    const title = titleOf(e.exam);
    const name = e.makeup ? `${title}补考` : title;
    const closes = e.closesTime === undefined ? endOfDay(e.closes) : startOfDay(e.closes) + minutes(e.closesTime);
    out.push({ id: `exam-${e.exam}-opens${e.makeup ? '-again' : ''}`, day: e.opens, at: undefined, what: `${name}开始`, end: false });
    if (e.state !== 'used-up') out.push({ id: `exam-${e.exam}-closes${e.makeup ? '-again' : ''}`, ...closing(closes), what: `${name}截止`, end: true });
    if (exam.makeup && !e.makeup && closingOf(exam.makeup.closes) > closes) {
      out.push({ id: `exam-${e.exam}-opens-again`, ...opening(openingOf(exam.makeup.opens)), what: `${title}补考开始（没通过的参加）`, end: false });
      out.push({ id: `exam-${e.exam}-closes-again`, ...closing(closingOf(exam.makeup.closes)), what: `${title}补考截止`, end: true });
    }
  }
  return out.filter((d) => d.day >= today).sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));
}

const minutes = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
