/** A cadre’s year in a real browser: owed, exam with everything that goes wrong, result, standing. */
import { expect, test, type Page } from 'playwright/test';
import { loadQuizzes } from '../../src/quiz/server/load.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const banks = loadQuizzes(new URL('../..', import.meta.url).pathname).quizzes.banks;

/** Texts of the right options of the question with this stem, as its editor wrote them. */
function rightOptions(stem: string): string[] {
  for (const bank of banks.values()) {
    for (const q of bank.questions) {
      if (q.kind !== 'single' && q.kind !== 'multiple' && q.kind !== 'truefalse') continue;
      if (q.stem.replace(/\s+/g, '') !== stem.replace(/\s+/g, '')) continue;
      if (q.kind === 'truefalse') return [q.answer ? '对' : '错'];
      return [q.answer].flat().map((key) => q.options[key] ?? '');
    }
  }
  throw new Error(`no such question: ${stem}`);
}

const sentence = (page: Page) => page.locator('[data-standing] h1');

/** Answers every question by the keyboard: A for single, A and B for multiple, the first for true or false; something in every blank and list. */
async function answerAll(page: Page, from: number, to: number): Promise<void> {
  await expect(page.locator('.exam[data-ready="true"]')).toBeVisible();
  for (let pos = from; pos <= to; pos++) {
    await expect(page.getByText(`第 ${pos} 题，共`)).toBeVisible();
    const blanks = page.locator('.blanks input');
    const lists = page.locator('.matching select');
    for (let n = 0; n < (await blanks.count()); n++) await blanks.nth(n).fill('30');
    for (let n = 0; n < (await lists.count()); n++) await lists.nth(n).selectOption('A');
    if ((await blanks.count()) + (await lists.count()) > 0) {
      await page.getByRole('button', { name: /^(下一题|检查并交卷)$/ }).click();
      continue;
    }
    await page.keyboard.press('1');
    if (await page.getByRole('checkbox').count()) await page.keyboard.press('2');
    await page.keyboard.press('ArrowRight');
  }
}

// A button under the pointer must not be measured half way to its other colour.
test.use({ reducedMotion: 'reduce' });

test('signing in tells in one sentence what is still owed', async ({ page }) => {
  await signIn(page, 'Y1001');
  await expect(sentence(page)).toContainText('还差');
  await expect(sentence(page)).toContainText('12 月 20 日');
  await expectAccessible(page, '/learn/');
  await expect(page.getByRole('link', { name: /年度法律知识考试/ }).first()).toBeVisible();
});

test('a wrong password keeps the staff number and says so; without JavaScript too', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/login/');
  await page.getByLabel('工号').fill('Y1004');
  await page.getByLabel('密码').fill('not-the-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('工号或密码不对');
  await expect(page.getByLabel('工号')).toHaveValue('Y1004');
  await context.close();
});

test('the exam survives reload, a dead line and a second device, and hands in once', async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, 'Y1001', '/learn/exams/2026/annual/');
  await page.getByRole('button', { name: '开始答题' }).click();
  await page.waitForURL(/\/learn\/attempts\//);
  const stem = page.locator('.stem');
  await expect(stem).toBeVisible();
  await expectAccessible(page, 'exam');
  const first = await stem.innerText();

  await answerAll(page, 1, 5);
  await expect(page.locator('.saved')).toContainText('已保存 5/50');

  await page.reload();
  await expect(page.locator('.saved')).toContainText('已保存 5/50');
  await page.getByRole('button', { name: /^第 1 题/ }).click();
  await expect(stem).toHaveText(first);

  await page.context().setOffline(true);
  await page.getByRole('button', { name: /^第 6 题/ }).click();
  await answerAll(page, 6, 8);
  await expect(page.locator('.saved')).toContainText('待保存');
  await page.context().setOffline(false);
  await expect(page.locator('.saved')).toContainText('已保存 8/50', { timeout: 30_000 });

  // Another device goes on where this one stopped.
  const other = await browser.newContext();
  const second = await other.newPage();
  await signIn(second, 'Y1001', new URL(page.url()).pathname);
  await expect(second.locator('.saved')).toContainText('已保存 8/50');
  await second.getByRole('button', { name: /^第 9 题/ }).click();
  await answerAll(second, 9, 50);
  await expect(second.locator('.saved')).toContainText('已保存 50/50');
  await second.getByRole('button', { name: '确认交卷' }).click();
  await expect(second.getByRole('heading', { name: '已交卷' })).toBeVisible();
  const receipt = await second.locator('.receipt dd').first().innerText();
  expect(receipt.length).toBeGreaterThan(5);
  await other.close();

  // The first tab learns it too, keeps the score, and shows no key while others still sit.
  await page.reload();
  await expect(page.locator('main')).toContainText('得分');
  await expect(page.locator('main')).not.toContainText('正确答案');
});

test('a credit quiz passed moves the standing before their eyes, and shows the reasons', async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, 'Y1004');
  const before = await sentence(page).innerText();
  expect(before).toContain('还差');
  await page.goto('/learn/exams/2026/quiz-constitution/');
  await expectAccessible(page, 'quiz intro');
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(page.locator('.exam[data-ready="true"]')).toBeVisible();
  for (let pos = 1; pos <= 10; pos++) {
    const stem = (await page.locator('.stem').innerText()).trim();
    for (const text of rightOptions(stem)) await page.locator('.exam-sheet label').filter({ hasText: text }).first().click();
    await expect(page.locator('.saved')).toContainText(`已保存 ${pos}/10`);
    await page.keyboard.press('ArrowRight');
  }
  await page.getByRole('button', { name: '确认交卷' }).click();
  await expect(page.locator('.receipt')).toContainText('通过');
  await page.getByRole('link', { name: '查看答卷' }).click();
  // Right answers are folded: opening one shows why, and the page to read.
  const folded = page.locator('main details').first();
  await folded.locator('summary').first().click();
  await expect(folded.locator('a[href*="/constitution/"], a[href*="/laws/"]').first()).toBeVisible();
  await expectAccessible(page, 'quiz review');
  await page.goto('/learn/');
  await expect(sentence(page)).not.toHaveText(before);
});

test('an entry is read for credit: the bar counts the seconds that were really read', async ({ page }) => {
  await signIn(page, 'Y1004', '/learn/study/constitution/state-organs/');
  await expect(page.locator('h1').first()).toBeVisible();
  await expectAccessible(page, 'study');
  await expect(page.getByText(/再读|还要读|读到|秒|分钟/).first()).toBeVisible();
});

test('reading counts while the page is seen and somebody is there, and not otherwise', async ({ page }) => {
  await page.clock.install();
  await signIn(page, 'Y1004', '/learn/study/constitution/rights-and-duties/');
  let beats = 0;
  page.on('request', (r) => void (beats += r.url().endsWith('/study/beat') ? 1 : 0));
  const passes = async (seconds: number): Promise<number> => {
    const before = beats;
    for (let i = 0; i < seconds; i += 15) {
      await page.clock.runFor(15_000);
      await page.waitForLoadState('networkidle');
    }
    return beats - before;
  };
  await page.mouse.move(200, 200);
  expect(await passes(60)).toBeGreaterThan(0);
  await passes(75);
  expect(await passes(60)).toBe(0);
  await expect(page.locator('[data-reading-says]')).toContainText('先停一下计时');
  await page.mouse.move(300, 300);
  expect(await passes(30)).toBeGreaterThan(0);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.mouse.move(200, 200);
  expect(await passes(60)).toBe(0);
});

test('the year shows its months and its days to remember, and hands them to a calendar', async ({ page }) => {
  await signIn(page, 'Y1001');
  await expect(page.locator('.months li')).toHaveCount(12);
  await expect(page.locator('.deadlines')).toContainText('12 月 20 日');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /日历/ }).click()]);
  expect(file.suggestedFilename()).toBe('xuefa-2026.ics');
  const text = await (await page.request.get('/learn/calendar.ics?year=2026')).text();
  expect(text).toContain('DTSTART;VALUE=DATE:20261220');
  expect(text).not.toContain('周远');
});

test('every page of a learner is usable at 320 px and clean for axe, light and dark', async ({ browser }) => {
  test.setTimeout(90_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, 'Y1005');
    for (const path of ['/learn/', '/learn/study/constitution/what-is-the-constitution/', '/learn/exams/2026/annual/', '/learn/exams/2026/quiz-contract/', '/learn/password/']) {
      await page.goto(path);
      await expectNoSidewaysScroll(page, path);
      await expectAccessible(page, `${path} ${colorScheme}`);
    }
    await context.close();
  }
});
