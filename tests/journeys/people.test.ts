/** An organiser's day: a list from an office, its mistakes, the import, the report, the export. */
import iconv from 'iconv-lite';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import type { SignedIn } from '#accounts/server/env.ts';
import { importPeople } from '#accounts/server/import.ts';
import { readRows } from '#accounts/server/read-sheet.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { Refusal } from '#kernel/refusal.ts';
import { newRoutes } from '#accounts/server/api-kit.ts';
import { importRoutes } from '#reports/server/import-routes.ts';
import { adminRoutes } from '#reports/server/routes.ts';
import { importDeps, type PeopleDeps } from '#reports/server/people-import.ts';
import { packed } from '../support/docx.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { listFor } from '../support/reports.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';
import { plan } from './year-kit.ts';

let deps: PeopleDeps & TestDeps;
let organiser: SignedIn;
let admin: SignedIn;
beforeEach(async () => {
  deps = { ...(await freshDeps()), plans: new Map([[2026, plan]]), config: { publicUrl: 'https://pufa.example' } };
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲队');
  await addUnit(deps, 'b', 'bureau', '乙科');
  organiser = await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
});
afterEach(() => deps.close());

const HEAD = '工号,姓名,单位,人员类别,邮箱,角色';
const bytes = (text: string) => new TextEncoder().encode(text);
const csv = (...lines: string[]) => bytes([HEAD, ...lines].join('\r\n'));
const run = async (file: Uint8Array, actor = organiser) => importPeople(importDeps(deps), actor, { rows: await readRows(file) });
const fieldsOf = (promise: Promise<unknown>) => promise.then(() => [], (e: unknown) => (e instanceof Refusal ? Object.values(e.fields ?? { say: e.say }) : [String(e)]));
const count = async (table: 'person' | 'unit' | 'outbox' | 'person_audience') => (await deps.db.selectFrom(table).select('id').execute()).length;

describe('a list comes as', () => {
  const LINE = '0012,小周,甲队,领导干部,,';
  const names = async (file: Uint8Array) => (await run(file)).opened.map((o) => [o.staffNo, o.name]);
  it.each<[string, () => Uint8Array]>([
    ['CSV in UTF-8', () => csv(LINE)],
    ['CSV with a byte-order mark', () => bytes(`\uFEFF${HEAD}\n${LINE}`)],
    ['CSV in GB18030, as Excel writes it', () => new Uint8Array(iconv.encode(`${HEAD}\r\n${LINE}`, 'gb18030'))],
    ['CSV in UTF-16', () => new Uint8Array(iconv.encode(`\uFEFF${HEAD}\r\n${LINE}`, 'utf-16le'))],
    ['text with tabs', () => bytes(`${HEAD}\n${LINE}`.replaceAll(',', '\t'))],
  ])('%s', async (_, file) => {
    expect(await names(file())).toEqual([['0012', '小周']]);
  });

  it('XLSX, with 19 digits as text, blank rows, and a number that Excel rounded', async () => {
    const sheet = (rows: unknown[][]) => writeXlsx(rows.map((r) => r.map((value) => (typeof value === 'number' ? { value, type: Number } : { value: String(value ?? ''), type: String }))) as never).toBuffer();
    const head = HEAD.split(',');
    expect(await names(await sheet([head, ['1234567890123456789', '小周', '甲队', '领导干部', '', ''], [''], [42, '老陈', '甲队', '旁听', '', '']]))).toEqual([['1234567890123456789', '小周'], ['42', '老陈']]);
    expect(await fieldsOf(run(await sheet([head, [''], [2 ** 60, '小吴', '甲队', '领导干部', '', '']])))).toEqual([expect.stringContaining('第 3 行“工号”：长数字被表格软件改动过')]);
  });

  it.each<[string, Uint8Array, string]>([
    ['old Excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), '另存为 .xlsx'],
    ['a broken spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), '文件可能损坏'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), '这不是表格文件'],
    ['more than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1), '超过 5 MB'],
    ['an empty file', new Uint8Array(0), '文件是空的'],
  ])('%s is refused with the cure', async (_, file, says) => {
    expect((await fieldsOf(run(file))).join()).toContain(says);
  });

  it.each<[string, number | undefined]>([
    ['that says so', undefined],
    ['that lies about its size', 1000],
  ])('a spreadsheet that unpacks to 64 MB of nothing, %s, is refused', async (_, lie) => {
    const bomb = packed({ 'xl/worksheets/sheet1.xml': Buffer.alloc(64 * 1024 * 1024) }, lie);
    expect((await fieldsOf(run(bomb))).join()).toContain('解开后太大');
  });
});

describe('importing', () => {
  it('opens accounts with a password each, makes units below the own, tells those who have an address', async () => {
    const { opened } = await run(csv('0012,小周,甲队/一股,领导干部,zhou@example.com,', '0013,老陈,甲队/一股/一班,"领导干部、一般工作人员",,'));
    expect(opened.map((o) => o.unit)).toEqual(['局/甲队/一股', '局/甲队/一股/一班']);
    expect(await count('unit')).toBe(5);
    for (const o of opened) expect((await signIn(deps, o.staffNo, o.password)).mustChange).toBe(true);
    const mails = await deps.db.selectFrom('outbox').select(['kind', 'recipient', 'body']).execute();
    expect(mails.map((m) => [m.kind, m.recipient])).toEqual([['account-opened', 'zhou@example.com']]);
    expect(mails[0]?.body).toContain('https://pufa.example/login/');
    expect(mails[0]?.body).toContain('0012');
    for (const o of opened) expect(mails[0]?.body).not.toContain(o.password);
    expect(await deps.db.selectFrom('audit_event').select('deed').where('deed', '=', 'notice-skipped').execute()).toHaveLength(1);
    expect(JSON.stringify(await deps.db.selectFrom('audit_event').selectAll().execute())).not.toContain('小周');
  });

  it('leaves nothing behind when one row is wrong', async () => {
    const before = [await count('person'), await count('unit'), await count('outbox')];
    expect(await fieldsOf(run(csv('0012,小周,甲队/新股,领导干部,zhou@example.com,', '0013,老陈,甲队,领导,,', '0014,小吴,乙科,领导干部,,')))).toEqual([
      '第 3 行“人员类别”：没有“领导”这一类，现有领导干部、一般工作人员、旁听。',
      '第 4 行“单位”：没有“乙科”这个单位，或者不归您管理。您管理的是“局/甲队”，请从它写起。',
    ]);
    expect([await count('person'), await count('unit'), await count('outbox')]).toEqual(before);
  });

  it('a second time changes nothing, and a corrected list changes what was corrected', async () => {
    await run(csv('0012,小周,甲队,领导干部,,'));
    expect(await run(csv('0012,小周,甲队,领导干部,,'))).toMatchObject({ opened: [], changed: 0, unchanged: 1 });
    deps.clock.advance(3 * 86_400_000);
    expect(await run(csv('0012,周小,甲队/一股,一般工作人员,z@example.com,'))).toMatchObject({ opened: [], changed: 1, unchanged: 0 });
    const spans = await deps.db.selectFrom('person_audience').select(['audience', 'from_day', 'to_day']).orderBy('from_day').execute();
    expect(spans).toEqual([
      { audience: 'leader', from_day: '2026-11-23', to_day: '2026-11-25' },
      { audience: 'staff', from_day: '2026-11-26', to_day: null },
    ]);
  });

  it('of the same list twice at one moment opens each account once', async () => {
    const file = csv('0012,小周,甲队/一股,领导干部,,', '0013,老陈,甲队/一股,领导干部,,');
    const done = await Promise.allSettled([run(file), run(file)]);
    expect(done.some((d) => d.status === 'fulfilled' && d.value.opened.length === 2)).toBe(true);
    expect([await count('person'), await count('unit')]).toEqual([4, 4]);
  });

  it('roles only by an administrator; an organiser works for the unit', async () => {
    expect((await fieldsOf(run(csv('0012,小周,甲队,无,,组织员')))).join()).toContain('只有管理员能授予角色');
    const { opened } = await run(csv('0012,小周,局/甲队,无,,组织员', '0013,老陈,局,无,,审计'), admin);
    expect(opened).toHaveLength(2);
    const roles = await deps.db.selectFrom('person_role').innerJoin('person', 'person.id', 'person_role.person_id').select(['staff_no', 'role', 'person_role.unit_id']).where('staff_no', 'in', ['0012', '0013']).orderBy('staff_no').execute();
    expect(roles).toEqual([{ staff_no: '0012', role: 'organiser', unit_id: 'a' }, { staff_no: '0013', role: 'auditor', unit_id: null }]);
  });

  it('is not for learners, editors or auditors', async () => {
    for (const roles of [[], [{ role: 'editor' as const, unitId: null }], [{ role: 'auditor' as const, unitId: null }]]) {
      expect(await fieldsOf(run(csv('0012,小周,甲队,领导干部,,'), { ...organiser, roles }))).not.toEqual([]);
    }
    expect(await count('person')).toBe(2);
  });
});

describe('the report', () => {
  it('shows an organiser the own units, an administrator and an auditor all, others nothing', async () => {
    await run(csv('0012,小周,局/甲队,领导干部,,', '0013,老陈,局/乙科,领导干部,,'), admin);
    const seen = async (who: SignedIn) => (await listFor(deps, who)).map((r) => r.staffNo);
    expect(await seen(organiser)).toEqual(['0012', 'org']);
    expect((await seen(admin)).sort()).toEqual(['0012', '0013', 'adm', 'org']);
    expect(await seen({ ...admin, roles: [{ role: 'auditor', unitId: null }] })).toHaveLength(4);
    await expect(listFor(deps, { ...admin, roles: [] })).rejects.toThrow('not-allowed');
    await expect(listFor(deps, { ...admin, roles: [{ role: 'editor', unitId: null }] })).rejects.toThrow('not-allowed');
  });
});

describe('the routes', () => {
  const as = async (staffNo: string) => ({ cookie: `${COOKIE}=${(await signIn(deps, staffNo, PASSWORD)).token}` });
  const upload = (file: Uint8Array) => {
    const body = new FormData();
    body.set('file', new File([file as BlobPart], '名单.csv'));
    return body;
  };
  const api = () => behindSession(deps, newRoutes().route('/import', importRoutes(deps)).route('/', adminRoutes(deps)));
  const HTML = { accept: 'text/html,*/*' };

  it('by plain forms: look, confirm, get the passwords once as a file', async () => {
    const cookie = await as('org');
    const looked = await api().request('/import/check', { method: 'POST', body: upload(csv('0012,小周,甲队,领导干部,,')), headers: { ...cookie, ...HTML } });
    expect(looked.status).toBe(303);
    const check = new URL(looked.headers.get('location') ?? '', 'http://x').searchParams.get('check') ?? '';
    expect(await count('person')).toBe(2);
    const confirm = () => api().request('/import/apply', { method: 'POST', body: new URLSearchParams({ check }), headers: { ...HTML, ...cookie, 'content-type': 'application/x-www-form-urlencoded' } });
    const done = await confirm();
    expect(done.headers.get('content-disposition')).toContain('attachment');
    const rows = await readSheet(Buffer.from(await done.arrayBuffer()));
    expect(rows[1]?.slice(0, 2)).toEqual(['0012', '小周']);
    await signIn(deps, '0012', String(rows[1]?.[3]));
    // Not a second time, and not by somebody else.
    expect((await confirm()).headers.get('location')).toContain('problem=gone');
  });

  it('by JSON, with every mistake by row and column', async () => {
    const cookie = await as('org');
    const check = async (file: Uint8Array) => (await api().request('/import/check', { method: 'POST', body: upload(file), headers: cookie })).json() as Promise<{ check: string | null; issues: { text: string }[]; counts: unknown }>;
    expect(await check(csv('0012,小周,甲队,领导,,'))).toMatchObject({ check: null, issues: [{ row: 2, column: '人员类别', text: '第 2 行“人员类别”：没有“领导”这一类，现有领导干部、一般工作人员、旁听。' }] });
    const good = await check(csv('0012,小周,甲队/一股,领导干部,,'));
    expect(good).toMatchObject({ issues: [], counts: { opened: 1, changed: 0, unchanged: 0, units: 1, left: 0 } });
    const stranger = await api().request('/import/apply', { method: 'POST', body: new URLSearchParams({ check: good.check ?? '' }), headers: await as('adm') });
    expect(stranger.status).toBe(404);
  });

  it('give passwords and the empty list to those who may have them', async () => {
    const learner = await addPerson(deps, { staffNo: 'l', name: '学员', unitId: 'a' });
    expect((await api().request(`/people/${admin.id}/reset-password`, { method: 'POST', headers: await as('org') })).status).toBe(404);
    expect((await api().request(`/people/${learner.id}/reset-password`, { method: 'POST', headers: await as('org') })).status).toBe(200);
    expect((await api().request('/template.xlsx', { headers: await as('org') })).status).toBe(200);
  });
});
