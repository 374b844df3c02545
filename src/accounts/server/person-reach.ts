/** Whether somebody may do a deed to a person; out of reach is told like unknown. */
import type { Queryable } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { mayInUnit } from '../reach.ts';
import { ROLE_NAMES, type Deed } from '../roles.ts';
import { unitPath, type Unit } from '../units.ts';
import type { SignedIn } from './env.ts';
import { allUnits, personById } from './store.ts';

/** The person and the tree. Refuses `not-found`. */
export async function withinReach(on: Queryable, actor: SignedIn, deed: Deed, personId: string) {
  const person = await personById(on, personId);
  const units = await allUnits(on);
  if (!person || !mayInUnit(actor.roles, deed, person.unit_id, units)) throw new Refusal('not-found');
  return { person, units };
}

/** The unit somebody is sent to: within reach and open. Refuses `bad-input` beside `field`. */
export function targetUnit(actor: SignedIn, deed: Deed, unitId: string, units: readonly Unit[], field = 'unit'): Unit {
  const unit = units.find((u) => u.id === unitId);
  const refuse = (say: string): never => {
    throw new Refusal('bad-input', undefined, { [field]: say });
  };
  if (!unit || !mayInUnit(actor.roles, deed, unitId, units)) return refuse('这个单位不归您管理，跨单位的变动请管理员办理。');
  if (unit.closed) return refuse(`“${unitPath(units, unitId)}”已经停用，不能再进人。请选别的单位。`);
  return unit;
}

/** Whoever holds a role keeps the account until the role is taken back: closing must never be a way around that. Refuses `bad-input`. */
export async function refuseWhileInOffice(on: Queryable, personId: string, field: string, what: string): Promise<void> {
  const roles = await on.selectFrom('person_role').select('role').where('person_id', '=', personId).execute();
  const names = [...new Set(roles.map((r) => ROLE_NAMES[r.role]))].join('、');
  if (names) throw new Refusal('bad-input', undefined, { [field]: `此人还担任${names}，请先由管理员在“角色”里收回，再${what}。` });
}
