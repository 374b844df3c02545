/**
 * Durable answer saves per second, beside the bare limits of the same machine in the same
 * run: `node tests/bench/saves.ts [seconds] [connections]`. The load comes from a process of
 * its own (plain node:http, keep-alive), on 127.0.0.1, bounded in time and connections.
 * Afterwards every acknowledged save is looked up in the database opened afresh.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { ApiEnv } from '#accounts/server/env.ts';
import { migrate, openDb } from '#db/open.ts';
import { examRoutes } from '#exams/server/routes.ts';
import { EXAM_REVIEW } from '#exams/review-policy.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import type { Sitting } from '#exams/sitting.ts';
import { endOfDay, instantOf } from '#kernel/day.ts';
import { systemRng } from '#kernel/rng.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { summary } from '../support/summary.ts';
import type { LoadOrder, LoadReport } from './saves-load.ts';

const seconds = Math.min(30, Number(process.argv[2] ?? 5));
const connections = Math.min(256, Number(process.argv[3] ?? 64));
const PEOPLE = 200;

const root = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
const file = join(dir, 'bench.db');
const opened = openDb({ file });
await migrate(opened.db);
const quizzes = loadQuizzes(root).quizzes;
const blueprint = quizzes.papers.get('annual-2026');
if (!blueprint) throw new Error('quizzes/papers/annual-2026.yaml is missing');
const now = Date.now();
const end = endOfDay('2099-12-31');
const sitting: Sitting = { kind: 'exam', year: 2026, id: 'annual', title: 'bench', paper: 'annual-2026', blueprint, opensAt: now - 1000, closesAt: end, minutes: 60, attempts: 3, waitHours: 0, makeup: undefined, counts: 'best', review: EXAM_REVIEW, release: { scoreAt: end, keysAt: end }, award: undefined };
const finder = () => Promise.resolve(sitting);
const deps = { ...opened, clock: { now: () => Date.now() }, rng: systemRng, quizzes };

const at = instantOf(now);
await opened.db.insertInto('unit').values({ id: 'u', parent_id: null, name: 'u', created_at: at }).execute();
const attempts: { person: string; attempt: string }[] = [];
for (let i = 0; i < PEOPLE; i++) {
  const person = `p${i}`;
  await opened.db
    .insertInto('person')
    .values({ id: person, staff_no: person, name: person, unit_id: 'u', email: null, state: 'active', password_hash: '-', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: at })
    .execute();
  attempts.push({ person, attempt: (await startAttempt(deps, finder, person, 2026, 'annual')).attempt });
}

/** Runs the load process against a server that lives for this run only. */
async function overHttp(listener: RequestListener, seqFrom: number): Promise<LoadReport> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const load = fork(join(import.meta.dirname, 'saves-load.ts'), { stdio: 'inherit' });
  const order: LoadOrder = { port: (server.address() as AddressInfo).port, attempts, seconds, connections, seqFrom };
  load.send(order);
  const [report] = (await once(load, 'message')) as [LoadReport];
  server.closeAllConnections();
  server.close();
  return report;
}

/** The floor of HTTP: reads the body, parses nothing, answers as many bytes as a real receipt. */
const receipt = JSON.stringify({ accepted: true, stored: { value: 'A', seq: 1000 }, answered: 40, total: 50, savedAt: at });
const bare: RequestListener = (req, res) => {
  req.resume();
  req.on('end', () => res.writeHead(200, { 'content-type': 'application/json' }).end(receipt));
};

/** The floor of the database: the same saves without HTTP, as many under way at once. */
async function direct(seqFrom: number): Promise<LoadReport> {
  let seq = seqFrom;
  let times: number[] = [];
  const run = (ms: number) => {
    const until = performance.now() + ms;
    return Promise.all(
      Array.from({ length: connections }, async (_, n) => {
        for (let i = n * 13; performance.now() < until; i += 7) {
          const { person, attempt } = attempts[i % PEOPLE] as (typeof attempts)[number];
          const before = performance.now();
          await saveAnswer(deps, person, attempt, { pos: 1 + (Math.floor(i / PEOPLE) % 25), seq: seq++, value: 'ABCD'[i % 4] ?? 'A' });
          times.push(performance.now() - before);
        }
      }),
    );
  };
  await run(1000);
  times = [];
  const started = performance.now();
  await run(seconds * 1000);
  return { ...summary(times, performance.now() - started), failed: 0, acknowledged: {} };
}

const app = new Hono<ApiEnv>();
app.use(async (c, next) => {
  const id = c.req.header('x-person') ?? '';
  c.set('person', { id, staffNo: id, name: id, unitId: 'u', mustChange: false, roles: [] });
  await next();
});
app.route('/api/exams', examRoutes({ ...deps, finder }));
const hono = getRequestListener((request) => app.fetch(request));

const rows = [
  ['bare node:http', await overHttp(bare, 1)],
  ['group commit alone (no HTTP)', await direct(1)],
  ['Hono route + group commit', await overHttp((req, res) => void hono(req, res), 1_000_000_000)],
] as const;
const ours = rows[2][1];

await opened.close();
const again = openDb({ file });
const stored = new Map((await again.db.selectFrom('response').select(['attempt_id', 'pos', 'seq']).execute()).map((r) => [`${r.attempt_id}/${r.pos}`, r.seq]));
const lost = Object.entries(ours.acknowledged).filter(([place, seq]) => (stored.get(place) ?? 0) < seq);
await again.close();
rmSync(dir, { recursive: true });

console.log(`answer saves, ${connections} connections, ${seconds} s each, SQLite WAL synchronous=FULL, ${availableParallelism()} cores, load generator included`);
console.table(Object.fromEntries(rows.map(([name, r]) => [name, { 'per second': Math.round(r.perSecond), 'p50 ms': r.p50, 'p99 ms': r.p99, failed: r.failed, 'share of bare HTTP': `${Math.round((100 * r.perSecond) / rows[0][1].perSecond)}%` }])));
console.log(`acknowledged and looked up afterwards: ${Object.keys(ours.acknowledged).length} answers, lost: ${lost.length}`);
if (lost.length > 0 || ours.failed > 0) process.exitCode = 1;
