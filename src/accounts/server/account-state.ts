/** 停用和恢复账号, and audiences from a day on. */
import { lockPerson, type Deps } from '../../db/portable.ts';
import { dayOf, startOfDay } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { goneOn, leavingOf, reasonName } from '../assignments.ts';
import { changeFrom, heldOn, sameSet } from '../audience-spans.ts';
import { readDay } from '../day-text.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { refuseWhileInOffice, targetUnit, withinReach } from './person-reach.ts';
import { assignmentsOf, audienceTimesOf, saveAudiences } from './service-store.ts';
import { endSessions } from './sessions.ts';

const DEED = 'manage-people';
const unfit = (field: string, say: string): Refusal => new Refusal('bad-input', undefined, { [field]: say });

/** Closes the account and ends its sessions; the record stays. Refuses one's own, and whoever holds a role (`bad-input`), `not-found`. */
export async function closeAccount(deps: Deps, actor: SignedIn, personId: string, reason: string): Promise<void> {
  const why = reason.trim();
  if (why === '' || [...why].length > 200) throw unfit('why', why === '' ? '请写明停用的原因，以后查得到' : '最多 200 个字');
  if (personId === actor.id) throw unfit('why', '不能停用自己的账号，请由别的管理员办理。');
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    const { person } = await withinReach(trx, actor, DEED, personId);
    if (person.state === 'closed') throw unfit('why', '这个账号已经停用。');
    await refuseWhileInOffice(trx, personId, 'why', '停用');
    await trx.updateTable('person').set({ state: 'closed' }).where('id', '=', personId).execute();
    await endSessions(trx, personId);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'close-account', subject: personId, detail: { reason: why } });
  });
}

/** Opens a closed account again. Whoever has left comes back by being recorded as coming (`bad-input`). Refuses `not-found`. */
export async function reopenAccount(deps: Deps, actor: SignedIn, personId: string): Promise<void> {
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    const { person, units } = await withinReach(trx, actor, DEED, personId);
    if (person.state === 'active') throw unfit('why', '这个账号没有停用。');
    const rows = (await assignmentsOf(trx, [personId])).get(personId) ?? [];
    if (goneOn(rows, dayOf(deps.clock.now()))) throw unfit('why', `此人已登记“${reasonName(leavingOf(rows)?.reason ?? '')}”。重新到岗请在“任职”里登记“到岗”，账号随之恢复；登记错了就撤销那一条。`);
    targetUnit(actor, DEED, person.unit_id, units, 'why');
    await trx.updateTable('person').set({ state: 'active', failed_count: 0, locked_until: null }).where('id', '=', personId).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'reopen-account', subject: personId });
  });
}

/** From a day on exactly these audiences. Refuses `bad-input` with a sentence for each field, `not-found`. */
export async function changeAudiences(deps: Deps, actor: SignedIn, personId: string, typed: { readonly day: string; readonly audiences: readonly string[]; readonly none: boolean }, audienceIds: readonly string[]): Promise<void> {
  const read = readDay(typed.day);
  if (!('day' in read)) throw unfit('from', typed.day.trim() === '' ? '请填写从哪天起，例如 2026-3-1' : read.say);
  const chosen = audienceIds.filter((a) => typed.audiences.includes(a));
  if (chosen.length === 0 && !typed.none) throw unfit('held', '一类也没有勾选。不再参加学法的，请勾选“无”。');
  if (chosen.length > 0 && typed.none) throw unfit('held', '勾选了类别，又勾选了“无”，请去掉一个。');
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    await withinReach(trx, actor, DEED, personId);
    const before = (await audienceTimesOf(trx, [personId])).get(personId) ?? [];
    const now = heldOn(before, read.day);
    const wanted = [...chosen, ...now.filter((a) => !audienceIds.includes(a))];
    if (sameSet(wanted, now)) throw unfit('held', '和这一天原来的类别一样，没有要改的。');
    const outcome = changeFrom(before, read.day, wanted, () => newId(startOfDay(read.day), deps.rng));
    if ('say' in outcome) throw unfit('from', outcome.say);
    await saveAudiences(trx, personId, before, outcome.spans);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'change-audiences', subject: personId, detail: { day: read.day, audiences: chosen } });
  });
}

/** Deletes one time in an audience that was recorded by mistake. Refuses `not-found`. */
export async function removeAudienceTime(deps: Deps, actor: SignedIn, personId: string, id: string): Promise<void> {
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    await withinReach(trx, actor, DEED, personId);
    const row = (await audienceTimesOf(trx, [personId])).get(personId)?.find((s) => s.id === id);
    if (!row) throw new Refusal('not-found');
    await trx.deleteFrom('person_audience').where('id', '=', id).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'remove-audience-time', subject: personId, detail: { audience: row.audience, from: row.from, to: row.to } });
  });
}
