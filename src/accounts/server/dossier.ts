/** 人员档案: service, audiences, exemptions and account of one person, as an organiser sees and changes them. */
import type { Deps } from '../../db/portable.ts';
import { dayInChinese, dayOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { reasonName, timeSays, withdraw } from '../assignments.ts';
import { heldOn } from '../audience-spans.ts';
import { mayInUnit } from '../reach.ts';
import { ROLE_NAMES } from '../roles.ts';
import { unitPath, unitsBelow } from '../units.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';
import { exemptionsOfPerson, type ExemptionRow } from './exemptions.ts';
import { assignmentsOf, audienceTimesOf } from './service-store.ts';
import { allUnits, personById } from './store.ts';

export interface Dossier {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  readonly state: 'active' | 'closed';
  readonly roles: readonly string[];
  readonly service: readonly { readonly id: string; readonly what: string; readonly unit: string; readonly time: string; readonly document: string; readonly ahead: boolean; readonly mayWithdraw: boolean }[];
  readonly audiences: readonly { readonly id: string; readonly audience: string; readonly time: string; readonly ahead: boolean }[];
  /** Ids held today. */
  readonly held: readonly string[];
  readonly exemptions: readonly ExemptionRow[];
  readonly mayManage: boolean;
  readonly mayExempt: boolean;
  /** Open units within reach, to send somebody to. */
  readonly units: readonly { readonly id: string; readonly path: string }[];
}

/** Refuses `not-found` for people out of reach as for people who do not exist. */
export async function dossierOf(deps: Pick<Deps, 'db' | 'clock'>, actor: SignedIn, personId: string): Promise<Dossier> {
  const person = await personById(deps.db, personId);
  const units = await allUnits(deps.db);
  if (!person || !mayInUnit(actor.roles, 'see-standing', person.unit_id, units)) throw new Refusal('not-found');
  const today = dayOf(deps.clock.now());
  const service = (await assignmentsOf(deps.db, [personId])).get(personId) ?? [];
  const times = (await audienceTimesOf(deps.db, [personId])).get(personId) ?? [];
  const roles = await deps.db.selectFrom('person_role').select('role').where('person_id', '=', personId).execute();
  const mayManage = mayInUnit(actor.roles, 'manage-people', person.unit_id, units);
  const reach = reachOf(actor, 'manage-people');
  const mine = reach === 'everywhere' ? undefined : unitsBelow(units, reach);
  return {
    id: person.id, staffNo: person.staff_no, name: person.name, unit: unitPath(units, person.unit_id), state: person.state,
    roles: [...new Set(roles.map((r) => ROLE_NAMES[r.role]))],
    service: service.map((r) => ({ id: r.id, what: reasonName(r.reason), unit: unitPath(units, r.unitId), time: timeSays(r), document: r.document, ahead: r.from > today, mayWithdraw: 'rows' in withdraw(service, r.id) })).reverse(),
    audiences: times.map((s) => ({ id: s.id, audience: s.audience, time: `${dayInChinese(s.from)}${s.to === null ? '起' : `至 ${dayInChinese(s.to)}`}`, ahead: s.from > today })).reverse(),
    held: heldOn(times, today),
    exemptions: await exemptionsOfPerson(deps.db, personId),
    mayManage,
    mayExempt: mayInUnit(actor.roles, 'exempt', person.unit_id, units),
    units: !mayManage ? [] : units.filter((u) => !u.closed && (!mine || mine.has(u.id))).map((u) => ({ id: u.id, path: unitPath(units, u.id) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
