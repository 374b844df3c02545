/** 场次: make-ups, waiting, review policy, other terms for a person or a unit, and what is refused on record. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { expireDue, handIn } from '#exams/server/hand-in.ts';
import { introOf } from '#exams/server/intro.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { reviewAttempt, viewAttempt } from '#exams/server/view.ts';
import { instantOf } from '#kernel/day.ts';
import { emptyForm, type ArrangementForm } from '#plans/arrangement.ts';
import { planSchema, type Plan } from '#plans/schema.ts';
import { arrange, arrangementsFor, revokeArrangement } from '#plans/server/arrange.ts';
import { sittingFinder } from '#plans/server/sittings.ts';
import { yearOf, type LearnDeps } from '#plans/server/year.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { listFor } from '../support/reports.ts';
import { examApp } from '../support/exam.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps, plan } from './year-kit.ts';

let deps: LearnDeps & TestDeps;
let zhou: SignedIn;
let li: SignedIn;
let boss: SignedIn;
let chief: SignedIn;

beforeEach(async () => {
  deps = learnDeps(await freshDeps());
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲科');
  await addUnit(deps, 'b', 'bureau', '乙科');
  zhou = await addPerson(deps, { staffNo: 'Z1', name: '小周', unitId: 'a', audiences: ['staff'], email: 'zhou@example.invalid' });
  li = await addPerson(deps, { staffNo: 'L1', name: '小李', unitId: 'b', audiences: ['staff'] });
  boss = await addPerson(deps, { staffNo: 'O1', name: '甲科组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  chief = await addPerson(deps, { staffNo: 'O2', name: '局组织员', unitId: 'bureau', roles: [{ role: 'organiser', unitId: 'bureau' }] });
});
afterEach(() => deps.close());

const refused = (code: string, fields?: object) => expect.objectContaining({ name: 'Refusal', code, ...(fields ? { fields: expect.objectContaining(fields) as unknown } : {}) });
/** The plan with its exam changed, for everything that follows. */
function withExam(over: object): void {
  const changed: Plan = { ...plan, exams: planSchema.shape.exams.parse([{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 2, ...over }]) };
  deps = { ...deps, plans: new Map([[2026, changed]]) };
}
const start = async (who = zhou) => (await startAttempt(deps, sittingFinder(deps), who.id, 2026, 'annual')).attempt;
async function sit(who: SignedIn, right: boolean): Promise<string> {
  const attempt = await start(who);
  for (const { pos } of (await viewAttempt(deps, who.id, attempt)).questions) await saveAnswer(deps, who.id, attempt, { pos, seq: 1, value: right ? 'T' : 'F' });
  await handIn(deps, who.id, attempt);
  return attempt;
}
const form = (over: Partial<ArrangementForm>): ArrangementForm => emptyForm({ exam: '2026:annual', reason: '外出办案', ...over });
const says = async (who: SignedIn) => (await yearOf(deps, who.id)).sentence;
const stateFor = async (who: SignedIn) => (await listFor(deps, chief)).find((r) => r.id === who.id)?.standing.exams[0];

describe('a make-up', () => {
  beforeEach(() => withExam({ closes: '2026-12-20 23:50', attempts: 1, makeup: { opens: '2027-01-05 09:00', closes: '2027-01-10', attempts: 1 } }));

  it('follows for who did not pass, counts for the year, and keeps keys closed until it is over', async () => {
    const failed = await sit(zhou, false);
    expect(await says(zhou)).toContain('补考 1 月 5 日开始，1 月 10 日截止');
    deps.clock.set('2026-12-20T23:50:00+08:00');
    await expect(start(li)).rejects.toEqual(refused('exam-not-open'));
    deps.clock.set('2026-12-25T09:00:00+08:00');
    // Others will still sit these questions.
    expect((await reviewAttempt(deps, sittingFinder(deps), zhou.id, failed)).items).toEqual([]);
    deps.clock.set('2027-01-05T09:00:00+08:00');
    expect(await introOf(deps, sittingFinder(deps), zhou.id, 2026, 'annual')).toMatchObject({ makeup: true, left: 1, refusal: undefined });
    await sit(zhou, true);
    expect(await deps.db.selectFrom('attempt').select(['number', 'makeup']).where('person_id', '=', zhou.id).orderBy('number').execute()).toEqual([{ number: 1, makeup: 0 }, { number: 2, makeup: 1 }]);
    expect(await stateFor(zhou)).toMatchObject({ state: 'passed', passedOn: '2027-01-05' });
    await expect(start()).rejects.toEqual(refused('already-passed'));
    deps.clock.set('2027-01-11T00:00:05+08:00');
    expect((await reviewAttempt(deps, sittingFinder(deps), zhou.id, failed)).items).toHaveLength(2);
    await expect(start(li)).rejects.toEqual(refused('exam-closed'));
  });

  it('is open to the minute: an attempt at 23:49 ends at 23:50 and belongs to the day', async () => {
    deps.clock.set('2026-12-20T23:49:00+08:00');
    const attempt = await start();
    expect((await viewAttempt(deps, zhou.id, attempt)).closesAt).toBe(instantOf(Date.parse('2026-12-20T23:50:00+08:00')));
    deps.clock.set('2026-12-21T08:00:00+08:00');
    expect(await expireDue(deps)).toMatchObject({ closed: 1 });
    expect((await handIn(deps, zhou.id, attempt)).handedAt).toBe('2026-12-20T15:49:59.999Z');
  });
});

describe('who may begin', () => {
  it('waits between attempts, and counts the last where the plan says so', async () => {
    withExam({ waitHours: 24, attempts: 3, counts: 'last' });
    await sit(zhou, false);
    deps.clock.advance(24 * 3_600_000 - 1);
    await expect(start()).rejects.toEqual(refused('attempt-too-soon'));
    deps.clock.advance(1);
    await sit(zhou, true);
    expect(await stateFor(zhou)).toMatchObject({ state: 'passed' });
  });

  it('opens to those who reached the credits, and to everyone where the plan says so', async () => {
    withExam({ minCredits: 1 });
    await expect(start()).rejects.toEqual(refused('credits-short'));
    await deps.db.insertInto('credit_entry').values({ id: 'c', person_id: zhou.id, number: 1, plan_year: 2026, category: 'must', rule: 'study', source: '2026:x', raw_centi: 100, granted_centi: 100, on_day: '2026-03-01', at: '2026-03-01T00:00:00.000Z', unit_id: 'a', reason: null, prev_hash: '', hash: '' }).execute();
    await start();
    const guest = await addPerson(deps, { staffNo: 'G1', name: '旁听', unitId: 'a', audiences: ['guest'] });
    withExam({});
    await expect(start(guest)).rejects.toEqual(refused('exam-not-yours'));
    withExam({ who: 'everyone' });
    await start(guest);
  });
});

describe('a score that is kept back', () => {
  it('is told by no way before its time: receipt, page, year, mail', async () => {
    withExam({ review: { now: 'nothing', after: 'score' } });
    const attempt = await sit(zhou, true);
    const due = '2026-12-20T16:00:05.000Z';
    expect(await handIn(deps, zhou.id, attempt)).toMatchObject({ score: null, passed: null, scoreAt: due });
    expect(await reviewAttempt(deps, sittingFinder(deps), zhou.id, attempt)).toMatchObject({ score: null, passed: null, items: [] });
    expect((await introOf(deps, sittingFinder(deps), zhou.id, 2026, 'annual')).finished).toMatchObject([{ score: undefined, passed: undefined }]);
    expect(await says(zhou)).toContain('考试已交卷，成绩待公布');
    expect(await deps.db.selectFrom('outbox').select('due_at').execute()).toEqual([{ due_at: due }]);
    // A refusal would tell it: whoever passed may go on like anybody else.
    await sit(zhou, false);
    // The organiser must know who has passed.
    expect(await stateFor(zhou)).toMatchObject({ state: 'passed' });
    deps.clock.set(due);
    expect(await reviewAttempt(deps, sittingFinder(deps), zhou.id, attempt)).toMatchObject({ score: 4, passed: true, items: [] });
  });
});

describe('other terms for a person or a unit', () => {
  const closesFor = async (who: SignedIn) => (await sittingFinder(deps)(who.id, 2026, 'annual', 'sit')).closesAt;

  it('person beats unit beats exam; standing and report follow; nobody else is touched', async () => {
    await arrange(deps, chief, form({ unit: 'bureau', closes: '2026-12-25', minutes: '90' }));
    await arrange(deps, boss, form({ unit: 'a', closes: '2026-12-24', attempts: '5' }));
    const finder = sittingFinder(deps);
    // Field by field the most generous of the units.
    expect(await finder(zhou.id, 2026, 'annual', 'sit')).toMatchObject({ closesAt: Date.parse('2026-12-26T00:00:00+08:00'), minutes: 90, attempts: 5 });
    expect(await finder(li.id, 2026, 'annual', 'sit')).toMatchObject({ minutes: 90, attempts: 3 });
    await arrange(deps, boss, form({ staffNo: 'Z1', closes: '2026-12-28 12:00' }));
    expect(await finder(zhou.id, 2026, 'annual', 'sit')).toMatchObject({ closesAt: Date.parse('2026-12-28T12:00:00+08:00'), minutes: 90, attempts: 5 });
    deps.clock.set('2026-12-27T09:00:00+08:00');
    expect(await stateFor(zhou)).toMatchObject({ state: 'untried', closes: '2026-12-28', closesTime: '12:00', attemptsLeft: 5 });
    expect(await stateFor(li)).toMatchObject({ state: 'over' });
    expect(await says(zhou)).toContain('12 月 28 日 12:00 截止');
    await start();
  });

  it('gives whoever sits now their longer time at once, never less, and keeps keys closed for all until then', async () => {
    const attempt = await start();
    const other = await start(li);
    await arrange(deps, boss, form({ staffNo: 'Z1', minutes: '120', closes: '2026-12-28' }));
    expect((await viewAttempt(deps, zhou.id, attempt)).closesAt).toBe('2026-11-23T03:00:00.000Z');
    expect((await viewAttempt(deps, li.id, other)).closesAt).toBe('2026-11-23T02:00:00.000Z');
    await arrange(deps, boss, form({ staffNo: 'Z1', minutes: '10', closes: '2026-12-28' }));
    expect((await viewAttempt(deps, zhou.id, attempt)).closesAt).toBe('2026-11-23T03:00:00.000Z');
    await handIn(deps, li.id, other);
    deps.clock.set('2026-12-28T12:00:00+08:00');
    expect((await reviewAttempt(deps, sittingFinder(deps), li.id, other)).items).toEqual([]);
    // Taken back while Zhou is in the room: the keys wait for Zhou all the same.
    const late = await start();
    const mine = (await arrangementsFor(deps, boss)).rows.find((r) => !r.revokedAt);
    await revokeArrangement(deps, boss, mine?.id ?? '');
    expect((await reviewAttempt(deps, sittingFinder(deps), li.id, other)).items).toEqual([]);
    await handIn(deps, zhou.id, late);
    expect((await reviewAttempt(deps, sittingFinder(deps), li.id, other)).items).toHaveLength(2);
  });

  it('is set within reach only, on record, with who, why and the document', async () => {
    await expect(arrange(deps, boss, form({ staffNo: 'L1', minutes: '90' }))).rejects.toEqual(refused('bad-input', { staffNo: '没有这个工号，或者不在您管的单位里' }));
    await expect(arrange(deps, boss, form({ unit: 'b', minutes: '90' }))).rejects.toEqual(refused('bad-input', { unit: '没有这个单位，或者不归您管' }));
    await expect(arrange(deps, zhou, form({ staffNo: 'Z1', minutes: '90' }))).rejects.toEqual(refused('bad-input'));
    await expect(arrangementsFor(deps, zhou)).rejects.toEqual(refused('not-allowed'));
    await arrange(deps, boss, form({ staffNo: 'Z1', minutes: '90', document: '〔2026〕1 号' }));
    await arrange(deps, chief, form({ staffNo: 'L1', attempts: '4' }));
    const before = await closesFor(zhou);
    expect((await arrangementsFor(deps, boss)).rows).toMatchObject([{ whom: '小周（Z1）', what: '每次 90 分钟', reason: '外出办案', document: '〔2026〕1 号', by: '甲科组织员', revokedAt: undefined }]);
    const lis = (await arrangementsFor(deps, chief)).rows.find((r) => r.whom.startsWith('小李'));
    await expect(revokeArrangement(deps, boss, lis?.id ?? '')).rejects.toEqual(refused('not-found'));
    // A new one takes the place of the old one.
    deps.clock.advance(1);
    await arrange(deps, boss, form({ staffNo: 'Z1', minutes: '75' }));
    expect((await arrangementsFor(deps, boss)).rows.filter((r) => !r.revokedAt)).toMatchObject([{ what: '每次 75 分钟' }]);
    expect(await closesFor(zhou)).toBe(before);
    const events = await deps.db.selectFrom('audit_event').selectAll().where('deed', '=', 'arrange-sitting').where('subject', '=', zhou.id).orderBy('id').execute();
    expect(events.map((e) => JSON.parse(e.detail) as object)).toMatchObject([{ minutes: 90, document: '〔2026〕1 号', replaced: 0 }, { minutes: 75, replaced: 1 }]);
    expect(events.map((e) => e.actor_id)).toEqual([boss.id, boss.id]);
  });
});

describe('what no page of ours would send', () => {
  it('is refused with a sentence, put on record without the answer, and changes nothing', async () => {
    const attempt = await start();
    await saveAnswer(deps, zhou.id, attempt, { pos: 1, seq: 5, value: 'T' });
    const app = examApp(deps, sittingFinder(deps), [zhou, li]);
    const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
      app.request(`/api/exams/attempts/${path}`, { method, headers: { 'x-person': who.id, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const forged = attempt.replace(/.$/, (c) => (c === '0' ? '1' : '0'));
    const cases = [
      [li, 'GET', attempt, undefined, 404],
      [li, 'PUT', `${attempt}/answers/1`, { seq: 9, value: 'F' }, 404],
      [li, 'POST', `${attempt}/hand-in`, undefined, 404],
      [zhou, 'GET', forged, undefined, 404],
      [zhou, 'GET', 'no-id-at-all', undefined, 404],
      [zhou, 'PUT', `${attempt}/answers/1`, { seq: 9, value: 'C' }, 422],
      [zhou, 'PUT', `${attempt}/answers/1`, { seq: 9, value: 5 }, 422],
      [zhou, 'PUT', `${attempt}/answers/99`, { seq: 9, value: 'T' }, 422],
    ] as const;
    for (const [who, method, path, body, status] of cases) {
      deps.clock.advance(1);
      const answer = await ask(who, method, path, body);
      expect(answer.status, `${method} ${path}`).toBe(status);
      expect(((await answer.json()) as { error: { say: string } }).error.say).toMatch(/。$/);
    }
    // Replayed and out of order: harmless, and told what stands.
    for (const seq of [5, 3]) expect(await (await ask(zhou, 'PUT', `${attempt}/answers/1`, { seq, value: 'F' })).json()).toMatchObject({ accepted: false, stored: { value: 'T', seq: 5 } });
    expect((await viewAttempt(deps, zhou.id, attempt)).answers).toMatchObject([{ pos: 1, value: 'T', seq: 5 }]);
    await handIn(deps, zhou.id, attempt);
    deps.clock.advance(1);
    expect((await ask(zhou, 'PUT', `${attempt}/answers/1`, { seq: 99, value: 'F' })).status).toBe(409);

    const kept = await deps.db.selectFrom('audit_event').selectAll().where('deed', '=', 'exam-refused').orderBy('id').execute();
    expect(kept.map((e) => [e.actor_id === zhou.id ? 'zhou' : 'li', e.subject === attempt ? 'this' : e.subject, JSON.parse(e.detail) as object])).toEqual([
      ['li', 'this', { what: 'view', code: 'not-found', times: 1 }],
      ['li', 'this', { what: 'save', code: 'not-found', times: 1 }],
      ['li', 'this', { what: 'hand-in', code: 'not-found', times: 1 }],
      ['zhou', forged, { what: 'view', code: 'not-found', times: 1 }],
      ['zhou', 'this', { what: 'save', code: 'bad-input', times: 1 }],
      ['zhou', 'this', { what: 'save', code: 'attempt-closed', times: 1 }],
    ]);
    // The others of that minute are counted on the next line.
    deps.clock.advance(60_000);
    await ask(zhou, 'PUT', `${attempt}/answers/1`, { seq: 9, value: 5 });
    const last = await deps.db.selectFrom('audit_event').select('detail').where('deed', '=', 'exam-refused').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(last.detail)).toEqual({ what: 'save', code: 'bad-input', times: 3 });
  });
});
