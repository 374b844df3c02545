/** A learner's year: from owing everything to 已达标, by reading, a quiz and the exam. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { breakIn } from '#credits/ledger.ts';
import { carryOverAll } from '#credits/server/carry.ts';
import { grantCredit } from '#credits/server/grant.ts';
import { up as makeProjections } from '#db/migrations/2026-11-26-year-projections.ts';
import { lockPerson } from '#db/portable.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { viewAttempt } from '#exams/server/view.ts';
import { Refusal } from '#kernel/refusal.ts';
import { creditedOf, examResultsOf, standingsOf } from '#plans/server/record.ts';
import { learnRoutes } from '#plans/server/routes.ts';
import { sittingFinder } from '#plans/server/sittings.ts';
import { beat } from '#plans/server/study.ts';
import { yearOf, type LearnDeps } from '#plans/server/year.ts';
import { standingOf } from '#plans/standing.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { expectProjections } from '../support/projections.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';
import { learnDeps, plan, readThrough } from './year-kit.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { COOKIE } from '#accounts/server/sessions.ts';

let deps: LearnDeps & TestDeps;
let who: SignedIn;
beforeEach(async () => {
  deps = learnDeps(await freshDeps());
  await addUnit(deps, 'u', null, '局');
  who = await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u', audiences: ['leader'], email: 'zhou@example.invalid' });
});
afterEach(async () => {
  await expectProjections(deps.db);
  await deps.close();
});

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
const read = (page: string, seconds = 70, person = who) => readThrough(deps, (atEnd) => beat(deps, plan, person.id, page, atEnd), seconds);
const says = async () => (await yearOf(deps, who.id)).sentence;
const entries = () => deps.db.selectFrom('credit_entry').selectAll().where('person_id', '=', who.id).orderBy('number').execute();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Sits to the end, all answers right or all wrong. */
async function sit(id: string, right: boolean): Promise<boolean> {
  const { attempt } = await startAttempt({ ...deps, quizzes: deps.quizzes }, sittingFinder(deps), who.id, 2026, id);
  const { questions } = await viewAttempt(deps, who.id, attempt);
  for (const { pos } of questions) await saveAnswer(deps, who.id, attempt, { pos, seq: 1, value: right ? 'T' : 'F' });
  deps.clock.advance(60_000);
  return (await handIn(deps, who.id, attempt)).passed === true;
}

it('goes from owing everything to 已达标', async () => {
  expect(await says()).toBe('还差 6 学分，其中必修 4；考试未通过，12 月 20 日截止');
  const start = await yearOf(deps, who.id);
  expect(start.way).toBe('最省力的走法：学 2 篇必修、1 篇专业法规，然后参加年度考试。每天最多得 5 学分，要分 2 天学。距 12 月 20 日截止还有 27 天。');
  expect(start.courses.map((c) => [c.page, c.state])).toEqual([['constitution/a', 'new'], ['constitution/b', 'new'], ['qa/x/a', 'new'], ['qa/x/b', 'new']]);

  await read('constitution/a');
  expect(await says()).toBe('还差 4 学分，其中必修 2；考试未通过，12 月 20 日截止');
  expect(await sit('quiz', true)).toBe(true);
  expect(await says()).toBe('还差 2 学分；考试未通过，12 月 20 日截止');
  expect(await sit('annual', false)).toBe(false);
  expect(await sit('annual', true)).toBe(true);
  expect(await says()).toBe('考试已通过；还差 2 学分，12 月 20 日截止');

  // The day's cap is 5: of the next 2 credits one counts today, one tomorrow by itself.
  await read('qa/x/a');
  const capped = await yearOf(deps, who.id);
  expect([capped.sentence, capped.heldCenti]).toEqual(['考试已通过；还差 1 学分，12 月 20 日截止', 100]);
  deps.clock.advance(86_400_000);
  expect(await says()).toBe('已达标');
  expect((await yearOf(deps, who.id)).standing.metOn).toBe('2026-11-24');
  expect(breakIn(await entries(), sha256)).toBeUndefined();

  // Passing again moves nothing, credits nothing.
  expect(await codeOf(sit('annual', true))).toBe('already-passed');
  const mail = await deps.db.selectFrom('outbox').select(['kind', 'recipient']).execute();
  expect(mail).toEqual([{ kind: 'exam-passed', recipient: 'zhou@example.invalid' }]);
});

describe('reading', () => {
  it('counts by the server’s clock: neither a closed lid nor a hasty browser earns time', async () => {
    await beat(deps, plan, who.id, 'constitution/a', true);
    for (let i = 0; i < 100; i++) expect((await beat(deps, plan, who.id, 'constitution/a', true)).seconds).toBe(0);
    deps.clock.advance(40_000);
    expect((await beat(deps, plan, who.id, 'constitution/a', true)).seconds).toBe(20);
    deps.clock.advance(3_600_000);
    expect((await beat(deps, plan, who.id, 'constitution/a', true)).seconds).toBe(20);
  });

  it('side by side in ten windows earns no more than in one', async () => {
    const pages = ['constitution/a', 'constitution/b', 'qa/x/a', 'qa/x/b'];
    for (const page of pages) await beat(deps, plan, who.id, page, true);
    for (let i = 0; i < 10; i++) {
      deps.clock.advance(15_000);
      await Promise.all(pages.map((page) => beat(deps, plan, who.id, page, true)));
    }
    const rows = await deps.db.selectFrom('study_progress').select('seconds').execute();
    expect(rows.reduce((sum, r) => sum + r.seconds, 0)).toBe(150);
  });

  it('needs the end reached as well, once', async () => {
    for (let i = 0; i < 12; i++) {
      deps.clock.advance(15_000);
      await beat(deps, plan, who.id, 'constitution/a', false);
    }
    expect(await entries()).toHaveLength(0);
    expect(await beat(deps, plan, who.id, 'constitution/a', true)).toMatchObject({ done: true, grantedCenti: 200, worthCenti: 200 });
    await read('constitution/a');
    expect(await entries()).toHaveLength(1);
  });

  it('is credited once by beats at the same moment', async () => {
    await read('constitution/a', 45);
    deps.clock.advance(15_000);
    await Promise.all(Array.from({ length: 10 }, () => beat(deps, plan, who.id, 'constitution/a', true)));
    expect(await entries()).toHaveLength(0);
    deps.clock.advance(15_000);
    await Promise.all(Array.from({ length: 10 }, () => beat(deps, plan, who.id, 'constitution/a', true)));
    expect(await entries()).toHaveLength(1);
  });

  it('earns nothing outside the plan’s window, nor on a page that is no course', async () => {
    expect(await codeOf(beat(deps, plan, who.id, 'qa/x/other', true))).toBe('not-found');
    deps.clock.set('2026-12-20T23:59:59+08:00');
    expect(await codeOf(beat(deps, plan, who.id, 'qa/x/a', true))).toBe('no refusal');
    deps.clock.set('2026-12-21T00:00:00+08:00');
    expect(await codeOf(beat(deps, plan, who.id, 'qa/x/a', true))).toBe('exam-closed');
  });
});

describe('the ledger', () => {
  const grant = (source: string, rawCenti: number) =>
    deps.db.transaction().execute(async (trx) => {
      await lockPerson(trx, who.id);
      return grantCredit(trx, deps, { personId: who.id, planYear: 2026, category: 'must', rule: 'study', source: `2026:${source}`, rawCenti, dailyCapCenti: 500 });
    });

  it('keeps the cap and the chain when twenty credits arrive together', async () => {
    const granted = await Promise.all(Array.from({ length: 20 }, (_, i) => grant(`p${i}`, 100)));
    expect(granted.reduce((sum, g) => sum + g.grantedCenti, 0)).toBe(500);
    const rows = await entries();
    expect(rows.map((r) => r.number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(breakIn(rows, sha256)).toBeUndefined();
  });

  it('grants a source once, even when it comes twice at the same moment', async () => {
    const both = await Promise.all([grant('p', 100), grant('p', 100)]);
    expect(both.map((g) => g.already).sort()).toEqual([false, true]);
    expect(both.map((g) => g.grantedCenti)).toEqual([100, 100]);
  });

  it('carries what the cap held back over the following days, not past the end of the plan', async () => {
    deps.clock.set('2026-12-18T10:00:00+08:00');
    for (let i = 0; i < 17; i++) await grant(`p${i}`, 100);
    expect(await carryOverAll(deps, [plan])).toBe(0);
    // Nobody looked for a week: the days are filled as they would have been, the rest lapses.
    deps.clock.set('2026-12-25T10:00:00+08:00');
    expect(await carryOverAll(deps, [plan])).toBe(1000);
    expect(await carryOverAll(deps, [plan])).toBe(0);
    const rows = await entries();
    expect(rows.filter((r) => r.rule === 'carry').map((r) => [r.on_day, r.granted_centi, r.raw_centi])).toEqual([['2026-12-19', 500, 0], ['2026-12-20', 500, 0]]);
    expect(breakIn(rows, sha256)).toBeUndefined();
    const standing = (await standingsOf(deps.db, plan, [who.id], '2026-12-25')).get(who.id)?.standing;
    expect(standing?.haveCenti).toBe(1500);
  });

  it('leaves room of a day to what was learnt on it', async () => {
    for (let i = 0; i < 7; i++) await grant(`p${i}`, 100);
    deps.clock.advance(86_400_000);
    await grant('next', 400);
    expect(await carryOverAll(deps, [plan])).toBe(100);
    deps.clock.advance(86_400_000);
    expect(await carryOverAll(deps, [plan])).toBe(100);
  });

  it('sums by the database equal the replay of single entries', async () => {
    await read('constitution/a');
    await read('qa/x/a');
    await sit('quiz', true);
    deps.clock.advance(86_400_000);
    await read('qa/x/b');
    await sit('annual', true);
    await carryOverAll(deps, [plan]);
    const credited = (await creditedOf(deps.db, 2026, [who.id])).get(who.id) ?? [];
    const results = (await examResultsOf(deps.db, 2026, undefined)).get(who.id) ?? [];
    const replay = standingOf(plan, ['leader'], await entries(), results, '2026-11-24');
    expect(standingOf(plan, ['leader'], credited, results, '2026-11-24')).toEqual(replay);
    expect(replay.haveCenti).toBe((await entries()).reduce((sum, e) => sum + e.granted_centi, 0));
    expect(replay.met).toBe(true);
  });
});

it('what reports read is made anew from a database that had none of it', async () => {
  await read('constitution/a');
  await sit('quiz', true);
  await sit('annual', false);
  await startAttempt({ ...deps, quizzes: deps.quizzes }, sittingFinder(deps), who.id, 2026, 'annual');
  deps.clock.advance(30 * 86_400_000);
  await carryOverAll(deps, [plan]);
  await deps.db.schema.dropTable('exam_outcome').execute();
  await deps.db.schema.alterTable('credit_sum').dropColumn('months').execute();
  await makeProjections(deps.db as unknown as Kysely<unknown>);
  expect((await deps.db.selectFrom('exam_outcome').select('state').orderBy('number').execute()).map((o) => o.state)).toEqual(['handed', 'open']);
});

describe('who may sit what', () => {
  it('the exam those whose audience owes it, quizzes whoever owes anything, nobody else', async () => {
    const find = sittingFinder(deps);
    const guest = await addPerson(deps, { staffNo: 'g', name: '旁听', unitId: 'u', audiences: ['guest'] });
    const nobody = await addPerson(deps, { staffNo: 'n', name: '无', unitId: 'u' });
    expect(await find(who.id, 2026, 'annual', 'sit')).toMatchObject({ kind: 'exam', attempts: 3, award: undefined, opensAt: Date.parse('2026-11-01T00:00:00+08:00'), closesAt: Date.parse('2026-12-21T00:00:00+08:00') });
    expect(await find(guest.id, 2026, 'quiz', 'sit')).toMatchObject({ kind: 'quiz', attempts: undefined, award: { category: 'must', centi: 200, dailyCapCenti: 500 } });
    expect(await codeOf(find(guest.id, 2026, 'annual', 'sit'))).toBe('exam-not-yours');
    expect(await codeOf(find(nobody.id, 2026, 'quiz', 'sit'))).toBe('exam-not-yours');
    expect(await codeOf(find(who.id, 2026, 'none', 'sit'))).toBe('not-found');
    expect(await codeOf(find(who.id, 2025, 'annual', 'sit'))).toBe('not-found');
  });
});

describe('the routes', () => {
  it('tell the year and count beats for the signed-in person alone', async () => {
    const api = behindSession(deps, learnRoutes(deps));
    expect((await api.request('/year')).status).toBe(401);
    const { token } = await signIn(deps, '0012', PASSWORD);
    const headers = { cookie: `${COOKIE}=${token}`, 'content-type': 'application/json' };
    expect(await (await api.request('/year', { headers })).json()).toMatchObject({ year: 2026, met: false, owedCenti: 600, sentence: '还差 6 学分，其中必修 4；考试未通过，12 月 20 日截止' });
    expect((await api.request('/year?year=1999', { headers })).status).toBe(404);
    const post = (body: unknown) => api.request('/study/beat', { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await (await post({ page: 'constitution/a', atEnd: false })).json()).toEqual({ seconds: 0, needs: 61, reachedEnd: false, done: false, worthCenti: 200, grantedCenti: null });
    expect((await post({ page: '../etc', atEnd: false })).status).toBe(422);
    await deps.db.updateTable('person').set({ must_change: 1 }).execute();
    expect((await api.request('/year', { headers })).status).toBe(403);
  });
});
