/**
 * Every table that names a person or a unit, and what it means for undoing: rows that go with
 * somebody who was never there, and records that show somebody was. tests/journeys/import-undo.test.ts
 * holds this against the database, so that a new table cannot be forgotten.
 */
import type { Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { inParts } from './service-store.ts';

/** Part of the account itself: deleted with it. `outbox` holds the notice that the account was opened. */
export const GOES_WITH_PERSON = ['person_role', 'person_audience', 'assignment', 'outbox'] as const satisfies readonly (keyof Tables)[];

/** A row in any of these, and the account was used: it is not deleted. */
export const SHOWS_USE = ['session', 'attempt', 'credit_entry', 'credit_sum', 'exam_outcome', 'study_progress', 'practice_card', 'practice_record', 'exemption', 'sitting_override', 'remark_attempt', 'presence', 'sign_in_step', 'second_factor', 'recovery_code', 'identity_link'] as const satisfies readonly (keyof Tables)[];

/** A row in any of these, and the unit is not empty. */
export const FILLS_UNIT = ['person', 'person_role', 'assignment', 'credit_entry', 'sitting_override', 'activity'] as const satisfies readonly (keyof Tables)[];

/** Those of the people who have left a trace beyond the account itself. */
export async function usedPeople(on: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (const row of await inParts(ids, (part) => on.selectFrom('person').select('id').where('id', 'in', part).where('must_change', '=', 0).execute())) used.add(row.id);
  for (const table of SHOWS_USE) {
    for (const { person_id } of await inParts(ids, (part) => on.selectFrom(table as 'session').select('person_id').distinct().where('person_id', 'in', part).execute())) used.add(person_id);
  }
  return used;
}

/** Whether anything at all refers to the unit. */
export async function unitInUse(on: Queryable, unitId: string): Promise<boolean> {
  for (const table of FILLS_UNIT) if (await on.selectFrom(table as 'person').select('unit_id').where('unit_id', '=', unitId).limit(1).executeTakeFirst()) return true;
  return (await on.selectFrom('unit').select('id').where('parent_id', '=', unitId).limit(1).executeTakeFirst()) !== undefined;
}
