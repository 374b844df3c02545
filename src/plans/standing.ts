/**
 * 达标情况: credits AND each share AND each exam. Pure: the same entries and results give
 * the same standing on every machine and in every order. Reports feed it sums by day
 * instead of single entries; the outcome is the same.
 */
import { countingOf, type Countable } from '../exams/counting.ts';
import { phaseOf, type Taken, type Terms } from '../exams/terms.ts';
import { dayOf, endOfDay, startOfDay, timeOf, type Day } from '../kernel/day.ts';
import { requirementOf } from './audiences.ts';
import type { Plan } from './schema.ts';
import { makeUpOf, termsOfExam } from './terms.ts';

/** What was granted within the plan's year: an entry, or the sum of a day's entries of one category. */
export interface Credited {
  readonly category: string;
  readonly granted_centi: number;
  readonly on_day: Day;
}

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

export interface ShareStanding {
  readonly category: string;
  readonly name: string;
  readonly haveCenti: number;
  /** 0: nothing in particular is owed in this category. */
  readonly needCenti: number;
  readonly owedCenti: number;
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
}

export interface Standing {
  readonly year: number;
  /** False without an audience of this plan: such people leave the denominator, not the list. */
  readonly owes: boolean;
  readonly met: boolean;
  /** The day from which everything held and has held since; undefined while it does not. */
  readonly metOn: Day | undefined;
  readonly haveCenti: number;
  readonly needCenti: number;
  /** Least that must still be earned: a full category does not fill another's share. */
  readonly owedCenti: number;
  readonly creditsMet: boolean;
  readonly examsMet: boolean;
  readonly shares: readonly ShareStanding[];
  readonly exams: readonly ExamStanding[];
  /** The plan's last day, and whether it is over. */
  readonly closes: Day;
  readonly closed: boolean;
}

const owedOf = (needCenti: number, shares: ReadonlyMap<string, number>, have: { total: number; by: ReadonlyMap<string, number> }): number => {
  let inShares = 0;
  for (const [category, need] of shares) inShares += Math.max(0, need - (have.by.get(category) ?? 0));
  return Math.max(0, needCenti - have.total, inShares);
};

/** The first day at whose end the credits sufficed and have sufficed ever since. */
function creditsMetOn(need: ReturnType<typeof requirementOf>, credited: readonly Credited[], opens: Day): Day | undefined {
  const days = new Map<Day, Credited[]>();
  for (const c of credited) {
    const list = days.get(c.on_day);
    if (list) list.push(c);
    else days.set(c.on_day, [c]);
  }
  const have = { total: 0, by: new Map<string, number>() };
  let since = owedOf(need.centi, need.shares, have) === 0 ? opens : undefined;
  for (const day of [...days.keys()].sort()) {
    for (const c of days.get(day) ?? []) {
      have.total += c.granted_centi;
      have.by.set(c.category, (have.by.get(c.category) ?? 0) + c.granted_centi);
    }
    since = owedOf(need.centi, need.shares, have) === 0 ? (since ?? day) : undefined;
  }
  return since;
}

function examStanding(plan: Plan, id: string, results: readonly ExamResult[], today: Day, terms: Terms | undefined): ExamStanding {
  const exam = plan.exams.find((e) => e.id === id);
  const personal = terms ?? (exam ? termsOfExam(exam) : { opensAt: startOfDay(plan.opens), closesAt: endOfDay(plan.closes), minutes: undefined, attempts: 0, waitHours: 0 });
  const makeup = exam && makeUpOf(exam);
  const counts = exam?.counts ?? 'best';
  const mine = results.filter((r) => r.exam === id);
  const handed = mine.filter((r) => r.state === 'handed' && !r.withheld);
  const best = countingOf(handed, counts);
  const passedOn = counts === 'best' ? handed.filter((r) => r.passed).map((r) => r.on).sort()[0] : best?.passed ? best.on : undefined;
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
  };
}

/**
 * Where a person stands.
 * @param audiences ids held (see `audiencesFor`); what is owed is their union.
 * @param credited what was granted in the plan's year, in any order.
 * @param results every attempt at the plan's exams, in any order.
 * @param terms by exam, where overrides give this person other terms than the plan.
 */
export function standingOf(plan: Plan, audiences: readonly string[], credited: readonly Credited[], results: readonly ExamResult[], today: Day, terms: ReadonlyMap<string, Terms> = new Map()): Standing {
  const need = requirementOf(plan, audiences);
  const by = new Map<string, number>();
  let total = 0;
  for (const c of credited) {
    total += c.granted_centi;
    by.set(c.category, (by.get(c.category) ?? 0) + c.granted_centi);
  }
  const owes = audiences.some((a) => Object.hasOwn(plan.audiences, a));
  const owedCenti = owedOf(need.centi, need.shares, { total, by });
  const exams = need.exams.map((id) => examStanding(plan, id, results, today, terms.get(id)));
  const creditDay = creditsMetOn(need, credited, plan.opens);
  const creditsMet = owedCenti === 0;
  const examsMet = exams.every((e) => e.passedOn !== undefined);
  const met = owes && creditsMet && examsMet;
  const days = [creditDay ?? plan.opens, ...exams.map((e) => e.passedOn ?? plan.opens)];
  return {
    year: plan.year,
    owes,
    met,
    metOn: met ? days.sort().at(-1) : undefined,
    haveCenti: total,
    needCenti: need.centi,
    owedCenti,
    creditsMet,
    examsMet,
    shares: Object.entries(plan.categories).map(([category, name]) => {
      const needCenti = need.shares.get(category) ?? 0;
      const haveCenti = by.get(category) ?? 0;
      return { category, name, haveCenti, needCenti, owedCenti: Math.max(0, needCenti - haveCenti) };
    }),
    exams,
    closes: plan.closes,
    closed: today > plan.closes,
  };
}
