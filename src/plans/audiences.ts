/** Which plan is meant, and whose requirements a person carries in it. */
import type { Day } from '../kernel/day.ts';
import type { Plan, PlanExam } from './schema.ts';
import { prorated, type Part } from './service.ts';

/** A time in an audience, as the table keeps it; both days inclusive, `to` null while it lasts. */
export interface AudienceSpan {
  readonly audience: string;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * The plan of the day: the one whose window holds it. Between windows (after 20 December)
 * the one that closed last, before the first the first; undefined when there is none.
 */
export function planOn(plans: ReadonlyMap<number, Plan>, day: Day): Plan | undefined {
  const byYear = [...plans.values()].sort((a, b) => a.year - b.year);
  return byYear.filter((p) => p.opens <= day).at(-1) ?? byYear[0];
}

/** Whether study credits the plan's year on that day: in its window, or in its make-up (补学). */
export const countsOn = (plan: Pick<Plan, 'opens' | 'closes' | 'makeup'>, day: Day): boolean =>
  (plan.opens <= day && day <= plan.closes) || (plan.makeup !== undefined && plan.makeup.opens <= day && day <= plan.makeup.closes);

/**
 * Audiences that count for the plan as seen on a day: those held on that day, but no later
 * than the plan's last day (who moves in January owed last year what they were then) and
 * no earlier than its first. Unknown audiences are left out.
 */
export function audiencesFor(plan: Plan, spans: readonly AudienceSpan[], day: Day): string[] {
  const on = day > plan.closes ? plan.closes : day < plan.opens ? plan.opens : day;
  const held = spans.filter((s) => s.from <= on && (s.to === null || on <= s.to)).map((s) => s.audience);
  return [...new Set(held)].filter((a) => Object.hasOwn(plan.audiences, a)).sort();
}

/** What a set of audiences owes together, in hundredths. */
export interface Requirement {
  readonly centi: number;
  /** Within categories; part of `centi`. */
  readonly shares: ReadonlyMap<string, number>;
  /** Ids of exams to pass. */
  readonly exams: readonly string[];
}

/**
 * The union: the most of each, every exam once. A credit earned once serves all of a person's audiences.
 * @param part of the year, where the plan's proration applies: credits are less, exams stay.
 */
export function requirementOf(plan: Plan, audiences: readonly string[], part?: Part): Requirement {
  let centi = 0;
  const shares = new Map<string, number>();
  const exams = new Set<string>();
  for (const id of audiences) {
    const audience = plan.audiences[id];
    if (!audience) continue;
    centi = Math.max(centi, prorated(plan, audience.credits, part));
    for (const [category, share] of Object.entries(audience.shares)) shares.set(category, Math.max(shares.get(category) ?? 0, prorated(plan, share, part)));
    for (const exam of audience.exam) exams.add(exam);
  }
  return { centi, shares, exams: [...exams].sort() };
}

/** What must be earned before an exam may be begun, in hundredths. */
export function gateOf(plan: Plan, exam: PlanExam, part?: Part): Omit<Requirement, 'exams'> {
  return { centi: prorated(plan, exam.minCredits ?? 0, part), shares: new Map(Object.entries(exam.minShares).map(([category, centi]) => [category, prorated(plan, centi, part)])) };
}

/** Credits held, in all and by category, in hundredths. */
export interface Held {
  readonly total: number;
  readonly by: ReadonlyMap<string, number>;
}

/** Least that must still be earned: a full category does not fill another's share. */
export function owedOf(need: Pick<Requirement, 'centi' | 'shares'>, have: Held): number {
  let inShares = 0;
  for (const [category, centi] of need.shares) inShares += Math.max(0, centi - (have.by.get(category) ?? 0));
  return Math.max(0, need.centi - have.total, inShares);
}
