/** Several bureaus in one deployment: their trees, their administrators, and the last one of all. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { grantRole, rolesWithin, takeRole } from '#accounts/server/roles-manage.ts';
import { readRows } from '#accounts/server/read-sheet.ts';
import { currentPerson } from '#accounts/server/sessions.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { addUnit as newUnit, importUnits, moveUnit, previewUnits, renameUnit, setUnitClosed, unitTree } from '#accounts/server/units-manage.ts';
import { Refusal } from '#kernel/refusal.ts';
import { scopeFor } from '#reports/server/people.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit } from './people-kit.ts';
import { plan } from './year-kit.ts';

let deps: TestDeps;
let admin: SignedIn;
let local: SignedIn;
beforeEach(async () => {
  deps = await freshDeps();
  for (const [id, parent, name] of [['x', null, '甲局'], ['x1', 'x', '大队'], ['x11', 'x1', '一股'], ['y', null, '乙局'], ['y1', 'y', '中心']] as const) await addUnit(deps, id, parent, name);
  admin = await addPerson(deps, { staffNo: 'adm', name: '总管', unitId: 'x', roles: [{ role: 'admin', unitId: null }] });
  local = await addPerson(deps, { staffNo: 'ya', name: '乙管', unitId: 'y', roles: [{ role: 'admin', unitId: 'y' }] });
  await addPerson(deps, { staffNo: 'y2', name: '乙二', unitId: 'y1', audiences: ['staff'] });
  await addPerson(deps, { staffNo: 'x2', name: '甲二', unitId: 'x11', audiences: ['staff'] });
});
afterEach(() => deps.close());

const refused = (promise: Promise<unknown>) => promise.then(() => 'done', (e: unknown) => (e instanceof Refusal ? Object.values(e.fields ?? { say: e.say }).join() : String(e)));
const deeds = async () => (await deps.db.selectFrom('audit_event').select('deed').orderBy('id').execute()).map((e) => e.deed);

describe('units', () => {
  it('are added, renamed, moved with their people, closed and opened; all on record', async () => {
    await newUnit(deps, admin, { name: ' 丙局 ', parent: '' });
    await renameUnit(deps, admin, 'x11', '第一股');
    await moveUnit(deps, admin, 'x1', 'y');
    const tree = await unitTree(deps.db, admin);
    expect(Object.fromEntries(tree.map((u) => [u.path, [u.people, u.peopleBelow, u.below]]))).toEqual({ 丙局: [0, 0, 0], 乙局: [1, 3, 3], '乙局/中心': [1, 1, 0], '乙局/大队': [0, 1, 1], '乙局/大队/第一股': [1, 1, 0], 甲局: [1, 1, 0] });
    // Parents before children.
    expect(tree.map((u) => u.path).indexOf('乙局/大队')).toBeLessThan(tree.map((u) => u.path).indexOf('乙局/大队/第一股'));
    // Its people went along: the administrator of the new bureau sees them now.
    expect([...(await scopeFor({ ...deps, plans: new Map([[2026, plan]]) }, local, 'see-standing')).mine].sort()).toEqual(['x1', 'x11', 'y', 'y1']);
    expect(await refused(setUnitClosed(deps, admin, 'x11', true))).toBe('里面还有 1 人，请先把他们调走');
    const free = tree.find((u) => u.path === '丙局')?.id ?? '';
    await setUnitClosed(deps, admin, free, true);
    expect(await refused(newUnit(deps, admin, { name: '科', parent: free }))).toContain('已经停用');
    await setUnitClosed(deps, admin, free, false);
    expect((await deeds()).sort()).toEqual(['add-unit', 'close-unit', 'move-unit', 'rename-unit', 'reopen-unit']);
  });

  it('two moves at the same moment never close a circle', async () => {
    const both = await Promise.all([refused(moveUnit(deps, admin, 'x', 'y')), refused(moveUnit(deps, admin, 'y', 'x'))]);
    expect(both.filter((b) => b === 'done')).toHaveLength(1);
    expect(both.join()).toContain('就成了一个圈');
    expect(await unitTree(deps.db, admin)).toHaveLength(5);
  });

  it('an administrator of one bureau keeps to it', async () => {
    expect((await unitTree(deps.db, local)).map((u) => u.path)).toEqual(['乙局', '乙局/中心']);
    await newUnit(deps, local, { name: '新科', parent: 'y1' });
    expect(await refused(newUnit(deps, local, { name: '新局', parent: '' }))).toContain('不归您管理');
    expect(await refused(newUnit(deps, local, { name: '新科', parent: 'x' }))).toContain('不归您管理');
    expect(await refused(renameUnit(deps, local, 'x1', '别名'))).toBe('没有找到。');
    expect(await refused(moveUnit(deps, local, 'y1', 'x'))).toContain('不归您管理');
    expect(await refused(moveUnit(deps, local, 'y1', ''))).toContain('不归您管理');
    expect([...(await scopeFor({ ...deps, plans: new Map([[2026, plan]]) }, local, 'see-standing')).mine].every((id) => !id.startsWith('x'))).toBe(true);
  });

  it('from a sheet: all or nothing, a circle told by its rows', async () => {
    const rows = (text: string) => readRows(new TextEncoder().encode(`单位,上级单位\n${text}`));
    expect((await previewUnits(deps, admin, await rows('子,丑\n丑,子\n新科,甲局'))).issues).toEqual([expect.stringContaining('第 2 行“上级单位”：上下级成了一个圈：子（第 2 行） → 丑（第 3 行） → 子（第 2 行）')]);
    expect(await refused(importUnits(deps, admin, await rows('子,丑\n丑,子\n新科,甲局')))).toContain('圈');
    expect(await unitTree(deps.db, admin)).toHaveLength(5);
    expect(await importUnits(deps, admin, await rows('三班,二股\n二股,大队\n中心,甲局'))).toEqual({ added: 2, moved: 1 });
    expect((await unitTree(deps.db, admin)).map((u) => u.path)).toContain('甲局/大队/二股/三班');
    expect((await previewUnits(deps, local, await rows('新科,甲局\n新局,'))).issues).toHaveLength(2);
  });
});

describe('roles', () => {
  const grant = (who: SignedIn, staffNo: string, role: string, unit = '') => refused(grantRole(deps, who, { staffNo, role, unit }));
  const idOf = async (staffNo: string) => (await rolesWithin(deps.db, admin)).find((r) => r.staffNo === staffNo)?.id ?? '';

  it('are granted with the unit they reach, and taken back at once', async () => {
    expect(await grant(admin, 'x2', 'organiser')).toContain('组织员要选一个单位');
    expect(await grant(admin, 'x2', 'editor', 'x')).toContain('不分单位');
    expect(await grant(admin, 'nobody', '')).toBe('没有这个工号，或者不在您管的单位里,请选择角色');
    expect(await grant(admin, 'x2', 'organiser', 'x1')).toBe('done');
    expect(await grant(admin, 'x2', 'organiser', 'x1')).toBe('此人已经有这个角色了');
    const { token } = await signIn(deps, 'x2', PASSWORD);
    expect((await currentPerson(deps, token))?.person.roles).toEqual([{ role: 'organiser', unitId: 'x1' }]);
    await takeRole(deps, admin, await idOf('x2'));
    expect(await currentPerson(deps, token)).toBeUndefined();
    expect((await deeds()).filter((d) => d.endsWith('role')).sort()).toEqual(['grant-role', 'take-role']);
  });

  it('the last administrator of everything stays, also when two take each other’s role at once', async () => {
    expect(await refused(takeRole(deps, admin, await idOf('adm')))).toContain('最后一位管理员');
    expect(await grant(admin, 'x2', 'admin')).toBe('done');
    const second = { ...admin, id: 'second' };
    const both = await Promise.all([refused(takeRole(deps, admin, await idOf('x2'))), refused(takeRole(deps, second, await idOf('adm')))]);
    expect(both.filter((b) => b === 'done')).toHaveLength(1);
  });

  it('an administrator of one bureau grants only for it', async () => {
    expect(await grant(local, 'y2', 'organiser', 'y1')).toBe('done');
    expect(await grant(local, 'y2', 'admin')).toBe('您只能授予本单位的角色，请选一个单位');
    expect(await grant(local, 'y2', 'admin', 'x')).toContain('不归您管理');
    expect(await grant(local, 'x2', 'organiser', 'y1')).toContain('不在您管的单位里');
    expect(await grant(local, 'y2', 'editor')).toContain('您只能授予本单位的角色');
    expect((await rolesWithin(deps.db, local)).map((r) => r.staffNo).sort()).toEqual(['y2', 'ya']);
    expect(await refused(takeRole(deps, local, await idOf('adm')))).toBe('没有找到。');
  });
});
