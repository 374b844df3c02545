/** Blanks, pairs, orders and cases in a real browser: by keyboard, on a narrow phone, and what is said afterwards. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

test('a quiz with blanks, pairs and a case: kept while typing, marked in part, and reviewed in words', async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await signIn(page, 'Y1005', '/learn/exams/2026/quiz-contract/');
  await expect(page.locator('main')).toContainText('按填对的空数给分');
  await page.getByRole('button', { name: /开始答题|再次开始/ }).click();
  await expect(page.locator('.exam[data-ready="true"]')).toBeVisible();

  // Six questions before come with options.
  await page.getByRole('button', { name: /^第 6 题/ }).click();
  const blank = page.getByLabel('第 1 空');
  await blank.fill('三十日');
  await expect(page.locator('.saved')).toContainText('已保存 1/10');
  await expect(page.getByRole('button', { name: '第 6 题，没有答全' })).toBeVisible();
  await page.getByLabel('第 2 空').fill('９');
  // Arrows and letters belong to the line being written.
  await page.getByLabel('第 2 空').press('ArrowLeft');
  await page.getByLabel('第 2 空').press('m');
  await expect(page.getByText('第 6 题，共 10 题')).toBeVisible();
  await expect(page.getByRole('button', { name: '标记，回头再看' })).toHaveAttribute('aria-pressed', 'false');
  await page.getByLabel('第 2 空').fill('９ ');
  await expect(page.getByRole('button', { name: '第 6 题，已答', exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page, 'blanks');
  await expectAccessible(page, 'blanks');

  await page.getByRole('button', { name: '下一题' }).click();
  const lists = page.locator('.matching select');
  await expect(lists).toHaveCount(4);
  for (let n = 0; n < 4; n++) {
    const left = await page.locator('.match-lefts .text').nth(n).innerText();
    const right = { 为期八个月的合同: '最长一个月', 为期两年的合同: '最长两个月', 为期三年的合同: '最长六个月', 为期两个月的合同: '不能约定试用期' }[left] ?? '';
    await lists.nth(n).selectOption({ label: await lists.nth(n).locator('option', { hasText: right }).innerText() });
  }
  await expect(page.locator('.saved')).toContainText('已保存 2/10');
  await expectNoSidewaysScroll(page, 'pairs');
  await expectAccessible(page, 'pairs');

  await page.getByRole('button', { name: '下一题' }).click();
  await expect(page.locator('.case-text')).toContainText('小方');
  await expect(page.getByText('材料题第 1 小题')).toBeVisible();
  // Folded stays folded from part to part.
  await page.locator('.case-text summary').click();
  await page.getByRole('button', { name: '下一题' }).click();
  await expect(page.getByText('材料题第 2 小题')).toBeVisible();
  await expect(page.locator('.case-text p')).toBeHidden();
  await expectAccessible(page, 'case');

  await page.reload();
  await page.getByRole('button', { name: /^第 6 题/ }).click();
  await expect(page.getByLabel('第 1 空')).toHaveValue('三十日');
  await page.getByRole('button', { name: '交卷', exact: true }).click();
  await page.getByRole('button', { name: /仍要交卷/ }).click();
  await expect(page.locator('.receipt')).toContainText('得分 3 分');
  await page.getByRole('link', { name: '查看答卷' }).click();
  const blanks = page.locator('.review-list > li').nth(5);
  await expect(blanks).toContainText('部分对');
  await expect(blanks).toContainText('得 1 分（满分 2 分）');
  await expect(blanks).toContainText('正确答案：3');
  await expect(page.locator('.review-list > li').nth(6)).toContainText('答对');
  await expectNoSidewaysScroll(page, 'review');
  await expectAccessible(page, 'review');
  await context.close();
});

test('steps are put in order by keyboard alone, moved, and told which stand right', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto('/practice/#disputes');
  const next = page.getByRole('button', { name: '跳过' });
  await expect(page.locator('.stem')).toBeVisible();
  for (let n = 0; n < 20 && !(await page.locator('.ordering').isVisible()); n++) await next.click();
  const items = page.locator('.ordering .choices button');
  await expect(items).toHaveCount(5);
  for (const key of '12345') await page.keyboard.press(key);
  const made = page.locator('.order-made li');
  await expect(made).toHaveCount(5);
  const third = await made.nth(2).locator('.text').innerText();
  await made.nth(2).getByRole('button', { name: /上移/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  // Twice up with the same key: the focus went with the step.
  await expect(made.nth(0).locator('.text')).toHaveText(third);
  await page.keyboard.press('2');
  await expect(made).toHaveCount(4);
  await page.keyboard.press('2');
  await expectAccessible(page, 'order');
  const wanted = ['劳动者交上仲裁申请', '仲裁委员会决定受理', '把申请书副本送到单位手里', '开庭，双方举证、质证、辩论', '调解不成，作出裁决'];
  for (let n = 0; n < 5; n++) await page.keyboard.press(String(n + 1));
  await expect(made).toHaveCount(0);
  for (const text of wanted) await items.filter({ hasText: text }).click();
  await page.getByRole('button', { name: '对答案' }).click();
  await expect(page.locator('.feedback h3')).toHaveText('答对了');
  await expect(page.locator('.order-made .tag.good')).toHaveCount(5);
  await expectAccessible(page, 'order told');
});
