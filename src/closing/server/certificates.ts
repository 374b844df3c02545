/** Certificates issued to whoever has met the year, withdrawn when they have not any more, looked up by anybody. */
import type { Selectable, Transaction } from 'kysely';
import { recordEvent } from '../../accounts/server/audit.ts';
import { reachOf } from '../../accounts/server/api-kit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath, unitsBelow } from '../../accounts/units.ts';
import { lockPerson, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { enqueue } from '../../notices/server/outbox.ts';
import type { Plan } from '../../plans/schema.ts';
import { standingsOf } from '../../plans/server/record.ts';
import { certificateNumber, numberTyped } from '../certificate.ts';

export type ClosingDeps = Deps & { readonly plans: ReadonlyMap<number, Plan> };
export type Certificate = Selectable<Tables['certificate']>;

/** Most people asked for at once; also the most pages of one file. */
export const MOST_PRINTED = 500;

const planOf = (deps: ClosingDeps, year: number): Plan => {
  const plan = deps.plans.get(year);
  if (!plan) throw new Refusal('not-found', '没有这个年度的学法计划。');
  return plan;
};

type Standings = Awaited<ReturnType<typeof standingsOf>>;
/** As candidates may know them now. */
const standingsNow = (deps: ClosingDeps, plan: Plan, personIds: readonly string[]): Promise<Standings> => standingsOf(deps.db, plan, personIds, dayOf(deps.clock.now()), false, deps.clock.now());

/**
 * The certificate that holds for each of the people, issued now to those who have met the year and have none.
 * @param standings of `standingsNow`: an outcome still kept from candidates counts for nothing, a certificate must not tell it.
 */
async function issue(deps: ClosingDeps, plan: Plan, personIds: readonly string[], standings: Standings, actorId: string): Promise<Map<string, Certificate>> {
  const now = deps.clock.now();
  const units = await allUnits(deps.db);
  const held = new Map<string, Certificate>();
  for (const id of personIds) {
    const s = standings.get(id)?.standing;
    if (!s?.met || s.metOn === undefined) continue;
    const metOn = s.metOn;
    const certificate = await deps.db.transaction().execute(async (trx) => {
      if (!(await lockPerson(trx, id))) return undefined;
      const before = await holds(trx, id, plan.year);
      if (before) return before;
      const person = await trx.selectFrom('person').select(['name', 'unit_id']).where('id', '=', id).executeTakeFirstOrThrow();
      const made: Certificate = {
        number: certificateNumber(plan.year, deps.rng.bytes(9)), person_id: id, plan_year: plan.year, name: person.name, unit: unitPath(units, person.unit_id),
        met_on: metOn, band: s.band ?? null, issued_at: instantOf(now), withdrawn_at: null, withdrawn_why: null,
      };
      await trx.insertInto('certificate').values(made).execute();
      await recordEvent(trx, deps, { actorId, deed: 'issue-certificate', subject: id, detail: { year: plan.year, number: made.number } });
      return made;
    });
    if (certificate) held.set(id, certificate);
  }
  return held;
}

const holds = (on: Deps['db'] | Transaction<Tables>, personId: string, year: number): Promise<Certificate | undefined> =>
  on.selectFrom('certificate').selectAll().where('person_id', '=', personId).where('plan_year', '=', year).where('withdrawn_at', 'is', null).executeTakeFirst();

/** One's own certificate of the year. Refuses `not-found` when the year is not met (any more). */
export async function ownCertificate(deps: ClosingDeps, person: Pick<SignedIn, 'id'>, year: number): Promise<Certificate> {
  const plan = planOf(deps, year);
  await withdrawLost(deps, plan, [person.id]);
  const mine = (await issue(deps, plan, [person.id], await standingsNow(deps, plan, [person.id]), person.id)).get(person.id);
  if (!mine) throw new Refusal('not-found', '还没有达标，达标以后就能下载证书。');
  return mine;
}

export interface Batch {
  readonly certificates: readonly Certificate[];
  /** People within the unit who have not met the year. */
  readonly without: number;
}

/** Certificates of everybody in the unit and below who has met the year, by unit and staff number. Refuses `not-found` out of reach, `too-large`. */
export async function unitCertificates(deps: ClosingDeps, actor: SignedIn, year: number, unitId: string): Promise<Batch> {
  const plan = planOf(deps, year);
  const units = await allUnits(deps.db);
  if (!units.some((u) => u.id === unitId) || !mayInUnit(actor.roles, 'print-certificates', unitId, units)) throw new Refusal('not-found', '没有这个单位，或者不归您管。');
  const people = await deps.db.selectFrom('person').select(['id', 'staff_no', 'unit_id']).where('unit_id', 'in', [...unitsBelow(units, [unitId])]).where('state', '=', 'active').execute();
  const standings = await standingsNow(deps, plan, people.map((p) => p.id));
  const met = people.filter((p) => standings.get(p.id)?.standing.met);
  if (met.length > MOST_PRINTED) throw new Refusal('too-large', `这个单位有 ${met.length} 人达标，一次最多印 ${MOST_PRINTED} 张。请分下级单位印。`);
  const path = new Map(units.map((u) => [u.id, unitPath(units, u.id)]));
  const sorted = [...met].sort((a, b) => ((path.get(a.unit_id) ?? '') + a.staff_no < (path.get(b.unit_id) ?? '') + b.staff_no ? -1 : 1));
  const held = await issue(deps, plan, sorted.map((p) => p.id), standings, actor.id);
  await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'print-certificates', subject: unitId, detail: { year, people: held.size } });
  return { certificates: sorted.flatMap((p) => held.get(p.id) ?? []), without: people.length - met.length };
}

/** Withdraws the certificates of those people who have not met the year any more (re-marking, reversal), and tells them. Returns how many. */
export async function withdrawLost(deps: ClosingDeps, plan: Plan, personIds: readonly string[]): Promise<number> {
  const standings = await standingsOf(deps.db, plan, personIds, dayOf(deps.clock.now()));
  let withdrawn = 0;
  for (const id of personIds) {
    if (standings.get(id)?.standing.met) continue;
    const certificate = await holds(deps.db, id, plan.year);
    if (certificate && (await withdraw(deps, certificate, '更正成绩或学分以后，不再达到当年的要求', null))) withdrawn += 1;
  }
  return withdrawn;
}

async function withdraw(deps: ClosingDeps, certificate: Certificate, why: string, actorId: string | null): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    const done = await trx.updateTable('certificate').set({ withdrawn_at: instantOf(deps.clock.now()), withdrawn_why: why }).where('number', '=', certificate.number).where('withdrawn_at', 'is', null).executeTakeFirst();
    if (done.numUpdatedRows !== 1n) return false;
    await recordEvent(trx, deps, { actorId, deed: 'withdraw-certificate', subject: certificate.person_id, detail: { year: certificate.plan_year, number: certificate.number } });
    await enqueue(trx, deps, {
      kind: 'certificate-withdrawn',
      personId: certificate.person_id,
      subject: '学法合格证书已撤回',
      body: `${certificate.name}，您好：\n\n您的 ${certificate.plan_year} 年度学法合格证书（编号 ${certificate.number}）已撤回，原因：${why}。\n重新达标以后可以再领一张。有疑问请联系本单位组织员。`,
    });
    return true;
  });
}

/**
 * The sweep: of those who hold a certificate, whoever had credit taken back or a paper marked anew since then is held
 * against the standing of today. Only they are looked at, since the service goes on meanwhile; what else may lose a year
 * (another audience, another plan) is seen when the certificate is checked.
 * @param since ms since 1970.
 */
export async function sweepCertificates(deps: ClosingDeps, since: number): Promise<number> {
  // Ids begin with the time of making: the key itself finds what is new.
  const from = newId(since, deps.rng);
  const holders = deps.db.selectFrom('certificate').where('certificate.withdrawn_at', 'is', null);
  const changed = [
    ...(await holders.innerJoin('credit_entry', 'credit_entry.person_id', 'certificate.person_id').select(['certificate.person_id', 'certificate.plan_year']).where('credit_entry.id', '>', from).where('credit_entry.granted_centi', '<', 0).execute()),
    ...(await holders.innerJoin('attempt', 'attempt.person_id', 'certificate.person_id').innerJoin('result', 'result.attempt_id', 'attempt.id').select(['certificate.person_id', 'certificate.plan_year']).where('result.id', '>', from).where('result.version', '>', 1).execute()),
  ];
  let withdrawn = 0;
  for (const [year, rows] of Map.groupBy(changed, (c) => c.plan_year)) {
    const plan = deps.plans.get(year);
    if (plan) withdrawn += await withdrawLost(deps, plan, [...new Set(rows.map((r) => r.person_id))]);
  }
  return withdrawn;
}

/** Withdrawn by hand. Refuses `bad-input` without a reason, `not-found` out of reach. */
export async function withdrawByHand(deps: ClosingDeps, actor: SignedIn, number: string, why: string): Promise<void> {
  const found = await deps.db.selectFrom('certificate').innerJoin('person', 'person.id', 'certificate.person_id').selectAll('certificate').select('person.unit_id').where('number', '=', number).executeTakeFirst();
  if (!found || !mayInUnit(actor.roles, 'withdraw-certificate', found.unit_id, await allUnits(deps.db))) throw new Refusal('not-found');
  const reason = why.trim();
  if (reason === '' || [...reason].length > 200) throw new Refusal('bad-input', reason === '' ? '请写明撤回的原因。' : '原因最多 200 字。');
  await withdraw(deps, found, reason, actor.id);
}

export type Checked =
  | { readonly state: 'valid' | 'withdrawn'; readonly number: string; readonly name: string; readonly year: number; readonly title: string; readonly on: string }
  | { readonly state: 'unknown' };

/**
 * What anybody is told who has the number: whether it holds, the name, the year. Nothing else.
 * It is held against the standing of this moment, so that a lost one is never shown as valid.
 */
export async function checkCertificate(deps: ClosingDeps, typed: string): Promise<Checked> {
  const number = numberTyped(typed);
  const find = () => (number === undefined ? Promise.resolve(undefined) : deps.db.selectFrom('certificate').selectAll().where('number', '=', number).executeTakeFirst());
  let found = await find();
  const plan = found && deps.plans.get(found.plan_year);
  if (found && plan && found.withdrawn_at === null && (await withdrawLost(deps, plan, [found.person_id])) > 0) found = await find();
  if (!found) return { state: 'unknown' };
  return { state: found.withdrawn_at === null ? 'valid' : 'withdrawn', number: found.number, name: found.name, year: found.plan_year, title: plan?.title ?? `${found.plan_year} 年度`, on: dayOf(Date.parse(found.withdrawn_at ?? found.issued_at)) };
}

export interface CertificateRow extends Certificate {
  readonly staffNo: string;
}

/** Every certificate of the year within reach, the newest first. Refuses `not-allowed`. */
export async function certificatesFor(deps: ClosingDeps, actor: SignedIn, year: number): Promise<{ readonly rows: readonly CertificateRow[]; readonly units: readonly { readonly id: string; readonly path: string }[] }> {
  const reach = reachOf(actor, 'see-certificates');
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(deps.db);
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const rows = await deps.db.selectFrom('certificate').innerJoin('person', 'person.id', 'certificate.person_id').selectAll('certificate').select(['person.staff_no as staffNo', 'person.unit_id']).where('plan_year', '=', year).orderBy('issued_at', 'desc').orderBy('number').execute();
  return {
    rows: rows.filter((r) => mine.has(r.unit_id)),
    units: units.filter((u) => mine.has(u.id)).map((u) => ({ id: u.id, path: unitPath(units, u.id) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
