/**
 * 保密: no byte of any response before release differs when only the keys differ. Every route that
 * the API's own description lists for practice and exams is walked; a new one fails this
 * test until it is walked too.
 */
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { AttemptView } from '#exams/view.ts';
import { EMPTY, withAnswer } from '#quiz/device.ts';
import type { Mock } from '#quiz/mock.ts';
import type { Round } from '#quiz/practice.ts';
import { poolOf } from '#quiz/server/pool.ts';
import type { Question } from '#quiz/schema.ts';
import { engine } from '../support/deps.ts';
import { ALL_KINDS, otherKey, question, value } from '../support/questions.ts';
import { closeRooms, everyKind, room } from '../support/room.ts';
import { library } from './year-kit.ts';

afterEach(closeRooms);

/** Two questions of each kind with any content, the first of them reserved for exams. */
const bank = fc.tuple(...ALL_KINDS.flatMap((kind, k) => [0, 1].map((n) => question(fc.constant(`QA-${k}0${n}`), [kind]).map((q): Question => ({ ...q, retired: undefined, reserved: n === 0 })))));

/** Another key, and another reason for it. */
function changed(q: Question): Question {
  const other = otherKey(q);
  return other.kind === 'case' ? { ...other, parts: other.parts.map((p) => ({ ...p, explanation: '另一个解析' })) } : { ...other, explanation: '另一个解析' };
}

/** Walks every route as a candidate in the middle of an exam. `silent`: what tells no key; `marked`: what explains open questions to whoever answered them. */
async function walk(questions: readonly Question[], values: readonly string[]) {
  const parts = (n: number) => { const q = questions[n]; return q?.kind === 'case' ? q.parts.length : 0; };
  const blueprint = everyKind(1, parts(13));
  const papers = new Map([['theme', { ...blueprint, public: true }], ['mock', { ...blueprint, mock: true }]]);
  const { deps, app, ask } = await room(questions, { blueprint, review: { now: 'nothing', after: 'explanations' } }, { papers, library });
  const [silent, marked] = [[] as string[], [] as string[]];
  const walked = new Set<string>();
  const value = (i: number) => values[i % values.length] ?? '';
  const hear = async (route: string, at: Readonly<Record<string, string>> = {}, body?: unknown, as?: null, into = silent) => {
    walked.add(route);
    const [method = '', pattern = ''] = route.split(' ');
    const query = new URLSearchParams(at.query);
    const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => at[name] ?? '') + (query.size > 0 ? `?${query}` : '');
    const answer = await ask(method, path, body, as);
    into.push(`${answer.status} ${method} ${path} ${answer.text}`);
    return answer;
  };
  const read = async <T>(told: ReturnType<typeof hear>): Promise<T> => JSON.parse((await told).text) as T;
  const seed = 'abc';

  await hear('GET /api/practice/banks');
  const round = await read<Round>(hear('GET /api/practice/banks/{bank}', { bank: 'one', query: 'seed=abc' }));
  await hear('GET /api/practice/banks/{bank}', { bank: 'one', query: 'seed=abc&take=3' });
  await hear('GET /api/practice/banks/{bank}/levels/{level}', { bank: 'one', level: '1', query: 'seed=abc' });
  await hear('GET /api/practice/daily');
  await hear('GET /api/practice/theme/{paper}', { paper: 'theme', query: 'seed=abc' });
  await hear('GET /api/practice/for', { query: 'page=qa/x/a&seed=abc' });
  const { open } = poolOf(deps.quizzes);
  const reserved = [...poolOf(deps.quizzes).banks.values()].flatMap((b) => b.questions.filter((q) => q.reserved).map((q) => q.handle));
  const handles = [...round.questions.map((q) => q.handle), ...reserved];
  expect([open.size, reserved.length].every((n) => n >= 7)).toBe(true);
  await hear('POST /api/practice/these', {}, { seed, handles });
  const record = handles.reduce((r, handle) => withAnswer(r, handle, 'wrong', deps.clock.now()), EMPTY);
  await hear('POST /api/practice/mine', {}, { record });
  await hear('GET /api/practice/mine');
  const mock = await read<Mock>(hear('GET /api/practice/mock/{paper}', { paper: 'mock', query: 'seed=abc' }));
  // What cannot be read is not marked, and a question kept for exams is not there: both tell nothing.
  for (const handle of handles) await hear('POST /api/practice/check', {}, { handle, seed, value: '' });
  for (const handle of reserved) await hear('POST /api/practice/check', {}, { handle, seed, value: 'A' });

  const { attempt } = await read<{ attempt: string }>(hear('POST /api/exams/{year}/{id}/start', { year: '2026', id: 'annual' }));
  const own = { attempt };
  const { questions: shown } = await read<AttemptView>(hear('GET /api/exams/attempts/{attempt}', own));
  for (const [i, q] of shown.entries()) await hear('PUT /api/exams/attempts/{attempt}/answers/{pos}', { attempt, pos: String(q.pos) }, { seq: 1, value: value(i) });
  await hear('GET /api/exams/attempts/{attempt}', own);
  await hear('GET /api/exams/attempts/{attempt}/review', own);

  // Whoever practises meanwhile is told of open questions, and of nothing else.
  for (const [i, handle] of handles.entries()) await hear('POST /api/practice/check', {}, { handle, seed, value: value(i) }, null, marked);
  const answers = Object.fromEntries(mock.sections.flatMap((s) => s.questions).map((q, i) => [q.handle, value(i)]));
  await hear('POST /api/practice/mock/{paper}', { paper: 'mock' }, { seed, answers }, null, marked);

  await hear('POST /api/exams/attempts/{attempt}/hand-in', own);
  await hear('GET /api/exams/attempts/{attempt}/review', own);
  await hear('GET /api/exams/attempts/{attempt}', own);

  const { paths } = app.getOpenAPIDocument({ openapi: '3.0.3', info: { title: '', version: '' } });
  const listed = Object.entries(paths).flatMap(([path, item]) => Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`));
  expect([...walked].sort()).toEqual(listed.sort());
  await closeRooms();
  return { silent, marked };
}

it('no byte of any response before release differs when only the keys differ', async () => {
  await fc.assert(
    fc.asyncProperty(bank, fc.array(value, { minLength: 12, maxLength: 12 }), async (questions, values) => {
      const heard = await walk(questions, values);
      const others = await walk(questions.map(changed), values);
      expect(others.silent).toEqual(heard.silent);
      // Answering open questions tells their keys, as it should; those of reserved ones change nothing there either.
      expect(await walk(questions.map((q) => (q.reserved ? changed(q) : q)), values)).toEqual(heard);
      expect([...heard.silent, ...heard.marked].filter((line) => line.startsWith('5'))).toEqual([]);
      // The proof that a changed key can be heard.
      expect(others.marked).not.toEqual(heard.marked);
    }),
    // A database for each: in PostgreSQL they take seconds, and what is told does not depend on the engine.
    { numRuns: engine === 'postgres' ? 2 : 20 },
  );
}, 120_000);
