/** 练习: anyone may practise; the outcome belongs to the order that was shown. */
import { askedIn } from '#quiz/revision.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExamDeps } from '#exams/server/store.ts';
import { loadLibrary } from '#library/server/load.ts';
import type { About } from '#quiz/about.ts';
import type { Checked, Round } from '#quiz/practice.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { poolOf } from '#quiz/server/pool.ts';
import { sizeOf } from '#quiz/blueprint.ts';
import { shortfallOf } from '#quiz/draw.ts';
import { rightAnswer, wrongAnswer } from '../support/answers.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { CANARY, examApp, finderOf, testQuizzes } from '../support/exam.ts';

let deps: TestDeps & ExamDeps;
let app: ReturnType<typeof examApp>;
beforeEach(async () => {
  deps = { ...(await freshDeps()), quizzes: testQuizzes() };
  app = examApp(deps, finderOf(), []);
});
afterEach(() => deps.close());

const round = async (seed: string) => (await (await app.request(`/api/practice/banks/one?seed=${seed}`)).json()) as Round;
const check = (body: object) => app.request('/api/practice/check', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

it('lists banks with the number of questions that can be practised', async () => {
  expect(await (await app.request('/api/practice/banks')).json()).toEqual({ banks: [{ id: 'one', title: '测试题库', count: 18 }] });
});

it('gives the same round for a seed, another for another', async () => {
  expect(await round('abc')).toEqual(await round('abc'));
  const order = (r: Round) => r.questions.map((q) => q.handle);
  expect(order(await round('abc'))).not.toEqual(order(await round('abd')));
  expect(order(await round('abc')).sort()).toEqual(order(await round('abd')).sort());
});

it.each(['s1', 's2', 's3'])('marks every question of round %s in the letters it was shown with', async (seed) => {
  for (const { handle, question } of (await round(seed)).questions) {
    const right = (await (await check({ handle, seed, value: rightAnswer(question) })).json()) as Checked;
    expect(right).toMatchObject({ outcome: 'right', feedback: { key: [...rightAnswer(question)], page: 'qa/ending/resignation' } });
    expect(await (await check({ handle, seed, value: wrongAnswer(question) })).json()).toMatchObject({ outcome: 'wrong' });
  }
});

it('refuses, in words, what is not an answer, and never calls it wrong', async () => {
  const [first] = (await round('s1')).questions;
  for (const body of [{ handle: first?.handle, seed: 's1', value: '' }, { handle: first?.handle, seed: 's1', value: 'Z9' }]) {
    const response = await check(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: 'bad-input', say: '请先选好答案再对答案。' } });
  }
  expect((await check({ handle: 'x', seed: 'not a seed!', value: 'A' })).status).toBe(422);
  expect((await app.request('/api/practice/banks/none?seed=a')).status).toBe(404);
});

it('keeps nothing about anyone', async () => {
  const [first] = (await round('s1')).questions;
  await check({ handle: first?.handle, seed: 's1', value: 'A' });
  for (const table of ['attempt', 'response', 'audit_event', 'session'] as const) expect(await deps.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

it('has real banks that are sound, a third reserved, and every paper fillable for its use', () => {
  const { quizzes } = loadQuizzes(process.cwd());
  const pool = poolOf(quizzes);
  expect(pool.problems).toEqual([]);
  for (const bank of pool.banks.values()) {
    const share = bank.questions.filter((q) => q.reserved).length / bank.questions.length;
    expect(share, bank.id).toBeGreaterThan(0.15);
    expect(share, bank.id).toBeLessThan(0.45);
  }
  for (const [id, paper] of quizzes.papers) expect(shortfallOf(paper, pool.banks, id.startsWith('quiz-') || paper.public || paper.mock ? 'open' : 'exam'), id).toEqual([]);
  const annual = quizzes.papers.get('annual-2026');
  expect(annual && sizeOf(annual)).toEqual({ questions: 50, full: 100 });
});

it('asks three open questions about an entry, marks them as shown, and tells nothing before the answer', async () => {
  const { library } = loadLibrary(process.cwd());
  const asking = examApp(deps, finderOf(), [], library);
  const page = 'qa/ending/resignation';
  const response = await asking.request(`/api/practice/for?page=${page}&seed=abc`);
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).not.toContain(CANARY);
  const about = JSON.parse(text) as About;
  expect(about.questions).toHaveLength(3);
  expect(about.names.pages[page]).toBeTruthy();
  const reserved = new Set(deps.quizzes.banks.get('one')?.questions.filter((q) => q.reserved).flatMap(askedIn).map((q) => q.stem));
  for (const { handle, question } of about.questions) {
    expect(reserved.has(question.stem)).toBe(false);
    const checked = await asking.request('/api/practice/check', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ handle, seed: 'abc', value: rightAnswer(question) }) });
    expect(await checked.json()).toMatchObject({ outcome: 'right' });
  }
  // A page that the test bank neither names nor shares a provision with, and one that does not exist.
  expect(await (await asking.request('/api/practice/for?page=constitution/constitution-day&seed=abc')).json()).toMatchObject({ questions: [] });
  for (const none of ['qa/none', '../etc', '', 'laws/labour-law']) expect((await asking.request(`/api/practice/for?page=${encodeURIComponent(none)}&seed=abc`)).status).toBe(404);
});
