/** Assignments and audiences of people as rows, read and written as whole lists. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import type { Assignment } from '../assignments.ts';
import type { AudienceTime } from '../audience-spans.ts';

/** Lists of ids are cut, because engines limit how many values a query takes. */
export async function inParts<T>(ids: readonly string[], read: (part: readonly string[]) => Promise<T[]>, most = 500): Promise<T[]> {
  const out: T[] = [];
  for (let i = 0; i < ids.length; i += most) out.push(...(await read(ids.slice(i, i + most))));
  return out;
}

function grouped<T>(rows: readonly (T & { readonly personId: string })[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const { personId, ...row } of rows) {
    const list = by.get(personId);
    if (list) list.push(row as T);
    else by.set(personId, [row as T]);
  }
  return by;
}

export const assignmentsOf = async (on: Queryable, ids: readonly string[]): Promise<Map<string, Assignment[]>> =>
  grouped<Assignment>(
    await inParts(ids, (part) =>
      on.selectFrom('assignment').select(['person_id as personId', 'id', 'unit_id as unitId', 'kind', 'from_day as from', 'to_day as to', 'reason', 'document']).where('person_id', 'in', part).orderBy('from_day').orderBy('id').execute(),
    ),
  );

export const audienceTimesOf = async (on: Queryable, ids: readonly string[]): Promise<Map<string, AudienceTime[]>> =>
  grouped<AudienceTime>(
    await inParts(ids, (part) =>
      on.selectFrom('person_audience').select(['person_id as personId', 'id', 'audience', 'from_day as from', 'to_day as to']).where('person_id', 'in', part).orderBy('from_day').orderBy('id').execute(),
    ),
  );

const same = (a: object, b: object | undefined): boolean => b !== undefined && JSON.stringify(a, Object.keys(a).sort()) === JSON.stringify(b, Object.keys(a).sort());

/** Writes the difference between two lists of one person's rows. */
export async function saveAssignments(trx: Transaction<Tables>, deps: Pick<Deps, 'clock'>, personId: string, before: readonly Assignment[], after: readonly Assignment[], by: string | null): Promise<void> {
  const old = new Map(before.map((r) => [r.id, r]));
  const gone = before.filter((r) => !after.some((a) => a.id === r.id)).map((r) => r.id);
  if (gone.length > 0) await trx.deleteFrom('assignment').where('id', 'in', gone).execute();
  const created_at = instantOf(deps.clock.now());
  for (const r of after) {
    const was = old.get(r.id);
    if (!was) await trx.insertInto('assignment').values({ id: r.id, person_id: personId, unit_id: r.unitId, kind: r.kind, from_day: r.from, to_day: r.to, reason: r.reason, document: r.document, created_at, created_by: by }).execute();
    else if (!same(r, was)) await trx.updateTable('assignment').set({ from_day: r.from, to_day: r.to, reason: r.reason, document: r.document }).where('id', '=', r.id).execute();
  }
}

export async function saveAudiences(trx: Transaction<Tables>, personId: string, before: readonly AudienceTime[], after: readonly AudienceTime[]): Promise<void> {
  const gone = before.filter((r) => !after.some((a) => a.id === r.id)).map((r) => r.id);
  if (gone.length > 0) await trx.deleteFrom('person_audience').where('id', 'in', gone).execute();
  for (const s of after) {
    const was = before.find((b) => b.id === s.id);
    if (!was) await trx.insertInto('person_audience').values({ id: s.id, person_id: personId, audience: s.audience, from_day: s.from, to_day: s.to }).execute();
    else if (!same(s, was)) await trx.updateTable('person_audience').set({ from_day: s.from, to_day: s.to }).where('id', '=', s.id).execute();
  }
}
