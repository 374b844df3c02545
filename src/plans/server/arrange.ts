/** 特殊安排: other terms of an exam for a person or a unit, set and taken back by organisers within their reach. */
import { reachOf } from '../../accounts/server/api-kit.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits, personByStaffNo } from '../../accounts/server/store.ts';
import { unitPath, unitsBelow, type Unit } from '../../accounts/units.ts';
import type { Transaction } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { closesAt } from '../../exams/rules.ts';
import { instantOf, minuteOf, msOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { readArrangement, type Arrangement, type ArrangementForm } from '../arrangement.ts';
import type { PlanExam } from '../schema.ts';
import { makeUpOf, personalTerms, termsOfExam } from '../terms.ts';
import { overridesInForce, unitsThatCount } from './overrides.ts';
import type { SittingDeps } from './sittings.ts';

export type ArrangeDeps = SittingDeps & Deps;
const DEED = 'arrange-sittings';
const maybe = (ms: number | null): string | null => (ms === null ? null : instantOf(ms));

/**
 * Puts other terms in force for one person or one unit and all below it; those in force for
 * the same person or unit before are taken back. Attempts that run get their longer time at
 * once, none ever gets less. Refuses `bad-input` with a sentence for each field, `not-allowed`.
 */
export async function arrange(deps: ArrangeDeps, actor: SignedIn, typed: ArrangementForm): Promise<void> {
  const read = readArrangement(typed, deps.clock.now());
  if ('mistakes' in read) throw new Refusal('bad-input', undefined, read.mistakes as Record<string, string>);
  const { arrangement } = read;
  const exam = deps.plans.get(arrangement.year)?.exams.find((e) => e.id === arrangement.sitting);
  if (!exam) throw new Refusal('bad-input', undefined, { exam: '没有这场考试' });
  const units = await allUnits(deps.db);
  const { personId, unitId } = await whomOf(deps, actor, arrangement, units);
  const paper = deps.quizzes.papers.get(exam.paper);

  await deps.group.transaction(async (trx) => {
    const at = instantOf(deps.clock.now());
    const same = trx.updateTable('sitting_override').set({ revoked_at: at, revoked_by: actor.id }).where('plan_year', '=', arrangement.year).where('sitting', '=', arrangement.sitting).where('revoked_at', 'is', null);
    const replaced = await (personId ? same.where('person_id', '=', personId) : same.where('unit_id', '=', unitId)).executeTakeFirst();
    const id = newId(deps.clock.now(), deps.rng);
    const { minutes, attempts, waitHours, document } = arrangement;
    const terms = { opens_at: maybe(arrangement.opensAt), closes_at: maybe(arrangement.closesAt), minutes, attempts, wait_hours: waitHours };
    await trx
      .insertInto('sitting_override')
      .values({ id, plan_year: arrangement.year, sitting: arrangement.sitting, person_id: personId, unit_id: unitId, ...terms, reason: arrangement.reason, document, created_at: at, created_by: actor.id, revoked_at: null, revoked_by: null })
      .execute();
    const longer = await lengthenRunning(trx, arrangement.year, exam, paper?.minutes, units);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'arrange-sitting', subject: personId ?? unitId, detail: { override: id, year: arrangement.year, sitting: arrangement.sitting, ...terms, document, replaced: Number(replaced.numUpdatedRows), running: longer } });
  });
}

/** Whom it is for, within the actor's reach. Out of reach is told like unknown. */
async function whomOf(deps: ArrangeDeps, actor: SignedIn, { staffNo, unitId }: Arrangement, units: readonly Unit[]): Promise<{ personId: string | null; unitId: string | null }> {
  if (staffNo === '') {
    if (!mayInUnit(actor.roles, DEED, unitId, units) || !units.some((u) => u.id === unitId)) throw new Refusal('bad-input', undefined, { unit: '没有这个单位，或者不归您管' });
    return { personId: null, unitId };
  }
  const person = await personByStaffNo(deps.db, staffNo);
  if (!person || !mayInUnit(actor.roles, DEED, person.unit_id, units)) throw new Refusal('bad-input', undefined, { staffNo: '没有这个工号，或者不在您管的单位里' });
  return { personId: person.id, unitId: null };
}

/** Moves the end of attempts that run to where the terms now in force put it, if that is later. Returns how many moved. */
async function lengthenRunning(trx: Transaction<Tables>, year: number, exam: PlanExam, minutes: number | undefined, units: readonly Unit[]): Promise<number> {
  const overrides = await overridesInForce(trx, year, exam.id);
  const running = await trx
    .selectFrom('attempt')
    .innerJoin('person', 'person.id', 'attempt.person_id')
    .select(['attempt.id', 'attempt.person_id', 'attempt.started_at', 'attempt.closes_at', 'attempt.makeup', 'person.unit_id'])
    .where('attempt.plan_year', '=', year)
    .where('attempt.sitting', '=', exam.id)
    .where('attempt.state', '=', 'open')
    .execute();
  let moved = 0;
  for (const a of running) {
    const terms = personalTerms(termsOfExam(exam, minutes), overrides, a.person_id, await unitsThatCount(trx, overrides, a.unit_id, units));
    const end = closesAt(msOf(a.started_at), terms.minutes, (a.makeup === 1 ? makeUpOf(exam)?.closesAt : undefined) ?? terms.closesAt);
    if (end <= msOf(a.closes_at)) continue;
    await trx.updateTable('attempt').set({ closes_at: instantOf(end) }).where('id', '=', a.id).where('state', '=', 'open').execute();
    moved++;
  }
  return moved;
}

/** Takes it back; the exam's own terms hold again for attempts begun from now on. Refuses `not-found`, also out of reach. */
export async function revokeArrangement(deps: ArrangeDeps, actor: SignedIn, id: string): Promise<void> {
  const units = await allUnits(deps.db);
  const row = await deps.db
    .selectFrom('sitting_override')
    .leftJoin('person', 'person.id', 'sitting_override.person_id')
    .select(['sitting_override.unit_id', 'sitting_override.person_id', 'person.unit_id as person_unit', 'plan_year', 'sitting'])
    .where('sitting_override.id', '=', id)
    .executeTakeFirst();
  if (!row || !mayInUnit(actor.roles, DEED, row.unit_id ?? row.person_unit ?? '', units)) throw new Refusal('not-found');
  await deps.group.transaction(async (trx) => {
    const done = await trx.updateTable('sitting_override').set({ revoked_at: instantOf(deps.clock.now()), revoked_by: actor.id }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
    if (done.numUpdatedRows !== 1n) return;
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'revoke-arrangement', subject: row.person_id ?? row.unit_id, detail: { override: id, year: row.plan_year, sitting: row.sitting } });
  });
}

export interface ArrangementRow {
  readonly id: string;
  readonly exam: string;
  /** Name and number of the person, or the unit's path. */
  readonly whom: string;
  readonly what: string;
  readonly reason: string;
  readonly document: string;
  readonly by: string;
  readonly at: string;
  /** When it was taken back; undefined while in force. */
  readonly revokedAt: string | undefined;
}

export interface Arrangements {
  readonly exams: readonly { readonly value: string; readonly title: string }[];
  readonly units: readonly { readonly id: string; readonly path: string }[];
  readonly rows: readonly ArrangementRow[];
}

/** What the page shows: exams, units within reach, and every arrangement there, the newest first. Refuses `not-allowed`. */
export async function arrangementsFor(deps: ArrangeDeps, actor: SignedIn): Promise<Arrangements> {
  const reach = reachOf(actor, DEED);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(deps.db);
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const titles = new Map([...deps.plans.values()].flatMap((plan) => plan.exams.map((e): [string, string] => [`${plan.year}:${e.id}`, named(plan.year, deps.quizzes.papers.get(e.paper)?.title ?? e.id)])));
  const rows = await deps.db
    .selectFrom('sitting_override')
    .leftJoin('person', 'person.id', 'sitting_override.person_id')
    .leftJoin('person as maker', 'maker.id', 'sitting_override.created_by')
    .selectAll('sitting_override')
    .select(['person.name', 'person.staff_no', 'person.unit_id as person_unit', 'maker.name as maker'])
    .orderBy('sitting_override.created_at', 'desc')
    .limit(500)
    .execute();
  return {
    exams: [...titles].map(([value, title]) => ({ value, title })),
    units: units.filter((u) => mine.has(u.id)).map((u) => ({ id: u.id, path: unitPath(units, u.id) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    rows: rows
      .filter((r) => mine.has(r.unit_id ?? r.person_unit ?? ''))
      .map((r) => ({
        id: r.id,
        exam: titles.get(`${r.plan_year}:${r.sitting}`) ?? r.sitting,
        whom: r.unit_id ? unitPath(units, r.unit_id) : `${r.name ?? ''}（${r.staff_no ?? ''}）`,
        what: whatSays(r),
        reason: r.reason,
        document: r.document,
        by: r.maker ?? '',
        at: minuteOf(msOf(r.created_at)),
        revokedAt: r.revoked_at ? minuteOf(msOf(r.revoked_at)) : undefined,
      })),
  };
}

/** Titles often name their year already. */
const named = (year: number, title: string): string => (title.includes(String(year)) ? title : `${year} 年度 ${title}`);

const whatSays = (r: { opens_at: string | null; closes_at: string | null; minutes: number | null; attempts: number | null; wait_hours: number | null }): string =>
  [
    r.opens_at && `${minuteOf(msOf(r.opens_at))} 开始`,
    r.closes_at && `${minuteOf(msOf(r.closes_at))} 截止`,
    r.minutes !== null && `每次 ${r.minutes} 分钟`,
    r.attempts !== null && `共 ${r.attempts} 次`,
    r.wait_hours !== null && (r.wait_hours === 0 ? '两次之间不用等' : `两次之间隔 ${r.wait_hours} 小时`),
  ]
    .filter(Boolean)
    .join('，');
