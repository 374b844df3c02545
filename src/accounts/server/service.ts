/** 任职登记: transfer, promotion, secondment, retirement and so on, with dates in the past and in the future. */
import type { Transaction } from 'kysely';
import { lockPerson, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { addDays, dayOf, startOfDay } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { baseRows, goneOn, leavingOf, recordEventIn, regularOf, unitOn, withdraw, type Assignment } from '../assignments.ts';
import { changeFrom, heldOn, sameSet } from '../audience-spans.ts';
import { readService, type ServiceForm } from '../service-form.ts';
import { unitPath } from '../units.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { refuseWhileInOffice, targetUnit, withinReach } from './person-reach.ts';
import { assignmentsOf, audienceTimesOf, saveAssignments, saveAudiences } from './service-store.ts';
import { endSessions } from './sessions.ts';

const DEED = 'manage-people';
const unfit = (field: string, say: string): Refusal => new Refusal('bad-input', undefined, { [field]: say });

/**
 * Records one event of a working life within the actor's reach. What begins today or began
 * earlier holds at once; what lies ahead is put in force by {@link beginDue} on its day.
 * @param audienceIds audiences that exist; a promotion names those held from its day on.
 * Refuses `bad-input` with a sentence for each field, `not-found`.
 */
export async function recordService(deps: Deps, actor: SignedIn, personId: string, typed: ServiceForm, audienceIds: readonly string[]): Promise<void> {
  const read = readService(typed);
  if ('mistakes' in read) throw new Refusal('bad-input', undefined, read.mistakes as Record<string, string>);
  const { event } = read;
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    const { person, units } = await withinReach(trx, actor, DEED, personId);
    if (event.unitId) targetUnit(actor, DEED, event.unitId, units);
    if (event.reason === 'retirement' || event.reason === 'leaving') await refuseWhileInOffice(trx, personId, 'reason', '登记');
    const id = (): string => newId(deps.clock.now(), deps.rng);
    const kept = (await assignmentsOf(trx, [personId])).get(personId) ?? [];
    const base = kept.length > 0 ? kept : baseRows(person.unit_id, id());
    const outcome = recordEventIn(base, event, id, (unit) => unitPath(units, unit));
    if (!('rows' in outcome)) throw unfit(outcome.field, outcome.say);
    await saveAssignments(trx, deps, personId, kept, outcome.rows, actor.id);
    const audiences = event.reason === 'promotion' ? await promote(trx, deps, personId, event.day, typed.audiences, audienceIds, event.unitId !== undefined) : undefined;
    await putInForce(trx, deps, { id: personId, unitId: person.unit_id, state: person.state }, outcome.rows, kept);
    const { reason, day, unitId, until, document } = event;
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'record-service', subject: personId, detail: { reason, day, unit: unitId ?? null, until: until ?? null, document, ...(audiences ? { audiences } : {}) } });
  });
}

/** Audiences from the day of a promotion. It must change something, or it is none. */
async function promote(trx: Transaction<Tables>, deps: Deps, personId: string, day: string, chosen: readonly string[], known: readonly string[], moves: boolean): Promise<readonly string[]> {
  const before = (await audienceTimesOf(trx, [personId])).get(personId) ?? [];
  const after = known.filter((a) => chosen.includes(a));
  // Audiences that no plan knows any more are not on the form, and stay.
  const wanted = [...after, ...heldOn(before, day).filter((a) => !known.includes(a))];
  if (sameSet(wanted, heldOn(before, day))) {
    if (!moves) throw unfit('audiences', '人员类别和原来一样。请勾选新的类别；只换单位的，登记“调动”。');
    return after;
  }
  const outcome = changeFrom(before, day, wanted, () => newId(startOfDay(day), deps.rng));
  if ('say' in outcome) throw unfit('day', outcome.say);
  await saveAudiences(trx, personId, before, outcome.spans);
  return after;
}

/** Takes one event back. Refuses `bad-input` when later ones rest on it, `not-found`. */
export async function withdrawService(deps: Deps, actor: SignedIn, personId: string, id: string): Promise<void> {
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, personId);
    const { person } = await withinReach(trx, actor, DEED, personId);
    const kept = (await assignmentsOf(trx, [personId])).get(personId) ?? [];
    const outcome = withdraw(kept, id);
    if ('say' in outcome) throw new Refusal('bad-input', outcome.say);
    await saveAssignments(trx, deps, personId, kept, outcome.rows, actor.id);
    await putInForce(trx, deps, { id: personId, unitId: person.unit_id, state: person.state }, outcome.rows, kept);
    const row = kept.find((r) => r.id === id);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'withdraw-service', subject: personId, detail: { reason: row?.reason, day: row?.from, unit: row?.unitId, document: row?.document } });
  });
}

interface Person {
  readonly id: string;
  readonly unitId: string;
  readonly state: 'active' | 'closed';
}

/**
 * Puts in force what the rows say of today: the unit that counts, the account closed after the
 * last day and open again on coming back.
 * @param before the rows as they were in force until now.
 * @param since the day up to which everything was in force.
 * @returns whether anything had to change.
 */
export async function putInForce(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, person: Person, rows: readonly Assignment[], before: readonly Assignment[] = rows, since = addDays(dayOf(deps.clock.now()), -1)): Promise<boolean> {
  const today = dayOf(deps.clock.now());
  const unit_id = unitOn(rows, today) ?? person.unitId;
  const gone = goneOn(rows, today);
  // Only service that was left closes an account, and only coming back after that opens it: what was closed by hand stays so.
  const back = person.state === 'closed' && !gone && (goneOn(before, today) || cameBack(rows, since, today));
  const state = gone ? 'closed' : back ? 'active' : person.state;
  if (unit_id === person.unitId && state === person.state) return false;
  await trx.updateTable('person').set({ unit_id, state }).where('id', '=', person.id).execute();
  if (state === 'closed') await endSessions(trx, person.id);
  // By the day itself, whoever recorded it: how long ago an account was closed is read off here (retention).
  if (state !== person.state) await recordEvent(trx, deps, { actorId: null, deed: state === 'closed' ? 'close-account' : 'reopen-account', subject: person.id });
  return true;
}

/** Whether somebody who had left came back after `since`: then the account is opened again by the day itself. */
function cameBack(rows: readonly Assignment[], since: string, today: string): boolean {
  const regular = regularOf(rows);
  const now = regular.findIndex((r) => r.from > since && r.from <= today && r.reason === 'entry');
  return now > 0 && leavingOf(regular.slice(0, now)) !== undefined;
}
