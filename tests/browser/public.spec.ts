/** A worker with a phone: finds the answer, reads it, sees the law it rests on. */
import { expect, test } from 'playwright/test';
import { answerSomehow } from './kit.ts';

test('Chinese is drawn, not boxes: two different characters give two different pictures', async ({ page }) => {
  const shot = async (text: string) => {
    await page.setContent(`<p id="t">${text}</p>`);
    return (await page.locator('#t').screenshot()).toString('base64');
  };
  expect(await shot('宪')).not.toBe(await shot('法'));
});

test('from the question in one’s own words to the answer and its provision, by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  await page.keyboard.type('试用期被辞退有补偿吗');
  const hit = page.locator('search-box [role="option"]').first();
  await expect(hit).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/qa\//);
  await expect(page.getByText('结论', { exact: true }).first()).toBeVisible();
});

test('the margin note leads to the law, and the law’s page leads back', async ({ page }) => {
  await page.goto('/qa/probation/dismissal-in-probation/');
  const title = await page.locator('h1').innerText();
  const note = page.locator('a[href*="/laws/labour-contract-law/#art-21"]').first();
  await expect(note).toBeAttached();
  await page.goto('/laws/labour-contract-law/#art-21');
  await expect(page.locator('#art-21')).toBeVisible();
  await expect(page.getByRole('link', { name: title }).first()).toBeAttached();
});

test('search works without JavaScript and is safe with rubbish', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/search/?q=%E5%8A%A0%E7%8F%AD%E8%B4%B9%E6%80%8E%E4%B9%88%E7%AE%97');
  await expect(page.locator('main a[href*="/qa/wages/overtime-pay/"]').first()).toBeVisible();
  for (const q of ['<script>alert(1)</script>', '"*~:^+-(){}[]\\', '\u0000\u0007', '法'.repeat(3000)]) {
    const response = await page.goto(`/search/?q=${encodeURIComponent(q)}`);
    expect(response?.status()).toBe(200);
    await expect(page.locator('main h1')).toBeVisible();
  }
  await context.close();
});

test('a page reads whole without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/qa/wages/overtime-pay/');
  for (const heading of ['为什么这样规定', '怎么办', '案例', '常见误区']) await expect(page.getByRole('heading', { name: heading })).toBeVisible();
  await context.close();
});

test('an unknown address answers 404 with ways on', async ({ page }) => {
  const response = await page.goto('/nothing-here/');
  expect(response?.status()).toBe(404);
  await expect(page.locator('main').getByRole('link').first()).toBeVisible();
});

test('anyone practises without an account: reason and page to read after the answer', async ({ page }) => {
  await page.goto('/practice/');
  await page.getByRole('button', { name: /劳动合同/ }).or(page.getByRole('link', { name: /劳动合同/ })).first().click();
  await answerSomehow(page.locator('main'));
  await page.getByRole('button', { name: /对答案|提交|确定/ }).first().click();
  await expect(page.getByText(/答对了|答错了|正确|不对/).first()).toBeVisible();
  await expect(page.locator('main a[href*="/qa/"], main a[href*="/laws/"], main a[href*="/constitution/"], main a[href*="/safety/"]').first()).toBeVisible();
});
