/** Where somebody stands with one exam of the plan: window, attempts, outcome, and what must be earned first. */
import type { Countable } from '../exams/counting.ts';
import { phaseOf, type Taken, type Terms } from '../exams/terms.ts';
import { dayOf, endOfDay, startOfDay, timeOf, type Day } from '../kernel/day.ts';
import { gateOf, owedOf, type Held } from './audiences.ts';
import type { Plan, PlanExam } from './schema.ts';
import type { Part } from './service.ts';
import { makeUpOf, termsOfExam } from './terms.ts';
import type { ExamOutcome } from './verdict.ts';

/** An attempt at an exam of the plan, with the latest marking of it. */
export interface ExamResult extends Countable, Taken {
  /** Id of the exam within the plan. Marks are 0 while open. */
  readonly exam: string;
  readonly state: 'open' | 'handed';
  /** The outcome is not told yet (to the learner): it counts for nothing here, and says so. */
  readonly withheld?: boolean;
  /** Day of handing in (of starting, while open). */
  readonly on: Day;
}

export interface ExamStanding {
  readonly exam: string;
  /** `open`: an attempt is running. `awaiting`: handed in, outcome not told yet. `used-up`: no attempt left. `over`: the window closed unpassed. */
  readonly state: 'passed' | 'open' | 'awaiting' | 'failed' | 'untried' | 'used-up' | 'not-yet' | 'over';
  /** The window below is the make-up's. */
  readonly makeup: boolean;
  /** Where the best counts the first passing, whatever came after; where the last counts its day. */
  readonly passedOn: Day | undefined;
  /** The finished attempt that counts. */
  readonly best: { readonly score: number; readonly full: number } | undefined;
  readonly attemptsLeft: number;
  /** Window of this person, overrides included. */
  readonly opens: Day;
  readonly closes: Day;
  /** `23:50`; undefined when it ends with the day. */
  readonly closesTime: string | undefined;
  /** What is missing before it may be begun; undefined when nothing is. */
  readonly gate: { readonly owedCenti: number; readonly shares: readonly { readonly category: string; readonly name: string; readonly owedCenti: number }[] } | undefined;
}

/** What of the credits asked for before the exam is missing. */
export function gateStanding(plan: Plan, exam: PlanExam | undefined, part: Part | undefined, have: Held): ExamStanding['gate'] {
  if (!exam) return undefined;
  const gate = gateOf(plan, exam, part);
  const owedCenti = owedOf(gate, have);
  const shares = [...gate.shares].map(([category, centi]) => ({ category, name: plan.categories[category] ?? category, owedCenti: Math.max(0, centi - (have.by.get(category) ?? 0)) }));
  return owedCenti > 0 ? { owedCenti, shares: shares.filter((s) => s.owedCenti > 0) } : undefined;
}

/**
 * One exam of the plan for one person.
 * @param part of the year that is served, where the plan prorates.
 * @param terms of this person; the exam's own when undefined.
 */
export function examStanding(plan: Plan, id: string, results: readonly ExamResult[], { best, passedOn }: ExamOutcome, have: Held, today: Day, part: Part | undefined, terms: Terms | undefined): ExamStanding {
  const exam = plan.exams.find((e) => e.id === id);
  const personal = terms ?? (exam ? termsOfExam(exam) : { opensAt: startOfDay(plan.opens), closesAt: endOfDay(plan.closes), minutes: undefined, attempts: 0, waitHours: 0 });
  const makeup = exam && makeUpOf(exam);
  const mine = results.filter((r) => r.exam === id);
  const handed = mine.filter((r) => r.state === 'handed' && !r.withheld);
  // A day counts as a whole: a window that ends at 23:50 is over on the next day.
  const now = phaseOf(personal, makeup, mine, startOfDay(today));
  const usedUp = now.attempts !== undefined && now.used >= now.attempts;
  // Who has used up the first window waits for the make-up, if there is one for them.
  const next = usedUp && !now.makeup ? phaseOf(personal, makeup, mine, Math.max(personal.closesAt, startOfDay(today))) : now;
  const phase = next.makeup ? next : now;
  const left = phase.attempts === undefined ? Infinity : Math.max(0, phase.attempts - phase.used);
  const state = passedOn ? 'passed'
    : mine.some((r) => r.state === 'open') ? 'open'
    : mine.some((r) => r.withheld) ? 'awaiting'
    : startOfDay(today) >= phase.closesAt ? 'over'
    : endOfDay(today) <= phase.opensAt ? 'not-yet'
    : left === 0 ? 'used-up'
    : handed.some((r) => r.makeup === phase.makeup) ? 'failed'
    : 'untried';
  const closesDay = dayOf(phase.closesAt - 1);
  return {
    exam: id,
    state,
    makeup: phase.makeup,
    passedOn,
    best: best && { score: best.score, full: best.full },
    attemptsLeft: left,
    opens: dayOf(phase.opensAt),
    closes: closesDay,
    closesTime: endOfDay(closesDay) === phase.closesAt ? undefined : timeOf(phase.closesAt).slice(0, 5),
    gate: passedOn ? undefined : gateStanding(plan, exam, part, have),
  };
}
