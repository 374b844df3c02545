/** The editor’s banks: a file with mistakes, mended, looked at, left; downloads; a file too large; all without scripts too. Nothing here is confirmed: the site under test runs on the real content. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const HEAD = '题型,题干,选项A,选项B,答案,解析,依据,页面,难度';
const BAD = `${HEAD}\n单选,仲裁委员会收到申请以后几天内决定是否受理呢,五日,五日,C,因为,,qa/disputes/hearing,2\n`;
const GOOD = `\uFEFF${HEAD}\n单选,仲裁委员会收到申请以后几天内决定是否受理呢,五日,十日,A,收到申请起五日内决定,劳动争议调解仲裁法第二十九条,qa/disputes/hearing,2\n`;

const upload = async (page: Page, name: string, buffer: Buffer) => {
  await page.goto('/desk/banks/disputes/');
  await page.getByLabel('试题文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '核对文件' }).click();
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });
    test('a file is looked at before anything is written', async ({ page }) => {
      test.setTimeout(120_000);
      await signIn(page, 'Y9003', '/desk/banks/');
      await page.getByRole('link', { name: '争议处理' }).click();
      await upload(page, '新题.csv', Buffer.from(BAD));
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('一题也没有导入');
      await expect(alert).toContainText('第 2 行“答案”：答案“C”不在选项中（现有 A B）');
      await expect(alert).toContainText('第 2 行“依据”：缺少依据');
      await expect(alert).toContainText('选项 A 和 B 一样');
      await expect(page.getByRole('button', { name: '确认导入' })).toHaveCount(0);
      await upload(page, '新题.csv', Buffer.from(GOOD));
      await expect(page.getByText('新增 1 题')).toBeVisible();
      await expect(page.getByRole('button', { name: '确认导入' })).toBeVisible();
      await upload(page, '大.xlsx', Buffer.alloc(10 * 1024 * 1024));
      await expect(page.getByRole('alert')).toContainText('文件太大，最多 5 MB');
    });
  });
}

test('reads well on a phone, by axe, light and dark; a reviewer exports and imports nothing', async ({ browser }) => {
  test.setTimeout(120_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, 'Y9003', '/desk/banks/');
    for (const path of ['/desk/banks/', '/desk/banks/disputes/']) {
      await page.goto(path);
      await expectNoSidewaysScroll(page, path);
      await expectAccessible(page, `${path} ${colorScheme}`);
    }
    await upload(page, '新题.csv', Buffer.from(BAD));
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNoSidewaysScroll(page, 'preview');
    await expectAccessible(page, `preview ${colorScheme}`);
    await context.close();
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, 'Y9004', '/desk/banks/disputes/');
  await expect(page.getByRole('heading', { name: '导出' })).toBeVisible();
  await expect(page.getByLabel('试题文件')).toHaveCount(0);
  // What the file will be short of stands on the page, by reason and number, before anybody downloads it.
  const gift = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'GIFT' }) });
  await gift.getByText(/题放不下，不会写进文件/).click();
  const told = gift.getByRole('listitem');
  await expect(told.filter({ hasText: 'GIFT 没有排序题' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'GIFT' }).click()]);
  expect(download.suggestedFilename()).toBe('题库-disputes.gift.txt');
  const written = readFileSync(await download.path(), 'utf8');
  const left = (await told.allInnerTexts()).flatMap((text) => text.match(/[A-Z]+-\d+/g) ?? []);
  expect(left.length).toBeGreaterThan(0);
  expect(left.filter((id) => written.includes(`::${id}::`))).toEqual([]);
  await context.close();
});
