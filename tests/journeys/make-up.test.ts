/** 补学 in January counts for the year before; who is exempt, came late or left, as the database says it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { viewAttempt } from '#exams/server/view.ts';
import { instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Plan } from '#plans/schema.ts';
import { sittingFinder } from '#plans/server/sittings.ts';
import { beat } from '#plans/server/study.ts';
import { yearOf, type LearnDeps } from '#plans/server/year.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps, plan, readThrough } from './year-kit.ts';

const old: Plan = { ...plan, makeup: { opens: '2027-01-04', closes: '2027-01-14' }, proration: { by: 'month', months: 'begun', round: 'up', to: 50, leastDays: 30 } };
const next: Plan = { ...plan, year: 2027, opens: '2027-01-01', closes: '2027-12-20', exams: [] };
let deps: LearnDeps & TestDeps;
let who: SignedIn;

beforeEach(async () => {
  deps = { ...learnDeps(await freshDeps()), plans: new Map([[2026, old], [2027, { ...next, audiences: { guest: { title: '旁听', credits: 100, shares: {}, exam: [] } } }]]) };
  await addUnit(deps, 'u', null, '局');
  who = await addPerson(deps, { staffNo: '1', name: '小周', unitId: 'u', audiences: ['guest'] });
});
afterEach(() => deps.close());

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
const at = (time: string): void => deps.clock.set(`${time}+08:00`);
const read = (page: string) => readThrough(deps, (atEnd) => beat(deps, old, who.id, page, atEnd), 75);
const entries = () => deps.db.selectFrom('credit_entry').select(['plan_year', 'rule', 'on_day', 'granted_centi']).where('person_id', '=', who.id).orderBy('number').execute();
const says = async (year?: number) => (await yearOf(deps, who.id, year)).sentence;
const assigned = (from: string, to: string | null) =>
  deps.db.insertInto('assignment').values({ id: `${from}${to ?? ''}`, person_id: who.id, unit_id: 'u', kind: 'regular', from_day: from, to_day: to, reason: to ? 'leaving' : 'entry', document: '', created_at: instantOf(0), created_by: null }).execute();

it('January counts for the year before, from the first minute of the make-up to its last', async () => {
  at('2027-01-03T23:59:59');
  expect(await codeOf(beat(deps, old, who.id, 'constitution/a', true))).toBe('exam-closed');
  expect(await says(2026)).toBe('还差 1 学分，补学 1 月 4 日开始，1 月 14 日截止');
  expect((await yearOf(deps, who.id)).unfinished).toEqual([{ year: 2026, sentence: '还差 1 学分，补学 1 月 4 日开始，1 月 14 日截止' }]);

  at('2027-01-04T00:00:00');
  await read('constitution/a');
  expect(await entries()).toEqual([{ plan_year: 2026, rule: 'study', on_day: '2027-01-04', granted_centi: 200 }]);
  const made = await yearOf(deps, who.id, 2026);
  expect([made.sentence, made.standing.metOn, made.months.at(-1)]).toEqual(['已达标', '2027-01-04', { month: '2027-01', centi: 200, ahead: false }]);
  // This year has earned nothing by it, and last year is off the list.
  const now = await yearOf(deps, who.id);
  expect([now.plan.year, now.standing.haveCenti, now.unfinished]).toEqual([2027, 0, []]);

  at('2027-01-14T23:59:00');
  expect(await codeOf(beat(deps, old, who.id, 'constitution/b', true))).toBe('no refusal');
  at('2027-01-15T00:00:00');
  expect(await codeOf(beat(deps, old, who.id, 'constitution/b', true))).toBe('exam-closed');
});

it('a quiz of the year before can be made up too, and what the day holds back follows on days of the make-up only', async () => {
  const sit = async (): Promise<void> => {
    const { attempt } = await startAttempt(deps, sittingFinder(deps), who.id, 2026, 'quiz');
    for (const { pos } of (await viewAttempt(deps, who.id, attempt)).questions) await saveAnswer(deps, who.id, attempt, { pos, seq: 1, value: 'T' });
    deps.clock.advance(60_000);
    await handIn(deps, who.id, attempt);
  };
  at('2026-12-25T09:00:00');
  expect(await codeOf(sit())).toBe('exam-not-open');
  at('2027-01-13T09:00:00');
  for (const page of ['constitution/a', 'constitution/b']) await read(page);
  await sit();
  expect((await entries()).map((e) => e.granted_centi)).toEqual([200, 200, 100]);
  at('2027-01-20T09:00:00');
  await yearOf(deps, who.id, 2026);
  expect((await entries()).at(-1)).toEqual({ plan_year: 2026, rule: 'carry', on_day: '2027-01-14', granted_centi: 100 });
});

it('reading goes on where it was left, on another day and after the browser was closed', async () => {
  at('2026-11-23T09:00:00');
  for (let i = 0; i < 3; i++) {
    await beat(deps, old, who.id, 'constitution/a', i === 2);
    deps.clock.advance(15_000);
  }
  at('2026-11-24T20:00:00');
  expect(await beat(deps, old, who.id, 'constitution/a', false)).toMatchObject({ seconds: 30, reachedEnd: true, done: false });
  deps.clock.advance(15_000);
  expect(await beat(deps, old, who.id, 'constitution/a', false)).toMatchObject({ seconds: 45 });
  deps.clock.advance(20_000);
  expect(await beat(deps, old, who.id, 'constitution/a', false)).toMatchObject({ done: true, grantedCenti: 200 });
});

it('an exemption and the days of service are read from their tables', async () => {
  at('2026-11-23T09:00:00');
  await deps.db.updateTable('person_audience').set({ audience: 'staff' }).execute();
  expect(await says(2026)).toBe('还差 4 学分；考试未通过，12 月 20 日截止');
  await assigned('2026-07-06', null);
  expect((await yearOf(deps, who.id, 2026)).standing).toMatchObject({ needCenti: 200, part: { unit: 'month', served: 6, of: 12 } });
  await deps.db.updateTable('assignment').set({ to_day: '2026-11-22' }).execute();
  expect(await says(2026)).toBe('您已离任，今年不再要求学法');
  // Back again, after a time away: from the first day to the last of all.
  await assigned('2026-11-23', null);
  expect((await yearOf(deps, who.id, 2026)).standing.needCenti).toBe(200);
  await deps.db.insertInto('exemption').values({ id: 'x', person_id: who.id, plan_year: 2026, reason: '长期病假', document: '', approver: '局长', created_at: instantOf(0), created_by: who.id, revoked_at: null, revoked_by: null }).execute();
  expect(await says(2026)).toBe('今年免学：长期病假');
  await deps.db.updateTable('exemption').set({ revoked_at: instantOf(0), revoked_by: who.id }).execute();
  expect(await says(2026)).toBe('还差 2 学分；考试未通过，12 月 20 日截止');
});
