/** A year in the personnel office: transfers late and ahead of time, a secondment, a promotion, somebody retires, somebody is exempt. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAudiences, closeAccount, removeAudienceTime, reopenAccount } from '#accounts/server/account-state.ts';
import { beginDue } from '#accounts/server/begin-due.ts';
import { dossierOf } from '#accounts/server/dossier.ts';
import type { SignedIn } from '#accounts/server/env.ts';
import { exemptionsWithin, grantExemption, revokeExemption } from '#accounts/server/exemptions.ts';
import { recordService, withdrawService } from '#accounts/server/service.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { emptyServiceForm, type ServiceForm } from '#accounts/service-form.ts';
import { Refusal } from '#kernel/refusal.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit } from './people-kit.ts';

const AUDIENCES = ['leader', 'staff'];
let deps: TestDeps;
let organiser: SignedIn;
let admin: SignedIn;
let zhou: SignedIn;
beforeEach(async () => {
  deps = await freshDeps();
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲队');
  await addUnit(deps, 'a1', 'a', '一股');
  await addUnit(deps, 'b', 'bureau', '乙科');
  await addUnit(deps, 'c', null, '别的局');
  organiser = await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
  zhou = await addPerson(deps, { staffNo: '0012', name: '周小明', unitId: 'a', audiences: ['staff'] });
});
afterEach(() => deps.close());

const record = (actor: SignedIn, over: Partial<ServiceForm>, whom = zhou) => recordService(deps, actor, whom.id, emptyServiceForm(over), AUDIENCES);
const fields = (promise: Promise<unknown>) => promise.then(() => 'done', (e: unknown) => (e instanceof Refusal ? (e.fields ?? e.say) : String(e)));
const now = async () => deps.db.selectFrom('person').select(['unit_id', 'state']).where('id', '=', zhou.id).executeTakeFirstOrThrow();
const timeline = async (who = admin) => (await dossierOf(deps, who, zhou.id)).service.map((r) => `${r.what} ${r.time} ${r.unit}`);

describe('assignments', () => {
  it('late paperwork holds at once, and takes its place before what is known already', async () => {
    await record(admin, { reason: 'transfer', day: '2026年6月1日', unit: 'b', document: '大人社〔2026〕12号' });
    expect(await now()).toEqual({ unit_id: 'b', state: 'active' });
    await record(admin, { reason: 'transfer', day: '20260401', unit: 'a1' });
    expect(await now()).toEqual({ unit_id: 'b', state: 'active' });
    expect(await timeline()).toEqual(['调动 2026年6月1日起 局/乙科', '调动 2026年4月1日至 2026年5月31日 局/甲队/一股', '到岗 此前至 2026年3月31日 局/甲队']);
    expect(await deps.db.selectFrom('audit_event').select('deed').where('deed', '=', 'record-service').execute()).toHaveLength(2);
  });

  it('what lies ahead begins on its day, also when the process slept through it, and once', async () => {
    await beginDue(deps);
    await record(admin, { reason: 'secondment', day: '2026-12-01', until: '2026-12-10', unit: 'b' });
    await record(admin, { reason: 'retirement', day: '2026-12-31' });
    expect(await now()).toEqual({ unit_id: 'a', state: 'active' });
    deps.clock.set('2026-11-30T23:59:00+08:00');
    expect(await beginDue(deps)).toBe(0);
    deps.clock.set('2026-12-03T00:00:30+08:00');
    expect([await beginDue(deps), await beginDue(deps)]).toEqual([1, 0]);
    expect(await now()).toEqual({ unit_id: 'b', state: 'active' });
    deps.clock.set('2026-12-12T08:00:00+08:00');
    expect(await beginDue(deps)).toBe(1);
    expect(await now()).toEqual({ unit_id: 'a', state: 'active' });
    // The last day of service is still served.
    deps.clock.set('2026-12-31T20:00:00+08:00');
    expect(await beginDue(deps)).toBe(0);
    await signIn(deps, '0012', PASSWORD);
    deps.clock.set('2027-01-01T00:00:30+08:00');
    expect(await beginDue(deps)).toBe(1);
    await expect(signIn(deps, '0012', PASSWORD)).rejects.toThrow('account-closed');
    // Coming back opens the account, on the day.
    await record(admin, { reason: 'entry', day: '2027-02-01', unit: 'b' });
    expect((await now()).state).toBe('closed');
    deps.clock.set('2027-02-02T08:00:00+08:00');
    expect(await beginDue(deps)).toBe(1);
    expect(await now()).toEqual({ unit_id: 'b', state: 'active' });
  });

  it('leaving in the past closes at once; withdrawn it was a mistake, and the account is open again', async () => {
    await record(organiser, { reason: 'leaving', day: '2026-11-20' });
    expect((await now()).state).toBe('closed');
    expect(await fields(reopenAccount(deps, organiser, zhou.id))).toEqual({ why: expect.stringContaining('此人已登记“离开”') as string });
    const leaving = (await dossierOf(deps, organiser, zhou.id)).service[0];
    expect(leaving?.mayWithdraw).toBe(true);
    await withdrawService(deps, organiser, zhou.id, leaving?.id ?? '');
    expect(await now()).toEqual({ unit_id: 'a', state: 'active' });
    expect(await timeline()).toEqual(['到岗 一直 局/甲队']);
  });

  it('a promotion is a change of audience with a date', async () => {
    expect(await fields(record(admin, { reason: 'promotion', day: '2026-07-01', audiences: ['staff'] }))).toEqual({ audiences: '人员类别和原来一样。请勾选新的类别；只换单位的，登记“调动”。' });
    await record(admin, { reason: 'promotion', day: '2026-07-01', audiences: ['leader'], unit: 'b' });
    const spans = await deps.db.selectFrom('person_audience').select(['audience', 'from_day', 'to_day']).where('person_id', '=', zhou.id).orderBy('from_day').execute();
    expect(spans).toEqual([{ audience: 'staff', from_day: '2026-01-01', to_day: '2026-06-30' }, { audience: 'leader', from_day: '2026-07-01', to_day: null }]);
    expect(await now()).toEqual({ unit_id: 'b', state: 'active' });
  });

  it('every mistake is named beside its field, and nothing is kept of it', async () => {
    expect(await fields(record(admin, {}))).toEqual({ reason: '请选择要登记什么', day: '请填写日期，例如 2026-3-1' });
    expect(await fields(record(admin, { reason: 'transfer', day: '3/1/26' }))).toEqual({ day: expect.stringContaining('看不出哪个是年') as string, unit: '请选择单位' });
    expect(await fields(record(admin, { reason: 'transfer', day: '2026-3-1', unit: 'a' }))).toEqual({ unit: expect.stringContaining('已经在“局/甲队”') as string });
    await deps.db.updateTable('unit').set({ closed_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', 'b').execute();
    expect(await fields(record(admin, { reason: 'transfer', day: '2026-3-1', unit: 'b' }))).toEqual({ unit: expect.stringContaining('已经停用') as string });
    expect(await deps.db.selectFrom('assignment').selectAll().execute()).toEqual([]);
  });

  it('an organiser moves people within the own units only; an auditor looks', async () => {
    await record(organiser, { reason: 'transfer', day: '2026-3-1', unit: 'a1' });
    expect(await fields(record(organiser, { reason: 'transfer', day: '2026-4-1', unit: 'b' }))).toEqual({ unit: expect.stringContaining('不归您管理') as string });
    expect(await fields(record(organiser, { reason: 'leaving', day: '2026-4-1' }, admin))).toBe('没有找到。');
    expect(await fields(record({ ...admin, roles: [{ role: 'auditor', unitId: null }] }, { reason: 'transfer', day: '2026-4-1', unit: 'b' }))).toBe('没有找到。');
    expect((await dossierOf(deps, { ...admin, roles: [{ role: 'auditor', unitId: null }] }, zhou.id)).mayManage).toBe(false);
    // An administrator of one bureau reaches that bureau.
    const other = { ...admin, roles: [{ role: 'admin' as const, unitId: 'c' }] };
    expect(await fields(record(other, { reason: 'transfer', day: '2026-4-1', unit: 'c' }))).toBe('没有找到。');
    expect(await fields(record({ ...admin, roles: [{ role: 'admin', unitId: 'bureau' }] }, { reason: 'transfer', day: '2026-4-1', unit: 'c' }))).toEqual({ unit: expect.stringContaining('不归您管理') as string });
  });

  it('who holds a role cannot be made to leave before it is taken back', async () => {
    expect(await fields(record(admin, { reason: 'leaving', day: '2026-11-20' }, organiser))).toEqual({ reason: '此人还担任组织员，请先由管理员在“角色”里收回，再登记。' });
    expect(await fields(closeAccount(deps, admin, organiser.id, '停用'))).toEqual({ why: '此人还担任组织员，请先由管理员在“角色”里收回，再停用。' });
  });
});

describe('accounts and audiences', () => {
  it('closed with a reason, opened again; sessions end, the record stays', async () => {
    await signIn(deps, '0012', PASSWORD);
    expect(await fields(closeAccount(deps, organiser, zhou.id, ' '))).toEqual({ why: '请写明停用的原因，以后查得到' });
    await closeAccount(deps, organiser, zhou.id, '长期离岗');
    expect(await deps.db.selectFrom('session').select('id').where('person_id', '=', zhou.id).execute()).toEqual([]);
    await beginDue(deps);
    expect((await now()).state).toBe('closed');
    await reopenAccount(deps, organiser, zhou.id);
    await signIn(deps, '0012', PASSWORD);
  });

  it('two audiences at once, from a day on; none must be said', async () => {
    const change = (day: string, audiences: string[], none = false) => fields(changeAudiences(deps, organiser, zhou.id, { day, audiences, none }, AUDIENCES));
    expect(await change('2026-9-1', [])).toEqual({ held: '一类也没有勾选。不再参加学法的，请勾选“无”。' });
    expect(await change('2026-9-1', ['staff', 'leader'])).toBe('done');
    const dossier = await dossierOf(deps, organiser, zhou.id);
    expect(dossier.held).toEqual(['leader', 'staff']);
    expect(await change('2026-5-1', [], true)).toEqual({ from: expect.stringContaining('2026年9月1日起已经登记了类别变动') as string });
    const leader = dossier.audiences.find((s) => s.audience === 'leader');
    await removeAudienceTime(deps, organiser, zhou.id, leader?.id ?? '');
    expect((await dossierOf(deps, organiser, zhou.id)).held).toEqual(['staff']);
  });
});

describe('exemptions', () => {
  const form = { staffNo: '0012', year: '2026', reason: '因病长期休假', document: '大人社〔2026〕7号', approver: '王某某（局长）' };
  const grant = (actor: SignedIn, over: Partial<typeof form> = {}) => fields(grantExemption(deps, actor, { ...form, ...over }, [2026]));
  it('need a document and who approved it; once for a year; revoked and made anew', async () => {
    expect(await grant(organiser, { document: '', approver: '', year: '2031', staffNo: 'adm' })).toEqual({
      staffNo: '没有这个工号，或者不在您管的单位里', year: '请选择年度', document: expect.stringContaining('请填写文号') as string, approver: expect.stringContaining('请填写批准人') as string,
    });
    expect(await grant(organiser)).toBe('done');
    expect(await grant(organiser)).toEqual({ year: expect.stringContaining('2026 年度已经免学') as string });
    const [row] = await exemptionsWithin(deps.db, organiser, 2026);
    expect(row).toMatchObject({ name: '周小明', unit: '局/甲队', document: form.document, approver: form.approver, by: '组织员', revokedAt: undefined });
    deps.clock.advance(1000);
    await revokeExemption(deps, organiser, row?.id ?? '');
    await revokeExemption(deps, organiser, row?.id ?? '');
    expect(await grant(organiser, { document: '大人社〔2026〕9号' })).toBe('done');
    expect((await exemptionsWithin(deps.db, admin, 2026)).map((r) => r.revokedAt === undefined)).toEqual([true, false]);
    expect(await deps.db.selectFrom('audit_event').select('deed').where('deed', 'like', '%exemption').execute()).toHaveLength(3);
  });

  it('two organisers at the same moment grant one', async () => {
    const both = await Promise.all([grant(organiser), grant(admin)]);
    expect(both.filter((b) => b === 'done')).toHaveLength(1);
    expect(await exemptionsWithin(deps.db, admin, 2026)).toHaveLength(1);
  });
});
