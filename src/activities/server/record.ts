/** What is done to activities: recorded, people added and taken back, called off. Every deed is on record. */
import type { Transaction } from 'kysely';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { lockPerson } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { readActivity, type ActivityForm } from '../form.ts';
import { creditKind, uncredit } from './credit.ts';
import { activityFor, candidatesOf, type ActivityDeps, type ActivityRecord, type Present } from './store.ts';

const DEED = 'record-activity';
/** How long a sign-in by code stays open unless it is ended before. */
export const SIGN_IN_MS = 3 * 3_600_000;

/** Records an activity; returns its id. Refuses `bad-input` with a sentence for each field. */
export async function recordActivity(deps: ActivityDeps, actor: SignedIn, typed: ActivityForm): Promise<string> {
  const read = readActivity(typed, deps.plans);
  if ('mistakes' in read) throw new Refusal('bad-input', undefined, read.mistakes as Record<string, string>);
  const { plan, kind, title, day, place, document, unitId } = read.activity;
  const units = await allUnits(deps.db);
  if (!units.some((u) => u.id === unitId) || !mayInUnit(actor.roles, DEED, unitId, units)) throw new Refusal('bad-input', undefined, { unit: '没有这个单位，或者不归您管' });
  const id = newId(deps.clock.now(), deps.rng);
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('activity')
      .values({
        id, plan_year: plan.year, kind: kind.id, title, on_day: day, place, document, unit_id: unitId, category: kind.category, worth_centi: kind.credits, most_centi: kind.most ?? null,
        secret: Buffer.from(deps.rng.bytes(32)).toString('hex'), sign_in_until: null, created_at: instantOf(deps.clock.now()), created_by: actor.id, cancelled_at: null, cancelled_by: null, cancelled_why: null,
      })
      .execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'record-activity', subject: id, detail: { year: plan.year, kind: kind.id, day, unit: unitId } });
  });
  return id;
}

/** One presence with its credit. False when it stood already. */
async function addOne(trx: Transaction<Tables>, deps: ActivityDeps, actorId: string, activity: ActivityRecord, personId: string, by: Present['by']): Promise<boolean> {
  if (!(await lockPerson(trx, personId))) return false;
  const done = await trx
    .insertInto('presence')
    .values({ id: newId(deps.clock.now(), deps.rng), activity_id: activity.id, person_id: personId, by, at: instantOf(deps.clock.now()), recorded_by: actorId, removed_at: null, removed_by: null, removed_why: null })
    .onConflict((c) => c.columns(['activity_id', 'person_id']).where('removed_at', 'is', null).doNothing())
    .executeTakeFirst();
  if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await creditKind(trx, deps, personId, activity);
  return true;
}

/** Holds the activity for this transaction, so that nobody is added while it is called off. Refuses when it was. */
async function claim(trx: Transaction<Tables>, id: string): Promise<void> {
  const done = await trx.updateTable('activity').set((e) => ({ title: e.ref('title') })).where('id', '=', id).where('cancelled_at', 'is', null).executeTakeFirst();
  if (done.numUpdatedRows !== 1n) throw new Refusal('bad-input', '这次活动已经作废，不能再改。');
}

/**
 * Records people as present: all of them or nobody. People outside the activity's unit are refused.
 * @returns how many were new; who stood already is no mistake.
 */
export async function addPresent(deps: ActivityDeps, actor: SignedIn, activityId: string, personIds: readonly string[], by: 'list' | 'choice'): Promise<number> {
  const units = await allUnits(deps.db);
  const activity = await activityFor(deps.db, actor, activityId, DEED, units);
  const known = new Set(Array.from((await candidatesOf(deps.db, activity.unit_id, units)).values(), (p) => p.id));
  if (personIds.some((id) => !known.has(id))) throw new Refusal('bad-input', '名单里有人不在这次活动的单位里，没有记任何人。请刷新页面再选一次。');
  return deps.db.transaction().execute(async (trx) => {
    await claim(trx, activityId);
    let added = 0;
    // In one order everywhere: two lists with the same people wait for each other instead of both.
    for (const id of [...new Set(personIds)].sort()) if (await addOne(trx, deps, actor.id, activity, id, by)) added += 1;
    if (added > 0) await recordEvent(trx, deps, { actorId: actor.id, deed: 'record-presence', subject: activityId, detail: { by, people: added } });
    return added;
  });
}

/** A person signs in with the code shown in the room. The caller has proved the pass. Refuses `bad-input` when signing in is not open, or not for them. */
export async function signInPresent(deps: ActivityDeps, person: SignedIn, activity: ActivityRecord): Promise<boolean> {
  if (!signInOpen(activity, deps.clock.now())) throw new Refusal('bad-input', '签到已经结束。确实到场的，请组织员补记。');
  const units = await allUnits(deps.db);
  if (!(await candidatesOf(deps.db, activity.unit_id, units)).has(person.staffNo)) throw new Refusal('bad-input', '这次活动不面向您所在的单位。确实到场的，请和组织员说。');
  return deps.db.transaction().execute(async (trx) => {
    await claim(trx, activity.id);
    const added = await addOne(trx, deps, person.id, activity, person.id, 'code');
    if (added) await recordEvent(trx, deps, { actorId: person.id, deed: 'sign-in-present', subject: activity.id });
    return added;
  });
}

export const signInOpen = (activity: Pick<ActivityRecord, 'sign_in_until' | 'cancelled_at'>, now: number): boolean => activity.cancelled_at === null && activity.sign_in_until !== null && instantOf(now) < activity.sign_in_until;

/** Opens or ends signing in by code. */
export async function setSignIn(deps: ActivityDeps, actor: SignedIn, activityId: string, open: boolean): Promise<void> {
  await activityFor(deps.db, actor, activityId, DEED, await allUnits(deps.db));
  await deps.db.transaction().execute(async (trx) => {
    await claim(trx, activityId);
    await trx.updateTable('activity').set({ sign_in_until: open ? instantOf(deps.clock.now() + SIGN_IN_MS) : null }).where('id', '=', activityId).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: open ? 'open-sign-in' : 'end-sign-in', subject: activityId });
  });
}

const reasonOf = (text: string): string => {
  const reason = text.trim();
  if (reason === '') throw new Refusal('bad-input', undefined, { why: '请写明原因，以后查得到' });
  if ([...reason].length > 200) throw new Refusal('bad-input', undefined, { why: '最多 200 字' });
  return reason;
};

/** Takes one presence back, and what it earned. Refuses `bad-input` without a reason, `not-found`. */
export async function removePresent(deps: ActivityDeps, actor: SignedIn, activityId: string, presenceId: string, why: string): Promise<void> {
  const activity = await activityFor(deps.db, actor, activityId, DEED, await allUnits(deps.db));
  const reason = reasonOf(why);
  const found = await deps.db.selectFrom('presence').select('person_id').where('id', '=', presenceId).where('activity_id', '=', activityId).executeTakeFirst();
  if (!found) throw new Refusal('not-found');
  await deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, found.person_id);
    const done = await trx.updateTable('presence').set({ removed_at: instantOf(deps.clock.now()), removed_by: actor.id, removed_why: reason }).where('id', '=', presenceId).where('removed_at', 'is', null).executeTakeFirst();
    if (done.numUpdatedRows !== 1n) return;
    await uncredit(trx, deps, found.person_id, activity, reason);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'remove-presence', subject: found.person_id, detail: { activity: activityId } });
  });
}

/** Calls the whole activity off: everybody's credit of it is reversed. Refuses `bad-input` without a reason. */
export async function cancelActivity(deps: ActivityDeps, actor: SignedIn, activityId: string, why: string): Promise<number> {
  const activity = await activityFor(deps.db, actor, activityId, DEED, await allUnits(deps.db));
  const reason = reasonOf(why);
  return deps.db.transaction().execute(async (trx) => {
    await claim(trx, activityId);
    const at = instantOf(deps.clock.now());
    const people = (await trx.selectFrom('presence').select('person_id').where('activity_id', '=', activityId).where('removed_at', 'is', null).execute()).map((p) => p.person_id).sort();
    for (const id of people) await lockPerson(trx, id);
    await trx.updateTable('activity').set({ cancelled_at: at, cancelled_by: actor.id, cancelled_why: reason, sign_in_until: null }).where('id', '=', activityId).execute();
    for (const id of people) await uncredit(trx, deps, id, activity, reason);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'cancel-activity', subject: activityId, detail: { people: people.length } });
    return people.length;
  });
}
