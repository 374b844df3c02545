/**
 * `kill -9` at random moments of an exam: `node tests/faults/run.ts [kills] [seed]` (`npm run bench
 * -- faults` for a hundred). Candidates
 * keep working through every kill; the server is started again at once. Promised and looked up
 * afterwards: every acknowledged answer is there, nobody is credited twice, no attempt is
 * stuck, and the first request is confirmed within 2 s of each restart (below TIMED kills this is
 * told, not judged: tests do not measure time). Needs a build.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '#db/open.ts';
import { seededRng } from '#kernel/rng.ts';
import { freePort, HALL_NOW, seedHall, startHall } from '../support/hall.ts';
import { summary } from '../support/summary.ts';
import type { FaultReport, FromLoad, ToLoad } from './load.ts';
import { lookAt } from './look.ts';

const KILLS = Math.max(1, Math.min(500, Number(process.argv[2] ?? 4)));
const seed = process.argv[3] ?? `${KILLS} kills`;
const RESUME_MS = 2_000;
const TIMED = 20;
/** The server lives this long after its first confirmation, ms. */
const LEAST = 50;
const MOST = 900;

const rng = seededRng(seed);
const dataDir = mkdtempSync(join(tmpdir(), 'pufa-faults-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const began = performance.now();
const broken: string[] = [];
const resumed: number[] = [];

/** The hall's clock runs on through every restart. */
const clock = (ahead = 0): string => new Date(Date.parse(HALL_NOW) + performance.now() - began + ahead).toISOString();

const seats = await seedHall(dataDir, 100 + KILLS * 60);
const port = await freePort();
let server = await startHall(dataDir, port, clock());
const load = fork(join(import.meta.dirname, 'load.ts'), { stdio: 'inherit', serialization: 'advanced' });
const send = (message: ToLoad): boolean => load.send(message);
const heard = async <K extends FromLoad['kind']>(kind: K): Promise<Extract<FromLoad, { kind: K }>> => {
  for (;;) {
    const [message] = (await once(load, 'message')) as [FromLoad];
    if (message.kind === kind) return message as Extract<FromLoad, { kind: K }>;
  }
};

let report: FaultReport | undefined;
try {
  send({ kind: 'order', order: { port, seats, slots: 30 } });
  for (let n = 1; n <= KILLS; n++) {
    await wait(LEAST + rng.below(MOST - LEAST));
    await server.stop('SIGKILL');
    const before = performance.timeOrigin + performance.now();
    const confirmed = heard('confirmed');
    send({ kind: 'tell-next' });
    server = await startHall(dataDir, port, clock());
    const ms = (await confirmed).at - before;
    resumed.push(ms);
    if (ms > RESUME_MS && KILLS >= TIMED) broken.push(`kill ${n}: the first request was confirmed ${Math.round(ms)} ms after the restart, limit ${RESUME_MS} ms`);
    if (KILLS > 10 || n === KILLS) process.stdout.write(`\rkilled ${n}/${KILLS}`);
  }
  const told = heard('report');
  send({ kind: 'end' });
  ({ report } = await told);
  await server.stop('SIGKILL');

  // Two hours on: the sweeper closes what was left behind.
  server = await startHall(dataDir, port, clock(2 * 3_600_000));
  const { db, close } = openDb({ file: join(dataDir, 'pufa.db') });
  const open = async () => (await db.selectFrom('attempt').select('id').where('state', '=', 'open').execute()).length;
  for (let left = 60; left > 0 && (await open()) > 0; left--) await wait(500);
  await close();
} finally {
  await server.stop('SIGTERM');
  if (load.exitCode === null) load.kill();
}

const { broken: promises, seen } = await lookAt(dataDir, report);
broken.push(...report.odd.slice(0, 10), ...promises);
const { p50, p99 } = summary(resumed, 1);
console.log(`\n${KILLS} kills (seed “${seed}”), ${Math.round((performance.now() - began) / 1000)} s; ${seen}, ${report.deserted.length} attempts left to the clock`);
console.log(`first request confirmed after a restart: median ${Math.round(p50)} ms, worst ${Math.round(Math.max(...resumed))} ms (p99 ${Math.round(p99)}), limit ${RESUME_MS} ms`);
for (const what of broken.slice(0, 20)) console.log(`BROKEN ${what}`);
console.log(broken.length === 0 ? 'every promise was kept' : `${broken.length} promises were broken`);
process.exitCode = broken.length > 0 ? 1 : 0;
