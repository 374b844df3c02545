/**
 * Runs reports in a thread of its own over a read-only connection, so that a report never delays an
 * answer. A report that takes longer than a page should is left running: the page asks again, and
 * shows how far it is until it is done.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DbConfig } from '../../db/open.ts';
import type { Queryable } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Rng } from '../../kernel/rng.ts';
import { newId } from '../../kernel/id.ts';
import { runJob, type Job, type ResultOf, type Results } from './jobs.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** Runs a job; what runs it is told to stop through the signal. */
type Run = (job: Job, watch: { progress(done: number, total: number): void; readonly signal: AbortSignal }) => Promise<Results[Job['kind']]>;

/** `id` names a running report, for stopping it. */
export type Answer<T> = { readonly state: 'done'; readonly value: T } | { readonly state: 'running'; readonly id: string; readonly done: number; readonly total: number };

export interface Office {
  /**
   * The report, or how far it is after `waitMs`. Asked again by the same person for the same, it is
   * the same report; once told it is forgotten. Rejects when it was stopped or broke.
   */
  ask<J extends Job>(job: J, askerId: string, waitMs?: number): Promise<Answer<ResultOf<J>>>;
  /** The report itself, however long it takes. */
  whole<J extends Job>(job: J, askerId: string): Promise<ResultOf<J>>;
  /** Stops a report of this person's; whether there was one. */
  stop(id: string, askerId: string): boolean;
  /** Has whatever counts reports started, so that the first report does not wait for it. */
  ready(): void;
  close(): Promise<void>;
}

/** A page shows progress after this long. */
const PAGE_MS = 900;
/** A report that nobody has asked for that long is stopped, or forgotten. */
const ABANDONED_MS = 30_000;

interface Running {
  readonly id: string;
  readonly asker: string;
  readonly stop: AbortController;
  readonly result: Promise<Results[Job['kind']]>;
  done: number;
  total: number;
  asked: number;
}

/** Thrown to whoever asks for a report that was stopped. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

function officeOver(run: Run, { ready, close }: Pick<Office, 'ready' | 'close'>, rng: Rng): Office {
  const running = new Map<string, Running>();
  // The minute in which a file was asked for does not make it another one.
  const keyOf = (job: Job, asker: string) => createHash('sha256').update(`${asker}\0${JSON.stringify({ ...job, made: undefined })}`).digest('hex');
  const begin = (job: Job, asker: string, key: string): Running => {
    const stop = new AbortController();
    const now = Date.now();
    const one: Running = {
      id: newId(now, rng), asker, stop, done: 0, total: 0, asked: now,
      result: run(job, {
        signal: stop.signal,
        progress: (done, total) => {
          Object.assign(one, { done, total });
          if (Date.now() - one.asked > ABANDONED_MS) stop.abort(new Stopped('nobody asks any more'));
        },
      }),
    };
    running.set(key, one);
    // Told to whoever asks; nobody may, and that is no fault of the process.
    one.result.catch(() => undefined);
    return one;
  };
  const take = (job: Job, asker: string): [string, Running] => {
    const key = keyOf(job, asker);
    for (const [k, r] of running) if (Date.now() - r.asked > ABANDONED_MS) running.delete(k);
    const one = running.get(key) ?? begin(job, asker, key);
    one.asked = Date.now();
    return [key, one];
  };
  /** The report, which is forgotten with that. */
  const told = async ([key, one]: [string, Running]) => {
    try {
      return await one.result;
    } finally {
      if (running.get(key) === one) running.delete(key);
    }
  };
  return {
    whole: ((job: Job, asker: string) => told(take(job, asker))) as Office['whole'],
    ask: (async (job: Job, asker: string, waitMs = PAGE_MS) => {
      const taken = take(job, asker);
      const [, one] = taken;
      const late = new AbortController();
      const first = await Promise.race([one.result.then(() => true, () => true), wait(waitMs, false, { signal: late.signal }).catch(() => false)]);
      late.abort();
      return first ? { state: 'done', value: await told(taken) } : { state: 'running', id: one.id, done: one.done, total: one.total };
    }) as Office['ask'],
    stop(id, asker) {
      const found = [...running].find(([, r]) => r.id === id && r.asker === asker);
      if (!found) return false;
      running.delete(found[0]);
      found[1].stop.abort(new Stopped('stopped by the person who asked'));
      return true;
    },
    ready,
    close,
  };
}

/** In this thread, over this connection: where there is no file that a second connection could open. */
export const officeHere = (on: Queryable, rng: Rng): Office => officeOver((job, watch) => runJob(on, job, watch), { ready: () => undefined, close: () => Promise.resolve() }, rng);

/** In a thread of its own, started by {@link Office.ready} or with the first report, and again after a fault. */
export function officeAside(config: DbConfig, rng: Rng): Office {
  interface Waiting {
    readonly progress: (done: number, total: number) => void;
    readonly resolve: (value: Results[Job['kind']]) => void;
    readonly reject: (error: unknown) => void;
  }
  let thread: Worker | undefined;
  let next = 0;
  const waiting = new Map<number, Waiting>();
  /** A thread with nothing to do keeps no process alive. */
  const forget = (id: number): void => {
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
  };
  const start = (): Worker => {
    const made = new Worker(new URL('./worker.ts', import.meta.url), { workerData: config });
    const gone = (error: unknown): void => {
      if (thread !== made) return;
      thread = undefined;
      for (const [id, w] of [...waiting]) {
        forget(id);
        w.reject(error);
      }
    };
    made.on('message', (message: FromWorker) => {
      const w = waiting.get(message.id);
      if (!w) return;
      if ('done' in message) return w.progress(message.done, message.total);
      forget(message.id);
      if ('value' in message) w.resolve(message.value);
      else w.reject('refusal' in message ? new Refusal(message.refusal.code, message.refusal.say) : new Error(message.error));
    });
    made.on('error', gone);
    made.on('exit', () => gone(new Error('the thread of reports has ended')));
    return made;
  };
  const run: Run = (job, { progress, signal }) =>
    new Promise((resolve, reject) => {
      const id = next++;
      thread ??= start();
      const to = thread;
      const tell = (message: ToWorker): void => to.postMessage(message);
      waiting.set(id, { progress, resolve, reject });
      to.ref();
      signal.addEventListener('abort', () => {
        forget(id);
        tell({ id, stop: true });
        reject(signal.reason as Error);
      });
      tell({ id, job });
    });
  const ready = (): void => {
    thread ??= start();
    if (waiting.size === 0) thread.unref();
  };
  return officeOver(run, { ready, close: async () => void (await thread?.terminate()) }, rng);
}
