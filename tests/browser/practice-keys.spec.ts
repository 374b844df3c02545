/** Practice by the keyboard alone, and a mock exam whose time runs out. */
import { expect, test, type Locator, type Page } from 'playwright/test';
import { expectAccessible, undemo } from './kit.ts';

test.use({ serviceWorkers: 'block', reducedMotion: 'reduce' });

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((el) => el === document.activeElement);

/** Goes there by Tab, as far as `most` stops. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < most && !(await isFocused(target)); n++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}
async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

/** Something in the question, of whatever kind it is, by Tab, Space, Enter, arrows and typing. */
async function answerByKeys(page: Page, question: Locator): Promise<void> {
  await expect(question.locator('.choice, .blanks input, .matching select').first()).toBeVisible();
  for (const blank of await question.locator('.blanks input').all()) {
    await tabTo(page, blank);
    await page.keyboard.type('30');
  }
  for (const list of await question.locator('.matching select').all()) {
    await tabTo(page, list);
    await page.keyboard.press('ArrowDown');
  }
  for (const item of await question.locator('.ordering .choices button').all()) await press(page, item);
  const [first] = await question.locator('.choice input').all();
  if (!first) return;
  await tabTo(page, first);
  await page.keyboard.press('Space');
}

test('the day’s question and a level with its stars, by the keyboard alone', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/practice/');
  const question = page.locator('main .question');
  await press(page, page.getByRole('link', { name: /每日一题/ }));
  await answerByKeys(page, question);
  await press(page, button(page, '对答案'));
  await expect(page.locator('.feedback')).toBeVisible();
  // The same key goes on: the button has only another name.
  await press(page, button(page, '看结果'));
  await expect(page.locator('main h2')).toBeFocused();
  await press(page, page.getByRole('link', { name: '回到练一练' }));

  await press(page, page.getByRole('link', { name: /闯关：/ }).first());
  await press(page, page.getByRole('link', { name: /^第 1 关/ }));
  const total = Number(/共 (\d+) 题/.exec(await page.locator('.practice-head').innerText())?.[1]);
  for (let n = 1; n <= total; n++) {
    await expect(page.getByText(`第 ${n} 题，共 ${total} 题`)).toBeVisible();
    await answerByKeys(page, question);
    await press(page, button(page, '对答案'));
    await press(page, button(page, n === total ? '看结果' : '下一题'));
  }
  await expect(page.locator('main h2')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '颗星' })).toBeVisible();
  await expectAccessible(page, 'level done');
  await press(page, page.getByRole('link', { name: '全部关卡' }));
  await expect(page.getByRole('link', { name: /^第 1 关/ })).toBeVisible();
});

test('a mock exam by the keyboard alone: asked before it is handed in with gaps, and back to where one was', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/practice/#mock/annual-2026');
  await press(page, button(page, '开始'));
  await expect(page.getByRole('heading', { name: /（模拟）/ })).toBeFocused();
  const questions = page.locator('.mock-question');
  const total = await questions.count();
  for (const n of [0, 1]) await answerByKeys(page, questions.nth(n));
  await expect(page.getByText(`还有 ${total - 2} 题没做`)).toBeVisible();
  // From the end of the paper: the question is asked at its top, and the focus comes along and goes back.
  const last = page.getByRole('button', { name: '交卷', exact: true }).last();
  await last.focus();
  await page.keyboard.press('Enter');
  await expect(button(page, '现在交卷')).toBeFocused();
  await press(page, button(page, '接着做'));
  await expect(last).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /满分 100 分/ })).toBeFocused();
  await expect(page.locator('.feedback')).toHaveCount(total);
});

test('when the time of a mock exam is over it is handed in by itself, with the page open or closed', async ({ page }) => {
  await undemo(page, '/practice/');
  await page.clock.install({ time: '2026-11-25T09:00:00+08:00' });
  await page.goto('/practice/#mock/annual-2026');
  const begin = async (): Promise<number> => {
    await page.getByRole('button', { name: '开始' }).click();
    await page.locator('.mock-question .choices input').first().check();
    return Number(/剩余 (\d+):/.exec(await page.getByRole('timer').innerText())?.[1]);
  };
  const minutes = await begin();
  expect(minutes).toBeGreaterThan(10);
  // Read out at the thresholds, and only there.
  const said = page.locator('.mock-bar [role="status"]');
  await expect(said).toHaveText('');
  await page.clock.fastForward((minutes - 10) * 60_000);
  await expect(said).toHaveText('还剩不到 10 分钟');
  await page.clock.fastForward(9 * 60_000);
  await expect(said).toHaveText('还剩不到 1 分钟');
  await expect(page.locator('.feedback')).toHaveCount(0);
  const handed = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/api/practice/mock/'));
  await page.clock.fastForward(2 * 60_000);
  expect(Object.keys((await handed).postDataJSON().answers as object)).toHaveLength(1);
  await expect(page.getByRole('heading', { name: /满分 100 分：没有通过/ })).toBeFocused();
  await expect(page.locator('.feedback').first()).toBeVisible();

  await page.getByRole('button', { name: '再来一份' }).click();
  await begin();
  await page.goto('/about/');
  await page.clock.fastForward((minutes + 60) * 60_000);
  await page.goto('/practice/#mock/annual-2026');
  await expect(page.getByRole('heading', { name: /满分 100 分：没有通过/ })).toBeVisible();
  // Nothing of it waits any more.
  await page.reload();
  await expect(page.getByRole('button', { name: '开始' })).toBeVisible();
});
