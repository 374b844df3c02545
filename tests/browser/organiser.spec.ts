/** The organiser’s day: who has not met the year, importing people, a lost password, the list on paper. And every other role. */
import { readFileSync } from 'node:fs';
import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const UNIT = '演示区人力资源和社会保障局/劳动监察大队';
const HEAD = '工号,姓名,单位,人员类别,邮箱';

test('sees who has not met the year, drills down to the person, exports the list', async ({ page }) => {
  await signIn(page, 'Y2001', '/admin/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('没有达标');
  await expectAccessible(page, '/admin/');
  await page.getByRole('link', { name: '看未达标名单' }).click();
  await expect(page.getByRole('status')).toContainText('共');
  await expectAccessible(page, '/admin/standing/');
  await page.getByRole('link', { name: '周远' }).click();
  await expect(page.getByRole('heading', { name: '学分流水' })).toBeVisible();
  await expectAccessible(page, '/admin/people/…');

  await page.goto('/admin/');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /导出全部/ }).click()]);
  const files = unzipSync(readFileSync(await download.path()));
  const text = Object.entries(files).map(([, bytes]) => strFromU8(bytes)).join('');
  expect(text).toContain('周远');
  // Own unit and below only: the leader sits in another unit.
  expect(text).not.toContain('吴文静');
});

test('a list with mistakes imports nobody and says row, column and cure; mended, it imports everybody', async ({ page }) => {
  await signIn(page, 'Y2001', '/admin/people/');
  await expectAccessible(page, '/admin/people/');
  const upload = async (name: string, text: string) => {
    await page.goto('/admin/people/');
    await page.getByLabel('人员名单').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
    await page.getByRole('button', { name: '核对名单' }).click();
  };
  await upload('bad.csv', `${HEAD}\nT9001,许一,${UNIT},领导,\n,许二,${UNIT},一般工作人员,\nT9001,许三,${UNIT},一般工作人员,not-an-address\n`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('没有导入任何人');
  await expect(alert).toContainText('第 2 行');
  await expect(alert).toContainText('人员类别');
  await expect(alert).toContainText('第 3 行');
  await expectAccessible(page, 'import with mistakes');

  await upload('good.csv', `\uFEFF${HEAD}\n0012345678901234567,许一,${UNIT},一般工作人员,\nT9002,许二,${UNIT},行政执法人员,xu2@example.com\n`);
  await expect(page.getByText('新开 2 人')).toBeVisible();
  await expect(page.getByRole('cell', { name: '0012345678901234567' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '确认导入' }).click()]);
  expect(download.suggestedFilename()).toContain('密码');
  await page.goto('/admin/standing/?q=T9002');
  await expect(page.getByRole('link', { name: '许二' })).toBeVisible();

  await upload('other.csv', `${HEAD}\nT9003,许四,演示区人力资源和社会保障局/社会保险中心,一般工作人员,\n`);
  await expect(page.getByRole('alert')).toContainText('单位');
});

test('rubbish instead of a list is refused with a sentence', async ({ page }) => {
  await signIn(page, 'Y2001', '/admin/people/');
  for (const [name, buffer] of [
    ['photo.xlsx', Buffer.from('not a spreadsheet')],
    ['empty.csv', Buffer.from('')],
    ['binary.csv', Buffer.from([0, 1, 2, 255, 254, 0, 9])],
  ] as const) {
    await page.goto('/admin/people/');
    await page.getByLabel('人员名单').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await page.getByRole('button', { name: '核对名单' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('main')).not.toContainText('系统出错');
  }
});

test('who may see what: the default is no', async ({ browser }) => {
  test.setTimeout(90_000);
  const table: [staffNo: string, path: string, may: boolean][] = [
    ['Y1004', '/admin/', false],
    ['Y1004', '/admin/people/', false],
    ['Y9003', '/admin/', false],
    ['Y9002', '/admin/', true],
    ['Y9002', '/admin/people/', false],
    ['Y9001', '/admin/people/', true],
  ];
  for (const [staffNo, path, may] of table) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, staffNo, path);
    if (may) await expect(page, `${staffNo} ${path}`).toHaveURL(new RegExp(`${path}$`));
    else await expect(page.getByText('您的角色不能做这件事'), `${staffNo} ${path}`).toBeVisible();
    const api = await page.request.get('/api/admin/overview');
    expect([200, 403]).toContain(api.status());
    expect(api.status() === 200, `${staffNo} /api/admin/overview`).toBe(['Y9001', 'Y9002', 'Y2001'].includes(staffNo));
    await context.close();
  }
});

test('administration is usable at 320 px, light and dark', async ({ browser }) => {
  test.setTimeout(90_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, 'Y9001', '/admin/');
    for (const path of ['/admin/', '/admin/standing/', '/admin/people/']) {
      await page.goto(path);
      await expectNoSidewaysScroll(page, path);
      await expectAccessible(page, `${path} ${colorScheme}`);
    }
    await context.close();
  }
});

test('a locked account is let in again by its organiser, with a password for one time', async ({ page, browser }) => {
  await signIn(page, 'Y2001', '/admin/standing/?q=Y1006');
  await page.getByRole('link', { name: '卫东' }).click();
  await expect(page.getByText('暂时锁定')).toBeVisible();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: /重置密码/ }).first().click();
  const confirm = page.getByRole('button', { name: /确认|确定/ });
  if (await confirm.count()) await confirm.first().click();
  const shown = page.getByText(/[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/).first();
  await expect(shown).toBeVisible();
  const password = /[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/.exec(await shown.innerText())?.[0] ?? '';

  const context = await browser.newContext();
  const fresh = await context.newPage();
  await fresh.goto('/login/');
  await fresh.getByLabel('工号').fill('Y1006');
  await fresh.getByLabel('密码').fill(password);
  await fresh.getByRole('button', { name: '登录', exact: true }).click();
  await expect(fresh).toHaveURL(/\/learn\/password\//);
  // Nothing else opens before the password is one's own.
  await fresh.goto('/learn/');
  await expect(fresh).toHaveURL(/\/learn\/password\//);
  await expectAccessible(fresh, '/learn/password/');
  await context.close();
});

test('the versions of the plan: the administrator and the auditor see them, nobody else', async ({ browser }) => {
  for (const [who, sees] of [['Y9001', true], ['Y9002', true], ['Y2001', false]] as const) {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    await signIn(page, who, '/admin/plan/');
    await expect(page.getByRole('heading', { name: '各年度的版本' })).toHaveCount(sees ? 1 : 0);
    if (sees) {
      await expect(page.getByRole('row', { name: /^2026/ })).toContainText('第 1 版');
      await expectAccessible(page, `/admin/plan/ of ${who}`);
      await expectNoSidewaysScroll(page, '/admin/plan/');
    }
    await context.close();
  }
});
