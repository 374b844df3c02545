/** 角色: granted and taken by administrators within their reach, on record; the last administrator stays. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { mayInUnit } from '../reach.ts';
import { EVERYWHERE_ROLES, ROLE_NAMES, ROLES, type Role } from '../roles.ts';
import { unitPath } from '../units.ts';
import { reachOf } from './api-kit.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { endSessions } from './sessions.ts';
import { tidyStaffNo } from './sign-in.ts';
import { allUnits, personByStaffNo } from './store.ts';

const DEED = 'grant-role';
const unfit = (field: string, say: string): Refusal => new Refusal('bad-input', undefined, { [field]: say });

export const ROLE_FIELDS = ['staffNo', 'role', 'unit'] as const;
export type RoleForm = Readonly<Record<(typeof ROLE_FIELDS)[number], string>>;

/** Two who take each other's role at the same moment must not leave nobody. */
async function alone(deps: Deps, work: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  await deps.group.transaction(async (trx) => {
    const value = instantOf(deps.clock.now());
    await trx.insertInto('setting').values({ key: 'roles-lock', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    await work(trx);
  });
}

/**
 * Grants a role, for a unit and all below it or ('' ) everywhere. Whoever reaches only a bureau
 * grants only for it, to its own people. Refuses `bad-input` with a sentence for each field.
 */
export async function grantRole(deps: Deps, actor: SignedIn, typed: RoleForm): Promise<void> {
  const role = ROLES.find((r): r is Exclude<Role, 'learner'> => r === typed.role && r !== 'learner');
  const staffNo = tidyStaffNo(typed.staffNo);
  const mistakes: Record<string, string> = {};
  await alone(deps, async (trx) => {
    const units = await allUnits(trx);
    const person = staffNo === '' ? undefined : await personByStaffNo(trx, staffNo);
    const everywhere = reachOf(actor, DEED) === 'everywhere';
    if (!person || !mayInUnit(actor.roles, DEED, person.unit_id, units)) mistakes.staffNo = staffNo === '' ? '请填写工号' : '没有这个工号，或者不在您管的单位里';
    else if (person.state !== 'active') mistakes.staffNo = '这个账号已经停用，请先恢复';
    if (!role) mistakes.role = '请选择角色';
    const unitId = typed.unit === '' ? null : typed.unit;
    if (role && EVERYWHERE_ROLES.includes(role)) {
      if (unitId !== null) mistakes.unit = `${ROLE_NAMES[role]}面向全部内容，不分单位，请选“全部单位”`;
    } else if (role === 'organiser' && unitId === null) mistakes.unit = '组织员要选一个单位：只管这个单位和它的下级';
    if (unitId !== null && (!units.some((u) => u.id === unitId) || !mayInUnit(actor.roles, DEED, unitId, units))) mistakes.unit = '这个单位不归您管理，请选自己的单位';
    if (unitId === null && !everywhere) mistakes.unit ??= '您只能授予本单位的角色，请选一个单位';
    if (Object.keys(mistakes).length > 0 || !person || !role) throw new Refusal('bad-input', undefined, mistakes);
    const held = await trx.selectFrom('person_role').select(['role', 'unit_id']).where('person_id', '=', person.id).execute();
    if (held.some((h) => h.role === role && h.unit_id === unitId)) throw unfit('role', '此人已经有这个角色了');
    await trx.insertInto('person_role').values({ id: newId(deps.clock.now(), deps.rng), person_id: person.id, role, unit_id: unitId }).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'grant-role', subject: person.id, detail: { role, unit: unitId } });
  });
}

/**
 * Takes one role back; the person's sessions end, so that it holds at once everywhere. The last
 * administrator of everything stays (`bad-input`). Refuses `not-found`.
 */
export async function takeRole(deps: Deps, actor: SignedIn, id: string): Promise<void> {
  await alone(deps, async (trx) => {
    const units = await allUnits(trx);
    const row = await trx.selectFrom('person_role').innerJoin('person', 'person.id', 'person_role.person_id').select(['person_role.id', 'person_role.role', 'person_role.unit_id', 'person_id', 'person.unit_id as home']).where('person_role.id', '=', id).executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    const may = row.unit_id === null ? reachOf(actor, DEED) === 'everywhere' : mayInUnit(actor.roles, DEED, row.unit_id, units);
    if (!may) throw new Refusal('not-found');
    if (row.role === 'admin' && row.unit_id === null && (await administrators(trx)).every((a) => a === row.person_id)) throw new Refusal('bad-input', '这是最后一位管理员，不能收回。请先授予另一个人管理员角色。');
    await trx.deleteFrom('person_role').where('id', '=', id).execute();
    if (row.person_id !== actor.id) await endSessions(trx, row.person_id);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'take-role', subject: row.person_id, detail: { role: row.role, unit: row.unit_id } });
  });
}

/** Ids of active people who administer everything. */
const administrators = async (on: Queryable): Promise<string[]> =>
  (await on.selectFrom('person_role').innerJoin('person', 'person.id', 'person_role.person_id').select('person.id').where('role', '=', 'admin').where('person_role.unit_id', 'is', null).where('person.state', '=', 'active').execute()).map((r) => r.id);

export interface HeldLine {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly staffNo: string;
  readonly home: string;
  readonly role: string;
  /** Path; undefined: everywhere. */
  readonly unit: string | undefined;
  /** The account is closed: the role does nothing. */
  readonly closed: boolean;
}

/** Every role within reach. Refuses `not-allowed`. */
export async function rolesWithin(on: Queryable, actor: SignedIn): Promise<HeldLine[]> {
  const reach = reachOf(actor, DEED);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(on);
  const rows = await on.selectFrom('person_role').innerJoin('person', 'person.id', 'person_role.person_id').select(['person_role.id', 'role', 'person_role.unit_id', 'person.id as personId', 'person.name', 'person.staff_no', 'person.unit_id as home', 'person.state']).execute();
  return rows
    .filter((r) => reach === 'everywhere' || (r.unit_id !== null && mayInUnit(actor.roles, DEED, r.unit_id, units)))
    .map((r) => ({ id: r.id, personId: r.personId, name: r.name, staffNo: r.staff_no, home: unitPath(units, r.home), role: ROLE_NAMES[r.role], unit: r.unit_id === null ? undefined : unitPath(units, r.unit_id), closed: r.state !== 'active' }))
    .sort((a, b) => (a.role === b.role ? (a.staffNo < b.staffNo ? -1 : 1) : a.role < b.role ? -1 : 1));
}
