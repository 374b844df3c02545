/** The booklet read as a book: from a side, with what was read remembered, on paper. */
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './kit.ts';

const ONE = '/qa/wages/overtime-pay/';
const OTHER = '/qa/wages/unpaid-wages/';

const parts = (page: Page) => page.locator('details.who').evaluateAll((all) => all.map((part) => `${(part as HTMLElement).dataset.who} ${(part as HTMLDetailsElement).open ? 'open' : 'folded'}`));
const BOTH = ['worker open', 'employer open'];
const COMPANY = ['employer open', 'worker folded'];

test.describe('the lens', () => {
  test('is chosen on the contents page too, and its links lead on in it', async ({ page }) => {
    for (const path of ['/qa/', '/qa/wages/']) {
      await page.goto(path);
      await page.getByRole('button', { name: '企业', exact: true }).click();
      await expect(page).toHaveURL(/\?lens=employer$/);
      await expect(page.locator('.contents a[href*="/qa/wages/unpaid-wages/"]').first()).toHaveAttribute('href', /\?lens=employer$/);
      await page.getByRole('button', { name: '企业', exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`${path}$`));
    }
  });

  test('puts one’s own part first, goes into the address and stays on the device', async ({ page }) => {
    await page.goto(ONE);
    expect(await parts(page)).toEqual(BOTH);
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: '企业', exact: true }).click();
    expect(await parts(page)).toEqual(COMPANY);
    await expect(page).toHaveURL(/\?lens=employer$/);
    await expectAccessible(page, 'lens');

    await page.goto(OTHER);
    expect(await parts(page)).toEqual(COMPANY);
    await expect(page).toHaveURL(/unpaid-wages\/\?lens=employer$/);
    await expect(page.locator('.turn a').first()).toHaveAttribute('href', /\/\?lens=employer$/);
    await expect(page.locator('.basis a').first()).not.toHaveAttribute('href', /lens/);

    // A folded part opens by hand, and the same button takes the lens away.
    await page.locator('details.who[data-who="worker"] > summary').click();
    expect(await parts(page)).toEqual(['employer open', 'worker open']);
    await page.getByRole('button', { name: '企业', exact: true }).click();
    expect(await parts(page)).toEqual(BOTH);
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    expect(await parts(page)).toEqual(BOTH);
  });

  test('of an address somebody sent is shown and not kept', async ({ page }) => {
    await page.goto(`${ONE}?kiosk=0&lens=employer#怎么办`);
    expect(await parts(page)).toEqual(COMPANY);
    await page.goto(OTHER);
    expect(await parts(page)).toEqual(BOTH);
  });

  for (const bad of ['boss', '', '<script>alert(1)</script>', '%E0%A4%A', 'x'.repeat(3000)]) {
    test(`that is none is ignored: ${bad.slice(0, 20)}`, async ({ page }) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      const answer = await page.goto(`${ONE}?lens=${bad}`);
      expect(answer?.status()).toBe(200);
      expect(await parts(page)).toEqual(BOTH);
      expect(errors).toEqual([]);
    });
  }

  test('without scripts both parts stand open and no switch is seen', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${ONE}?lens=employer`);
    await expect(page.locator('details.who[open]')).toHaveCount(2);
    await expect(page.locator('[data-choose-lens]').first()).toBeHidden();
    await context.close();
  });
});

test('what was read is remembered on the device, leads on, and can be forgotten', async ({ page }) => {
  await page.goto('/qa/');
  await expect(page.locator('[data-reading]')).toBeHidden();
  await page.goto(ONE);
  expect(await page.evaluate(() => localStorage.getItem('pufa-read'))).toBeNull();
  await page.locator('.behind').scrollIntoViewIfNeeded();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('pufa-read'))).toBe('["wages/overtime-pay"]');

  await page.goto('/qa/');
  await expect(page.locator('[data-reading]')).toContainText(/已读 1 \/ \d+ 问/);
  await expect(page.locator('.contents li', { hasText: '已读' })).toHaveCount(1);
  await expect(page.locator('.chapter', { hasText: '工资与加班' })).toContainText(/已读 1 \/ \d+ 问/);
  await expectAccessible(page, '/qa/ with progress');
  const next = page.getByRole('link', { name: /^接着读/ });
  const title = (await next.textContent())?.replace('接着读：', '') ?? '';
  await next.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

  await page.goto('/qa/wages/');
  await page.getByRole('button', { name: '清除阅读记录' }).click();
  await expect(page.locator('[data-reading]')).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem('pufa-read'))).toBeNull();
});

test('a damaged record harms nothing', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('pufa-read', '{"a":["<img src=x>"'));
  await page.goto('/qa/');
  await expect(page.locator('[data-reading]')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('on paper', () => {
  test('the typeset book can be taken away, with its size and date beside it', async ({ page, request }) => {
    await page.goto('/qa/');
    const link = page.getByRole('link', { name: '下载印制本（PDF）' });
    await expect(link.locator('..')).toContainText(/\d+ 页 · \d+\.\d MB · 核对至\d{4}年/);
    const answer = await request.get((await link.getAttribute('href')) ?? '');
    expect(answer.headers()['content-type']).toBe('application/pdf');
    const said = Number(/([\d.]+) MB/.exec((await link.locator('..').textContent()) ?? '')?.[1]);
    expect((await answer.body()).length / 1e6).toBeCloseTo(said, 1);
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('the whole book and a chapter are one page each, every reference leading to its note', async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto('/qa/');
    const titles = await page.locator('.contents li > a').allTextContents();
    await page.goto('/qa/print/');
    expect((await page.locator('.bk-entry > h3').allTextContents()).map((t) => t.replace(/^[\d.]+\s*/, ''))).toEqual(titles);
    expect(await page.locator('.bk a[href^="#"]').evaluateAll((links) => links.filter((a) => !document.getElementById(decodeURIComponent((a.getAttribute('href') ?? '').slice(1)))).map((a) => a.getAttribute('href')))).toEqual([]);
    expect(await page.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.length - new Set(ids).size; })).toBe(0);
    await expect(page.locator('nav[aria-label="主导航"]')).toHaveCount(0);

    await page.goto('/qa/wages/print/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('工资与加班');
    await expectAccessible(page, '/qa/wages/print/');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(page, '/qa/wages/print/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.no-print').first()).toBeHidden();
  });

  test('a folded part is printed all the same', async ({ page }) => {
    await page.goto(`${ONE}?lens=worker`);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('details.who[data-who="employer"] ol').first()).toBeVisible();
  });
});
