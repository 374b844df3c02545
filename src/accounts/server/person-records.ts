/** Records of people read in few queries, by their numbers, ids or units. */
import type { Queryable } from '../../db/portable.ts';
import type { KnownPerson } from '../people-plan.ts';
import type { RoleHeld } from '../person-record.ts';
import { assignmentsOf, audienceTimesOf, inParts } from './service-store.ts';

type Row = { readonly id: string; readonly staffNo: string; readonly name: string; readonly unitId: string; readonly email: string | null; readonly state: 'active' | 'closed' };
const columns = ['id', 'staff_no as staffNo', 'name', 'unit_id as unitId', 'email', 'state'] as const;

async function recordsOf(on: Queryable, rows: readonly Row[]): Promise<KnownPerson[]> {
  const ids = rows.map((r) => r.id);
  const service = await assignmentsOf(on, ids);
  const audiences = await audienceTimesOf(on, ids);
  const roles = new Map<string, RoleHeld[]>();
  for (const r of await inParts(ids, (part) => on.selectFrom('person_role').select(['id', 'person_id', 'role', 'unit_id']).where('person_id', 'in', part).execute())) {
    roles.set(r.person_id, [...(roles.get(r.person_id) ?? []), { id: r.id, role: r.role, unitId: r.unit_id }]);
  }
  return rows.map(({ id, staffNo, name, email, unitId, state }) => ({ id, staffNo, record: { name, email, unitId, state, service: service.get(id) ?? [], audiences: audiences.get(id) ?? [], roles: roles.get(id) ?? [] } }));
}

/** Those of the numbers who exist. */
export const peopleByNumber = async (on: Queryable, numbers: readonly string[]): Promise<KnownPerson[]> =>
  recordsOf(on, await inParts(numbers, (part) => on.selectFrom('person').select(columns).where('staff_no', 'in', part).execute()));

export const peopleById = async (on: Queryable, ids: readonly string[]): Promise<KnownPerson[]> => recordsOf(on, await inParts(ids, (part) => on.selectFrom('person').select(columns).where('id', 'in', part).execute()));

/** Active people who count in one of the units now. */
export const peopleOfUnits = async (on: Queryable, units: readonly string[]): Promise<KnownPerson[]> =>
  recordsOf(on, await inParts(units, (part) => on.selectFrom('person').select(columns).where('unit_id', 'in', part).where('state', '=', 'active').execute()));
