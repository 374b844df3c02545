/** 特殊安排, read: what is in force, and the terms that follow for one person. */
import { allUnits } from '../../accounts/server/store.ts';
import { unitsAbove, type Unit } from '../../accounts/units.ts';
import type { Queryable } from '../../db/portable.ts';
import { msOf } from '../../kernel/day.ts';
import type { ReleaseTimes } from '../../exams/review-policy.ts';
import type { Terms } from '../../exams/terms.ts';
import type { PlanExam } from '../schema.ts';
import { makeUpOf, personalTerms, termsOfExam, type OverrideFor } from '../terms.ts';

export interface InForce extends OverrideFor {
  readonly id: string;
  readonly sitting: string;
}

const ms = (instant: string | null): number | null => (instant === null ? null : msOf(instant));

/** Every override in force of the year, of one sitting or of all. */
export async function overridesInForce(on: Queryable, year: number, sitting?: string): Promise<InForce[]> {
  let query = on.selectFrom('sitting_override').selectAll().where('plan_year', '=', year).where('revoked_at', 'is', null);
  if (sitting !== undefined) query = query.where('sitting', '=', sitting);
  return (await query.execute()).map((r) => ({
    id: r.id,
    sitting: r.sitting,
    personId: r.person_id,
    unitId: r.unit_id,
    opensAt: ms(r.opens_at),
    closesAt: ms(r.closes_at),
    minutes: r.minutes,
    attempts: r.attempts,
    waitHours: r.wait_hours,
  }));
}

/** When the exam's windows have ended for everyone, whatever was arranged for whom. */
export function releaseTimes(exam: PlanExam, overrides: readonly OverrideFor[]): ReleaseTimes {
  const scoreAt = Math.max(termsOfExam(exam).closesAt, ...overrides.map((o) => o.closesAt ?? 0));
  return { scoreAt, keysAt: Math.max(scoreAt, makeUpOf(exam)?.closesAt ?? 0) };
}

/** Units that count for a person of this unit, read only when an override for a unit is in force. */
export async function unitsThatCount(on: Queryable, overrides: readonly OverrideFor[], unitId: string, units?: readonly Unit[]): Promise<ReadonlySet<string>> {
  if (!overrides.some((o) => o.unitId !== null)) return new Set();
  return unitsAbove(units ?? (await allUnits(on)), unitId);
}

/** The terms of one person for this exam. A person who does not exist gets the exam's own. */
export async function termsOfPerson(on: Queryable, exam: PlanExam, minutes: number | undefined, overrides: readonly OverrideFor[], personId: string): Promise<Terms> {
  const terms = termsOfExam(exam, minutes);
  if (overrides.length === 0) return terms;
  const person = await on.selectFrom('person').select('unit_id').where('id', '=', personId).executeTakeFirst();
  return person ? personalTerms(terms, overrides, personId, await unitsThatCount(on, overrides, person.unit_id)) : terms;
}
