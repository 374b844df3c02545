/** The process entry: reads the environment, opens everything, serves until told to stop. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beginDue } from '../accounts/server/begin-due.ts';
import { ensureFirstAdmin } from '../accounts/server/manage.ts';
import { sweepDaily } from '../accounts/server/retention.ts';
import { carryOverAll } from '../credits/server/carry.ts';
import { sweepCertificates } from '../closing/server/certificates.ts';
import { expireDue } from '../exams/server/hand-in.ts';
import { resumeRemarks } from '../exams/server/remark/apply.ts';
import { deliverDue } from '../notices/server/deliver.ts';
import { handOver } from '../library/handed.ts';
import { makeMailer } from '../notices/server/mailer.ts';
import { sittingFacts } from '../plans/server/facts.ts';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { createApp } from './create.ts';
import { openDoors, type AstroHandler } from './doors.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { loadStatic } from './static.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** How long after the start the thread of reports is started. */
const REPORTS_READY_MS = 3000;

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const { app, migrated, close } = await createApp(config);
  if (migrated.length > 0) say(`数据库已就绪（${app.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}，新执行 ${migrated.length} 个迁移）。`);

  const first = await ensureFirstAdmin(app);
  if (first) {
    say('');
    say('首次启动，已建立管理员账号（密码只显示这一次，首次登录必须修改）：');
    say(`  工号 ${first.staffNo}    密码 ${first.password}`);
    say('');
  }

  handOver(app.library);
  const site = loadStatic(join(config.buildDir, 'client'), SECURITY_HEADERS, config.demo);
  const { handler } = (await import(pathToFileURL(join(config.buildDir, 'server/entry.mjs')).href)) as { handler: AstroHandler };
  // A question of 10 kB in Chinese is 30 kB of address: it deserves a page, not an empty 431.
  const server = createServer({ maxHeaderSize: 64 * 1024 }, openDoors({ app, site, astro: handler }));
  // Slow senders must not hold connections for good; a whole request has a minute.
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Three thousand people connect within seconds of the opening: none of them is to be turned away.
    server.listen({ port: config.port, host: config.host, backlog: 4096 }, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  say(`普法学堂已启动，请用浏览器打开：http://${config.host}:${port}${config.base}/`);

  const stopJobs = startJobs(app);
  // Not while the first visitors, who may have waited for a restart, are being served.
  setTimeout(() => app.office.ready(), REPORTS_READY_MS).unref();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('正在停止：不再接受新请求，等进行中的请求完成……');
    // Whatever hangs longer than this is cut: a stop must end.
    setTimeout(() => process.exit(1), 10_000).unref();
    server.close(() => {
      void stopJobs()
        .then(close)
        .then(() => {
          say('已停止。');
          process.exit(0);
        });
    });
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by boot.mjs: when that process is gone, so are we.
  if (process.connected) process.once('disconnect', stop);
}

/** Hands in what ran out of time; an attempt that cannot be closed is logged and tried again next time. */
async function expireAll(app: App): Promise<void> {
  const { failed } = await expireDue(app);
  for (const { attempt, error } of failed) app.log('expire-failed', { attempt, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

/** Looks at what changed since the last time; at first since a day ago, whatever the process slept through. */
function sweepSince(app: App): () => Promise<unknown> {
  let since = app.clock.now() - 86_400_000;
  return async () => {
    // A minute over: what was being written while the last one looked.
    const next = app.clock.now() - 60_000;
    await sweepCertificates(app, since);
    since = next;
  };
}

/** Repeats each job some time after it last ended; the returned function stops them and waits for the running one. */
function startJobs(app: App): () => Promise<void> {
  const mailer = makeMailer({ smtpUrl: app.config.smtpUrl, mailFrom: app.config.mailFrom, folder: join(app.config.dataDir, 'outbox') });
  const jobs: [string, number, () => Promise<unknown>][] = [
    ['expire-attempts', 5_000, () => expireAll(app)],
    // Re-markings that were interrupted, and attempts that were open when one was agreed on.
    ['resume-remarks', 2_000, () => resumeRemarks({ ...app, ...sittingFacts(app.plans) })],
    ['deliver-notices', 5_000, () => deliverDue(app, mailer)],
    // Transfers and leavings that were recorded for a day ahead, within a minute of its beginning.
    ['begin-service', 30_000, () => beginDue(app)],
    // A version that another process put in force.
    ['refresh-plans', 30_000, () => app.planBook.refresh(app.db)],
    // A certificate must not outlive what it certifies.
    ['withdraw-certificates', 600_000, sweepSince(app)],
    // What the daily cap held back is credited soon after midnight, so that reports are right without anybody looking first.
    ['carry-over', 600_000, () => carryOverAll(app, app.plans.values())],
    // Once a day whatever has been kept long enough goes.
    ['retention', 3_600_000, () => sweepDaily(app)],
  ];
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<unknown>>();
  let stopped = false;
  const next = (name: string, every: number, job: () => Promise<unknown>): void => {
    if (stopped) return;
    timers.set(
      name,
      setTimeout(() => {
        const run = job()
          .catch((error: unknown) => app.log('job-failed', { job: name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
          .finally(() => next(name, every, job));
        running.set(name, run);
      }, every),
    );
  };
  for (const [name, every, job] of jobs) next(name, every, job);
  return async () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.allSettled(running.values());
    mailer.close();
  };
}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code;
  const text = code === 'EADDRINUSE' ? '端口已被占用。换一个：PORT=4322 npm start' : error instanceof Error ? error.message : String(error);
  process.stderr.write(`启动失败：${text}\n`);
  if (code !== 'EADDRINUSE' && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
