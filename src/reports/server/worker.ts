/** The thread in which reports are counted: see office.ts. A connection for each report, which sees one moment of the database throughout. */
import { parentPort, workerData } from 'node:worker_threads';
import { openToRead, type DbConfig } from '../../db/open.ts';
import { Refusal, type RefusalCode } from '../../kernel/refusal.ts';
import { runJob, type Job, type Results } from './jobs.ts';

export type ToWorker = { readonly id: number; readonly job: Job } | { readonly id: number; readonly stop: true };
export type FromWorker = { readonly id: number } & ({ readonly done: number; readonly total: number } | { readonly value: Results[Job['kind']] } | { readonly error: string } | { readonly refusal: { readonly code: RefusalCode; readonly say: string } });

const config = workerData as DbConfig;
const port = parentPort;
if (!port) throw new Error('worker.ts is started by office.ts');
const running = new Map<number, AbortController>();
const tell = (message: FromWorker): void => port.postMessage(message);

async function carryOut(id: number, job: Job): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  const reading = openToRead(config);
  try {
    const value = await reading.moment((trx) => runJob(trx, job, { signal: stop.signal, progress: (done, total) => tell({ id, done, total }) }));
    tell({ id, value });
  } catch (error) {
    tell(error instanceof Refusal ? { id, refusal: { code: error.code, say: error.say } } : { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    running.delete(id);
    await reading.close();
  }
}

port.on('message', (message: ToWorker) => {
  if ('stop' in message) running.get(message.id)?.abort();
  else void carryOut(message.id, message.job);
});
