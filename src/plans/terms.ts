/** A plan's exam as terms: what holds for everyone before overrides, and its make-up. */
import type { MakeUp, Override, Terms } from '../exams/terms.ts';
import { termsFor } from '../exams/terms.ts';
import type { PlanExam } from './schema.ts';
import { closingOf, openingOf } from './window.ts';

/** @param minutes of the blueprint, for exams that name none themselves. */
export const termsOfExam = (exam: PlanExam, minutes?: number): Terms => ({
  opensAt: openingOf(exam.opens),
  closesAt: closingOf(exam.closes),
  minutes: exam.minutes ?? minutes,
  attempts: exam.attempts,
  waitHours: exam.waitHours,
});

export const makeUpOf = ({ makeup }: Pick<PlanExam, 'makeup'>): MakeUp | undefined =>
  makeup && { opensAt: openingOf(makeup.opens), closesAt: closingOf(makeup.closes), attempts: makeup.attempts, for: makeup.for };

/** An override with whom it is for: a person, or a unit and all below it. */
export interface OverrideFor extends Override {
  readonly personId: string | null;
  readonly unitId: string | null;
}

/** Those of the overrides that touch somebody: their own, and those of their unit and the units above it. */
export function overridesFor(overrides: readonly OverrideFor[], personId: string, unitIds: ReadonlySet<string>): { person: Override[]; units: Override[] } {
  return {
    person: overrides.filter((o) => o.personId === personId),
    units: overrides.filter((o) => o.unitId !== null && unitIds.has(o.unitId)),
  };
}

/** The terms of one person. */
export function personalTerms(exam: Terms, overrides: readonly OverrideFor[], personId: string, unitIds: ReadonlySet<string>): Terms {
  const { person, units } = overridesFor(overrides, personId, unitIds);
  return termsFor(exam, units, person);
}
