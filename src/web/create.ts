/** Makes the running application: opens and migrates the database, reads content and quizzes. */
import { keyFrom, keyInFile } from '../accounts/server/seal.ts';
import { systemRng } from '../kernel/rng.ts';
import type { Clock } from '../kernel/clock.ts';
import { openDb, migrate } from '../db/open.ts';
import { loadLibrary } from '../library/server/load.ts';
import { loadPlans } from '../plans/server/load.ts';
import { openPlans, pendingIn } from '../plans/server/versions.ts';
import { loadQuizzes } from '../quiz/server/load.ts';
import { formatIssue } from '../kernel/issue.ts';
import { officeAside } from '../reports/server/office.ts';
import type { App } from './app.ts';
import { databaseFile, keyFile, type Config } from './config.ts';
import { jsonLog } from './log.ts';

/** The machine's clock, or one that starts at `from` and runs on (demonstrations, tests). */
export function clockFrom(from: string | undefined): Clock {
  if (!from) return { now: () => Date.now() };
  const ahead = Date.parse(from) - Date.now();
  return { now: () => Date.now() + ahead };
}

export interface Created {
  readonly app: App;
  /** Migrations that were run. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Opens everything. Files with mistakes are reported and left out: a running service is not stopped by one. */
export async function createApp(config: Config, log = jsonLog(clockFrom(config.now))): Promise<Created> {
  const clock = clockFrom(config.now);
  const where = { file: databaseFile(config), url: config.databaseUrl };
  const opened = openDb(where);
  const migrated = await migrate(opened.db);
  const content = readContent(config.root, (line) => log('content', { issue: line }));
  const planBook = await openPlans({ ...opened, clock, rng: systemRng }, () => loadPlans(config.root).bodies);
  for (const year of planBook.unreadable) log('plan-unreadable', { year });
  for (const { year, changes } of pendingIn(planBook)) log('plan-waits', { year, changes: changes.length });
  const office = officeAside(where, systemRng);
  const app: App = { ...opened, ...content, plans: planBook.inForce, planBook, clock, rng: systemRng, config, access: config.access, key: config.secretKey ? keyFrom(config.secretKey) : keyInFile(keyFile(config), systemRng), log, office };
  const close = async (): Promise<void> => {
    await office.close();
    await opened.close();
  };
  return { app, migrated, close };
}

/** Library, quizzes and plans from their files. */
export function readContent(root: string, report: (issue: string) => void): Pick<App, 'library' | 'quizzes' | 'plans'> {
  const library = loadLibrary(root);
  const quizzes = loadQuizzes(root);
  const plans = loadPlans(root);
  for (const issue of [...library.issues, ...quizzes.issues, ...plans.issues]) report(formatIssue(issue));
  return { library: library.library, quizzes: quizzes.quizzes, plans: plans.plans };
}
