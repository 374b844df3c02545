/**
 * No answer leaves before the rules release it. Every explanation in a copy of the project
 * is made a canary, every exam-only question gets one in its stem too; the copy is built and
 * served, and neither the built files nor any response that a candidate can get may sing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument, isMap, isSeq } from 'yaml';
import { DEMO_PASSWORD } from '#desk/demo-accounts.ts';

const root = join(import.meta.dirname, '../..');
const EXPLANATION = 'CANARYEXPLAINS';
const RESERVED = 'CANARYRESERVED';

let copy: string;
let server: ChildProcess;
let origin: string;
let stems: string[] = [];

/** Plants a canary in every explanation, and in the stem of every question reserved for exams. */
function plant(file: string): void {
  const doc = parseDocument(readFileSync(file, 'utf8'));
  const questions = doc.get('questions');
  if (!isSeq(questions)) throw new Error(`no questions in ${file}`);
  for (const q of questions.items) {
    if (!isMap(q)) continue;
    const id = String(q.get('id')).replace('-', '');
    const parts = q.get('parts');
    for (const told of isSeq(parts) ? parts.items : [q]) {
      if (!isMap(told)) continue;
      told.set('explanation', `${EXPLANATION}${id}`);
      if (q.get('reserved') === true) told.set('stem', `${String(told.get('stem')).trim()} ${RESERVED}${id}`);
      stems.push(String(told.get('stem')).trim());
    }
    if (q.has('material')) stems.push(String(q.get('material')).trim());
  }
  writeFileSync(file, doc.toString({ lineWidth: 0 }));
}

/** What a bureau fills in; made up, and only in the copy. */
const FACTS = { bureau: '示例区人力资源和社会保障局', icp: '示ICP备00000000号', police: '示公网安备 00000000000000号', siteId: '0000000000', window: '示例窗口' };
function fillSite(file: string): void {
  const doc = parseDocument(readFileSync(file, 'utf8'));
  doc.set('bureau', FACTS.bureau);
  doc.set('registration', { icp: FACTS.icp, police: FACTS.police, siteId: FACTS.siteId });
  doc.set('contacts', [{ name: FACTS.window }]);
  writeFileSync(file, doc.toString({ lineWidth: 0 }));
}

const filesBelow = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'pufa-leak-'));
  for (const name of ['src', 'content', 'quizzes', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  stems = [];
  for (const name of readdirSync(join(copy, 'quizzes/banks'))) plant(join(copy, 'quizzes/banks', name));

  fillSite(join(copy, 'content/site.yaml'));

  const env = { ...process.env, BUILD_DIR: join(copy, 'dist'), DATA_DIR: join(copy, 'data'), DATABASE_URL: '', PUFA_DEMO: '1', PUFA_NOW: '2026-11-27T09:00:00+08:00', ASTRO_TELEMETRY_DISABLED: '1' };
  const built = spawnSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], { cwd: copy, env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
  const demo = spawnSync(process.execPath, ['src/web/demo.ts'], { cwd: copy, env, encoding: 'utf8' });
  if (demo.status !== 0) throw new Error(demo.stderr);
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['src/web/server.ts'], { cwd: copy, env: { ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => String(chunk).includes(String(port)) && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}, 180_000);

afterAll(async () => {
  if (server && server.exitCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
  rmSync(copy, { recursive: true, force: true });
});

describe('the built files', () => {
  it('hold no explanation, no reserved question, and no question of a bank at all', () => {
    const files = filesBelow(join(copy, 'dist/client'));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(text.includes('CANARY'), file).toBe(false);
      const found = stems.find((stem) => text.includes(stem));
      expect(found, `${file} holds a question`).toBeUndefined();
    }
  });

  it('show at their foot what the bureau filled in', () => {
    const foot = (from: string) => /<footer[^]*<\/footer>/.exec(readFileSync(join(from, 'index.html'), 'utf8'))?.[0] ?? '';
    const filled = foot(join(copy, 'dist/client'));
    for (const fact of Object.values(FACTS)) expect(filled).toContain(fact);
    expect(filled).not.toContain('undefined');
  });

  it('the planting itself worked: the copy of the banks is full of canaries', () => {
    const text = readdirSync(join(copy, 'quizzes/banks')).map((name) => readFileSync(join(copy, 'quizzes/banks', name), 'utf8')).join('');
    expect(text.split(EXPLANATION).length - 1).toBeGreaterThanOrEqual(150);
    expect(text.split(RESERVED).length - 1).toBeGreaterThan(10);
  });
});

/** Signs in and returns the cookie. */
async function signIn(staffNo: string, password: string): Promise<string> {
  const response = await fetch(`${origin}/api/accounts/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staffNo, password, next: '' }) });
  expect(response.status, await response.clone().text()).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

describe('every response a candidate can get', () => {
  it('sings nowhere before release; the same canary is heard after release', async () => {
    // Somebody with nothing handed in yet: reviews of earlier quizzes are rightly released.
    const cookie = await signIn('Y1004', DEMO_PASSWORD);
    const heard: string[] = [];
    const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> => {
      const response = await fetch(`${origin}${path}`, { ...init, redirect: 'manual', headers: { cookie, 'content-type': 'application/json', ...init.headers } });
      const text = `${JSON.stringify([...response.headers])}${await response.text()}`;
      if (text.includes(EXPLANATION)) heard.push(`${init.method ?? 'GET'} ${path}`);
      return { status: response.status, text };
    };
    const json = (text: string): Record<string, unknown> => JSON.parse(text.slice(text.indexOf(']]') + 2)) as Record<string, unknown>;

    const started = await ask('/api/exams/2026/annual/start', { method: 'POST' });
    expect(started.status, started.text).toBe(200);
    const attempt = String(json(started.text).attempt);
    const view = await ask(`/api/exams/attempts/${attempt}`);
    expect(view.text).toContain(RESERVED);

    // Everything that has an address: links of every page reached, signed in, twice over.
    const seen = new Set<string>();
    let queue = ['/', '/practice/', '/learn/', '/learn/exams/2026/annual/', `/learn/attempts/${attempt}/`, '/search/?q=%E8%80%83%E8%AF%95', '/admin/', '/api/openapi.json', '/api/health', '/api/learn/year', '/api/practice/banks', `/api/exams/attempts/${attempt}/review`];
    while (queue.length > 0 && seen.size < 400) {
      const next: string[] = [];
      for (const path of queue) {
        if (seen.has(path)) continue;
        seen.add(path);
        const { text } = await ask(path);
        for (const [, link] of text.matchAll(/(?:href|src|action|component-url|renderer-url)="(\/[^"#]*)/g)) if (link && !seen.has(link)) next.push(link);
      }
      queue = next;
    }
    expect(seen.size).toBeGreaterThan(80);

    for (let pos = 1; pos <= 50; pos++) {
      const saved = await ask(`/api/exams/attempts/${attempt}/answers/${pos}`, { method: 'PUT', body: JSON.stringify({ seq: 1, value: 'A' }) });
      expect([200, 422]).toContain(saved.status);
    }
    // Rubbish, to see what errors give away.
    for (const body of ['{', '{"seq":0}', '{"seq":1,"value":"ZZ"}', 'null']) await ask(`/api/exams/attempts/${attempt}/answers/1`, { method: 'PUT', body });
    const handed = await ask(`/api/exams/attempts/${attempt}/hand-in`, { method: 'POST' });
    expect(handed.status).toBe(200);
    // The window is still open: colleagues are still sitting, so not even now.
    await ask(`/api/exams/attempts/${attempt}/review`);
    await ask(`/learn/attempts/${attempt}/`);
    expect(heard).toEqual([]);

    // Practice shows questions without their keys, none of them reserved, and explains after the answer.
    const banks = json((await ask('/api/practice/banks')).text);
    expect(JSON.stringify(banks)).not.toContain(RESERVED);
    const round = await ask('/api/practice/banks/constitution?seed=leak');
    expect(round.status, round.text).toBe(200);
    expect(round.text).not.toContain(RESERVED);
    for (const page of ['qa/ending/resignation', 'qa/wages/overtime-pay', 'constitution/rights-and-duties', 'safety/first-hour']) {
      const about = await ask(`/api/practice/for?page=${page}&seed=leak`);
      expect(about.status, about.text).toBe(200);
      expect(about.text).not.toContain(RESERVED);
    }
    expect(heard).toEqual([]);
    const { questions } = json(round.text) as { questions: { handle: string; question: { kind: string } }[] };
    const single = questions.find((q) => q.question.kind === 'single');
    const checked = await ask('/api/practice/check', { method: 'POST', body: JSON.stringify({ handle: single?.handle, seed: 'leak', value: 'A' }) });
    // The proof that this test can hear: here the rules do release it.
    expect(checked.text).toContain(EXPLANATION);
  }, 120_000);
});
