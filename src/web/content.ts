/**
 * What a build does with `content/` while Astro gets ready and bundles: in a thread of its own
 * it is read, checked and made searchable. Each result is there as soon as it is made.
 */
import { Worker } from 'node:worker_threads';
import type { Day } from '../kernel/day.ts';
import type { Library } from '../library/schema.ts';
import type { Known } from '../quiz/server/known.ts';

/** What the thread starts with. */
export interface Setting {
  /** The project's folder. */
  readonly root: string;
  readonly today: Day;
}

export interface Checked {
  /** How many files were read. */
  readonly files: number;
  /** What is wrong, as it is shown; with any of these nothing may be built. */
  readonly errors: readonly string[];
  /** `共检查 103 个文件……` */
  readonly summary: string;
  /** What pages may know of the question banks. */
  readonly questions: Known;
}

export interface Results {
  library: Library;
  checked: Checked;
  search: 'written';
}

export interface Content {
  readonly library: Promise<Library>;
  readonly checked: Promise<Checked>;
  /** Has the search written below the folder of the built site, which must have been cleared by then; not to be asked when something is wrong. */
  writeSearch(client: string): Promise<'written'>;
}

/** Most of what is read and indexed stays: with more room for what is young it is moved less often (a tenth of the time). */
const YOUNG_MB = 192;

/** Starts the thread. When it fails, every result that is still due fails. */
export function startContent(setting: Setting): Content {
  const due = { library: Promise.withResolvers<Library>(), checked: Promise.withResolvers<Checked>(), search: Promise.withResolvers<'written'>() };
  const thread = new Worker(new URL('./content-thread.ts', import.meta.url), { workerData: setting, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const fail = (error: Error): void => Object.values(due).forEach(({ promise, reject }) => {
    // Whoever waits for it later hears of it then.
    promise.catch(() => {});
    reject(error);
  });
  thread.on('message', ({ about, result }: { about: keyof Results; result: never }) => due[about].resolve(result));
  thread.once('error', fail);
  thread.once('exit', (code) => fail(new Error(`the thread that reads the content ended (${code})`)));
  const writeSearch = (client: string): Promise<'written'> => {
    thread.postMessage(client);
    return due.search.promise;
  };
  return { library: due.library.promise, checked: due.checked.promise, writeSearch };
}
