/** The thread of `content.ts` that makes a library searchable when it gets one, and writes what it made when it is told where. */
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { unpack, type Packed } from '../library/server/packed.ts';
import { searchFiles } from '../search/build.ts';
import { nameSearch, writeSearch } from '../search/server/make.ts';

if (!parentPort) throw new Error('search-thread.ts is started by content.ts');
const [packed] = (await once(parentPort, 'message')) as [Packed];
const told = once(parentPort, 'message');
const search = nameSearch(searchFiles(unpack(packed)));
const [client] = (await told) as [string];
writeSearch(search, client);
parentPort.postMessage('written');
