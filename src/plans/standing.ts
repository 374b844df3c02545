/**
 * 达标情况: credits AND each share AND each exam (AND the year's score, where the plan has one). Pure: the
 * same entries and results give the same standing on every machine and in every order. Reports feed it sums
 * by day instead of single entries; the outcome is the same.
 */
import type { Terms } from '../exams/terms.ts';
import type { Day } from '../kernel/day.ts';
import type { Held } from './audiences.ts';
import { examStanding, type ExamResult, type ExamStanding } from './exam-standing.ts';
import { metOnOf } from './met-on.ts';
import type { Plan } from './schema.ts';
import { bandOf, type ScoreStanding } from './score.ts';
import type { Outside, Part } from './service.ts';
import { askedOf, outcomeOf, verdictOf, type PersonFacts } from './verdict.ts';

export type { ExamResult, ExamStanding } from './exam-standing.ts';
export type { PersonFacts } from './verdict.ts';

/** What was granted within the plan's year: an entry, or the sum of a day's entries of one category. */
export interface Credited {
  readonly category: string;
  readonly granted_centi: number;
  readonly on_day: Day;
}

export interface ShareStanding {
  readonly category: string;
  readonly name: string;
  readonly haveCenti: number;
  /** 0: nothing in particular is owed in this category. */
  readonly needCenti: number;
  readonly owedCenti: number;
}

export interface Standing {
  readonly year: number;
  /** False without an audience of this plan, when exempt, and when the service is `outside`: such people leave the denominator, not the list. */
  readonly owes: boolean;
  /** 免学: an exemption in force. */
  readonly exempt: { readonly reason: string } | undefined;
  /** Why the days of service ask nothing: left before the end, begins after it, or too short. */
  readonly outside: Outside | undefined;
  /** The part of the year that is asked for; undefined when it is the whole. */
  readonly part: Part | undefined;
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
  /** 补学 of the plan: after the window, credit counts for this year once more. */
  readonly makeup: { readonly opens: Day; readonly closes: Day; readonly state: 'not-yet' | 'open' | 'over' } | undefined;
  /** Every window of the plan is over: nothing changes any more, but by correction. */
  readonly over: boolean;
  /** 综合分; undefined when the plan has none. */
  readonly score: ScoreStanding | undefined;
  /** 等次: of those who have met it at once, of the others when all is over; undefined before, without bands, and for those who owe nothing. */
  readonly band: string | undefined;
}


/** The last day of the plan on which anything can still be done: window, exams and every make-up. */
export function lastDayOf(plan: Plan): Day {
  const ends = plan.exams.flatMap((exam) => [exam.closes, ...(exam.makeup ? [exam.makeup.closes] : [])]).map((text) => text.slice(0, 10));
  return [plan.closes, ...(plan.makeup ? [plan.makeup.closes] : []), ...ends].sort().at(-1) ?? plan.closes;
}

/** Sums of what was granted. */
export function heldOf(credited: readonly Credited[]): Held {
  const by = new Map<string, number>();
  let total = 0;
  for (const c of credited) {
    total += c.granted_centi;
    by.set(c.category, (by.get(c.category) ?? 0) + c.granted_centi);
  }
  return { total, by };
}

/**
 * Where a person stands.
 * @param audiences ids held (see `audiencesFor`); what is owed is their union.
 * @param credited what was granted in the plan's year, in any order.
 * @param results every attempt at the plan's exams, in any order.
 * @param terms by exam, where overrides give this person other terms than the plan.
 */
export function standingOf(plan: Plan, audiences: readonly string[], credited: readonly Credited[], results: readonly ExamResult[], today: Day, terms: ReadonlyMap<string, Terms> = new Map(), facts: PersonFacts = {}): Standing {
  const asked = askedOf(plan, audiences, today, facts);
  const { owes, outside, part, need, fullCenti: full } = asked;
  const have = heldOf(credited);
  const outcomes = need.exams.map((id) => outcomeOf(plan, id, results));
  const { owedCenti, creditsMet, examsMet, score, met } = verdictOf(plan, asked, have, outcomes);
  const exams = need.exams.map((id, i) => examStanding(plan, id, results, outcomes[i] ?? outcomeOf(plan, id, results), have, today, part, terms.get(id)));
  const bests = exams.map((e) => e.best);
  const over = today > lastDayOf(plan) && !exams.some((e) => e.state === 'open' || e.state === 'awaiting' || e.closes >= today);
  return {
    year: plan.year,
    owes,
    exempt: facts.exempt,
    outside,
    part,
    met,
    metOn: met ? metOnOf(plan, need, full, exams, credited, results) : undefined,
    haveCenti: have.total,
    needCenti: need.centi,
    owedCenti,
    creditsMet,
    examsMet,
    shares: Object.entries(plan.categories).map(([category, name]) => {
      const needCenti = need.shares.get(category) ?? 0;
      const haveCenti = have.by.get(category) ?? 0;
      return { category, name, haveCenti, needCenti, owedCenti: Math.max(0, needCenti - haveCenti) };
    }),
    exams,
    closes: plan.closes,
    closed: today > plan.closes,
    makeup: plan.makeup && { ...plan.makeup, state: today < plan.makeup.opens ? 'not-yet' : today > plan.makeup.closes ? 'over' : 'open' },
    over,
    score,
    band: met ? bandOf(plan, have.total, full, bests) : owes && over ? plan.bands?.otherwise : undefined,
  };
}
