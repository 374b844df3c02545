/** The thread of `run.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkBankFile, type BankRequest } from './check.ts';

parentPort?.postMessage(await checkBankFile(workerData as BankRequest));
