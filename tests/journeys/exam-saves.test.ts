/** 保存答案: what is acknowledged is kept, and a later answer is never lost to an earlier one. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import { viewAttempt } from '#exams/server/view.ts';
import { seededRng, shuffled } from '#kernel/rng.ts';
import { rightAnswer, wrongAnswer } from '../support/answers.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, finderOf, testQuizzes, testSitting } from '../support/exam.ts';

let deps: TestDeps & ExamDeps;
let zhou: SignedIn;
let attempt: string;
const finder = finderOf(testSitting());
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const save = (pos: number, seq: number, value: string, who = zhou) => saveAnswer(deps, who.id, attempt, { pos, seq, value });
const stored = async () => new Map((await viewAttempt(deps, zhou.id, attempt)).answers.map((a) => [a.pos, `${a.value}/${a.seq}`]));

beforeEach(async () => {
  deps = { ...(await freshDeps()), quizzes: testQuizzes() };
  zhou = await addPerson(deps);
  ({ attempt } = await startAttempt(deps, finder, zhou.id, 2026, 'annual'));
});
afterEach(() => deps.close());

it('says how many are saved, of how many, and when', async () => {
  expect(await save(1, 1, 'A')).toEqual({ accepted: true, stored: { value: 'A', seq: 1 }, answered: 1, total: 10, savedAt: '2026-11-23T01:00:00.000Z' });
  deps.clock.advance(1_500);
  expect(await save(5, 1, 'CA')).toEqual({ accepted: true, stored: { value: 'AC', seq: 1 }, answered: 2, total: 10, savedAt: '2026-11-23T01:00:01.500Z' });
  // Taken back: stands as not answered.
  expect(await save(5, 2, '')).toMatchObject({ accepted: true, answered: 1 });
});

it('never lets an earlier answer overwrite a later one, in whatever order they arrive', async () => {
  const rng = seededRng('arrivals');
  const sends = shuffled(Array.from({ length: 30 }, (_, i) => ({ pos: 1 + (i % 3), seq: 1 + Math.floor(i / 3), value: 'ABCD'[i % 4] ?? 'A' })), rng);
  await Promise.all(sends.map((s) => save(s.pos, s.seq, s.value)));
  const last = sends.filter((s) => s.seq === 10).map((s): [number, string] => [s.pos, `${s.value}/10`]);
  expect(await stored()).toEqual(new Map(last.sort(([a], [b]) => a - b)));
});

it('tells a window that is behind what stands, and takes a repeated save as saved', async () => {
  await save(1, 7, 'B');
  expect(await save(1, 7, 'B')).toMatchObject({ accepted: true });
  expect(await save(1, 7, 'C')).toMatchObject({ accepted: false, stored: { value: 'B', seq: 7 } });
  expect(await save(1, 3, 'D')).toMatchObject({ accepted: false, stored: { value: 'B', seq: 7 }, answered: 1 });
});

it('refuses what is not an answer without touching the one that stands', async () => {
  await save(1, 1, 'A');
  for (const value of ['E', 'AB', 'a', 'T']) await expect(save(1, 9, value)).rejects.toEqual(refused('bad-input'));
  for (const pos of [0, 11, 1.5]) await expect(save(pos, 9, 'A')).rejects.toEqual(refused('bad-input'));
  expect(await stored()).toEqual(new Map([[1, 'A/1']]));
});

it('is closed to everyone else, even when the attempt’s id is known', async () => {
  const li = await addPerson(deps, '李强');
  await save(1, 1, 'A');
  await expect(save(1, 2, 'B', li)).rejects.toEqual(refused('not-found'));
  await expect(viewAttempt(deps, li.id, attempt)).rejects.toEqual(refused('not-found'));
  await expect(handIn(deps, li.id, attempt)).rejects.toEqual(refused('not-found'));
  expect(await stored()).toEqual(new Map([[1, 'A/1']]));
});

it('refuses after hand-in', async () => {
  await save(1, 1, 'A');
  await handIn(deps, zhou.id, attempt);
  await expect(save(1, 2, 'B')).rejects.toEqual(refused('attempt-closed'));
});

it('marks every answer that was acknowledged while the hand-in ran', async () => {
  // Many rounds: answers and hand-in race; an answer is either refused or counted.
  for (let round = 0; round < 12; round++) {
    const who = await addPerson(deps, `第${round}人`);
    const own = (await startAttempt(deps, finder, who.id, 2026, 'annual')).attempt;
    const { questions } = await viewAttempt(deps, who.id, own);
    const race = questions.map((q, i) => async () => {
      if (i === round % 10) await handIn(deps, who.id, own);
      return saveAnswer(deps, who.id, own, { pos: q.pos, seq: 1, value: i % 2 === 0 ? rightAnswer(q) : wrongAnswer(q) }).then(
        (r) => ({ pos: q.pos, kept: r.accepted }),
        () => ({ pos: q.pos, kept: false }),
      );
    });
    const outcomes = await Promise.all(race.map((run) => run()));
    await handIn(deps, who.id, own);
    const row = await deps.db.selectFrom('result').select('marks').where('attempt_id', '=', own).executeTakeFirstOrThrow();
    const marks = new Map((JSON.parse(row.marks) as { pos: number; outcome: string }[]).map((m) => [m.pos, m.outcome]));
    for (const { pos, kept } of outcomes) {
      expect(`${pos} ${marks.get(pos) ?? ''}`).toBe(`${pos} ${kept ? (pos % 2 === 1 ? 'right' : 'wrong') : 'unanswered'}`);
    }
  }
});

it('keeps an answer through an error of another in the same batch', async () => {
  const broken = deps.group.run({
    sqlite: () => {
      throw new Error('broken deed');
    },
    portable: () => Promise.reject(new Error('broken deed')),
  });
  const [good, bad, also] = await Promise.allSettled([save(1, 1, 'A'), broken, save(2, 1, 'B')]);
  expect([good.status, bad.status, also.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await stored()).toEqual(new Map([[1, 'A/1'], [2, 'B/1']]));
});
