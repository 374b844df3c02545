/**
 * The public side as a reader gets it: `node tests/bench/pages.ts [weight] [lighthouse] [speed]`
 * (all three when none is named), against the real server on the built site (BUILD_DIR or dist).
 *
 * - weight: every byte of a first visit to every page of the site map, see pages-weight.ts. Budget 30 KB.
 * - lighthouse: mobile preset, four categories, target 99, the median of RUNS runs.
 * - speed: prerendered pages a second beside bare `node:http` answering the same bytes, each in
 *   a process of its own and turn about, the load in a third. Target 60 %.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../support/chromium.ts';
import type { Order, Report } from './pages-load.ts';
import { weight } from './pages-weight.ts';

const SCORE = 99;
const SHARE = 0.6;
const RUNS = Math.min(5, Number(process.env.PUFA_BENCH_RUNS ?? 3));
const SECONDS = Math.min(20, Number(process.env.PUFA_BENCH_SECONDS ?? 4));
const CONNECTIONS = 32;
const PAGES: Readonly<Record<string, string>> = {
  home: '/',
  'Q&A': '/qa/wages/overtime-pay/',
  search: '/search/',
  results: '/search/?q=%E8%A2%AB%E8%BE%9E%E9%80%80%E6%9C%89%E8%A1%A5%E5%81%BF%E5%90%97',
  law: '/laws/labour-contract-law/',
};
const JUDGED = ['home', 'Q&A', 'search', 'results', 'law'];

const root = join(import.meta.dirname, '../..');
const named = process.argv.slice(2);
const wants = (part: string): boolean => named.length === 0 || named.includes(part);
const missed: string[] = [];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

const dataDir = mkdtempSync(join(tmpdir(), 'pufa-pages-'));
if (!existsSync(join(root, process.env.BUILD_DIR ?? 'dist', 'client')) && !existsSync(join(process.env.BUILD_DIR ?? '', 'client'))) throw new Error('Build first: npm run build');

async function startServer(): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['src/web/server.ts'], { cwd: root, env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => String(chunk).includes(String(port)) && resolve());
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { port, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function lighthouse(port: number): Promise<void> {
  const { executablePath, env, args } = await findChromium();
  const debug = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'pufa-lighthouse-'));
  const chrome = spawn(executablePath ?? chromium.executablePath(), [...args, '--headless=new', `--remote-debugging-port=${debug}`, `--user-data-dir=${profile}`, 'about:blank'], { env, stdio: 'ignore' });
  for (let i = 0; i < 100 && !(await fetch(`http://127.0.0.1:${debug}/json/version`).catch(() => undefined)); i++) await new Promise((wake) => setTimeout(wake, 200));
  const { default: run } = await import('lighthouse');
  const rows: Record<string, Record<string, number>> = {};
  const found = new Set<string>();
  for (const name of JUDGED) {
    const scores: Record<string, number[]> = {};
    for (let i = 0; i < RUNS; i++) {
      const result = await run(`http://127.0.0.1:${port}${PAGES[name]}`, { port: debug, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
      for (const [id, { score, auditRefs }] of Object.entries(result?.lhr.categories ?? {})) {
        (scores[id] ??= []).push(Math.round(100 * (score ?? 0)));
        if ((score ?? 0) < 1) for (const ref of auditRefs) {
          const audit = result?.lhr.audits[ref.id];
          if (ref.weight > 0 && audit?.score !== null && audit && audit.score < 0.9) found.add(`${name} ${id}: ${audit.id} ${audit.displayValue ?? ''}`.trim());
        }
      }
    }
    rows[name] = Object.fromEntries(Object.entries(scores).map(([id, all]) => [id, all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0]));
    for (const [id, score] of Object.entries(rows[name])) if (score < SCORE && !(id === 'seo' && name === 'results')) missed.push(`Lighthouse ${id} of ${name}: ${score}`);
  }
  await ended(chrome);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  console.log(`Lighthouse, mobile preset, median of ${RUNS} (results of a search keep themselves out of search engines on purpose, so their seo is not judged)`);
  console.table(rows);
  for (const line of found) console.log(`  ${line}`);
}

/** One turn of load from a process of its own. */
async function load(order: Order): Promise<Report> {
  const child = fork(join(import.meta.dirname, 'pages-load.ts'), { stdio: 'inherit' });
  child.send(order);
  const [report] = (await once(child, 'message')) as [Report];
  return report;
}

async function speed(port: number): Promise<void> {
  const path = PAGES['Q&A'] ?? '/';
  const bare = fork(join(import.meta.dirname, 'pages-bare.ts'), { stdio: 'inherit' });
  const body = Buffer.from(await (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'br' } })).arrayBuffer());
  // As many bytes as the compressed page has; fetch has decoded it, so ask the raw length.
  const length = await rawLength(port, path, body.length);
  bare.send({ length });
  const [barePort] = (await once(bare, 'message')) as [number];
  const turns: { bare: Report; ours: Report }[] = [];
  for (let i = 0; i < 3; i++) {
    const order = { path, seconds: SECONDS, connections: CONNECTIONS };
    turns.push({ bare: await load({ ...order, port: barePort }), ours: await load({ ...order, port }) });
  }
  bare.disconnect();
  const rows = Object.fromEntries(turns.map(({ bare: b, ours: o }, i) => [`turn ${i + 1}`, { 'bare /s': Math.round(b.perSecond), 'ours /s': Math.round(o.perSecond), share: `${((100 * o.perSecond) / b.perSecond).toFixed(0)}%`, 'bare p99 ms': b.p99, 'ours p99 ms': o.p99, failed: b.failed + o.failed }]));
  const shares = turns.map(({ bare: b, ours: o }) => o.perSecond / b.perSecond).sort((a, b) => a - b);
  console.log(`prerendered page (${length} bytes, brotli) beside bare node:http, ${CONNECTIONS} connections, ${SECONDS} s a turn, ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}`);
  console.table(rows);
  const share = shares[1] ?? 0;
  if (share < SHARE) missed.push(`prerendered pages at ${(100 * share).toFixed(0)} % of bare node:http`);
  if (turns.some(({ bare: b, ours: o }) => b.failed + o.failed > 0)) missed.push('requests failed under load');
}

async function rawLength(port: number, path: string, fallback: number): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { 'accept-encoding': 'br' } }, (res) => {
      res.resume().on('end', () => resolve(Number(res.headers['content-length'] ?? fallback)));
    }).on('error', reject);
  });
}

const server = await startServer();
try {
  if (wants('weight')) missed.push(...(await weight(server.port)));
  if (wants('speed')) await speed(server.port);
  if (wants('lighthouse')) await lighthouse(server.port);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
for (const line of missed) console.log(`missed: ${line}`);
process.exit(missed.length > 0 ? 1 : 0);
