/**
 * What a build does with `content/` while Astro gets ready and bundles: in one thread it is read
 * and checked, in another made searchable meanwhile. Each result is there as soon as it is made.
 */
import { Worker } from 'node:worker_threads';
import type { Day } from '../kernel/day.ts';
import type { Library } from '../library/schema.ts';
import { unpack, type Packed } from '../library/server/packed.ts';
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
  library: Packed;
  checked: Checked;
}

export interface Content {
  readonly library: Promise<Library>;
  /** The same for other threads. */
  readonly packed: Promise<Packed>;
  readonly checked: Promise<Checked>;
  /** Has the search written below the folder of the built site, which must have been cleared by then; not to be asked when something is wrong. */
  writeSearch(client: string): Promise<'written'>;
}

/** Most of what is read and indexed stays: with more room for what is young it is moved less often (a tenth of the time). */
const YOUNG_MB = 192;

const thread = (file: string, workerData: unknown): Worker => new Worker(new URL(file, import.meta.url), { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });

/** What will come of a thread, one thing or several. When it fails, everything that is still due fails. */
function due(from: Worker, ...promised: Pick<PromiseWithResolvers<unknown>, 'promise' | 'reject'>[]): void {
  const fail = (error: Error): void => promised.forEach(({ promise, reject }) => {
    // Whoever waits for it later hears of it then.
    promise.catch(() => {});
    reject(error);
  });
  from.once('error', fail);
  from.once('exit', (code) => fail(new Error(`a thread that reads the content ended (${code})`)));
}

/** Starts the threads. */
export function startContent(setting: Setting): Content {
  const results = { library: Promise.withResolvers<Packed>(), checked: Promise.withResolvers<Checked>() };
  const reading = thread('./content-thread.ts', setting);
  due(reading, results.library, results.checked);
  reading.on('message', ({ about, result }: { about: keyof Results; result: never }) => results[about].resolve(result));
  const written = Promise.withResolvers<'written'>();
  // Started at once: it gets ready while the content is read. Waiting, it keeps no process alive.
  const searching = thread('./search-thread.ts', undefined);
  searching.unref();
  due(searching, written);
  searching.once('message', written.resolve);
  results.library.promise.then((packed) => searching.postMessage(packed), written.reject);
  written.promise.catch(() => {});
  const writeSearch = (client: string): Promise<'written'> => {
    searching.ref();
    searching.postMessage(client);
    return written.promise;
  };
  const library = results.library.promise.then(unpack);
  library.catch(() => {});
  return { library, packed: results.library.promise, checked: results.checked.promise, writeSearch };
}
