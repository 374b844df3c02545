/** The organiser’s roster: a list with mistakes, mended, looked at as a diff, imported while one watches, undone. And the personnel pages on a phone. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const UNIT = '演示区人力资源和社会保障局/劳动监察大队';
const HEAD = '工号,姓名,单位,人员类别,邮箱,到岗日期,生效日期';

test('a roster with errors is mended, looked at, applied and undone', async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, 'Y2001', '/admin/people/');
  const upload = async (lines: string[], complete = false) => {
    await page.goto('/admin/people/');
    await page.getByLabel('人员名单').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from([HEAD, ...lines].join('\n'), 'utf8') });
    if (complete) await page.getByLabel('这是完整名单').check();
    await page.getByRole('button', { name: '核对名单' }).click();
  };
  await upload([`R8001,罗一,${UNIT},一般工作人员,,3/1/26,`, `R8001,罗二,${UNIT},没有这类,,,`]);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('第 2 行“到岗日期”：“3/1/26”看不出哪个是年、哪个是月');
  await expect(alert).toContainText('第 3 行“工号”：和第 2 行重复');
  await expect(alert).toContainText('第 3 行“人员类别”：没有“没有这类”这一类');
  await expectAccessible(page, 'roster with mistakes');

  await upload([`R8001,罗一,${UNIT},一般工作人员,,2026年3月1日,`, `Y1001,周远,${UNIT}/法制股,行政执法人员,,,2026/10/1`], true);
  await expect(page.getByText('新开 1 人，改动 1 人')).toBeVisible();
  await expect(page.getByRole('group', { name: /名单上没有的/ })).toContainText('陈思齐');
  await expect(page.getByRole('group', { name: /名单上没有的/ })).toContainText('蒋明月（Y2001');
  await expectAccessible(page, 'the diff');
  await expectNoSidewaysScroll(page, 'the diff');
  await page.getByLabel(/停用 卫东/).check();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '确认导入' }).click()]);
  expect(download.suggestedFilename()).toContain('密码');
  await page.getByRole('link', { name: '看这次导入的结果，或者撤销' }).click();
  await expect(page.getByRole('status')).toContainText('新开 1 人，改动 1 人，停用 1 人');
  await page.goto('/admin/people/closed/');
  await expect(page.getByRole('link', { name: '卫东' })).toBeVisible();

  await page.goto('/admin/people/imports/');
  await page.getByRole('link', { name: /看改了什么、撤销/ }).first().click();
  await expect(page.getByText('删去 1 个没有用过的新账号，2 人恢复成导入以前的样子')).toBeVisible();
  await expectAccessible(page, 'before undoing');
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await expect(page.getByRole('status')).toContainText('已由蒋明月');
  await page.goto('/admin/people/closed/');
  await expect(page.getByRole('link', { name: '卫东' })).toHaveCount(0);
  await page.goto('/admin/standing/?q=Y1001');
  await expect(page.getByRole('cell', { name: UNIT, exact: true })).toBeVisible();
});

test('a person’s page: what was typed stays when it is wrong; a transfer, an exemption, by keyboard', async ({ page }) => {
  await signIn(page, 'Y9001', '/admin/standing/?q=Y1004');
  await page.getByRole('link', { name: '郑小满' }).click();
  await page.getByText('登记变动：到岗、调动').click();
  await page.getByLabel('登记什么').selectOption('transfer');
  await page.locator('#day').fill('6/1/26');
  await page.locator('#document').fill('演人社〔2026〕12号');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('看不出哪个是年');
  await expect(page.locator('#day')).toHaveValue('6/1/26');
  await expect(page.locator('#document')).toHaveValue('演人社〔2026〕12号');
  await expectAccessible(page, 'person with mistakes');
  await page.locator('#day').fill('2026年6月1日');
  await page.locator('.event-form').getByLabel('单位').selectOption({ label: '演示区人力资源和社会保障局/办公室' });
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('变动已登记');
  await expect(page.getByRole('region', { name: '任职经过' })).toContainText('2026年6月1日起');

  await page.getByText('登记免学', { exact: true }).first().click();
  await page.getByLabel('事由').fill('产假');
  await page.getByRole('button', { name: '登记免学' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写文号');
  await expect(page.getByLabel('事由')).toHaveValue('产假');
  await page.locator('#exempt-document').fill('演人社〔2026〕15号');
  await page.getByLabel('批准人').fill('局长');
  await page.getByRole('button', { name: '登记免学' }).click();
  await expect(page.getByText('年度免学：产假')).toBeVisible();
  await page.goto('/admin/people/exemptions/');
  await expect(page.getByRole('row', { name: /郑小满/ })).toContainText('演人社〔2026〕15号');
});

test('personnel pages on a phone, light and dark', async ({ browser }) => {
  test.setTimeout(90_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, 'Y9001', '/admin/units/');
    // What is dark is the kit's; two of the pages tell whether it reaches them.
    for (const path of colorScheme === 'dark' ? ['/admin/roles/', '/admin/people/'] : ['/admin/units/', '/admin/roles/', '/admin/people/', '/admin/people/imports/', '/admin/people/exemptions/', '/admin/people/closed/']) {
      await page.goto(path);
      await expectNoSidewaysScroll(page, path);
      await expectAccessible(page, `${path} ${colorScheme}`);
    }
    await page.goto('/admin/units/');
    await page.getByRole('link', { name: /“演示区人力资源和社会保障局”/ }).click();
    await page.getByLabel('移到哪个单位下面').selectOption({ label: '演示区人力资源和社会保障局/办公室（它的下级）' });
    await page.getByRole('button', { name: /移动（连同下级/ }).click();
    await expect(page.getByRole('alert')).toContainText('成了一个圈');
    await expectAccessible(page, `units with mistake ${colorScheme}`);
    await page.goto('/admin/standing/?q=Y1002');
    await page.getByRole('link', { name: '陈思齐' }).click();
    await expectNoSidewaysScroll(page, 'person');
    await expectAccessible(page, `person ${colorScheme}`);
    await context.close();
  }
});
