/** A roster is imported, looked at as a diff, cancelled, applied, and undone: all is as it was, but for what people did since. */
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAudiences } from '#accounts/server/account-state.ts';
import { newRoutes } from '#accounts/server/api-kit.ts';
import type { SignedIn } from '#accounts/server/env.ts';
import { importPeople, previewImport, type ImportRunning } from '#accounts/server/import.ts';
import { importBatches } from '#accounts/server/import-batches.ts';
import { cancelImport, importProgress } from '#accounts/server/import-run.ts';
import { previewUndo, undoImport } from '#accounts/server/import-undo.ts';
import { tablesOfUse } from '#accounts/server/person-tables.ts';
import { readRows } from '#accounts/server/read-sheet.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { changePassword, signIn } from '#accounts/server/sign-in.ts';
import { migrate, openDb } from '#db/open.ts';
import { peopleCommand } from '#desk/server/people.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { importRoutes } from '#reports/server/import-routes.ts';
import { importDeps, type PeopleDeps } from '#reports/server/people-import.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';
import { plan } from './year-kit.ts';

let deps: PeopleDeps & TestDeps;
let organiser: SignedIn;
let admin: SignedIn;
const setUp = async () => {
  deps = { ...(await freshDeps()), plans: new Map([[2026, plan]]), config: { publicUrl: 'https://pufa.example' } };
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲队');
  await addUnit(deps, 'b', 'bureau', '乙科');
  organiser = await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
  await addPerson(deps, { staffNo: '1', name: '钱一', unitId: 'a', audiences: ['staff'], email: 'q@example.com' });
  await addPerson(deps, { staffNo: '2', name: '孙二', unitId: 'a', audiences: ['leader', 'staff'] });
};
beforeEach(setUp);
afterEach(() => deps.close());

/** A file without content, to be stretched. */
function openEmpty(path: string): string {
  writeFileSync(path, '');
  return path;
}

const HEAD = '工号,姓名,单位,人员类别,邮箱,到岗日期,生效日期';
const listOf = async (lines: readonly string[], complete?: string) => ({ rows: await readRows(new TextEncoder().encode([HEAD, ...lines].join('\n'))), fileName: '名单.csv', complete });
const run = async (actor: SignedIn, lines: readonly string[], complete?: string, running?: ImportRunning) => importPeople(importDeps(deps), actor, await listOf(lines, complete), running);
const refused = (promise: Promise<unknown>) => promise.then(() => 'done', (e: unknown) => (e instanceof Refusal ? `${e.code} ${e.say} ${Object.values(e.fields ?? {}).join()}` : String(e)));
/** Everything an import may touch; the touch-lock counts on. */
const everything = async () => {
  const { db } = deps;
  const people = (await db.selectFrom('person').selectAll().orderBy('id').execute()).map(({ touched, ...p }) => [touched >= 0, p]);
  return [people, await db.selectFrom('unit').selectAll().orderBy('id').execute(), await db.selectFrom('assignment').selectAll().orderBy('id').execute(), await db.selectFrom('person_audience').selectAll().orderBy('id').execute(), await db.selectFrom('person_role').selectAll().orderBy('id').execute(), await db.selectFrom('outbox').selectAll().orderBy('id').execute()];
};

describe('the diff', () => {
  it('names new, changed, unchanged and left; only who is ticked is closed', async () => {
    const lines = ['2,孙二,甲队,"领导干部、一般工作人员",,,', '3,李三,甲队/一股,一般工作人员,,2026-3-1,'];
    const { plan: diff } = await previewImport(importDeps(deps), organiser, await listOf(lines, 'a'));
    expect(diff.people.map((p) => [p.row.name, p.changes])).toEqual([['孙二', []], ['李三', undefined]]);
    expect(diff.left.map((l) => [l.record.name, l.why])).toEqual([['钱一', undefined], ['组织员', '这是您自己']]);
    await signIn(deps, '1', PASSWORD);
    expect((await run(organiser, lines, 'a')).closed).toBe(0);
    await signIn(deps, '1', PASSWORD);
    const left = diff.left.filter((l) => l.record.name === '钱一').map((l) => l.id);
    expect((await run(organiser, lines, 'a', { left })).closed).toBe(1);
    await expect(signIn(deps, '1', PASSWORD)).rejects.toThrow('account-closed');
    expect(await deps.db.selectFrom('session').select('id').where('person_id', '=', left[0] ?? '').execute()).toEqual([]);
    // Not a second time, not oneself, not somebody of another unit.
    for (const id of [left[0] ?? '', organiser.id, admin.id]) expect(await refused(run(organiser, lines, 'a', { left: [id] }))).toContain('import-broken');
    expect(await refused(run(organiser, lines, 'b'))).toContain('这个单位不归您管理');
    expect(await deps.db.selectFrom('assignment').select(['from_day', 'reason']).where('reason', '=', 'entry').where('from_day', '>', '1').execute()).toEqual([{ from_day: '2026-03-01', reason: 'entry' }]);
  });
});

describe('undone by one click', () => {
  it('everything is as it was, whatever the list did', async () => {
    const cell = fc.record({ no: fc.constantFrom('1', '2', '3', '4'), name: fc.constantFrom('钱一', '孙二', '李三'), unit: fc.constantFrom('甲队', '甲队/一股', '甲队/一股/一班'), audience: fc.constantFrom('领导干部', '一般工作人员', '"领导干部、旁听"', '无'), email: fc.constantFrom('', 'z@example.com'), enters: fc.constantFrom('', '2026-3-1'), from: fc.constantFrom('', '2026年9月1日', '20261201') });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(cell, { selector: (c) => c.no, minLength: 1, maxLength: 4 }), fc.boolean(), async (cells, tick) => {
        const before = await everything();
        const lines = cells.map((c) => [c.no, c.name, c.unit, c.audience, c.email, c.enters, c.from].join());
        const { plan: diff, issues } = await previewImport(importDeps(deps), organiser, await listOf(lines, 'a'));
        expect(issues).toEqual([]);
        const left = tick ? diff.left.filter((l) => l.after).map((l) => l.id) : [];
        const { batch } = await run(organiser, lines, 'a', { left });
        expect((await undoImport(deps, organiser, batch)).map((l) => l.kept).join('')).toBe('');
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  it('but what people did since stays, and is named', async () => {
    const { batch, opened } = await run(organiser, ['1,钱一一,乙科,领导干部,new@example.com,,', '3,李三,甲队/一股,领导干部,,,', '4,周四,甲队/二股,领导干部,,,'].map((l) => l.replace('乙科', '甲队/一股')));
    const li = await signIn(deps, '3', opened[0]?.password ?? '');
    const session = await deps.db.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    await changePassword(deps, { person: { ...organiser, id: session.person_id }, sessionId: session.id }, opened[0]?.password ?? '', 'a-new-password-of-li');
    expect(li.mustChange).toBe(true);
    const qian = (await deps.db.selectFrom('person').select('id').where('staff_no', '=', '1').executeTakeFirstOrThrow()).id;
    await changeAudiences(deps, organiser, qian, { day: '2026-11-23', audiences: ['guest'], none: false }, ['leader', 'staff', 'guest']);
    const { lines, refused: no } = await previewUndo(deps, organiser, batch);
    expect(no).toBeUndefined();
    expect(lines.map((l) => [l.staffNo, l.does, l.kept])).toEqual([
      ['1', 'restore', '人员类别在导入以后又改过，保持现在的'],
      ['3', 'nothing', '已经登录过或有了记录，账号保留；不要的话请到个人页面停用'],
      ['4', 'remove', ''],
    ]);
    await undoImport(deps, organiser, batch);
    const people = await deps.db.selectFrom('person').select(['staff_no', 'name', 'email', 'unit_id']).where('staff_no', 'in', ['1', '3', '4']).orderBy('staff_no').execute();
    expect(people.map((p) => [p.staff_no, p.name, p.email])).toEqual([['1', '钱一', 'q@example.com'], ['3', '李三', null]]);
    expect(people[0]?.unit_id).toBe('a');
    // The unit of whoever stays is still there, the other is gone.
    expect((await deps.db.selectFrom('unit').select('name').orderBy('name').execute()).map((u) => u.name)).not.toContain('二股');
    expect(await refused(undoImport(deps, organiser, batch))).toBe('import-kept 这次导入已经撤销。 ');
    expect((await importBatches(deps, organiser))[0]).toMatchObject({ state: 'undone', undoneBy: '组织员', undoneNote: expect.stringContaining('李三（3）') as string });
  });

  it('a later import of the same people is undone first, and nobody undoes what is not theirs', async () => {
    const first = await run(organiser, ['1,钱一,甲队/一股,一般工作人员,,,']);
    deps.clock.advance(60_000);
    const second = await run(organiser, ['1,钱二,甲队/一股,一般工作人员,,,']);
    deps.clock.advance(60_000);
    const other = await run(organiser, ['9,吴九,甲队,一般工作人员,,,']);
    expect(await refused(undoImport(deps, organiser, first.batch))).toContain('2026-11-23 09:01 的那次导入（名单.csv）又改过其中的人，请先撤销那一次。');
    const stranger = await addPerson(deps, { staffNo: 'org2', name: '另一个', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
    expect(await refused(undoImport(deps, stranger, second.batch))).toBe('not-found 没有找到。 ');
    expect(await importBatches(deps, stranger)).toEqual([]);
    await undoImport(deps, admin, second.batch);
    await undoImport(deps, organiser, first.batch);
    expect(await deps.db.selectFrom('person').select(['name', 'unit_id']).where('staff_no', '=', '1').execute()).toEqual([{ name: '钱一', unit_id: 'a' }]);
    expect((await importBatches(deps, admin)).map((b) => [b.id, b.state])).toEqual([[other.batch, 'done'], [second.batch, 'undone'], [first.batch, 'undone']]);
  });

  it('twice at the same moment, it happens once', async () => {
    const { batch } = await run(organiser, ['3,李三,甲队,领导干部,,,']);
    const both = await Promise.all([refused(undoImport(deps, organiser, batch)), refused(undoImport(deps, organiser, batch))]);
    expect(both.filter((b) => b === 'done')).toHaveLength(1);
  });

  it('every table in which somebody may leave a trace is looked at', async () => {
    expect(await tablesOfUse(deps.db)).toEqual(expect.arrayContaining(['attempt', 'credit_entry', 'exemption', 'practice_record', 'session', 'study_progress']));
    expect(await tablesOfUse(deps.db)).not.toContain('assignment');
  });
});

describe('while it runs', () => {
  it('it can be watched, and cancelled until it is committed: nothing of it stays', async () => {
    const before = await everything();
    const id = newId(deps.clock.now(), deps.rng);
    const lines = Array.from({ length: 200 }, (_, i) => `${1000 + i},某某,甲队/新股,一般工作人员,,,`);
    const seen: number[] = [];
    const outcome = run(organiser, lines, undefined, {
      id,
      onProgress: (done, total) => {
        seen.push(done / total);
        if (done === 100) void cancelImport(deps, organiser.id, id);
      },
    });
    expect(await refused(outcome)).toContain('import-cancelled');
    expect(await importProgress(deps, organiser.id, id)).toMatchObject({ state: 'cancelled' });
    expect(await refused(importProgress(deps, admin.id, id))).toContain('not-found');
    expect(await everything()).toEqual(before);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    // The same list may be tried again; once it is done, cancelling comes too late.
    expect((await run(organiser, lines, undefined, { id })).opened).toHaveLength(200);
    expect((await cancelImport(deps, organiser.id, id)).state).toBe('done');
    expect(await refused(run(organiser, lines, undefined, { id }))).toContain('not-found');
  });

  it('a browser that has gone cannot be handed passwords: nothing is imported', async () => {
    const gone = new AbortController();
    gone.abort();
    expect(await refused(run(organiser, ['3,李三,甲队,领导干部,,,'], undefined, { signal: gone.signal }))).toContain('import-cancelled');
    expect(await deps.db.selectFrom('person').select('id').where('staff_no', '=', '3').execute()).toEqual([]);
  });

  it('of another process too', async () => {
    const id = newId(deps.clock.now(), deps.rng);
    const lines = Array.from({ length: 700 }, (_, i) => `${1000 + i},某某,甲队,一般工作人员,,,`);
    const outcome = run(organiser, lines, undefined, { id, onProgress: (done) => void (done === 20 && deps.db.updateTable('import_batch').set({ state: 'cancelling' }).where('id', '=', id).execute()) });
    expect(await refused(outcome)).toContain('import-cancelled');
    expect((await importBatches(deps, organiser))[0]?.state).toBe('cancelled');
  });
});

describe('by plain forms', () => {
  it('a complete list of a unit, somebody ticked as left, then undone', async () => {
    const api = behindSession(deps, newRoutes().route('/', importRoutes(deps)));
    const cookie = `${COOKIE}=${(await signIn(deps, 'org', PASSWORD)).token}`;
    const headers = { cookie, accept: 'text/html' };
    const body = new FormData();
    body.set('file', new File([[HEAD, '2,孙二,甲队,"领导干部、一般工作人员",,,'].join('\n')], '名单.csv'));
    body.set('complete', '1');
    const where = (r: Response) => new URL(r.headers.get('location') ?? '', 'http://x');
    expect(where(await api.request('/check', { method: 'POST', body, headers })).searchParams.get('problem')).toBe('no-unit');
    body.set('unit', 'a');
    const check = where(await api.request('/check', { method: 'POST', body, headers })).searchParams.get('check') ?? '';
    const qian = (await deps.db.selectFrom('person').select('id').where('staff_no', '=', '1').executeTakeFirstOrThrow()).id;
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const done = await api.request('/apply', { method: 'POST', body: new URLSearchParams([['check', check], ['left', qian]]), headers: form });
    expect(where(done).searchParams.get('done')).toBe(check);
    expect((await deps.db.selectFrom('person').select('state').where('id', '=', qian).executeTakeFirstOrThrow()).state).toBe('closed');
    expect(where(await api.request(`/${check}/undo`, { method: 'POST', headers: form })).pathname).toBe(`/admin/people/imports/${check}/`);
    expect((await deps.db.selectFrom('person').select('state').where('id', '=', qian).executeTakeFirstOrThrow()).state).toBe('active');
  });
});

describe('on the command line', () => {
  it('a look changes nothing; 200 MB are refused unread; applied, the passwords are in the file, for its owner alone', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pufa-people-'));
    try {
      const said: string[] = [];
      const desk = (...args: string[]) => peopleCommand(args, { root: process.cwd(), dataDir: dir, cwd: dir, databaseUrl: undefined, clock: deps.clock, say: (text) => void said.push(text) });
      const opened = openDb({ file: join(dir, 'pufa.db') });
      await migrate(opened.db);
      const here = { ...deps, ...opened };
      await addUnit(here, 'bureau', null, '局');
      await addPerson(here, { staffNo: 'adm', name: '管理员', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
      await addPerson(here, { staffNo: '8', name: '吴八', unitId: 'bureau' });
      await opened.close();

      truncateSync(openEmpty(join(dir, 'huge.csv')), 200 * 1024 * 1024);
      expect(await desk('huge.csv', '--by', 'adm')).toBe(1);
      expect(said.pop()).toContain('这个文件有 200 MB。文件太大，最多 5 MB');
      expect(await desk('none.csv', '--by', 'adm')).toBe(1);
      expect(await desk('list.csv')).toBe(2);

      writeFileSync(join(dir, 'list.csv'), [HEAD, '3,李三,局/一科,无,,2026-3-1,'].join('\n'));
      expect(await desk('list.csv', '--by', 'adm', '--complete', '局')).toBe(0);
      expect(said.join('\n')).toContain('吴八（8，局）');
      expect(said.pop()).toContain('还什么都没有改');
      expect(await desk('list.csv', '--by', 'adm', '--complete', '局', '--leave', '8', '--apply', '--passwords', 'out.xlsx')).toBe(0);
      expect(said.pop()).toContain('新开 1 人，改动 0 人，没有变化 0 人，停用 1 人');
      expect(statSync(join(dir, 'out.xlsx')).mode & 0o077).toBe(0);
      expect((await readSheet(readFileSync(join(dir, 'out.xlsx'))))[1]?.slice(0, 3)).toEqual(['3', '李三', '局/一科']);
      expect(await desk('list.csv', '--by', 'adm', '--apply', '--passwords', 'out.xlsx')).toBe(1);
      expect(said.pop()).toContain('已经有了，请换一个文件名。没有导入。');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
