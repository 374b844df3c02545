/** Somebody who practises for themselves: the day's question, a wrong answer that comes back, a theme, a mock exam. */
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn, undemo } from './kit.ts';

test.use({ serviceWorkers: 'block', viewport: { width: 320, height: 700 }, reducedMotion: 'reduce' });

const card = (page: Page, name: string) => page.locator('main a.card').filter({ hasText: name });

/** Any answer at all to the question on the page. */
async function answerAnyhow(page: Page): Promise<void> {
  await page.locator('main .choices input').first().check();
  await page.getByRole('button', { name: '对答案' }).click();
  await expect(page.locator('.feedback')).toBeVisible();
}

test('the day’s question counts for the streak; what was wrong waits in the book and comes back on its day', async ({ page }) => {
  await undemo(page, '/practice/');
  await page.clock.setFixedTime('2026-11-25T09:00:00+08:00');
  // A round that is known: which of its questions the first choice gets wrong never changes.
  await page.addInitScript(() => localStorage.getItem('pufa:practice:contract/level/1') ?? localStorage.setItem('pufa:practice:contract/level/1', JSON.stringify({ seed: 'story', done: {}, at: 0 })));
  await page.goto('/practice/#contract/level/1');
  for (;;) {
    await answerAnyhow(page);
    if (await page.getByText(/^答错了/).isVisible()) break;
    await page.getByRole('button', { name: '下一题' }).click();
  }
  const stem = await page.locator('main h2.stem').innerText();
  await expect(page.locator('.feedback a').first()).toHaveAttribute('href', /\/(qa|laws|constitution|safety)\//);
  await expectAccessible(page, 'after the answer');
  await page.getByRole('link', { name: '练一练' }).last().click();
  await expect(card(page, '错题本')).toContainText('1 题，最近的 2026年11月26日再做');
  await expect(page.getByText('连续练习 1 天')).toBeVisible();
  await expectAccessible(page, 'home');
  await expectNoSidewaysScroll(page, 'home');

  await page.clock.setFixedTime('2026-11-27T09:00:00+08:00');
  await page.reload();
  await card(page, '错题本').click();
  await expect(page.locator('main h2.stem')).toHaveText(stem);

  await page.goto('/practice/');
  await card(page, '每日一题').click();
  await page.locator('main h2.stem').waitFor();
});

test('a theme and a mock exam are open to anyone; a mock exam tells nothing before it is handed in', async ({ page }) => {
  await page.goto('/practice/');
  await card(page, '工资算得清').click();
  await expect(page.getByText('第 1 题，共 10 题')).toBeVisible();
  await page.goto('/practice/#mock/annual-2026');
  await page.getByRole('button', { name: '开始' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.locator('main .choices input').first().check();
  await expect(page.getByText('还有 49 题没做')).toBeVisible();
  await expect(page.locator('.feedback')).toHaveCount(0);
  await expectNoSidewaysScroll(page, 'mock exam');
  await expectAccessible(page, 'mock exam');
  await page.reload();
  await expect(page.locator('main .choices input').first()).toBeChecked();
  await page.getByRole('button', { name: '交卷' }).first().click();
  await page.getByRole('button', { name: '现在交卷' }).click();
  await expect(page.getByRole('heading', { name: /满分 100 分：没有通过/ })).toBeFocused();
  await expect(page.locator('.feedback')).toHaveCount(50);
  await expectAccessible(page, 'mock exam marked');
});

test('what was practised without an account is taken into it and is there on another device', async ({ page, browser }) => {
  await page.goto('/practice/#daily');
  await answerAnyhow(page);
  await page.goto('/practice/');
  await page.getByRole('button', { name: '和我的账号合并' }).click();
  await expect(page.getByText('还没有登录')).toBeVisible();
  await signIn(page, 'Y1001', '/practice/');
  await page.getByRole('button', { name: '和我的账号合并' }).click();
  await expect(page.getByText('合好了')).toBeVisible();
  const other = await browser.newContext({ serviceWorkers: 'block' });
  const second = await other.newPage();
  await signIn(second, 'Y1001', '/practice/');
  await expect(card(second, '每日一题')).toContainText('每天一题');
  await second.getByRole('button', { name: '和我的账号合并' }).click();
  await expect(card(second, '每日一题')).toContainText('今天的做过了');
  await other.close();
});
