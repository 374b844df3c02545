/** 线下学法: recorded, people added by list, choice and code, taken back; the credits follow each time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { breakIn } from '#credits/ledger.ts';
import { carryOverAll } from '#credits/server/carry.ts';
import { sha256 } from '#credits/server/append.ts';
import { emptyActivity } from '#activities/form.ts';
import { codeAt } from '#activities/server/code.ts';
import { addPresent, cancelActivity, recordActivity, removePresent, setSignIn, SIGN_IN_MS, signInPresent } from '#activities/server/record.ts';
import { activityRoutes, attendanceLists } from '#activities/server/routes.ts';
import { activitiesFor } from '#activities/server/store.ts';
import { previewList, viewActivity } from '#activities/server/view.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { planSchema, type Plan } from '#plans/schema.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';
import { plan as base } from './year-kit.ts';

const plan: Plan = planSchema.parse({
  year: 2026, title: '2026', opens: base.opens, closes: base.closes, categories: base.categories, audiences: {}, dailyCap: 5, study: base.study, courses: [], exams: [],
  activities: [{ id: 'court', title: '旁听庭审', category: 'law', credits: 4, most: 6 }, { id: 'meeting', title: '专题会议', category: 'must', credits: 3 }],
});
let deps: TestDeps & { plans: ReadonlyMap<number, Plan> };
let organiser: SignedIn;
let zhou: SignedIn;
let wu: SignedIn;
let outside: SignedIn;
beforeEach(async () => {
  deps = { ...(await freshDeps()), plans: new Map([[2026, plan]]) };
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲科');
  await addUnit(deps, 'b', 'bureau', '乙科');
  organiser = await addPerson(deps, { staffNo: 'O1', name: '组织', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  zhou = await addPerson(deps, { staffNo: '0012', name: '周敏', unitId: 'a' });
  wu = await addPerson(deps, { staffNo: '0013', name: '吴静', unitId: 'a' });
  outside = await addPerson(deps, { staffNo: '0099', name: '外人', unitId: 'b' });
});
afterEach(async () => {
  // Whatever happened, every chain holds and the sums beside the ledger are its own.
  for (const { id } of [zhou, wu]) {
    const chain = await deps.db.selectFrom('credit_entry').selectAll().where('person_id', '=', id).execute();
    expect(breakIn(chain, sha256)).toBeUndefined();
    const sum = await deps.db.selectFrom('credit_sum').select((e) => e.fn.sum<string | number>('granted_centi').as('n')).where('person_id', '=', id).executeTakeFirst();
    expect(Number(sum?.n ?? 0)).toBe(chain.reduce((n, e) => n + e.granted_centi, 0));
  }
  await deps.close();
});

const record = (day: string, kind = 'court') => recordActivity(deps, organiser, emptyActivity({ kind: `2026:${kind}`, title: `活动 ${day}`, day, place: '大丰', unit: 'a' }));
const centi = async (who: SignedIn) => (await deps.db.selectFrom('credit_entry').select(['granted_centi']).where('person_id', '=', who.id).execute()).reduce((n, e) => n + e.granted_centi, 0);
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
const saysOf = (promise: Promise<unknown>) => promise.then(() => '', (e: unknown) => (e instanceof Refusal ? e.say : String(e)));
const deedsOf = async (subject: string) => (await deps.db.selectFrom('audit_event').select('deed').where('subject', '=', subject).execute()).map((e) => e.deed).sort();
const presenceOf = async (activity: string, who: SignedIn) => (await viewActivity(deps, organiser, activity)).present.find((p) => p.staffNo === who.staffNo && !p.removed)?.id ?? '';

it('who was there has the credits, once, on the day of the activity', async () => {
  const id = await record('2026-03-02');
  expect(await addPresent(deps, organiser, id, [zhou.id, wu.id, zhou.id], 'choice')).toBe(2);
  expect(await addPresent(deps, organiser, id, [zhou.id], 'list')).toBe(0);
  expect([await centi(zhou), await centi(wu)]).toEqual([400, 400]);
  const entry = await deps.db.selectFrom('credit_entry').selectAll().where('person_id', '=', zhou.id).executeTakeFirstOrThrow();
  expect([entry.on_day, entry.category, entry.plan_year]).toEqual(['2026-03-02', 'law', 2026]);
  expect(await deedsOf(id)).toEqual(['record-activity', 'record-presence']);
  await viewActivity(deps, organiser, id);
  expect(await deedsOf(id)).toContain('see-activity');
  expect((await activitiesFor(deps, organiser, 2026)).lines.map((a) => [a.title, a.present])).toEqual([['活动 2026-03-02', 2]]);
});

it('ten lists with the same people at once credit each of them once', async () => {
  const id = await record('2026-03-02');
  const added = await Promise.all(Array.from({ length: 10 }, (_, i) => addPresent(deps, organiser, id, i % 2 ? [zhou.id, wu.id] : [wu.id, zhou.id], 'list')));
  expect(added.reduce((n, x) => n + x, 0)).toBe(2);
  expect([await centi(zhou), await centi(wu)]).toEqual([400, 400]);
});

describe('the most of a kind', () => {
  it('cuts what goes beyond it, and fills up when something is taken back', async () => {
    const [first, second] = [await record('2026-03-02'), await record('2026-04-02')];
    for (const id of [first, second]) await addPresent(deps, organiser, id, [zhou.id], 'choice');
    expect(await centi(zhou)).toBe(600);
    await removePresent(deps, organiser, first, await presenceOf(first, zhou), '记错了人');
    expect(await centi(zhou)).toBe(400);
    expect((await viewActivity(deps, organiser, first)).present.map((p) => p.removed)).toEqual([expect.stringContaining('记错了人')]);
    // There after all. The room of that day is spent in part, so the rest follows on the next, as with all learning.
    await addPresent(deps, organiser, first, [zhou.id], 'choice');
    await carryOverAll(deps, [plan]);
    expect(await centi(zhou)).toBe(600);
    expect(await deedsOf(zhou.id)).toEqual(['remove-presence']);
  });

  it('is of the kind alone', async () => {
    await addPresent(deps, organiser, await record('2026-03-02'), [zhou.id], 'choice');
    await addPresent(deps, organiser, await record('2026-03-03', 'meeting'), [zhou.id], 'choice');
    expect(await centi(zhou)).toBe(700);
  });
});

it('who was taken back by mistake and recorded again has what they had', async () => {
  const id = await record('2026-03-02');
  await addPresent(deps, organiser, id, [zhou.id], 'choice');
  await removePresent(deps, organiser, id, await presenceOf(id, zhou), '以为没来');
  expect(await centi(zhou)).toBe(0);
  await addPresent(deps, organiser, id, [zhou.id], 'choice');
  expect(await centi(zhou)).toBe(400);
});

it('the daily cap of the plan holds here as well', async () => {
  await addPresent(deps, organiser, await record('2026-03-02'), [zhou.id], 'choice');
  await addPresent(deps, organiser, await record('2026-03-02', 'meeting'), [zhou.id], 'choice');
  expect(await centi(zhou)).toBe(500);
});

it('an activity that is called off takes everybody’s credits back, says why, and accepts nobody', async () => {
  const id = await record('2026-03-02');
  await addPresent(deps, organiser, id, [zhou.id, wu.id], 'choice');
  expect(await codeOf(cancelActivity(deps, organiser, id, '  '))).toBe('bad-input');
  expect(await cancelActivity(deps, organiser, id, '庭审改期，没有开成')).toBe(2);
  expect([await centi(zhou), await centi(wu)]).toEqual([0, 0]);
  expect(await saysOf(addPresent(deps, organiser, id, [zhou.id], 'choice'))).toContain('作废');
  expect(await saysOf(setSignIn(deps, organiser, id, true))).toContain('作废');
  expect((await viewActivity(deps, organiser, id)).mayRecord).toBe(false);
});

it('nobody of another unit is recorded, and no other unit’s organiser sees it', async () => {
  const id = await record('2026-03-02');
  expect(await codeOf(addPresent(deps, organiser, id, [zhou.id, outside.id], 'list'))).toBe('bad-input');
  expect(await centi(zhou)).toBe(0);
  const other = await addPerson(deps, { staffNo: 'O2', name: '别处', unitId: 'b', roles: [{ role: 'organiser', unitId: 'b' }] });
  const auditor = await addPerson(deps, { staffNo: 'U1', name: '审计', unitId: 'b', roles: [{ role: 'auditor', unitId: null }] });
  expect(await codeOf(viewActivity(deps, other, id))).toBe('not-found');
  expect((await activitiesFor(deps, other, 2026)).lines).toEqual([]);
  expect(await codeOf(activitiesFor(deps, zhou, 2026))).toBe('not-allowed');
  expect((await viewActivity(deps, auditor, id)).mayRecord).toBe(false);
  const deeds = [() => addPresent(deps, auditor, id, [zhou.id], 'list'), () => setSignIn(deps, auditor, id, true), () => cancelActivity(deps, auditor, id, '试试')];
  for (const deed of deeds) expect(await codeOf(deed())).toBe('not-found');
  expect(await saysOf(recordActivity(deps, other, emptyActivity({ kind: '2026:court', title: '越界', day: '2026-03-02', place: '大丰', unit: 'a' })))).toBe('填写的内容有误。');
});

it('a list with a mistake records nobody; mended, it records everybody', async () => {
  const id = await record('2026-03-02');
  const rows = (...lines: string[]) => lines.map((line, i) => ({ row: i + 1, cells: line.split(',').map((text) => ({ text })) }));
  const keep = (...lines: string[]) => attendanceLists.keep(deps, organiser.id, { activity: id, rows: rows(...lines) });
  const bad = await previewList(deps, organiser, id, await keep('工号,姓名', '0012,周敏', '0099,外人'));
  expect(bad.issues).toEqual([expect.stringContaining('第 3 行')]);
  const good = await previewList(deps, organiser, id, await keep('工号,姓名', '0012,周敏', '0013,吴静'));
  expect(good.people.map((p) => p.name)).toEqual(['周敏', '吴静']);
  const another = await record('2026-03-03');
  expect(await codeOf(previewList(deps, organiser, another, await keep('工号', '0012')))).toBe('not-found');
});

describe('signing in by the code in the room', () => {
  const visit = async (path: string, who?: SignedIn) => {
    const { token } = who ? await signIn(deps, who.staffNo, PASSWORD) : { token: '' };
    return behindSession(deps, activityRoutes({ ...deps, config: { publicUrl: 'https://law.example.cn', base: '' } })).request(path, { headers: { cookie: `${COOKIE}=${token}` } });
  };
  const activity = (id: string) => deps.db.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  it('a good code gives the browser a pass, an old one none', async () => {
    const id = await record('2026-11-23');
    await setSignIn(deps, organiser, id, true);
    const shown = (await (await visit(`/${id}/code`, organiser)).json()) as { open: boolean; address: string; svg: string; present: number };
    expect([shown.open, shown.present, shown.svg.startsWith('<svg')]).toEqual([true, 0, true]);
    expect(shown.address).toContain(`https://law.example.cn/api/activities/${id}/scan?c=`);
    const { secret } = await activity(id);
    const good = await visit(`/${id}/scan?c=${codeAt(secret, deps.clock.now())}`);
    expect([good.status, good.headers.get('location')]).toEqual([303, `/learn/present/${id}/`]);
    expect(good.headers.get('set-cookie')).toMatch(/pufa_present=.*HttpOnly/);
    const old = await visit(`/${id}/scan?c=${codeAt(secret, deps.clock.now() - 120_000)}`);
    expect([old.headers.get('location'), old.headers.get('set-cookie')]).toEqual([`/learn/present/${id}/?late=1`, null]);
    expect((await visit('/nothing/scan?c=x')).headers.get('set-cookie')).toBeNull();
    expect((await visit(`/${id}/code`, zhou)).status).toBe(403);
    expect((await visit(`/${id}/code`)).status).toBe(401);
  });

  it('records the person themselves, once, while it is open', async () => {
    const id = await record('2026-11-23');
    expect(await saysOf(signInPresent(deps, zhou, await activity(id)))).toContain('结束');
    await setSignIn(deps, organiser, id, true);
    expect(await signInPresent(deps, zhou, await activity(id))).toBe(true);
    expect(await signInPresent(deps, zhou, await activity(id))).toBe(false);
    expect(await centi(zhou)).toBe(400);
    expect(await saysOf(signInPresent(deps, outside, await activity(id)))).toContain('不面向');
    deps.clock.advance(SIGN_IN_MS);
    expect(await saysOf(signInPresent(deps, wu, await activity(id)))).toContain('结束');
  });
});
