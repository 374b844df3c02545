/**
 * 计划的版本. Files are what an editor writes; what holds is the latest version put in force, stored for
 * good. A plan that nobody has been asked to follow yet (its window has not opened) follows its file at the next
 * start; from then on a changed file waits for somebody who may confirm it.
 */
import { recordEvent } from '../../accounts/server/audit.ts';
import { sha256 } from '../../credits/server/append.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import { dayOf, instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { canonicalJson } from '../../quiz/revision.ts';
import { planChanges } from '../changes.ts';
import { planSchema, type Plan } from '../schema.ts';
import type { PlanFile } from './load.ts';

/** Plans as they hold, and what the files say. The maps are live: everybody who was handed them sees a new version at once. */
export interface PlanBook {
  readonly inForce: ReadonlyMap<number, Plan>;
  /** Reads the files anew: an edit is seen without a restart, and waits. */
  files(): ReadonlyMap<number, PlanFile>;
  /** Years whose stored version this program can no longer read: there the file holds, if there is one. */
  readonly unreadable: ReadonlySet<number>;
  /** Reads what other processes put in force since. */
  refresh(on: Queryable): Promise<void>;
}

export interface VersionRow {
  readonly year: number;
  readonly version: number;
  readonly hash: string;
  readonly inForceAt: string;
  /** Undefined: the server itself, or the command line. */
  readonly by: string | undefined;
  readonly note: string;
}

/** SHA-256 of the content as canonical JSON: another order of the same words is the same version. */
const hashOf = (body: string): string => sha256(canonicalJson(JSON.parse(body)));
/** The plan of a stored body; undefined when today's schema knows no such plan any more. */
const planIn = (body: string): Plan | undefined => planSchema.safeParse(JSON.parse(body)).data;

/** The latest version of each year. */
async function latestOf(on: Queryable): Promise<{ plan_year: number; version: number; hash: string; body: string }[]> {
  const rows = await on
    .selectFrom('plan_version')
    .innerJoin((q) => q.selectFrom('plan_version').select((e) => ['plan_year as year', e.fn.max('version').as('last')]).groupBy('plan_year').as('newest'), (j) => j.onRef('newest.year', '=', 'plan_version.plan_year').onRef('newest.last', '=', 'plan_version.version'))
    .select(['plan_version.plan_year', 'plan_version.version', 'plan_version.hash', 'plan_version.body'])
    .execute();
  return rows;
}

async function put(deps: Deps, year: number, version: number, body: string, by: string | null, note: string): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    const done = await trx
      .insertInto('plan_version')
      .values({ plan_year: year, version, hash: hashOf(body), body, in_force_at: instantOf(deps.clock.now()), confirmed_by: by, note })
      .onConflict((c) => c.columns(['plan_year', 'version']).doNothing())
      .executeTakeFirst();
    if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
    await recordEvent(trx, deps, { actorId: by, deed: 'plan-in-force', subject: null, detail: { year, version, hash: hashOf(body) } });
    return true;
  });
}

/** Opens the book at start: the first version of a year is its file, and a year that has not begun follows its file. */
export async function openPlans(deps: Deps, files: () => ReadonlyMap<number, PlanFile>): Promise<PlanBook> {
  const today = dayOf(deps.clock.now());
  const latest = new Map((await latestOf(deps.db)).map((row) => [row.plan_year, row]));
  for (const [year, file] of files()) {
    const last = latest.get(year);
    if (!last) await put(deps, year, 1, file.body, null, '首次启动时的计划');
    else if (last.hash !== hashOf(file.body) && today < file.plan.opens && today < (planIn(last.body)?.opens ?? '')) await put(deps, year, last.version + 1, file.body, null, '年度开始以前改的');
  }
  const inForce = new Map<number, Plan>();
  const known = new Map<number, string>();
  const unreadable = new Set<number>();
  const refresh = async (on: Queryable): Promise<void> => {
    for (const row of await latestOf(on)) {
      if (known.get(row.plan_year) === row.hash) continue;
      const plan = planIn(row.body);
      if (plan) unreadable.delete(row.plan_year);
      else unreadable.add(row.plan_year);
      const holds = plan ?? files().get(row.plan_year)?.plan;
      if (holds) inForce.set(row.plan_year, holds);
      known.set(row.plan_year, row.hash);
    }
  };
  await refresh(deps.db);
  return { inForce, files, unreadable, refresh };
}

/** A file that asks for something else than what is in force. */
export interface Pending {
  readonly year: number;
  /** Names exactly this text of the file. */
  readonly hash: string;
  /** What is in force; undefined for a year that has nothing in force yet. */
  readonly before: Plan | undefined;
  readonly after: Plan;
  /** What differs, as sentences. */
  readonly changes: readonly string[];
}

/** What waits for confirmation, by year. A file that was taken away waits for nothing: its plan stays in force. */
export function pendingIn(book: Pick<PlanBook, 'inForce' | 'files'>): Pending[] {
  return [...book.files()].flatMap(([year, file]): Pending[] => {
    const before = book.inForce.get(year);
    const changes = before ? planChanges(before, file.plan) : [`新的年度计划：${file.plan.title}。`];
    return changes.length > 0 ? [{ year, hash: hashOf(file.body), before, after: file.plan, changes }] : [];
  });
}

/**
 * Puts the file's version in force, from now on, for everybody.
 * @param hash of the text that was previewed: refuses `bad-input` when the file says something else by now.
 * @param by undefined: the command line.
 */
export async function confirmPlan(deps: Deps, book: PlanBook, by: string | undefined, year: number, hash: string, note: string): Promise<number> {
  const pending = pendingIn(book).find((p) => p.year === year);
  const file = book.files().get(year);
  if (!pending || !file) throw new Refusal('bad-input', `${year} 年度没有等着生效的改动。`);
  if (pending.hash !== hash) throw new Refusal('bad-input', '看过以后文件又改了，请重新看一遍再确认。');
  if (note.trim() === '') throw new Refusal('bad-input', undefined, { note: '写上为什么改，例如文号' });
  if (note.trim().length > 400) throw new Refusal('bad-input', undefined, { note: '最多 400 字' });
  const last = (await latestOf(deps.db)).find((row) => row.plan_year === year)?.version ?? 0;
  if (!(await put(deps, year, last + 1, file.body, by ?? null, note.trim()))) throw new Refusal('bad-input', '别人刚刚确认了另一个版本，请重新看一遍。');
  await book.refresh(deps.db);
  return last + 1;
}

/** Every version, the newest first. */
export async function versionsOf(on: Queryable): Promise<VersionRow[]> {
  const rows = await on
    .selectFrom('plan_version')
    .leftJoin('person', 'person.id', 'plan_version.confirmed_by')
    .select(['plan_year', 'version', 'hash', 'in_force_at', 'note', 'person.name'])
    .orderBy('plan_year', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((r) => ({ year: r.plan_year, version: r.version, hash: r.hash, inForceAt: r.in_force_at, by: r.name ?? undefined, note: r.note }));
}

/** The stored body of a version, JSON in the form of the file; undefined when there is none. */
export async function bodyOf(on: Queryable, year: number, version: number): Promise<string | undefined> {
  return (await on.selectFrom('plan_version').select('body').where('plan_year', '=', year).where('version', '=', version).executeTakeFirst())?.body;
}
