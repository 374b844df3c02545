/** Practice beyond whole banks: day's question, levels, themes, the book's questions, mock exams. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import type { Marked, Mock } from '#quiz/mock.ts';
import type { Round } from '#quiz/practice.ts';
import { rightAnswer, wrongAnswer } from '../support/answers.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, CANARY, examApp, finderOf, testBlueprint, testQuizzes, testSitting } from '../support/exam.ts';

let deps: TestDeps & ExamDeps;
let app: ReturnType<typeof examApp>;
let zhou: SignedIn;
beforeEach(async () => {
  const quizzes = testQuizzes();
  const papers = new Map([...quizzes.papers, ['open', { ...testBlueprint, title: '专题', public: true }], ['trial', { ...testBlueprint, mock: true }]] as const);
  deps = { ...(await freshDeps('2026-12-01T09:00:00+08:00')), quizzes: { ...quizzes, papers } };
  zhou = await addPerson(deps);
  app = examApp(deps, finderOf(testSitting()), [zhou]);
});
afterEach(() => deps.close());

const get = (path: string) => app.request(`/api/practice${path}`);
const post = (path: string, body: object, as?: SignedIn) => app.request(`/api/practice${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(as ? { 'x-person': encodeURIComponent(as.id) } : {}) }, body: JSON.stringify(body) });
const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
const reserved = (stem: string): boolean => /(7|8|9|10)$/.test(stem);

it('has one question a day, the same for everybody, another tomorrow, and none from tomorrow', async () => {
  const today = await json<Round>(get('/daily'));
  expect(today.questions).toHaveLength(1);
  expect(await json(get('/daily?day=2026-12-01'))).toEqual(today);
  expect((await get('/daily?day=2026-12-02')).status).toBe(422);
  expect((await get('/daily?day=2026-02-30')).status).toBe(422);
  const stems = new Set<string>();
  for (let d = 0; d < 18; d++) {
    deps.clock.advance(86_400_000);
    for (const { question } of (await json<Round>(get('/daily'))).questions) stems.add(question.stem + question.kind);
  }
  expect(stems.size).toBe(18);
  const [asked] = today.questions;
  expect(await json(post('/check', { handle: asked?.handle, seed: today.seed, value: asked ? rightAnswer(asked.question) : '' }))).toMatchObject({ outcome: 'right' });
});

it('plays levels that hold every open question once, and themes anybody may play', async () => {
  const levels = await Promise.all([1, 2].map((n) => json<Round>(get(`/banks/one/levels/${n}?seed=a`))));
  expect(levels.map((l) => l.questions.length)).toEqual([10, 8]);
  expect(new Set(levels.flatMap((l) => l.questions.map((q) => q.handle))).size).toBe(18);
  for (const none of ['/banks/one/levels/3', '/banks/none/levels/1', '/theme/test', '/theme/trial', '/theme/none', '/mock/test', '/mock/open']) expect((await get(`${none}?seed=a`)).status, none).toBe(404);
  const theme = await json<Round>(get('/theme/open?seed=a'));
  expect(theme).toMatchObject({ bank: { id: 'open', title: '专题', count: 10 } });
  expect(theme.questions).toHaveLength(10);
  expect(theme.questions.some((q) => reserved(q.question.stem))).toBe(false);
});

it('finds the questions of a book again and leaves out what there is no more', async () => {
  const { questions } = await json<Round>(get('/banks/one/levels/1?seed=a'));
  const handles = questions.slice(0, 3).map((q) => q.handle);
  const again = await json<Round>(post('/these', { seed: 'b', handles: [...handles, handles[0], 'f'.repeat(64)] }));
  expect(again.questions.map((q) => q.handle)).toEqual(handles);
  expect((await post('/these', { seed: 'b', handles: [] })).status).toBe(422);
});

it('tells nothing of a mock exam before it is handed in, then marks it as an exam', async () => {
  const text = await (await get('/mock/trial?seed=a')).text();
  expect(text).not.toContain(CANARY);
  expect(text).not.toMatch(/"(key|answer|explanation|page|basis|revision)"/);
  const mock = JSON.parse(text) as Mock;
  const asked = mock.sections.flatMap((s) => s.questions);
  expect(mock).toMatchObject({ minutes: 60, full: 20, passPercent: 60 });
  expect(asked.some((q) => reserved(q.question.stem))).toBe(false);
  const answers = Object.fromEntries(asked.map((q) => [q.handle, rightAnswer(q.question)]));
  expect(await json(post('/mock/trial', { seed: 'a', answers }))).toMatchObject({ earned: 20, full: 20, passed: true });
  const wrong = Object.fromEntries(asked.slice(1).map((q) => [q.handle, wrongAnswer(q.question)]));
  const marked = await json<Marked>(post('/mock/trial', { seed: 'a', answers: wrong }));
  expect(marked).toMatchObject({ earned: 0, passed: false });
  expect(marked.items.map((i) => i.outcome)).toEqual(['unanswered', ...asked.slice(1).map(() => 'wrong')]);
  expect(marked.items[0]?.feedback.explanation).toContain(CANARY);
  expect((await post('/mock/trial', { seed: 'a', answers: { x: 'A' } })).status).toBe(404);
});

it('marks no mock exam that holds a question its person is sitting', async () => {
  await app.request('/api/exams/2026/annual/start', { method: 'POST', headers: { 'content-type': 'application/json', 'x-person': encodeURIComponent(zhou.id) } });
  const told = await Promise.all(Array.from({ length: 12 }, (_, i) => post('/mock/trial', { seed: `s${i}`, answers: {} }, zhou)));
  const refused = told.filter((r) => r.status === 409);
  expect(refused.length).toBeGreaterThan(0);
  for (const r of refused) expect(await r.text()).not.toContain(CANARY);
  expect((await post('/mock/trial', { seed: 's0', answers: {} })).status).toBe(200);
});

it('keeps nothing about anyone', async () => {
  await get('/daily');
  await post('/mock/trial', { seed: 'a', answers: {} });
  for (const table of ['attempt', 'response', 'audit_event', 'session'] as const) expect(await deps.db.selectFrom(table).selectAll().execute()).toEqual([]);
});
