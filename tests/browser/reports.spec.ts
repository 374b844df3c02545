/** The figures of the year: the same on screen, in the file and on paper; drilled down to those behind; reminded once. */
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'playwright/test';
import { pagesOf, textOf } from '../support/pdf.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

test('the same figures on the page, in the spreadsheet and on paper, and who is behind is reminded once', async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, 'Y2001', '/admin/');
  const shown = (name: string) => page.locator('dl.figures div').filter({ hasText: name });
  const owed = parseInt((await shown('应学').locator('dd').textContent()) ?? '', 10);
  const [metPercent = '', met = ''] = /(\d+)%\s*(\d+) 人/.exec((await shown('达标率').locator('dd').textContent()) ?? '')?.slice(1) ?? [];
  expect(owed).toBeGreaterThan(4);

  const file = async (as: string) => (await page.request.get(`/admin/files/?as=${as}`)).body();
  const sheet = await readSheet(await file('xlsx'), '统计');
  const total = new Map(sheet[0]?.map((name, i) => [String(name), sheet[1]?.[i]]));
  expect([total.get('应学'), total.get('已达标'), total.get('达标率%')]).toEqual([owed, Number(met), Number(metPercent)]);
  const paper = pagesOf(await file('annual'));
  expect(paper).toHaveLength(1);
  expect(textOf(paper[0] ?? [])).toContain(`${metPercent}%${met}/${owed}`);

  await page.getByRole('link', { name: '看未达标名单' }).click();
  await expect(page.getByRole('status')).toContainText(`共 ${owed - Number(met)} 人`);
  await page.getByRole('link', { name: '提醒这些人' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/提醒 \d+ 人/);
  await expectAccessible(page, '/admin/remind/');
  await page.getByRole('button', { name: /^发给这/ }).click();
  await expect(page.getByRole('status')).toContainText('待发箱');
  await page.goto('/admin/remind/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('现在没有要提醒的人');
  await expect(page.getByRole('heading', { name: /天之内提醒过/ })).toBeVisible();
});

test('overview and comparison read well on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'Y9001', '/admin/');
  for (const path of ['/admin/', '/admin/compare/', '/admin/remind/']) {
    await page.goto(path);
    await expectNoSidewaysScroll(page, path);
    await expectAccessible(page, path);
  }
});
