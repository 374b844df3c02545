/**
 * Exam day: `node tests/bench/exam.ts [exam] [saves]` (both when none is named).
 *
 * - exam: CANDIDATES people with sessions against the real server process, each starting within
 *   10 s, saving all 50 answers and handing in; the load in a process of its own. Limits: no
 *   error, save p99 < 250 ms, start p99 < 1 s, hand-in p99 < 1 s. Then the database is opened
 *   afresh: every acknowledged answer is there, every attempt handed in and marked once.
 * - saves: durable saves a second through the real route (session, checks and all) beside bare
 *   Hono with group commit writing one row, turn about, same load. Limit: 60 %.
 *
 * SQLite, WAL, synchronous=FULL. Needs a build (BUILD_DIR or dist).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { asNumber } from '#db/portable.ts';
import { openDb } from '#db/open.ts';
import { freePort, seedHall, startHall, startProcess, HALL, type Seat } from '../support/hall.ts';
import { summary } from '../support/summary.ts';
import type { ExamOrder, ExamReport, SavesOrder, SavesReport, Times } from './exam-load.ts';

const CANDIDATES = Math.min(3000, Number(process.env.PUFA_BENCH_CANDIDATES ?? 3000));
const START_WITHIN = 10_000;
const PAUSE = Math.max(100, Number(process.env.PUFA_BENCH_PAUSE ?? 2000));
const SECONDS = Math.min(20, Number(process.env.PUFA_BENCH_SECONDS ?? 5));
const CONNECTIONS = 64;
const SHARE = 0.6;
/** Flags for the server, such as `--cpu-prof`. */
const FLAGS = (process.env.PUFA_BENCH_SERVER_FLAGS ?? '').split(' ').filter(Boolean);

const named = process.argv.slice(2);
const wants = (part: string): boolean => named.length === 0 || named.includes(part);
const missed: string[] = [];
const limit = (what: string, value: number, most: number): string => {
  const ok = value < most;
  if (!ok) missed.push(`${what}: ${value} ms, limit ${most} ms`);
  return `< ${most} ms ${ok ? '✓' : '✗'}`;
};
const dir = mkdtempSync(join(tmpdir(), 'pufa-exam-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));

async function load<R>(order: ExamOrder | SavesOrder): Promise<R> {
  const child = fork(join(import.meta.dirname, 'exam-load.ts'), { stdio: 'inherit', serialization: 'advanced' });
  child.send(order);
  const [report] = (await once(child, 'message')) as [R];
  return report;
}

/** Looks at what is in the file afterwards, without the server. */
async function verify(dataDir: string, report: ExamReport): Promise<void> {
  const { db, close } = openDb({ file: join(dataDir, 'pufa.db') });
  const stored = new Map((await db.selectFrom('response').select(['attempt_id', 'pos', 'value']).execute()).map((r) => [`${r.attempt_id}/${r.pos}`, r.value]));
  const lost = Object.entries(report.acknowledged).filter(([place, value]) => stored.get(place) !== value);
  const count = async (table: 'attempt' | 'result') => asNumber((await db.selectFrom(table).select((e) => e.fn.countAll().as('n')).executeTakeFirst())?.n);
  const open = (await db.selectFrom('attempt').select('id').where('state', '=', 'open').execute()).length;
  console.log(`looked up afterwards: ${Object.keys(report.acknowledged).length} acknowledged answers, ${lost.length} lost; ${await count('attempt')} attempts, ${open} open, ${await count('result')} results, ${report.receipts} receipts`);
  if (lost.length > 0) missed.push(`${lost.length} acknowledged answers are not in the database`);
  if (open > 0 || (await count('result')) !== report.receipts) missed.push('attempts, results and receipts do not match');
  await close();
}

const line = (times: Times, elapsedMs: number) => {
  const { perSecond, p50, p99 } = summary(times.ms, elapsedMs);
  return { n: times.ms.length, errors: times.errors.length, 'per second': Math.round(perSecond), 'p50 ms': p50, 'p99 ms': p99, 'max ms': Math.round(times.ms.reduce((a, b) => Math.max(a, b), 0)) };
};

if (wants('exam')) {
  const dataDir = join(dir, 'exam');
  const seats = await seedHall(dataDir, CANDIDATES);
  const server = await startHall(dataDir, await freePort(), undefined, FLAGS);
  const report = await load<ExamReport>({ kind: 'exam', port: server.port, seats, startWithin: START_WITHIN, pause: PAUSE });
  await server.stop('SIGTERM');
  const rows = { start: report.start, view: report.view, save: report.save, 'hand in': report.handIn };
  const limits: Record<string, number> = { start: 1000, save: 250, 'hand in': 1000 };
  const table = Object.entries(rows).map(([name, times]) => {
    const told = line(times, report.elapsedMs);
    const most = limits[name];
    return [name, { ...told, limit: most === undefined ? '' : limit(`${name} p99`, told['p99 ms'], most) }] as const;
  });
  console.log(`\n${CANDIDATES} candidates × 50 questions, all begun within ${START_WITHIN / 1000} s, an answer every ${PAUSE / 1000} s each, ${(report.elapsedMs / 1000).toFixed(1)} s in all; SQLite WAL synchronous=FULL, ${availableParallelism()} cores with the load generator on them, load ${loadavg()[0]?.toFixed(1)}`);
  console.table(Object.fromEntries(table));
  const errors = Object.values(rows).flatMap((t) => t.errors);
  if (errors.length > 0) missed.push(`${errors.length} errors, first: ${errors[0]}`);
  if (report.receipts !== CANDIDATES) missed.push(`${report.receipts} receipts for ${CANDIDATES} candidates`);
  await verify(dataDir, report);
  if (/"event":"(fault|slow|job-failed)"/.test(server.log())) missed.push(`the server logged: ${server.log().split('\n').find((l) => /fault|slow|job-failed/.test(l)) ?? ''}`);
}

if (wants('saves')) {
  const dataDir = join(dir, 'saves');
  const seats = await seedHall(dataDir, 200);
  const ours = await startHall(dataDir, await freePort(), undefined, FLAGS);
  const floor = await startProcess('tests/bench/exam-floor.ts', { DATA_DIR: dataDir }, await freePort());
  const attempts: string[] = [];
  for (const { cookie } of seats) attempts.push(await begin(ours.port, cookie));
  const places = seats.flatMap((seat, i) => Array.from({ length: 10 }, (_, n) => ({ cookie: seat.cookie, place: `${attempts[i]}`, pos: n + 1 })));
  const orders = {
    'bare Hono + group commit': { port: floor.port, targets: places.map(({ cookie, place, pos }) => ({ cookie, path: `/rows/${place}/${pos}` })) },
    'our save route': { port: ours.port, targets: places.map(({ cookie, place, pos }) => ({ cookie, path: `/api/exams/attempts/${place}/answers/${pos}` })) },
  };
  const best = new Map<string, ReturnType<typeof line>>();
  let seqFrom = 1;
  // Turn about, three times: a neighbour on the machine then disturbs both.
  for (let turn = 0; turn < 3; turn++) {
    for (const [name, order] of Object.entries(orders)) {
      const report = await load<SavesReport>({ kind: 'saves', ...order, seconds: SECONDS, connections: CONNECTIONS, seqFrom });
      seqFrom += 10_000_000;
      const told = line(report.save, report.elapsedMs);
      if (told.errors > 0) missed.push(`${name}: ${told.errors} errors, first: ${report.save.errors[0]}`);
      if (told['per second'] > (best.get(name)?.['per second'] ?? 0)) best.set(name, told);
    }
  }
  await ours.stop('SIGTERM');
  await floor.stop('SIGTERM');
  const [bare, real] = [...best.values()].map((t) => t['per second']);
  const share = (real ?? 0) / (bare ?? 1);
  console.log(`\ndurable saves, ${CONNECTIONS} connections, best of 3 turns of ${SECONDS} s, same machine, load generator included`);
  console.table(Object.fromEntries([...best].map(([name, t]) => [name, { ...t, share: name === 'our save route' ? `${Math.round(share * 100)}%` : '100%', limit: name === 'our save route' ? `≥ ${SHARE * 100}% ${share >= SHARE ? '✓' : '✗'}` : '' }])));
  if (share < SHARE) missed.push(`durable saves are ${Math.round(share * 100)}% of bare Hono, limit ${SHARE * 100}%`);
}

/** Starts an attempt and returns its id. */
async function begin(port: number, cookie: Seat['cookie']): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/exams/${HALL.year}/${HALL.sitting}/start`, { method: 'POST', headers: { cookie } });
  return ((await answer.json()) as { attempt: string }).attempt;
}

for (const miss of missed) console.log(`MISSED ${miss}`);
process.exitCode = missed.length > 0 ? 1 : 0;
