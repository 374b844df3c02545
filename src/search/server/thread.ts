/** Makes the search in a thread of its own, so that a build goes on meanwhile. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Library } from '../../library/schema.ts';
import { searchFiles } from '../build.ts';
import { nameSearch, type MadeSearch } from './make.ts';

/** Starts making the search of a library. */
export function startSearch(library: Library): Promise<MadeSearch> {
  const made = new Promise<MadeSearch>((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: library });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the search was not made (${code})`)));
  });
  // Whoever waits for it later hears of a failure then.
  made.catch(() => {});
  return made;
}

if (!isMainThread && parentPort) parentPort.postMessage(nameSearch(searchFiles(workerData as Library)));
