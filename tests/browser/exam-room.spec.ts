/** The exam room when everything goes wrong at once: clocks, sleep, two windows, the back button, no mouse. */
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, signIn } from './kit.ts';

const ready = (page: Page) => expect(page.locator('.exam[data-ready="true"]')).toBeVisible();
const saved = (page: Page, n: number, of = 50) => expect(page.locator('.saved')).toHaveText(new RegExp(`^已保存 ${n}/${of}，\\d\\d:\\d\\d:\\d\\d$`));
/** Remaining time as the page shows it, s. */
const left = async (page: Page): Promise<number> => (await page.locator('.time-left b').innerText()).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

test('a clock that is an hour off changes neither the remaining time nor which answer is later', async ({ page, browser }) => {
  // The server’s clock stands at 27 November 2026, 9:00; this device says 10:00.
  await page.clock.install({ time: new Date('2026-11-27T10:00:00+08:00') });
  await signIn(page, 'Y1008', '/learn/exams/2026/annual/');
  await page.getByRole('button', { name: '开始答题' }).click();
  await ready(page);
  expect(await left(page)).toBeGreaterThan(59 * 60 - 30);
  expect(await left(page)).toBeLessThanOrEqual(60 * 60);
  await page.keyboard.press('1');
  await saved(page, 1);

  // Chosen later on a device whose clock is an hour slow: it stands, although by their clocks it is two hours older.
  const other = await (await browser.newContext()).newPage();
  await other.clock.install({ time: new Date('2026-11-27T08:00:00+08:00') });
  await signIn(other, 'Y1008', new URL(page.url()).pathname);
  await ready(other);
  expect(await left(other)).toBeGreaterThan(50 * 60);
  expect(await left(other)).toBeLessThanOrEqual(60 * 60);
  await other.getByRole('button', { name: /^第 1 题/ }).click();
  await other.keyboard.press('2');
  await expect(other.locator('.answer-state')).toHaveText('✓ 已保存');
  await page.reload();
  await ready(page);
  await page.getByRole('button', { name: /^第 1 题/ }).click();
  await expect(page.locator('.choices input').nth(1)).toBeChecked();
  await other.context().close();
});

test('a laptop that slept goes by the server’s clock again, and sends what it had kept', async ({ page }) => {
  await page.clock.install();
  await signIn(page, 'Y1009', '/learn/exams/2026/annual/');
  await page.getByRole('button', { name: '开始答题' }).click();
  await ready(page);
  const before = await left(page);
  await page.context().setOffline(true);
  await page.keyboard.press('1');
  await expect(page.locator('.answer-state')).toHaveText('待保存，留在本机');
  await expect(page.getByRole('button', { name: '第 1 题，已答，待保存' })).toBeVisible();
  // Half an hour passes on this device only, then the lid is opened.
  await page.clock.fastForward('30:00');
  await page.context().setOffline(false);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await saved(page, 1);
  await expect.poll(async () => before - (await left(page))).toBeLessThan(10 * 60);
  await expect(page.locator('.exam')).toBeVisible();
});

test('two windows, back, a double click and a save after the hand-in: one attempt, one receipt, and the refusal is seen', async ({ page, context }) => {
  await signIn(page, 'Y1012', '/learn/exams/2026/quiz-contract/');
  await page.getByRole('button', { name: '开始答题' }).dblclick();
  await ready(page);
  const room = page.url();
  const second = await context.newPage();
  await second.goto('/learn/exams/2026/quiz-contract/');
  await second.getByRole('link', { name: '继续作答' }).click();
  await ready(second);
  expect(second.url()).toBe(room);
  await page.keyboard.press('1');
  await expect(page.locator('.answer-state')).toHaveText('✓ 已保存');
  await page.goBack();
  await page.goForward();
  await ready(page);
  await expect(page.locator('.saved')).toContainText('已保存 1/10');
  // Handed in over there; here the candidate goes on and is told.
  await second.getByRole('button', { name: '交卷', exact: true }).click();
  await second.getByRole('button', { name: /仍要交卷/ }).dblclick();
  await expect(second.getByRole('heading', { name: '已交卷' })).toBeVisible();
  const receipt = await second.locator('.receipt dd').first().innerText();
  await page.getByRole('button', { name: /^第 2 题/ }).click();
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: '已交卷' })).toBeVisible();
  await expect(page.locator('.receipt dd').first()).toHaveText(receipt);
  await expect(page.locator('.receipt')).toContainText('有 1 题最后一次改动没能在截止前送到服务器');
});

test('from the start to the receipt by the keyboard alone; the timer speaks at its thresholds only', async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, 'Y1014', '/learn/exams/2026/month-01/');
  const press = async (name: string | RegExp) => {
    const target = page.getByRole('button', { name }).first();
    for (let n = 0; n < 80 && !(await target.evaluate((el) => el === document.activeElement)); n++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  await press('开始答题');
  await ready(page);
  for (let pos = 1; pos <= 10; pos++) {
    await expect(page.getByText(`第 ${pos} 题，共`)).toBeVisible();
    // By Tab and Space, as without our own keys.
    const choice = page.locator('.choices input').first();
    for (let n = 0; n < 80 && !(await choice.evaluate((el) => el === document.activeElement)); n++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    if (pos < 10) await press('下一题');
  }
  await saved(page, 10, 10);
  // What a screen reader is told meanwhile: nothing.
  await expect(page.locator('.exam-status [role="status"]')).toHaveText('');
  await expectAccessible(page, 'exam room');
  await press('检查并交卷');
  await expect(page.getByRole('heading', { name: '全部题目都已作答' })).toBeFocused();
  await press('确认交卷');
  await expect(page.getByRole('heading', { name: '已交卷' })).toBeFocused();
});

test('an organiser gives more time while the exam runs, without JavaScript; a mistake loses nothing that was typed', async ({ page, browser }) => {
  // Y1002 has been sitting for twenty minutes in the organiser’s unit.
  await signIn(page, 'Y1002', '/learn/exams/2026/annual/');
  await page.getByRole('link', { name: '继续作答' }).click();
  await ready(page);
  expect(await left(page)).toBeLessThan(41 * 60);

  const context = await browser.newContext({ javaScriptEnabled: false });
  const admin = await context.newPage();
  await signIn(admin, 'Y2001', '/admin/arrangements/');
  const exams = admin.locator('#exam');
  await exams.selectOption((await exams.locator('option', { hasText: '2026' }).first().getAttribute('value')) ?? '');
  await admin.getByLabel('给一个人：工号').fill('Y1002');
  await admin.getByLabel('每次作答几分钟').fill('九十');
  await admin.getByLabel('原因').fill('停电二十分钟');
  await admin.getByRole('button', { name: '保存安排' }).click();
  await expect(admin.getByRole('alert')).toContainText('有 1 处要改');
  await expect(admin.getByLabel('每次作答几分钟')).toHaveAttribute('aria-invalid', 'true');
  for (const [label, text] of [['给一个人：工号', 'Y1002'], ['每次作答几分钟', '九十'], ['原因', '停电二十分钟']] as const) await expect(admin.getByLabel(label)).toHaveValue(text);
  await admin.getByLabel('每次作答几分钟').fill('90');
  await admin.getByRole('button', { name: '保存安排' }).click();
  await expect(admin.getByRole('status')).toContainText('安排已保存');
  await expect(admin.getByRole('row', { name: /陈思齐/ })).toContainText('每次 90 分钟');
  await context.close();

  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => left(page)).toBeGreaterThan(60 * 60);
  await expect(page.locator('.exam-status [role="status"]')).toContainText('时间已延长');

  const desk = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const look = await desk.newPage();
  await signIn(look, 'Y2001', '/admin/arrangements/');
  await expectAccessible(look, '/admin/arrangements/');
  await look.getByRole('button', { name: /撤销给陈思齐/ }).click();
  await expect(look.getByRole('status')).toContainText('安排已撤销');
  await desk.close();
});
