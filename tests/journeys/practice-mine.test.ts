/** Practice taken from a device into an account: once, in any order, one's own only. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import { EMPTY, merged, withAnswer, withStars, type PracticeRecord } from '#quiz/device.ts';
import { poolOf } from '#quiz/server/pool.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, examApp, finderOf, testQuizzes } from '../support/exam.ts';

let deps: TestDeps & ExamDeps;
let app: ReturnType<typeof examApp>;
let zhou: SignedIn;
let li: SignedIn;
let handles: string[];
beforeEach(async () => {
  deps = { ...(await freshDeps('2026-12-01T09:00:00+08:00')), quizzes: testQuizzes() };
  zhou = await addPerson(deps);
  li = await addPerson(deps, '李强');
  app = examApp(deps, finderOf(), [zhou, li]);
  handles = [...poolOf(deps.quizzes).open.keys()];
});
afterEach(() => deps.close());

const mine = (as?: SignedIn, record?: unknown) =>
  app.request('/api/practice/mine', { method: record === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json', ...(as ? { 'x-person': encodeURIComponent(as.id) } : {}) }, ...(record === undefined ? {} : { body: JSON.stringify({ record }) }) });
const held = async (as: SignedIn): Promise<PracticeRecord> => (await (await mine(as)).json()) as PracticeRecord;
const at = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

/** A phone and a computer that know the same question at different times. */
const devices = () => {
  const [a = '', b = ''] = handles;
  const phone = withStars(withAnswer(withAnswer(EMPTY, a, 'wrong', at('2026-11-20')), b, 'wrong', at('2026-11-20')), 'one/1', 2);
  const computer = withStars(withAnswer(EMPTY, a, 'wrong', at('2026-11-28')), 'one/1', 1);
  return { phone, computer };
};

it('holds nothing before, then what both devices know, whichever comes first and however often', async () => {
  expect(await held(zhou)).toEqual(EMPTY);
  const { phone, computer } = devices();
  for (const record of [phone, computer, phone]) expect((await mine(zhou, record)).status).toBe(200);
  for (const record of [computer, phone]) expect((await mine(li, record)).status).toBe(200);
  expect(await held(zhou)).toEqual(merged(phone, computer));
  expect(await held(li)).toEqual(await held(zhou));
  expect((await held(zhou)).cards[handles[0] ?? '']?.last).toBe('2026-11-28T04:00:00.000Z');
});

it('takes two devices at the same moment', async () => {
  const { phone, computer } = devices();
  await Promise.all([mine(zhou, phone), mine(zhou, computer), mine(zhou, phone)]);
  expect(await held(zhou)).toEqual(merged(phone, computer));
});

it('is one’s own, needs a sign-in, and refuses what is no record', async () => {
  await mine(zhou, devices().phone);
  expect(await held(li)).toEqual(EMPTY);
  for (const told of [await mine(), await mine(undefined, EMPTY)]) expect(told.status).toBe(401);
  for (const broken of [null, {}, { ...EMPTY, v: 2 }, { ...EMPTY, days: ['2026-02-30'] }, { ...EMPTY, cards: { x: {} } }, { ...EMPTY, stars: { 'one/1': 9 } }]) expect((await mine(zhou, broken)).status, JSON.stringify(broken)).toBe(422);
  expect(await held(zhou)).toEqual(devices().phone);
});

it('leaves out questions that practice does not know, and dates from a clock that runs ahead', async () => {
  const [a = ''] = handles;
  const reserved = [...poolOf(deps.quizzes).banks.values()].flatMap((b) => b.questions).find((q) => q.reserved)?.handle ?? '';
  await mine(zhou, withAnswer(withAnswer(EMPTY, reserved, 'wrong', at('2026-11-20')), 'f'.repeat(64), 'wrong', at('2026-11-20')));
  await mine(zhou, withAnswer(EMPTY, a, 'wrong', at('2027-11-20')));
  expect(await held(zhou)).toEqual({ ...EMPTY, days: ['2026-11-20'] });
});
