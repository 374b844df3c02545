/** 免学: who owes nothing in a year, on which document. Granted and revoked by organisers within their reach; never changed. */
import { lockPerson, type Deps, type Queryable } from '../../db/portable.ts';
import { instantOf, minuteOf, msOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { mayInUnit } from '../reach.ts';
import { documentMistake } from '../service-form.ts';
import { unitPath, unitsBelow } from '../units.ts';
import { reachOf } from './api-kit.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { withinReach } from './person-reach.ts';
import { tidyStaffNo } from './sign-in.ts';
import { allUnits, personByStaffNo } from './store.ts';

const DEED = 'exempt';

export const EXEMPTION_FIELDS = ['staffNo', 'year', 'reason', 'document', 'approver'] as const;
export type ExemptionForm = Readonly<Record<(typeof EXEMPTION_FIELDS)[number], string>>;

/**
 * Grants an exemption for a plan year. The document and who approved it are required.
 * @param years of the plans that exist.
 * Refuses `bad-input` with a sentence for each field.
 */
export async function grantExemption(deps: Deps, actor: SignedIn, typed: ExemptionForm, years: readonly number[]): Promise<void> {
  const mistakes: Record<string, string> = {};
  const [reason, document, approver] = [typed.reason.trim(), typed.document.trim(), typed.approver.trim()];
  const staffNo = tidyStaffNo(typed.staffNo);
  const person = staffNo === '' ? undefined : await personByStaffNo(deps.db, staffNo);
  if (!person || !mayInUnit(actor.roles, DEED, person.unit_id, await allUnits(deps.db))) mistakes.staffNo = staffNo === '' ? '请填写工号' : '没有这个工号，或者不在您管的单位里';
  const year = years.find((y) => String(y) === typed.year.trim());
  if (year === undefined) mistakes.year = '请选择年度';
  if (reason === '' || [...reason].length > 200) mistakes.reason = reason === '' ? '请写明免学的事由，例如 因病长期休假' : '最多 200 个字';
  const wrong = documentMistake(document, true);
  if (wrong) mistakes.document = wrong;
  if (approver === '' || [...approver].length > 60) mistakes.approver = approver === '' ? '请填写批准人的姓名和职务，和文件上一样' : '最多 60 个字';
  if (Object.keys(mistakes).length > 0 || !person || year === undefined) throw new Refusal('bad-input', undefined, mistakes);
  await deps.group.transaction(async (trx) => {
    await lockPerson(trx, person.id);
    await withinReach(trx, actor, DEED, person.id);
    const already = await trx.selectFrom('exemption').select('document').where('person_id', '=', person.id).where('plan_year', '=', year).where('revoked_at', 'is', null).executeTakeFirst();
    if (already) throw new Refusal('bad-input', undefined, { year: `此人 ${year} 年度已经免学（${already.document}）。要改文号或事由，请先撤销原来那一条。` });
    const id = newId(deps.clock.now(), deps.rng);
    await trx.insertInto('exemption').values({ id, person_id: person.id, plan_year: year, reason, document, approver, created_at: instantOf(deps.clock.now()), created_by: actor.id, revoked_at: null, revoked_by: null }).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'grant-exemption', subject: person.id, detail: { exemption: id, year, document } });
  });
}

/** Takes an exemption back: the person owes the year again. One that was revoked before stays so. Refuses `not-found`. */
export async function revokeExemption(deps: Deps, actor: SignedIn, id: string): Promise<void> {
  await deps.group.transaction(async (trx) => {
    const row = await trx.selectFrom('exemption').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    await withinReach(trx, actor, DEED, row.person_id);
    const done = await trx.updateTable('exemption').set({ revoked_at: instantOf(deps.clock.now()), revoked_by: actor.id }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
    if (done.numUpdatedRows === 1n) await recordEvent(trx, deps, { actorId: actor.id, deed: 'revoke-exemption', subject: row.person_id, detail: { exemption: id, year: row.plan_year } });
  });
}

export interface ExemptionRow {
  readonly id: string;
  readonly personId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  readonly year: number;
  readonly reason: string;
  readonly document: string;
  readonly approver: string;
  readonly by: string;
  readonly at: string;
  /** When it was taken back; undefined while in force. */
  readonly revokedAt: string | undefined;
}

const rowsOf = (on: Queryable) =>
  on
    .selectFrom('exemption')
    .innerJoin('person', 'person.id', 'exemption.person_id')
    .innerJoin('person as maker', 'maker.id', 'exemption.created_by')
    .selectAll('exemption')
    .select(['person.name', 'person.staff_no', 'person.unit_id', 'maker.name as maker'])
    .orderBy('exemption.created_at', 'desc');

type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
const shown = (r: Found, unit: string): ExemptionRow => ({
  id: r.id, personId: r.person_id, staffNo: r.staff_no, name: r.name, unit, year: r.plan_year, reason: r.reason, document: r.document, approver: r.approver,
  by: r.maker, at: minuteOf(msOf(r.created_at)), revokedAt: r.revoked_at ? minuteOf(msOf(r.revoked_at)) : undefined,
});

/** Every exemption of one person, the newest first. The caller has looked at the reach. */
export async function exemptionsOfPerson(on: Queryable, personId: string): Promise<ExemptionRow[]> {
  return (await rowsOf(on).where('exemption.person_id', '=', personId).execute()).map((r) => shown(r, ''));
}

/** Exemptions of a year within reach of whoever may see standing there. */
export async function exemptionsWithin(on: Queryable, actor: SignedIn, year: number): Promise<ExemptionRow[]> {
  const reach = reachOf(actor, 'see-standing');
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(on);
  const mine = reach === 'everywhere' ? undefined : unitsBelow(units, reach);
  const paths = new Map<string, string>();
  const rows = await rowsOf(on).where('exemption.plan_year', '=', year).execute();
  return rows
    .filter((r) => !mine || mine.has(r.unit_id))
    .map((r) => {
      const unit = paths.get(r.unit_id) ?? unitPath(units, r.unit_id);
      paths.set(r.unit_id, unit);
      return shown(r, unit);
    });
}
