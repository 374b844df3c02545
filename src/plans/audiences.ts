/** Which plan is meant, and whose requirements a person carries in it. */
import type { Day } from '../kernel/day.ts';
import type { Plan } from './schema.ts';

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

/** The union: the most of each, every exam once. A credit earned once serves all of a person's audiences. */
export function requirementOf(plan: Plan, audiences: readonly string[]): Requirement {
  let centi = 0;
  const shares = new Map<string, number>();
  const exams = new Set<string>();
  for (const id of audiences) {
    const audience = plan.audiences[id];
    if (!audience) continue;
    centi = Math.max(centi, audience.credits);
    for (const [category, share] of Object.entries(audience.shares)) shares.set(category, Math.max(shares.get(category) ?? 0, share));
    if (audience.exam) exams.add(audience.exam);
  }
  return { centi, shares, exams: [...exams].sort() };
}

