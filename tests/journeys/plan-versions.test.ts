/** A plan changed in mid-year: what is in force stays until somebody who saw whom it affects confirms the change. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { grantCredit } from '#credits/server/grant.ts';
import { lockPerson } from '#db/portable.ts';
import { Refusal } from '#kernel/refusal.ts';
import { effectSays } from '#plans/effect.ts';
import { planSchema } from '#plans/schema.ts';
import type { PlanFile } from '#plans/server/load.ts';
import { effectOf, previewOf, stopPreview } from '#plans/server/preview.ts';
import { bodyOf, confirmPlan, openPlans, pendingIn, versionsOf, type PlanBook } from '#plans/server/versions.ts';
import { yearOf, type LearnDeps } from '#plans/server/year.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

const raw = {
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修' },
  audiences: { staff: { title: '工作人员', credits: 4 } },
  study: { secondsPerThousand: 60 }, courses: [{ page: 'constitution/a', category: 'must', credits: 2 }], exams: [],
};
type Raw = typeof raw;
const more: Raw = { ...raw, audiences: { staff: { title: '工作人员', credits: 6 } } };
const fileOf = (plan: Raw): PlanFile => ({ plan: planSchema.parse(plan), body: JSON.stringify(plan) });

let deps: TestDeps;
let file: Raw | undefined;
let admin: SignedIn;
let learn: LearnDeps;
const files = () => new Map(file ? [[file.year, fileOf(file)]] : []);
const open = (): Promise<PlanBook> => openPlans(deps, files);
const says = async (book: PlanBook, who: SignedIn) => (await yearOf({ ...learn, plans: book.inForce }, who.id, 2026)).sentence;
const refusal = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? (e.fields?.note ?? e.say) : String(e)));

beforeEach(async () => {
  deps = await freshDeps();
  learn = learnDeps(deps);
  file = raw;
  await addUnit(deps, 'u', null, '局');
  admin = await addPerson(deps, { staffNo: 'A', name: '管理', unitId: 'u', audiences: [] });
});
afterEach(() => deps.close());

async function earns(staffNo: string, credits: number): Promise<SignedIn> {
  const who = await addPerson(deps, { staffNo, name: staffNo, unitId: 'u', audiences: ['staff'] });
  await deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, who.id);
    await grantCredit(trx, deps, { personId: who.id, planYear: 2026, category: 'must', rule: 'study', source: '2026:x', rawCenti: credits * 100, dailyCapCenti: undefined });
  });
  return who;
}

it('changes nothing until it is confirmed, and then for everybody', async () => {
  const [half, full, rich] = [await earns('half', 2), await earns('full', 4), await earns('rich', 6)];
  const book = await open();
  expect((await versionsOf(deps.db)).map((v) => [v.year, v.version, v.note])).toEqual([[2026, 1, '首次启动时的计划']]);

  file = more;
  const again = await open();
  expect(await Promise.all([half, full, rich].map((who) => says(again, who)))).toEqual(['还差 2 学分，12 月 20 日截止', '已达标', '已达标']);
  const [pending] = pendingIn(book);
  if (!pending?.before) throw new Error('nothing pending');
  expect(pending.changes).toEqual(['工作人员要学的学分由 4 改为 6。']);
  const effect = await effectOf(deps, pending.before, pending.after);
  expect(effectSays(effect)).toBe('1 人由达标变为未达标，1 人要补的变多。');
  expect(effect.list.map((p) => [p.name, p.after])).toEqual([['full', '还差 2 学分，12 月 20 日截止'], ['half', '还差 4 学分，12 月 20 日截止']]);

  expect(await refusal(confirmPlan(deps, book, admin.id, 2026, pending.hash, '  '))).toBe('写上为什么改，例如文号');
  expect(await refusal(confirmPlan(deps, book, admin.id, 2026, 'another', '文'))).toBe('看过以后文件又改了，请重新看一遍再确认。');
  expect(await confirmPlan(deps, book, admin.id, 2026, pending.hash, '大人社〔2026〕9 号')).toBe(2);
  expect(await says(book, full)).toBe('还差 2 学分，12 月 20 日截止');
  expect(pendingIn(book)).toEqual([]);
  expect((await deps.db.selectFrom('audit_event').select(['actor_id', 'detail']).where('deed', '=', 'plan-in-force').orderBy('at').orderBy('id').execute()).map((e) => [e.actor_id, (JSON.parse(e.detail) as { version: number }).version])).toEqual([[null, 1], [admin.id, 2]]);

  // The other process follows by itself; the first version is kept, word for word, and cannot be touched.
  expect(await says(again, full)).toBe('已达标');
  await again.refresh(deps.db);
  expect(await says(again, full)).toBe('还差 2 学分，12 月 20 日截止');
  expect(await bodyOf(deps.db, 2026, 1)).toBe(JSON.stringify(raw));
  await expect(deps.db.updateTable('plan_version').set({ note: 'x' } as never).execute()).rejects.toThrow(/append-only/);
  await expect(deps.db.deleteFrom('plan_version').execute()).rejects.toThrow(/append-only/);
});

it('many people are compared aside: how far it is can be asked, and it can be stopped', async () => {
  await earns('half', 2);
  const [a, b] = [planSchema.parse(raw), planSchema.parse(more)];
  expect(await previewOf(deps, 'one', a, b, 0)).toMatchObject({ effect: undefined });
  stopPreview(deps, 'one');
  const whole = await previewOf(deps, 'one', a, b, 10_000);
  expect([whole.done, whole.of, whole.effect?.counts.more]).toEqual([2, 2, 1]);
  // Shown again for a minute, then counted anew.
  await earns('late', 1);
  expect((await previewOf(deps, 'one', a, b, 10_000)).effect?.people).toBe(2);
  deps.clock.advance(61_000);
  expect((await previewOf(deps, 'one', a, b, 10_000)).effect?.people).toBe(3);
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(effectOf(deps, a, b, undefined, stop.signal)).rejects.toThrow('stopped');
});

it('is not lost when the file is gone', async () => {
  const who = await earns('half', 2);
  await open();
  file = undefined;
  expect(await says(await open(), who)).toBe('还差 2 学分，12 月 20 日截止');
});

it('a stored version that nobody can read any more does not stop the start: the file holds, and it is said', async () => {
  await deps.db.insertInto('plan_version').values({ plan_year: 2026, version: 1, hash: 'old', body: '{"year":2026,"form":"another"}', in_force_at: '2026-01-01T00:00:00.000Z', confirmed_by: null, note: '' }).execute();
  const book = await open();
  expect([book.inForce.get(2026)?.audiences.staff?.credits, [...book.unreadable]]).toEqual([400, [2026]]);
});

it('follows its file while the year has not begun, and not a day longer', async () => {
  deps.clock.set('2025-12-31T23:59:59+08:00');
  await open();
  file = more;
  expect(pendingIn(await open())).toEqual([]);
  deps.clock.set('2026-01-01T00:00:00+08:00');
  file = raw;
  const book = await open();
  expect(pendingIn(book).map((p) => p.changes)).toEqual([['工作人员要学的学分由 6 改为 4。']]);
  expect((await versionsOf(deps.db)).map((v) => v.version)).toEqual([2, 1]);
});

it('a comment or another order of the same words is no change', async () => {
  const book = await open();
  const { title, year, ...rest } = raw;
  file = { ...rest, title, year };
  expect(pendingIn(book)).toEqual([]);
  await open();
  expect(await versionsOf(deps.db)).toHaveLength(1);
});
