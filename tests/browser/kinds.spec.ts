/** Blanks, pairs, orders and cases in a real browser: by keyboard, on a narrow phone, and what is said afterwards. */
import { expect, test } from 'playwright/test';
import { questionShown } from './answers.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

test('a quiz with blanks, pairs and a case: kept while typing, marked in part, and reviewed in words', async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await signIn(page, 'Y1005', '/learn/exams/2026/quiz-contract/');
  await expect(page.locator('main')).toContainText('按填对的空数给分');
  await page.getByRole('button', { name: /开始答题|再次开始/ }).click();
  await expect(page.locator('.exam[data-ready="true"]')).toBeVisible();

  // Five questions before come with options.
  await page.getByRole('button', { name: /^第 6 题/ }).click();
  const filled = questionShown('fill', await page.locator('.stem').innerText()).blanks.map((blank) => blank.accept[0] ?? '');
  const lines = page.locator('.blanks input');
  await expect(lines).toHaveCount(filled.length);
  for (const [n, text] of filled.entries()) await lines.nth(n).fill(text);
  const last = lines.last();
  // Arrows and letters belong to the line being written.
  await last.press('End');
  await last.press('m');
  await last.press('Backspace');
  await last.press('ArrowLeft');
  await expect(page.getByText('第 6 题，共 10 题')).toBeVisible();
  await expect(page.getByRole('button', { name: '标记，回头再看' })).toHaveAttribute('aria-pressed', 'false');
  await last.fill(`${filled.at(-1)} `);
  await expect(page.locator('.saved')).toContainText('已保存 1/10');
  await expect(page.getByRole('button', { name: '第 6 题，已答', exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page, 'blanks');
  await expectAccessible(page, 'blanks');

  await page.getByRole('button', { name: '下一题' }).click();
  const pairs = questionShown('matching', await page.locator('.stem').innerText());
  const lists = page.locator('.matching select');
  await expect(lists).toHaveCount(Object.keys(pairs.left).length);
  const rights: string[] = [];
  for (let n = 0; n < (await lists.count()); n++) {
    const left = await page.locator('.match-lefts .text').nth(n).innerText();
    const number = Object.entries(pairs.left).find(([, text]) => text === left)?.[0] ?? '';
    rights.push(pairs.right[pairs.answer[number] ?? ''] ?? '');
  }
  // The first is left wrong on purpose: it takes the second's.
  for (const [n, right] of [rights[1], ...rights.slice(1)].entries()) {
    const options = await lists.nth(n).locator('option').allInnerTexts();
    await lists.nth(n).selectOption({ label: options.find((option) => option.endsWith(right ?? '')) ?? '' });
  }
  await expect(page.locator('.saved')).toContainText('已保存 2/10');
  await expectNoSidewaysScroll(page, 'pairs');
  await expectAccessible(page, 'pairs');

  await page.getByRole('button', { name: '下一题' }).click();
  await expect(page.getByText('材料题第 1 小题')).toBeVisible();
  // Folded stays folded from part to part.
  await page.locator('.case-text summary').click();
  await page.getByRole('button', { name: '下一题' }).click();
  await expect(page.getByText('材料题第 2 小题')).toBeVisible();
  await expect(page.locator('.case-text p')).toBeHidden();
  await expectAccessible(page, 'case');

  await page.reload();
  await page.getByRole('button', { name: /^第 6 题/ }).click();
  await expect(lines.first()).toHaveValue(filled[0] ?? '');
  await page.getByRole('button', { name: '交卷', exact: true }).click();
  await page.getByRole('button', { name: /仍要交卷/ }).click();
  await expect(page.locator('.receipt')).toContainText('得分 3 分');
  await page.getByRole('link', { name: '查看答卷' }).click();
  await expect(page.locator('.review-list > li').nth(5)).toContainText('答对');
  const half = page.locator('.review-list > li').nth(6);
  await expect(half).toContainText('部分对');
  await expect(half).toContainText('得 1 分（满分 2 分）');
  await expectNoSidewaysScroll(page, 'review');
  await expectAccessible(page, 'review');
  await context.close();
});

test('steps are put in order by keyboard alone, moved, and told which stand right', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto('/practice/#disputes');
  const next = page.getByRole('button', { name: '跳过' });
  await expect(page.locator('.stem')).toBeVisible();
  for (let n = 0; n < 60 && !(await page.locator('.ordering').isVisible()); n++) await next.click();
  const steps = questionShown('ordering', await page.locator('.stem').innerText());
  const wanted = steps.answer.map((letter) => steps.items[letter] ?? '');
  const items = page.locator('.ordering .choices button');
  await expect(items).toHaveCount(wanted.length);
  for (let n = 1; n <= wanted.length; n++) await page.keyboard.press(String(n));
  const made = page.locator('.order-made li');
  await expect(made).toHaveCount(wanted.length);
  const third = await made.nth(2).locator('.text').innerText();
  await made.nth(2).getByRole('button', { name: /上移/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  // Twice up with the same key: the focus went with the step.
  await expect(made.nth(0).locator('.text')).toHaveText(third);
  await page.keyboard.press('2');
  await expect(made).toHaveCount(wanted.length - 1);
  await page.keyboard.press('2');
  await expectAccessible(page, 'order');
  for (let n = 1; n <= wanted.length; n++) await page.keyboard.press(String(n));
  await expect(made).toHaveCount(0);
  for (const text of wanted) await items.filter({ hasText: text }).click();
  await page.getByRole('button', { name: '对答案' }).click();
  await expect(page.locator('.feedback h3')).toHaveText('答对了');
  await expect(page.locator('.order-made .tag.good')).toHaveCount(wanted.length);
  await expectAccessible(page, 'order told');
});
