/** A wrong question: seen in the statistics, tried, marked anew, and seen by the candidate. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

test('a reviewer finds a question in the statistics and gives its marks to everybody', async ({ page }) => {
  await signIn(page, 'Y9004', '/admin/statistics/');
  await expect(page.getByRole('heading', { name: '试题统计', level: 1 })).toBeVisible();
  await expect(page.locator('svg.chart').first()).toBeAttached();
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page, '/admin/statistics/');
  await page.setViewportSize({ width: 1280, height: 900 });

  // A question that somebody had wrong: its name leads to who chose what.
  const row = page.getByRole('row').filter({ hasNot: page.getByText('100.0%') }).filter({ has: page.locator('a[href^="#q-"]') }).first();
  await row.getByRole('link').click();
  await page.locator('details[open].question-detail').getByRole('link', { name: '答案有误？重新判分' }).click();
  await page.getByLabel('这道题全体给满分').check();
  await page.getByRole('button', { name: '试算' }).click();
  await expect(page.getByRole('status')).toContainText('人变为合格，0 人变为不合格');
  await expectAccessible(page, '/admin/remark/new/');
  await page.getByLabel('原因').fill('题干有两种读法，两个选项都说得通');
  await page.getByRole('button', { name: '重新判分', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已完成');
  await expectAccessible(page, '/admin/remark/…');
  await page.goto('/admin/remark/');
  await expect(page.getByRole('cell', { name: '这道题全体给满分' })).toBeVisible();
  await expectAccessible(page, '/admin/remark/');
});

test('the statistics are plain to everybody', async ({ page }) => {
  // A quiz: the same page with fewer questions, or looking at each part of it takes most of a minute.
  await signIn(page, 'Y9004', '/admin/statistics/?year=2026&sitting=quiz-constitution');
  await expect(page.locator('svg.chart').first()).toBeAttached();
  await page.locator('a[href^="#q-"]').first().click();
  await expect(page.locator('details[open].question-detail')).toBeVisible();
  await expectAccessible(page, '/admin/statistics/');
});

test('learners and organisers find no door', async ({ page }) => {
  await signIn(page, 'Y2001', '/admin/');
  await expect(page.getByRole('navigation', { name: '管理' })).not.toContainText('试题统计');
  for (const path of ['/admin/statistics/', '/admin/remark/', '/admin/remark/new/?revision=x']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/learn\//);
  }
});
