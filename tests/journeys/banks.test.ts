/** An editor's file on the web: look, confirm, exactly what was shown, on record; and who may read keys. On a copy of a corner of the real content. */
import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { applyBank } from '#desk/server/banks/apply.ts';
import { sha256 } from '#desk/server/banks/check.ts';
import { confirmBank } from '#desk/server/banks/web.ts';
import { deskRoutes } from '#desk/server/routes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';

const BANK = 'quizzes/banks/disputes.yaml';
const home = fileURLToPath(new URL('../..', import.meta.url));
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pufa-banks-'));
  for (const part of ['content/laws/dispute-law.yaml', 'content/qa/disputes', BANK]) cpSync(join(home, part), join(root, part), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let deps: TestDeps & { config: { root: string } };
let api: ReturnType<typeof behindSession>;
const people = new Map<string, SignedIn>();
let before = '';
const file = () => readFileSync(join(root, BANK), 'utf8');

beforeEach(async () => {
  deps = { ...(await freshDeps()), config: { root } };
  api = behindSession(deps, deskRoutes(deps));
  await addUnit(deps, 'bureau', null, '局');
  for (const role of ['editor', 'reviewer', 'admin', 'auditor', 'organiser'] as const) people.set(role, await addPerson(deps, { staffNo: role, name: role, unitId: 'bureau', roles: [{ role, unitId: role === 'organiser' ? 'bureau' : null }] }));
  await addPerson(deps, { staffNo: 'second', name: '另一位编辑', unitId: 'bureau', roles: [{ role: 'editor', unitId: null }] });
  await addPerson(deps, { staffNo: 'learner', name: '学员', unitId: 'bureau' });
  before = file();
});
afterEach(async () => {
  writeFileSync(join(root, BANK), before);
  await deps.close();
});

async function as(staffNo: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const { token } = await signIn(deps, staffNo, PASSWORD);
  return api.request(path, { method: body === undefined ? 'GET' : 'POST', headers: { cookie: `${COOKIE}=${token}`, ...headers }, ...(body === undefined ? {} : { body }) });
}
const upload = (staffNo: string, text: string, fields: Record<string, string> = {}, headers?: Record<string, string>) => {
  const form = new FormData();
  form.set('file', new File([text], '新题.csv'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return as(staffNo, '/banks/disputes/import/check', form, headers);
};
const HEAD = '题型,题干,选项A,选项B,答案,解析,依据,页面,难度';
const good = (stem = '仲裁委员会收到申请以后几天内决定是否受理呢') => `${HEAD}\n单选,${stem},五日,十日,A,收到申请起五日内决定,劳动争议调解仲裁法第二十九条,${/page: (\S+)/.exec(before)?.[1] ?? ''},2\n`;
interface Look {
  readonly check: string;
  readonly hash: string;
  readonly ready: boolean;
  readonly rows: readonly { readonly id: string; readonly state: string; readonly issues: readonly { readonly column: string; readonly say: string }[] }[];
}
const look = async (response: Promise<Response>): Promise<Look> => (await response).json() as Promise<Look>;
const apply = (staffNo: string, { check, hash }: Pick<Look, 'check' | 'hash'>, headers?: Record<string, string>) => as(staffNo, '/banks/disputes/import/apply', new URLSearchParams({ check, hash }), headers);
const deeds = async () => (await deps.db.selectFrom('audit_event').select(['deed', 'subject', 'detail']).where('deed', 'in', ['import-bank', 'export-bank']).execute()).map((e) => `${e.deed} ${e.subject} ${e.detail}`);

describe('an upload', () => {
  it('is looked at, confirmed once, and on record; nothing is written before', async () => {
    const seen = await look(upload('editor', good()));
    expect(seen.rows.map((r) => r.state)).toEqual(['new']);
    expect(file()).toBe(before);
    expect(await deeds()).toEqual([]);
    const done = await apply('editor', seen);
    expect(await done.json()).toEqual({ added: 1, changed: 0 });
    expect(file().startsWith(before.trimEnd())).toBe(true);
    expect(await deeds()).toEqual([expect.stringMatching(/^import-bank disputes .*"added":1/)]);
    expect((await apply('editor', seen)).status).toBe(404);
    expect(readdirSync(join(root, 'quizzes/banks')).filter((n) => n.endsWith('.part'))).toEqual([]);
  });

  it('by plain forms leads back to the page', async () => {
    const html = { accept: 'text/html' };
    const first = await upload('editor', good(), {}, html);
    expect(first.status).toBe(303);
    const check = new URL(first.headers.get('location') ?? '', 'http://x').searchParams.get('check') ?? '';
    const { hash } = await look(upload('editor', good()));
    expect((await apply('editor', { check, hash }, html)).headers.get('location')).toBe('/desk/banks/disputes/?done=1&added=1&changed=0');
    expect((await upload('editor', good(), { basis: '劳动法', page: 'qa/x/y' }, html)).headers.get('location')).toContain('problem=defaults&basis=%E5%8A%B3');
  });

  it('with a mistake cannot be confirmed, whatever is sent', async () => {
    const seen = await look(upload('editor', `${good()}单选,没有答案的题也没有依据,一,二,,,,,\n`));
    expect(seen.ready).toBe(false);
    expect(seen.rows[1]?.issues.map((i) => i.column)).toEqual(expect.arrayContaining(['答案', '依据', '解析', '页面', '难度']));
    expect((await apply('editor', seen)).status).toBe(422);
    expect(file()).toBe(before);
    expect(await deeds()).toEqual([]);
    const sheet = await as('editor', `/banks/disputes/import/${seen.check}/sheet.xlsx`);
    expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
  });

  it('is somebody’s own, and another hash is not what was shown', async () => {
    const seen = await look(upload('editor', good()));
    expect((await apply('second', seen)).status).toBe(404);
    expect((await apply('editor', { ...seen, hash: '0'.repeat(64) })).status).toBe(404);
    expect(file()).toBe(before);
  });

  it('of which the bank has changed since is shown again, not applied', async () => {
    const seen = await look(upload('editor', good()));
    const other = await look(upload('second', good('对仲裁裁决不服的劳动者在多少日内可以起诉')));
    expect((await apply('second', other)).status).toBe(200);
    const between = file();
    const editor = people.get('editor');
    const outcome = editor && (await confirmBank(deps, editor, 'disputes', seen.check, seen.hash));
    expect(outcome).toHaveProperty('again');
    expect(file()).toBe(between);
    expect(await deeds()).toHaveLength(1);
  });

  it('may give a number that was asked once to nothing else', async () => {
    await deps.db.insertInto('question_revision').values({ id: 'r', question_id: 'JF-090', bank: 'disputes', body: '{}', created_at: '2020-01-01T00:00:00.000Z' }).execute();
    const prefix = /id: ([A-Z]+)-/.exec(before)?.[1] ?? '';
    await deps.db.updateTable('question_revision').set({ question_id: `${prefix}-090` }).execute();
    const seen = await look(upload('editor', good().replace('题型,', '题号,题型,').replace('\n单选', `\n${prefix}-090,单选`)));
    expect(seen.rows[0]?.issues[0]?.say).toContain('以前出过题');
    expect((await look(upload('editor', good()))).rows[0]?.id).toBe(`${prefix}-091`);
  });

  it('into a bank that is none says which there are', async () => {
    const form = new FormData();
    form.set('file', new File([good()], 'x.csv'));
    const body = (await (await as('editor', '/banks/dispute/import/check', form)).json()) as { issues: { say: string }[] };
    expect(body.issues[0]?.say).toContain('没有“dispute”这个题库。是不是“disputes”？');
  });
});

describe('who may', () => {
  it.each([
    ['editor', 200, 200],
    ['reviewer', 200, 403],
    ['admin', 403, 403],
    ['auditor', 403, 403],
    ['organiser', 403, 403],
    ['learner', 403, 403],
  ])('%s: export %i, import %i', async (who, mayExport, mayImport) => {
    const made = await as(who, '/banks/disputes/export?format=gift');
    expect(made.status).toBe(mayExport);
    expect(await deeds()).toHaveLength(mayExport === 200 ? 1 : 0);
    if (mayExport === 200) expect(made.headers.get('cache-control')).toBe('no-store');
    expect((await upload(who, good())).status).toBe(mayImport);
    expect((await as(who, '/banks/template.xlsx')).status).toBe(mayImport);
  });

  it('the public: nothing', async () => expect((await api.request('/banks/disputes/export?format=csv')).status).toBe(401));
});

describe('a folder that may not be written', () => {
  it('is refused with a sentence, and nothing is left behind', () => {
    const bare = mkdtempSync(join(tmpdir(), 'pufa-bare-'));
    cpSync(join(root, 'quizzes'), join(bare, 'quizzes'), { recursive: true });
    const banks = join(bare, 'quizzes/banks');
    for (const [path, mode] of [[bare, 0o755], [banks, 0o555]] as const) chmodSync(path, mode);
    const names = readdirSync(banks);
    // The superuser may write anywhere.
    if (process.getuid?.() === 0) process.seteuid?.(65534);
    try {
      expect(() => applyBank(bare, { bank: 'disputes', text: 'x', before: sha256(before) })).toThrow(expect.objectContaining({ code: 'bank-read-only' } satisfies Partial<Refusal>) as Error);
    } finally {
      if (process.getuid?.() === 0) process.seteuid?.(0);
    }
    expect(readdirSync(banks)).toEqual(names);
    chmodSync(banks, 0o755);
    rmSync(bare, { recursive: true });
  });
});
