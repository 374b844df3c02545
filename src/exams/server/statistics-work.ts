/**
 * Working out statistics as something that takes its time: it is begun once for everybody who
 * asks, says how far it is, can be stopped, and is remembered until another attempt is handed
 * in or marked anew.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { asNumber, type Queryable } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { firstAttempts, workOut, type SittingAsked, type Statistics } from './statistics.ts';

/** How far it is, in attempts. */
export interface Progress {
  readonly read: number;
  readonly of: number;
}

export type Look = { readonly state: 'done'; readonly statistics: Statistics } | ({ readonly state: 'working' } & Progress) | { readonly state: 'stopped' };

interface Work {
  readonly stamp: string;
  /** Rejects with `work-stopped` when somebody stopped it. */
  readonly done: Promise<Statistics>;
  readonly control: AbortController;
  progress: Progress;
  over: boolean;
}

const MOST_REMEMBERED = 12;
const works = new WeakMap<Queryable, Map<string, Work>>();

const keyOf = ({ year, sitting, which }: SittingAsked): string => `${year} ${sitting} ${which}`;
function worksOf(db: Queryable): Map<string, Work> {
  const known = works.get(db) ?? new Map<string, Work>();
  works.set(db, known);
  return known;
}

/** The work that is under way or done for how things stand now; begun when there is none. */
async function workFor(db: Queryable, asked: SittingAsked): Promise<Work> {
  const ids = await firstAttempts(db, asked);
  const newest = await db
    .selectFrom('result')
    .innerJoin('attempt', 'attempt.id', 'result.attempt_id')
    .select((e) => [e.fn.max('result.id').as('last'), e.fn.countAll<string | number>().as('n')])
    .where('attempt.plan_year', '=', asked.year)
    .where('attempt.sitting', '=', asked.sitting)
    .executeTakeFirst();
  const stamp = `${ids.length} ${asNumber(newest?.n)} ${newest?.last ?? ''}`;
  const remembered = worksOf(db);
  const known = remembered.get(keyOf(asked));
  if (known?.stamp === stamp) return known;
  const control = new AbortController();
  const work: Work = {
    stamp,
    control,
    progress: { read: 0, of: ids.length },
    over: false,
    done: workOut(db, ids, asked.which, control.signal, (read) => (work.progress = { read, of: ids.length })),
  };
  remembered.delete(keyOf(asked));
  remembered.set(keyOf(asked), work);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  work.done
    .catch(() => remembered.get(keyOf(asked)) === work && remembered.delete(keyOf(asked)))
    .finally(() => (work.over = true));
  return work;
}

/** The statistics of a sitting, however long they take. Refuses `work-stopped`. */
export const statisticsOf = async (db: Queryable, asked: SittingAsked): Promise<Statistics> => (await workFor(db, asked)).done;

/** The statistics when they are there within `ms`, else how far they are; the work goes on. */
export async function lookAtStatistics(db: Queryable, asked: SittingAsked, ms: number): Promise<Look> {
  const work = await workFor(db, asked);
  try {
    const statistics = await Promise.race([work.done, wait(ms)]);
    return statistics ? { state: 'done', statistics } : { state: 'working', ...work.progress };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'work-stopped') return { state: 'stopped' };
    throw error;
  }
}

/** How far work that is under way has come; undefined when none is. Begins nothing. */
export function progressOf(db: Queryable, asked: SittingAsked): Progress | undefined {
  const work = worksOf(db).get(keyOf(asked));
  return work && !work.over ? work.progress : undefined;
}

/** Stops work that is under way, for everybody who waits for it. Nothing to stop is no error. */
export function stopStatistics(db: Queryable, asked: SittingAsked): void {
  const work = worksOf(db).get(keyOf(asked));
  if (work && !work.over) work.control.abort(new Refusal('work-stopped'));
}
