/** 我的资料: everything held on oneself, nothing about others, and of an exam no more than is released. */
import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HELD } from '#accounts/retention.ts';
import { recordLook } from '#accounts/server/audit.ts';
import type { SignedIn } from '#accounts/server/env.ts';
import { COOKIE, openSession } from '#accounts/server/sessions.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { instantOf } from '#kernel/day.ts';
import { sittingFinder } from '#plans/server/sittings.ts';
import { heldOn, PARTS } from '#reports/server/held/index.ts';
import { dataRoutes } from '#reports/server/held/routes.ts';
import { freshDeps } from '../support/deps.ts';
import { addPerson, addUnit, behindSession } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

let deps: ReturnType<typeof learnDeps>;
let zhou: SignedIn;
let cookie: string;
beforeEach(async () => {
  deps = learnDeps(await freshDeps());
  await addUnit(deps, 'u', null, '局');
  zhou = await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u', email: 'zhou@example.com', audiences: ['leader'] });
  cookie = `${COOKIE}=${(await openSession(deps.db, deps, zhou.id, { device: '电脑（Windows） · Edge 浏览器' })).token}`;
});
afterEach(() => deps.close());

const ask = (as: string, who = cookie) => behindSession(deps, dataRoutes(deps)).request(`/mine/${as}`, { headers: { cookie: who } });
const rowsOf = async (title: string): Promise<readonly (readonly (string | number)[])[]> => (await heldOn(deps, zhou.id)).find((s) => s.title === title)?.rows ?? [];
async function sit(): Promise<void> {
  const { attempt } = await startAttempt(deps, sittingFinder(deps), zhou.id, 2026, 'annual');
  await saveAnswer(deps, zhou.id, attempt, { pos: 1, seq: 1, value: 'T' });
  await handIn(deps, zhou.id, attempt);
}

it('covers every table that the retention list says is about people', () => {
  const covered = PARTS.flatMap((p) => p.tables);
  // Uploads are kept for a day for the one who sent them; feedback knows nobody.
  expect(HELD.flatMap((h) => h.tables).filter((t) => !covered.includes(t)).sort()).toEqual(['feedback', 'setting']);
  expect(new Set(covered).size).toBe(covered.length);
});

it('shows the account in words, the device, the mail, and never a password or a token', async () => {
  await deps.db.insertInto('outbox').values({ id: 'm', kind: 'exam-passed', person_id: zhou.id, recipient: 'zhou@example.com', subject: '=1+1', body: '正文', created_at: instantOf(deps.clock.now()), due_at: '', tries: 0, sent_at: null, last_error: null }).execute();
  expect(await rowsOf('账号')).toEqual(expect.arrayContaining([['工号', '0012'], ['姓名', '小周'], ['单位', '局'], ['邮箱', 'zhou@example.com']]));
  expect((await rowsOf('人员类别'))[0]?.[0]).toBe('领导干部');
  expect((await rowsOf('登录'))[0]?.[0]).toBe('电脑（Windows） · Edge 浏览器');
  const text = await (await ask('json')).text();
  expect(text).toContain('正文');
  const { password_hash } = await deps.db.selectFrom('person').select('password_hash').where('id', '=', zhou.id).executeTakeFirstOrThrow();
  const session = await deps.db.selectFrom('session').select('id').executeTakeFirstOrThrow();
  for (const secret of [password_hash, session.id, cookie.slice(COOKIE.length + 1)]) expect(text).not.toContain(secret);
});

it('of an exam tells score and answers only as the rules release them, and the key never', async () => {
  await sit();
  expect((await rowsOf('考试和小测'))[0]?.[4]).toMatch(/^[024] \/ 4 分/);
  expect(await rowsOf('每题的答案（已公布的）')).toEqual([['年度考试 第 1 次', '', '保存了 1 题的答案，按公布的时间给看', '', '', '']]);
  const before = await (await ask('json')).text();
  expect(before).not.toMatch(/题 [123]|解析/);
  deps.clock.set('2026-12-20T16:10:00.000Z');
  const after = await rowsOf('每题的答案（已公布的）');
  expect(after.map((r) => [r[1], r[3], r[4]])).toEqual([[1, 'T', '对'], [2, '', '没有作答']]);
  expect(JSON.stringify(await heldOn(deps, zhou.id))).not.toContain('解析');
});

it('says who looked and names nobody to whom one did something', async () => {
  const admin = await addPerson(deps, { staffNo: 'adm', name: '管理甲', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
  await addPerson(deps, { staffNo: '0013', name: '小李乙', unitId: 'u' });
  await recordLook(deps, admin, 'see-person', zhou.id);
  await recordLook(deps, zhou, 'see-person', admin.id);
  const rows = await rowsOf('与我有关的操作日志');
  expect(rows.map((r) => r.slice(1)).sort()).toEqual([['本人', '查看了个人的学法档案', '别的人或事'], ['管理甲', '查看了个人的学法档案', '本人']].sort());
  expect(await (await ask('json')).text()).not.toMatch(/小李乙|0013|adm"/);
});

it('comes as a sheet for each part, with every formula made harmless, for oneself alone, and it is kept that it was taken', async () => {
  await deps.db.updateTable('person').set({ name: '=HYPERLINK("http://evil")' }).where('id', '=', zhou.id).execute();
  const answer = await ask('xlsx');
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('我的资料-2026-11-23.xlsx'));
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const text = Object.values(files).map((bytes) => strFromU8(bytes)).join('');
  expect(Object.keys(files).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(PARTS.length);
  expect(text).toContain("'=HYPERLINK");
  expect(text).not.toContain('>=HYPERLINK');
  expect((await ask('json', '')).status).toBe(401);
  expect(await deps.db.selectFrom('audit_event').select(['actor_id', 'subject', 'detail']).where('deed', '=', 'export-own-data').execute()).toEqual([{ actor_id: zhou.id, subject: zhou.id, detail: '{"as":"xlsx"}' }]);
});
