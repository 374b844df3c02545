/** The measurements of `reports.ts`, in a process of its own: `node reports-measure.ts <file or postgres:// address> <where to write>`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { ApiEnv, SignedIn } from '#accounts/server/env.ts';
import { openDb } from '#db/open.ts';
import { EXAM_REVIEW } from '#exams/review-policy.ts';
import { examRoutes } from '#exams/server/routes.ts';
import { startAttempt } from '#exams/server/start.ts';
import type { Sitting } from '#exams/sitting.ts';
import { endOfDay } from '#kernel/day.ts';
import { systemRng } from '#kernel/rng.ts';
import { loadLibrary } from '#library/server/load.ts';
import { loadPlans } from '#plans/server/load.ts';
import { yearOf } from '#plans/server/year.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { officeAside } from '#reports/server/office.ts';
import { rowsOf, scopeFor } from '#reports/server/people.ts';
import { summary } from '../support/summary.ts';
import { UNIT_500 } from './reports-make.ts';
import type { LoadOrder, LoadReport } from './saves-load.ts';

export interface Measured {
  readonly own: number;
  readonly ownP50: number;
  readonly unit: number;
  readonly unitP50: number;
  readonly unitList: number;
  readonly unitListP50: number;
  readonly tree: number;
  readonly treeP50: number;
  /** The first report after the process has started. */
  readonly treeFirst: number;
  readonly savesAlone: number;
  readonly savesPerSecondAlone: number;
  readonly saves: number;
  readonly savesPerSecond: number;
  /** Whole-tree reports that were counted while answers were saved, and the longest. */
  readonly trees: number;
  readonly treeBusy: number;
}

const [where = '', out = ''] = process.argv.slice(2);
const config = where.startsWith('postgres') ? { file: '', url: where } : { file: where };
const root = join(import.meta.dirname, '../..');
const opened = openDb(config);
const quizzes = loadQuizzes(root).quizzes;
const now = Date.parse('2026-11-27T09:00:00+08:00');
const began = Date.now();
const office = officeAside(config, systemRng);
// As the server does soon after its start; what is loaded next takes longer than the thread.
office.ready();
const deps = { ...opened, clock: { now: () => now + Date.now() - began }, rng: systemRng, quizzes, library: loadLibrary(root).library, plans: loadPlans(root).plans, office };
const admin: SignedIn = { id: 'admin', staffNo: 'admin', name: 'admin', unitId: 'u-0', mustChange: false, roles: [{ role: 'admin', unitId: null }] };
const people = (await sql<{ id: string; i: number }>`select id, i from bench_person`.execute(opened.db)).rows;

/** Times of as many runs, in ms, after some that do not count. */
async function times(runs: number, warm: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = -warm; n < runs; n++) {
    const before = performance.now();
    await work(n + warm);
    if (n >= 0) taken.push(performance.now() - before);
  }
  return taken;
}
const both = (taken: readonly number[]): readonly [p50: number, p99: number] => [summary(taken, 1).p50, summary(taken, 1).p99];

const all = await scopeFor(deps, admin, 'see-standing', { year: 2026 });
const tree = () => office.whole({ kind: 'tally', whom: all.whom }, admin.id);
const [treeFirst = 0] = await times(1, 0, tree);

const step = (17 * people.length) / 1000;
const own = both(await times(500, 50, (n) => yearOf(deps, people[Math.floor(n * step) % people.length]?.id ?? '', 2026)));

const unitScope = await scopeFor(deps, admin, 'see-standing', { year: 2026, unit: UNIT_500 });
const unit = both(await times(600, 30, () => office.whole({ kind: 'tally', whom: unitScope.whom }, admin.id)));
const unitList = both(await times(300, 20, async () => rowsOf(opened.db, unitScope, (await office.whole({ kind: 'list', whom: unitScope.whom, tree: unitScope.units }, admin.id)).slice(0, 100))));

const trees = await times(8, 2, tree);

// Answers: people who have not sat, behind the real routes, saved without a pause by 32 connections.
const blueprint = quizzes.papers.get('annual-2026');
if (!blueprint) throw new Error('quizzes/papers/annual-2026.yaml is missing');
const end = endOfDay('2099-12-31');
const sitting: Sitting = { kind: 'exam', year: 2026, id: 'annual', title: 'bench', paper: 'annual-2026', blueprint, opensAt: now - 1000, closesAt: end, minutes: 60, attempts: 3, waitHours: 0, makeup: undefined, counts: 'best', review: EXAM_REVIEW, release: { scoreAt: end, keysAt: end }, award: undefined };
const finder = () => Promise.resolve(sitting);
const attempts: { person: string; attempt: string }[] = [];
for (const { id } of people.filter((p) => p.i % 10 === 2).slice(0, 200)) attempts.push({ person: id, attempt: (await startAttempt(deps, finder, id, 2026, 'annual')).attempt });
const app = new Hono<ApiEnv>();
app.use(async (c, next) => {
  const id = c.req.header('x-person') ?? '';
  c.set('person', { id, staffNo: id, name: id, unitId: 'u', mustChange: false, roles: [] });
  await next();
});
app.route('/api/exams', examRoutes({ ...deps, finder }));
const listener = getRequestListener((request) => app.fetch(request));

async function saving(seqFrom: number): Promise<LoadReport> {
  const server = createServer((req, res) => void listener(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const load = fork(join(import.meta.dirname, 'saves-load.ts'), { stdio: 'inherit' });
  const order: LoadOrder = { port: (server.address() as AddressInfo).port, attempts, seconds: 8, connections: 32, seqFrom };
  load.send(order);
  const [report] = (await once(load, 'message')) as [LoadReport];
  server.closeAllConnections();
  server.close();
  if (report.failed > 0) throw new Error(`${report.failed} saves failed`);
  return report;
}
// Above whatever an earlier measurement saved: a lower number is refused.
const before = Number((await opened.db.selectFrom('response').select((e) => e.fn.max('seq').as('seq')).executeTakeFirst())?.seq ?? 0);
const alone = await saving(before + 1);
let busy = true;
const counted: number[] = [];
const reporting = (async () => {
  while (busy) counted.push(...(await times(1, 0, tree)));
})();
const beside = await saving(before + 10_000_000);
busy = false;
await reporting;

const measured: Measured = {
  own: own[1], ownP50: own[0], unit: unit[1], unitP50: unit[0], unitList: unitList[1], unitListP50: unitList[0], tree: Math.max(...trees), treeP50: summary(trees, 1).p50,
  treeFirst, savesAlone: alone.p99, savesPerSecondAlone: alone.perSecond, saves: beside.p99, savesPerSecond: beside.perSecond, trees: counted.length, treeBusy: Math.max(...counted),
};
writeFileSync(out, JSON.stringify(measured));
await office.close();
await opened.close();
