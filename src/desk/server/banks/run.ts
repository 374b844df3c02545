/** Checks a file in a thread of its own: a large one must not hold up those who are sitting an exam, and one that takes too long or too much is stopped. */
import { Worker } from 'node:worker_threads';
import { issue } from '../../../quiz/formats/item.ts';
import type { BankRequest, Checked } from './check.ts';

const MOST_MS = 30_000;
const MOST_MEGABYTES = 512;

const stopped = (bank: string): Checked => ({
  bank, decoded: { items: [], issues: [] }, text: undefined, before: '', hash: '',
  plan: { rows: [], issues: [issue('', '', '这个文件读了太久还没有读完，已经停下。', '分成几个小一些的文件')] },
});

/** As `checkBankFile`, within 30 seconds and half a gigabyte. */
export function checkInThread(request: BankRequest): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: request, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } });
    const end = (outcome: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      outcome();
    };
    const timer = setTimeout(() => end(() => resolve(stopped(request.bank))), MOST_MS);
    worker.once('message', (checked: Checked) => end(() => resolve(checked)));
    worker.once('error', (error: NodeJS.ErrnoException) => end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(stopped(request.bank)) : reject(error))));
  });
}
