/** Queries on activities and on who was there. */
import type { Selectable } from 'kysely';
import { reachOf } from '../../accounts/server/api-kit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import type { Deed } from '../../accounts/roles.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitsBelow, type Unit } from '../../accounts/units.ts';
import { asNumber, type Deps, type Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Plan } from '../../plans/schema.ts';
import type { Candidate } from '../attendance.ts';

export type ActivityDeps = Deps & { readonly plans: ReadonlyMap<number, Plan> };
export type ActivityRecord = Selectable<Tables['activity']>;

/** The activity, for whoever has its code. */
export const activityById = (on: Queryable, id: string): Promise<ActivityRecord | undefined> => on.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();

/** The activity, when the actor may do this to its unit. Refuses `not-found`, also out of reach. */
export async function activityFor(on: Queryable, actor: SignedIn, id: string, deed: Deed, units: readonly Unit[]): Promise<ActivityRecord> {
  const found = await activityById(on, id);
  if (!found || !mayInUnit(actor.roles, deed, found.unit_id, units)) throw new Refusal('not-found', '没有这次活动，或者不归您管。');
  return found;
}

/** Active people of the unit and all below it, by staff number. */
export async function candidatesOf(on: Queryable, unitId: string, units: readonly Unit[]): Promise<Map<string, Candidate & { readonly unitId: string }>> {
  const below = unitsBelow(units, [unitId]);
  // A bureau has more people than a query takes values: the tree is small, so units are asked for in parts.
  const ids = [...below];
  const found = new Map<string, Candidate & { readonly unitId: string }>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await on.selectFrom('person').select(['id', 'staff_no as staffNo', 'name', 'unit_id as unitId']).where('unit_id', 'in', ids.slice(i, i + 500)).where('state', '=', 'active').execute();
    for (const row of rows) found.set(row.staffNo, row);
  }
  return found;
}

export interface Present extends Candidate {
  /** Id of the presence. */
  readonly presence: string;
  readonly unitId: string;
  readonly by: 'list' | 'choice' | 'code';
  readonly at: string;
  readonly removedAt: string | null;
  readonly removedWhy: string | null;
}

/** Everybody recorded, those taken back too, by staff number. */
export async function presentAt(on: Queryable, activityId: string): Promise<Present[]> {
  return on
    .selectFrom('presence')
    .innerJoin('person', 'person.id', 'presence.person_id')
    .select(['presence.id as presence', 'person.id', 'person.staff_no as staffNo', 'person.name', 'person.unit_id as unitId', 'presence.by', 'presence.at', 'presence.removed_at as removedAt', 'presence.removed_why as removedWhy'])
    .where('presence.activity_id', '=', activityId)
    .orderBy('person.staff_no')
    .orderBy('presence.at')
    .execute();
}

export interface ActivityLine extends ActivityRecord {
  readonly present: number;
}

/** Activities of a year for units within reach, the latest first, with how many were there. Refuses `not-allowed`. */
export async function activitiesFor(deps: Pick<Deps, 'db'>, actor: SignedIn, year: number): Promise<{ readonly units: readonly Unit[]; readonly mine: ReadonlySet<string>; readonly lines: readonly ActivityLine[] }> {
  const reach = reachOf(actor, 'see-activities');
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(deps.db);
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const rows = await deps.db.selectFrom('activity').selectAll().where('plan_year', '=', year).orderBy('on_day', 'desc').orderBy('id', 'desc').execute();
  const counts = await deps.db
    .selectFrom('presence')
    .innerJoin('activity', 'activity.id', 'presence.activity_id')
    .select((e) => ['presence.activity_id as id', e.fn.countAll<string | number>().as('n')])
    .where('activity.plan_year', '=', year)
    .where('presence.removed_at', 'is', null)
    .groupBy('presence.activity_id')
    .execute();
  const present = new Map(counts.map((c) => [c.id, asNumber(c.n)]));
  return { units, mine, lines: rows.filter((r) => mine.has(r.unit_id)).map((r) => ({ ...r, present: present.get(r.id) ?? 0 })) };
}
