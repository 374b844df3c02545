/** Closing a year: everybody's standing as it is, written down and signed. Nothing is reset, nothing is locked. */
import type { KeyObject } from 'node:crypto';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { reachOf } from '../../accounts/server/api-kit.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import { sha256 } from '../../credits/server/append.ts';
import { dayOf, instantOf, type Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Plan } from '../../plans/schema.ts';
import { standingsOf } from '../../plans/server/record.ts';
import { canonicalJson } from '../../quiz/revision.ts';
import { changesOf, digestOf, headText, lineOf, textOfLine, type CloseHead, type CloseLine } from '../close.ts';
import type { ClosingDeps } from './certificates.ts';
import { publicKeyOf, signatureHolds, signText } from './key.ts';

const AT_ONCE = 300;
export type Watch = (done: number, total: number) => void;

/** Everybody's year as it stands on the day: who is here, and who is gone but owed something. In parts, so that the service goes on meanwhile. */
export async function linesOf(deps: ClosingDeps, plan: Plan, today: Day, watch?: Watch, signal?: AbortSignal): Promise<CloseLine[]> {
  const units = await allUnits(deps.db);
  const paths = new Map(units.map((u) => [u.id, unitPath(units, u.id)]));
  const people = await deps.db.selectFrom('person').select(['id', 'staff_no', 'name', 'unit_id', 'state']).orderBy('id').execute();
  const lines: CloseLine[] = [];
  for (let i = 0; i < people.length; i += AT_ONCE) {
    if (signal?.aborted) throw new Refusal('bad-input', '已取消，什么也没有封存。');
    const part = people.slice(i, i + AT_ONCE);
    const standings = await standingsOf(deps.db, plan, part.map((p) => p.id), today);
    for (const p of part) {
      const found = standings.get(p.id);
      if (!found || (p.state === 'closed' && !found.standing.owes && found.standing.exempt === undefined)) continue;
      lines.push(lineOf({ person: p.id, staffNo: p.staff_no, name: p.name, unit: paths.get(p.unit_id) ?? '' }, found.audiences, found.standing));
    }
    watch?.(Math.min(i + AT_ONCE, people.length), people.length);
    // Lets answers through between the parts.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return lines;
}

/** What still runs and would change the year: open attempts at its exams, re-markings that are not done. */
export async function openEnds(deps: ClosingDeps, year: number): Promise<{ readonly attempts: number; readonly remarks: number }> {
  const count = async (query: { execute(): Promise<readonly unknown[]> }) => (await query.execute()).length;
  return {
    attempts: await count(deps.db.selectFrom('attempt').select('id').where('plan_year', '=', year).where('state', '=', 'open')),
    remarks: await count(deps.db.selectFrom('remark').select('id').where('state', 'in', ['waiting', 'applying'])),
  };
}

/**
 * Closes the year. May be done again (after the make-up): that is another close with the next number.
 * Refuses `not-allowed`, `not-found` without such a plan, `bad-input` before the plan's window has ended.
 * @param actor undefined: by the command line.
 * @returns the id of the close.
 */
export async function closeYear(deps: ClosingDeps, key: KeyObject, actor: SignedIn | undefined, year: number, watch?: Watch, signal?: AbortSignal): Promise<string> {
  if (actor && reachOf(actor, 'close-year') !== 'everywhere') throw new Refusal('not-allowed');
  const plan = deps.plans.get(year);
  if (!plan) throw new Refusal('not-found', '没有这个年度的学法计划。');
  const now = deps.clock.now();
  if (dayOf(now) <= plan.closes) throw new Refusal('bad-input', `${year} 年度到 ${plan.closes} 才结束，结束以后才能封存。`);
  const lines = await linesOf(deps, plan, dayOf(now), watch, signal);
  const texts = lines.map(textOfLine);
  const id = newId(now, deps.rng);
  return deps.db.transaction().execute(async (trx) => {
    const before = await trx.selectFrom('year_close').select('number').where('plan_year', '=', year).orderBy('number', 'desc').limit(1).executeTakeFirst();
    const head: CloseHead = {
      year,
      number: (before?.number ?? 0) + 1,
      title: plan.title,
      closedAt: instantOf(now),
      closedBy: actor ? `${actor.staffNo} ${actor.name}` : null,
      plan: sha256(canonicalJson(plan)),
      people: lines.length,
      owed: lines.filter((l) => l.owes).length,
      met: lines.filter((l) => l.owes && l.met).length,
      exempt: lines.filter((l) => l.exempt !== null).length,
      lines: digestOf(texts, sha256),
    };
    const text = headText(head);
    await trx.insertInto('year_close').values({ id, plan_year: year, number: head.number, closed_at: head.closedAt, closed_by: actor?.id ?? null, head: text, signature: signText(key, text) }).execute();
    for (let i = 0; i < lines.length; i += AT_ONCE) {
      await trx.insertInto('year_close_line').values(lines.slice(i, i + AT_ONCE).map((l, j) => ({ close_id: id, person_id: l.person, line: texts[i + j] ?? '' }))).execute();
    }
    await recordEvent(trx, deps, { actorId: actor?.id ?? null, deed: 'close-year', subject: id, detail: { year, number: head.number, people: head.people } });
    return id;
  });
}

export interface ClosedYear {
  readonly id: string;
  readonly head: CloseHead;
  readonly headText: string;
  readonly signature: string;
  readonly lines: readonly string[];
  /** Whether lines, head and signature agree, by this deployment's key. */
  readonly genuine: boolean;
  readonly publicKey: string;
}

/** A close with everything in it, proved. Refuses `not-found`, and `not-allowed` to whom it does not concern. */
export async function closedYear(deps: ClosingDeps, key: KeyObject, actor: SignedIn, id: string): Promise<ClosedYear> {
  if (reachOf(actor, 'see-closes') !== 'everywhere') throw new Refusal('not-allowed');
  const row = await deps.db.selectFrom('year_close').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  const lines = (await deps.db.selectFrom('year_close_line').select('line').where('close_id', '=', id).orderBy('person_id').execute()).map((l) => l.line);
  const head = JSON.parse(row.head) as CloseHead;
  const publicKey = publicKeyOf(key);
  const genuine = signatureHolds(publicKey, row.head, row.signature) && digestOf(lines, sha256) === head.lines && lines.length === head.people;
  return { id, head, headText: row.head, signature: row.signature, lines, genuine, publicKey };
}

export interface LateChange {
  readonly person: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  readonly says: readonly string[];
}

/** 封存以后的变化: people whose year is different now, each with what changed. Late corrections and make-ups land in their own year, and here they are seen. */
export async function changesSince(deps: ClosingDeps, closed: ClosedYear): Promise<LateChange[]> {
  const plan = deps.plans.get(closed.head.year);
  if (!plan) return [];
  const before = new Map(closed.lines.map((text) => JSON.parse(text) as CloseLine).map((l) => [l.person, l]));
  const changes: LateChange[] = [];
  for (const now of await linesOf(deps, plan, dayOf(deps.clock.now()))) {
    const then = before.get(now.person);
    const says = then ? changesOf(then, now) : ['封存以后才进名单'];
    if (says.length > 0) changes.push({ person: now.person, staffNo: now.staffNo, name: now.name, unit: now.unit, says });
  }
  return changes;
}

/** Closes of all years, the newest first. Refuses `not-allowed`. */
export async function closesFor(deps: ClosingDeps, actor: SignedIn): Promise<{ readonly id: string; readonly head: CloseHead }[]> {
  if (reachOf(actor, 'see-closes') !== 'everywhere') throw new Refusal('not-allowed');
  const rows = await deps.db.selectFrom('year_close').select(['id', 'head']).orderBy('plan_year', 'desc').orderBy('number', 'desc').execute();
  return rows.map((r) => ({ id: r.id, head: JSON.parse(r.head) as CloseHead }));
}
