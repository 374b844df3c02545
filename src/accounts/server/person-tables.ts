/**
 * Every table that names a person or a unit, asked of the database itself, so that a new one cannot
 * be forgotten: but for the parts of the account itself, a row anywhere shows that somebody was there.
 */
import type { Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { inParts } from './service-store.ts';

/** Part of the account itself: deleted with it. `outbox` holds the notice that the account was opened. */
export const GOES_WITH_PERSON = ['person_role', 'person_audience', 'assignment', 'outbox'] as const satisfies readonly (keyof Tables)[];
/** The record of the import itself. */
const IMPORT = 'import_change';

async function tablesNaming(on: Queryable, column: 'person_id' | 'unit_id'): Promise<string[]> {
  const tables = await on.introspection.getTables();
  return [...new Set(tables.filter((t) => !t.isView && t.columns.some((c) => c.name === column)).map((t) => t.name))].sort();
}

/** Tables in which a row shows that an account was used. */
export async function tablesOfUse(on: Queryable): Promise<string[]> {
  const kept: readonly string[] = [...GOES_WITH_PERSON, IMPORT];
  return (await tablesNaming(on, 'person_id')).filter((name) => !kept.includes(name));
}

/** Those of the people who have left a trace beyond the account itself. */
export async function usedPeople(on: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  // Whoever has not changed the initial password can have done nothing else.
  for (const row of await inParts(ids, (part) => on.selectFrom('person').select('id').where('id', 'in', part).where('must_change', '=', 0).execute())) used.add(row.id);
  for (const table of await tablesOfUse(on)) {
    for (const { person_id } of await inParts(ids, (part) => on.selectFrom(table as 'session').select('person_id').distinct().where('person_id', 'in', part).execute())) used.add(person_id);
  }
  return used;
}

/** Whether anything at all refers to the unit. */
export async function unitInUse(on: Queryable, unitId: string): Promise<boolean> {
  for (const table of await tablesNaming(on, 'unit_id')) if (await on.selectFrom(table as 'person').select('unit_id').where('unit_id', '=', unitId).limit(1).executeTakeFirst()) return true;
  return (await on.selectFrom('unit').select('id').where('parent_id', '=', unitId).limit(1).executeTakeFirst()) !== undefined;
}
