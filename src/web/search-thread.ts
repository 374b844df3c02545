/** The thread of `content.ts` that makes the library searchable, and writes what it made when it is told where. */
import { parentPort, workerData } from 'node:worker_threads';
import { unpack, type Packed } from '../library/server/packed.ts';
import { searchFiles } from '../search/build.ts';
import { nameSearch, writeSearch } from '../search/server/make.ts';

const search = nameSearch(searchFiles(unpack(workerData as Packed)));
parentPort?.once('message', (client: string) => {
  writeSearch(search, client);
  parentPort?.postMessage('written');
});
