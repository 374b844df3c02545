/** 保密: over the real API, no key and no explanation before the rules release them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import type { AttemptView } from '#exams/view.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { canariesIn, findCanaries } from '../support/canaries.ts';
import { addPerson, CANARY, examApp, finderOf, quizSitting, testQuizzes, testSitting } from '../support/exam.ts';

let deps: TestDeps & ExamDeps;
let zhou: SignedIn;
let li: SignedIn;
let app: ReturnType<typeof examApp>;

beforeEach(async () => {
  deps = { ...(await freshDeps()), quizzes: testQuizzes() };
  zhou = await addPerson(deps);
  li = await addPerson(deps, '李强');
  app = examApp(deps, finderOf(testSitting(), quizSitting()), [zhou, li]);
});
afterEach(() => deps.close());

interface Told {
  readonly status: number;
  readonly text: string;
}
async function ask(method: string, path: string, as: SignedIn | undefined, body?: unknown): Promise<Told> {
  const headers = { 'content-type': 'application/json', ...(as ? { 'x-person': encodeURIComponent(as.id) } : {}) };
  const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = `${[...response.headers].map(([k, v]) => `${k}: ${v}`).join('\n')}\n\n${await response.text()}`;
  return { status: response.status, text };
}
const bodyOf = (told: Told): unknown => JSON.parse(told.text.slice(told.text.indexOf('\n\n') + 2));
/** Words that stand only beside a key. */
const secret = (text: string) => canariesIn(text, CANARY) || /"(key|answer|explanation|page|basis|difficulty|reserved|revision|feedback)"/.test(text);

it('tells nothing while the attempt is open, to its candidate, to others, or to the public', async () => {
  const { attempt } = bodyOf(await ask('POST', '/api/exams/2026/annual/start', zhou)) as { attempt: string };
  const base = `/api/exams/attempts/${attempt}`;
  const { questions } = bodyOf(await ask('GET', base, zhou)) as AttemptView;
  const told: Told[] = [];
  for (const who of [zhou, li, undefined]) {
    told.push(await ask('GET', base, who), await ask('GET', `${base}/review`, who), await ask('GET', `${base}?full=1&include=key`, who));
    for (const q of questions) {
      for (const value of ['A', 'AB', 'T', '', 'nonsense', '__proto__']) told.push(await ask('PUT', `${base}/answers/${q.pos}`, who, { seq: 1, value }));
    }
  }
  expect(told.filter((t) => secret(t.text))).toEqual([]);
  expect(new Set(told.map((t) => t.status))).toEqual(new Set([200, 401, 404, 409, 422]));
  // Nor which answers are right: a right and a wrong answer are acknowledged alike.
  const acks: Told[] = [];
  for (const value of 'ABCD') acks.push(await ask('PUT', `${base}/answers/1`, zhou, { seq: 10 + acks.length, value }));
  expect(new Set(acks.map((a) => a.text.replace(/"value":"."/, '').replace(/"seq":\d+/, '').replace(/content-length: \d+/, ''))).size).toBe(1);
});

it('tells score only after hand-in of an exam, and everything once the window has closed', async () => {
  const { attempt } = bodyOf(await ask('POST', '/api/exams/2026/annual/start', zhou)) as { attempt: string };
  const base = `/api/exams/attempts/${attempt}`;
  const during = [await ask('POST', `${base}/hand-in`, zhou), await ask('GET', `${base}/review`, zhou), await ask('GET', base, zhou)];
  expect(during.map((t) => t.status)).toEqual([200, 200, 200]);
  expect(during.filter((t) => secret(t.text))).toEqual([]);
  deps.clock.set('2026-12-20T16:00:05.000Z');
  expect((await ask('GET', `${base}/review`, li)).status).toBe(404);
  // The test can fail: after release the canary is there.
  expect(secret((await ask('GET', `${base}/review`, zhou)).text)).toBe(true);
});

it('practises with open questions only, and never with one in a paper being sat', async () => {
  expect(secret((await ask('GET', '/api/practice/banks', undefined)).text)).toBe(false);
  const round = await ask('GET', '/api/practice/banks/one?seed=s1', undefined);
  expect(canariesIn(round.text, CANARY)).toBe(false);
  const { questions } = bodyOf(round) as { questions: { handle: string; question: AttemptView['questions'][number] }[] };
  expect(questions).toHaveLength(18);

  const { attempt } = bodyOf(await ask('POST', '/api/exams/2026/annual/start', zhou)) as { attempt: string };
  const paper = (bodyOf(await ask('GET', `/api/exams/attempts/${attempt}`, zhou)) as AttemptView).questions.map((q) => `${q.kind} ${q.stem}`);
  const seen = { told: 0, withheld: 0 };
  for (const { handle, question } of questions) {
    const body = { handle, seed: 's1', value: question.kind === 'truefalse' ? 'T' : 'A' };
    const mine = await ask('POST', '/api/practice/check', zhou, body);
    const others = await ask('POST', '/api/practice/check', li, body);
    expect(canariesIn(others.text, CANARY)).toBe(true);
    const inPaper = paper.includes(`${question.kind} ${question.stem}`);
    expect(mine.status).toBe(inPaper ? 409 : 200);
    expect(secret(mine.text)).toBe(!inPaper);
    seen[inPaper ? 'withheld' : 'told']++;
  }
  expect(seen.withheld).toBeGreaterThan(0);
  expect(seen.told).toBeGreaterThan(0);
  await ask('POST', `/api/exams/attempts/${attempt}/hand-in`, zhou);
  const [first] = questions;
  expect((await ask('POST', '/api/practice/check', zhou, { handle: first?.handle, seed: 's1', value: first?.question.kind === 'truefalse' ? 'T' : 'A' })).status).toBe(200);
});

it('answers alike for reserved and for unknown questions', async () => {
  const { poolOf } = await import('#quiz/server/pool.ts');
  const reserved = poolOf(deps.quizzes).banks.get('one')?.questions.find((q) => q.reserved);
  const answers = await Promise.all([reserved?.handle, '0'.repeat(64)].map((handle) => ask('POST', '/api/practice/check', undefined, { handle, seed: 's1', value: 'A' })));
  expect(answers[0]?.status).toBe(404);
  expect(answers[0]?.text).toBe(answers[1]?.text);
});

it('finds canaries in files however they are written', () => {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-canary-'));
  try {
    writeFileSync(join(dir, 'clean.html'), '<p>无</p>');
    expect(findCanaries(dir, [CANARY, '密钥在此'])).toEqual([]);
    writeFileSync(join(dir, 'a.js.gz'), gzipSync(`x="${CANARY}"`));
    writeFileSync(join(dir, 'b.json'), '{"x":"\\u5bc6\\u94a5\\u5728\\u6b64"}');
    writeFileSync(join(dir, 'c.txt'), Buffer.from(`ab${CANARY}cd`).toString('base64'));
    expect(findCanaries(dir, [CANARY, '密钥在此']).map((f) => f.file.slice(dir.length + 1)).sort()).toEqual(['a.js.gz', 'b.json', 'c.txt']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
