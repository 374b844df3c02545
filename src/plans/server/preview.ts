/** Whom a new version of a plan affects: everybody's standing under both, side by side. */
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import type { Deps } from '../../db/portable.ts';
import { dayOf } from '../../kernel/day.ts';
import { MOST_LISTED, ORDER, turnOf, type Affected, type Effect, type Turn } from '../effect.ts';
import { sentenceOf } from '../say.ts';
import type { Plan } from '../schema.ts';
import { standingsOf } from './record.ts';

const AT_ONCE = 500;

/**
 * Compares everybody with an open account.
 * @param progress called with the number of people done.
 * @param signal stops it between two parts; then it throws the signal's reason.
 */
export async function effectOf(deps: Pick<Deps, 'db' | 'clock'>, before: Plan, after: Plan, progress: (done: number, of: number) => void = () => undefined, signal?: AbortSignal): Promise<Effect> {
  const today = dayOf(deps.clock.now());
  const people = await deps.db.selectFrom('person').select(['id', 'name', 'staff_no', 'unit_id']).where('state', '=', 'active').orderBy('staff_no').execute();
  const units = await allUnits(deps.db);
  const counts: Record<Turn, number> = { lost: 0, gained: 0, asked: 0, released: 0, more: 0, less: 0 };
  const found: Affected[] = [];
  for (let i = 0; i < people.length; i += AT_ONCE) {
    signal?.throwIfAborted();
    const part = people.slice(i, i + AT_ONCE);
    const ids = part.map((p) => p.id);
    const [old, fresh] = [await standingsOf(deps.db, before, ids, today), await standingsOf(deps.db, after, ids, today)];
    for (const p of part) {
      const [a, b] = [old.get(p.id)?.standing, fresh.get(p.id)?.standing];
      const turn = a && b && turnOf(a, b);
      if (!turn) continue;
      counts[turn] += 1;
      if (counts[turn] <= MOST_LISTED) found.push({ id: p.id, name: p.name, staffNo: p.staff_no, unit: unitPath(units, p.unit_id), before: sentenceOf(a), after: sentenceOf(b), turn });
    }
    progress(Math.min(i + AT_ONCE, people.length), people.length);
    // Others are served between the parts.
    await new Promise((resolve) => setImmediate(resolve));
  }
  found.sort((a, b) => ORDER.indexOf(a.turn) - ORDER.indexOf(b.turn));
  return { people: people.length, counts, list: found.slice(0, MOST_LISTED) };
}

/** A comparison that runs aside: a page asks how far it is. */
export interface Running {
  readonly done: number;
  readonly of: number;
  /** Undefined until it is finished. */
  readonly effect: Effect | undefined;
}

interface Job {
  running: Running;
  readonly stop: AbortController;
  /** Resolves when it is finished, stopped or broken. */
  readonly ended: Promise<void>;
  /** ms; undefined while it runs. */
  endedAt: number | undefined;
  error: unknown;
}

/** Of each database, by what is compared. Small: nobody previews many at a time. */
const jobs = new WeakMap<Deps['db'], Map<string, Job>>();
/** An outcome is shown again this long, then people are counted anew. */
const KEPT_MS = 60_000;

/**
 * Starts comparing, or looks at the comparison that runs, and waits a moment: few people are compared at once.
 * @param hash names the text compared.
 * @param patienceMs how long to wait for the end before saying how far it is; 0: not at all.
 */
export async function previewOf(deps: Pick<Deps, 'db' | 'clock'>, hash: string, before: Plan, after: Plan, patienceMs = 800): Promise<Running> {
  const mine = jobs.get(deps.db) ?? new Map<string, Job>();
  jobs.set(deps.db, mine);
  for (const [key, job] of mine) if (job.endedAt !== undefined && deps.clock.now() - job.endedAt > KEPT_MS) mine.delete(key);
  const job = mine.get(hash) ?? begin(deps, before, after);
  mine.set(hash, job);
  if (patienceMs > 0) {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([job.ended, new Promise<void>((resolve) => void (timer = setTimeout(resolve, patienceMs)))]);
    clearTimeout(timer);
  }
  if (job.error !== undefined) {
    mine.delete(hash);
    throw job.error;
  }
  return job.running;
}

function begin(deps: Pick<Deps, 'db' | 'clock'>, before: Plan, after: Plan): Job {
  const stop = new AbortController();
  const progress = (done: number, of: number): void => void (job.running = { done, of, effect: undefined });
  const ended = effectOf(deps, before, after, progress, stop.signal).then(
    (effect) => void (job.running = { done: effect.people, of: effect.people, effect }),
    (error: unknown) => void (job.error = error),
  ).then(() => void (job.endedAt = deps.clock.now()));
  const job: Job = { running: { done: 0, of: 0, effect: undefined }, stop, ended, endedAt: undefined, error: undefined };
  return job;
}

/** Stops a comparison that runs. */
export function stopPreview(deps: Pick<Deps, 'db'>, hash: string): void {
  jobs.get(deps.db)?.get(hash)?.stop.abort(new DOMException('stopped', 'AbortError'));
  jobs.get(deps.db)?.delete(hash);
}
