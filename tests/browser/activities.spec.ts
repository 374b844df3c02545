/** 线下学法 and 证书: an organiser records an hour in court, one comes by list, one by the code on the screen; a certificate anybody can check. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

test('an activity is recorded, people by list and by the code on the screen, one taken back', async ({ page, browser }) => {
  await signIn(page, 'Y2001', '/admin/activities/');
  await expectAccessible(page, '/admin/activities/');
  await page.getByRole('link', { name: '登记一次活动' }).click();
  await page.getByLabel('名称').fill('旁听讨薪案庭审');
  await page.getByLabel('日期').fill('上周二');
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('alert')).toContainText('还没有登记');
  // What was typed stays.
  await expect(page.getByLabel('名称')).toHaveValue('旁听讨薪案庭审');
  await expectAccessible(page, '/admin/activities/new/ with mistakes');
  await page.getByLabel('类别').selectOption({ label: '旁听庭审（4 学分，一年最多算 8）' });
  await page.getByLabel('日期').fill('2026年11月26日');
  await page.getByLabel('地点').fill('区法院第三法庭');
  if ((await page.getByLabel('参加的单位').inputValue()) === '') await page.getByLabel('参加的单位').selectOption({ index: 1 });
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('旁听讨薪案庭审');
  const address = new URL(page.url()).pathname;
  await expectAccessible(page, address);

  const upload = async (text: string) => {
    await page.getByLabel('到场名单').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
    await page.getByRole('button', { name: '核对名单' }).click();
  };
  await upload('工号,姓名\nY1002,陈思齐\nY1003,吴文静\n');
  await expect(page.getByRole('alert')).toContainText('第 3 行');
  await page.getByRole('link', { name: '重新上传' }).click();
  await upload('工号,姓名\nY1002,陈思齐\n');
  await expect(page.getByText('将新记 1 人到场')).toBeVisible();
  await page.getByRole('button', { name: '确认记到场' }).click();
  await expect(page.getByRole('status')).toContainText('新记 1 人到场');

  // The code on the screen, scanned by somebody with a telephone who then signs in.
  await page.getByRole('button', { name: '开始签到' }).click();
  const shown = page.waitForResponse((r) => r.url().endsWith('/code'));
  await page.getByRole('link', { name: '投出签到码' }).click();
  await expect(page.locator('[data-svg] svg')).toBeVisible();
  expect((await shown).status()).toBe(200);
  await expectAccessible(page, 'the code');
  // Two telephones: one without the code, one that opens what the code on the screen says and signs in only then.
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
  await phone.goto(address.replace('/admin/activities/', '/learn/present/'));
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('请扫屏幕上的签到码');
  await expectNoSidewaysScroll(phone, 'present');
  await phone.goto(await page.locator('[data-address]').innerText());
  await expect(phone).toHaveURL(/\/login\//);
  await signIn(phone, 'Y1008', new URL(phone.url()).searchParams.get('next') ?? '');
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('旁听讨薪案庭审');
  await expectAccessible(phone, '/learn/present/…/');
  await phone.getByRole('button', { name: '确认到场' }).click();
  await expect(phone.getByRole('status')).toContainText('已记您到场');
  await phone.getByRole('link', { name: '看我的学法年度' }).click();
  await expect(phone).toHaveURL(/\/learn\//);
  await phone.context().close();
  await expect(page.getByRole('status')).toContainText('已签到 2 人', { timeout: 15_000 });

  await page.goto(address);
  await page.getByLabel('撤回陈思齐').click();
  await page.getByRole('row', { name: /陈思齐/ }).getByLabel('原因').fill('没有来');
  await page.getByRole('button', { name: '撤回并冲正学分' }).click();
  await expect(page.getByRole('status')).toContainText('冲正');
  await expect(page.getByRole('heading', { name: '到场 1 人' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page, address);
});

test('whoever met the year takes the certificate along; anybody checks it; a wrong number is said to be one', async ({ page }) => {
  await signIn(page, 'Y1003');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载合格证书' }).click()]);
  expect(download.suggestedFilename()).toContain('学法合格证书');
  await page.context().clearCookies();
  await signIn(page, 'Y9001', '/admin/certificates/');
  await expectAccessible(page, '/admin/certificates/');
  const number = await page.getByRole('row', { name: /吴文静/ }).getByRole('link').innerText();
  await page.goto('/admin/close/');
  await expect(page.getByText('还没有结束的年度')).toBeVisible();
  await expectAccessible(page, '/admin/close/');
  await page.context().clearCookies();
  await page.goto('/verify/');
  await page.getByLabel('证书编号').fill('2026-AAAAA-BBBBB');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('不是证书编号');
  await expectAccessible(page, '/verify/');
  await page.getByLabel('证书编号').fill(number.toLowerCase().replaceAll('-', ''));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('证书有效');
  await expect(page.getByText('吴文静')).toBeVisible();
  await expect(page.getByText('Y1003')).toHaveCount(0);
  await expectAccessible(page, '/verify/…/');
});
