/** What organisers and the system itself do to accounts. */
import type { Deps } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { oneTimePassword } from '../passwords.ts';
import { mayInUnit } from '../reach.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { hashOneTime } from './hashing.ts';
import { endSessions } from './sessions.ts';
import { allUnits, personById } from './store.ts';

/**
 * Gives the person a one-time password, ends their sessions and lifts a lock. Only within
 * the actor's units; and whoever holds a role can be reset only by someone whose own reach
 * is everywhere, or an organiser could take over an administrator of the unit.
 * Refuses `not-found` (also for people out of reach: their existence is not told).
 * @returns the one-time password, to be handed over and shown once.
 */
export async function resetPassword(deps: Deps, actor: SignedIn, personId: string): Promise<string> {
  const person = await personById(deps.db, personId);
  const units = await allUnits(deps.db);
  if (!person || !mayInUnit(actor.roles, 'reset-password', person.unit_id, units)) throw new Refusal('not-found');
  const roles = await deps.db.selectFrom('person_role').select('id').where('person_id', '=', personId).execute();
  const everywhere = actor.roles.some((r) => r.role === 'admin' && r.unitId === null);
  if (roles.length > 0 && !everywhere) throw new Refusal('not-allowed', '此人担任管理角色，请由管理员重置密码。');
  const password = oneTimePassword(deps.rng);
  const password_hash = await hashOneTime(password, deps.rng);
  await deps.db.transaction().execute(async (trx) => {
    await trx.updateTable('person').set({ password_hash, must_change: 1, failed_count: 0, locked_until: null }).where('id', '=', personId).execute();
    await endSessions(trx, personId);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'reset-password', subject: personId });
  });
  return password;
}

export interface FirstAdmin {
  readonly staffNo: string;
  readonly password: string;
}

/**
 * When nobody is there yet: unit 本单位 and the administrator `admin`, who must change the
 * one-time password at the first sign-in. Of several processes starting at once, one does it.
 * @returns what to print, once; undefined when there were people already.
 */
export async function ensureFirstAdmin(deps: Deps): Promise<FirstAdmin | undefined> {
  const anyone = await deps.db.selectFrom('person').select('id').limit(1).executeTakeFirst();
  if (anyone) return undefined;
  const password = oneTimePassword(deps.rng);
  const password_hash = await hashOneTime(password, deps.rng);
  const now = deps.clock.now();
  const created_at = instantOf(now);
  return deps.db.transaction().execute(async (trx) => {
    const claim = await trx
      .insertInto('setting')
      .values({ key: 'first-admin', value: created_at })
      .onConflict((c) => c.column('key').doNothing())
      .executeTakeFirst();
    if (claim.numInsertedOrUpdatedRows === 0n) return undefined;
    const unitId = newId(now, deps.rng);
    const id = newId(now, deps.rng);
    await trx.insertInto('unit').values({ id: unitId, parent_id: null, name: '本单位', created_at }).execute();
    await trx
      .insertInto('person')
      .values({ id, staff_no: 'admin', name: '管理员', unit_id: unitId, email: null, state: 'active', password_hash, must_change: 1, failed_count: 0, locked_until: null, touched: 0, created_at })
      .execute();
    await trx.insertInto('person_role').values({ id: newId(now, deps.rng), person_id: id, role: 'admin', unit_id: null }).execute();
    await recordEvent(trx, deps, { actorId: null, deed: 'first-admin', subject: id });
    return { staffNo: 'admin', password };
  });
}
