/**
 * An exam hall: people with sessions in a fresh database, and the real server process over
 * it. For the benchmark and the fault tests; on 127.0.0.1 only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { COOKIE, sessionIdOf } from '#accounts/server/sessions.ts';
import { migrate, openDb } from '#db/open.ts';
import { instantOf } from '#kernel/day.ts';

const root = join(import.meta.dirname, '../..');

/** The demonstration's plan is open then; the whole hall lives on this clock. */
export const HALL_NOW = '2026-11-23T09:00:00+08:00';
export const HALL = { year: 2026, sitting: 'annual', audience: 'staff' } as const;

export interface Seat {
  readonly person: string;
  /** Value of the Cookie header. */
  readonly cookie: string;
}

/** Fills `<dataDir>/pufa.db` with so many people of one audience, each signed in. */
export async function seedHall(dataDir: string, count: number, now = Date.parse(HALL_NOW)): Promise<Seat[]> {
  const opened = openDb({ file: join(dataDir, 'pufa.db') });
  await migrate(opened.db);
  const at = instantOf(now);
  const seats = Array.from({ length: count }, (_, i) => ({ person: `p${i}`, token: `hall-token-${i}` }));
  const inParts = async <T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> => {
    for (let i = 0; i < rows.length; i += 500) await write(rows.slice(i, i + 500));
  };
  await opened.db.transaction().execute(async (trx) => {
    await trx.insertInto('unit').values({ id: 'u', parent_id: null, name: '测试单位', created_at: at }).execute();
    await inParts(seats, (part) =>
      trx.insertInto('person').values(part.map(({ person }) => ({ id: person, staff_no: person, name: person, unit_id: 'u', email: null, state: 'active' as const, password_hash: '-', must_change: 0 as const, failed_count: 0, locked_until: null, touched: 0, created_at: at }))).execute(),
    );
    await inParts(seats, (part) => trx.insertInto('person_audience').values(part.map(({ person }) => ({ id: `a-${person}`, person_id: person, audience: HALL.audience, from_day: '2026-01-01', to_day: null }))).execute());
    await inParts(seats, (part) => trx.insertInto('session').values(part.map(({ person, token }) => ({ id: sessionIdOf(token), person_id: person, created_at: at, seen_at: at, expires_at: instantOf(now + 12 * 3_600_000) }))).execute());
  });
  await opened.close();
  return seats.map(({ person, token }) => ({ person, cookie: `${COOKIE}=${token}` }));
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface Running {
  readonly port: number;
  readonly child: ChildProcess;
  /** What it wrote to standard error so far: the structured log. */
  log(): string;
  /** Ends it by the signal and waits until it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts a process that listens on PORT; resolves once it says that port on standard output. */
export async function startProcess(script: string, env: Record<string, string>, port: number, args: readonly string[] = [], cwd = root): Promise<Running> {
  let log = '';
  const child = spawn(process.execPath, [...args, script], { cwd, env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node'), ...env, PORT: String(port), HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-100_000)));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => text.includes(String(port)) && resolve());
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${log}`)));
  });
  return {
    port,
    child,
    log: () => log,
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** The real server over the hall's database; `now` is its clock at the start. */
export const startHall = (dataDir: string, port: number, now = HALL_NOW, args: readonly string[] = []): Promise<Running> =>
  startProcess('src/web/server.ts', { DATA_DIR: dataDir, DATABASE_URL: '', PUFA_NOW: now, BASE_PATH: '', PUBLIC_URL: '' }, port, args);
