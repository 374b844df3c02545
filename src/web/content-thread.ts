/** The thread of `content.ts` that reads and checks. */
import { parentPort, workerData } from 'node:worker_threads';
import { runChecks } from '../checks/server/run.ts';
import { summaryOf } from '../desk/server/check.ts';
import { formatIssue } from '../kernel/issue.ts';
import { loadLibrary } from '../library/server/load.ts';
import { pack } from '../library/server/packed.ts';
import { knownOf } from '../quiz/server/known.ts';
import type { Checked, Results, Setting } from './content.ts';

const { root, today } = workerData as Setting;
const say = <K extends keyof Results>(about: K, result: Results[K]): void => parentPort?.postMessage({ about, result });

const loaded = loadLibrary(root);
say('library', pack(loaded.library));
const { issues, files, quizzes } = runChecks(root, today, loaded);
const errors = issues.filter((issue) => issue.level === 'error').map(formatIssue);
say('checked', { files, errors, summary: summaryOf(files, issues), questions: knownOf(quizzes) } satisfies Checked);
