/** The register of laws: filtered with and without scripts, by keyboard, and read as one law. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './kit.ts';

const ROWS = '.register tr[data-kind]:visible';

test('the filter stands in the address: chosen by keyboard, sent on, and undone by the way back', async ({ page }) => {
  await page.goto('/laws/');
  const all = await page.locator(ROWS).count();
  const filters = page.getByRole('navigation', { name: '筛选法规' });
  await filters.getByRole('link', { name: /^司法解释/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?kind=interpretation$/);
  const some = await page.locator(ROWS).count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(filters.getByRole('status')).toHaveText(`筛出 ${some} 部。`);
  await filters.getByRole('link', { name: /^现行 · 已修改/ }).click();
  await expect(page).toHaveURL(/\?kind=interpretation&status=amended$/);
  for (const tag of await page.locator(`${ROWS} .tag`).allInnerTexts()) expect(tag).toBe('现行 · 已修改');
  await page.goBack();
  await expect(page.locator(ROWS)).toHaveCount(some);
  await page.reload();
  await expect(page.locator(ROWS)).toHaveCount(some);
  await page.goto('/laws/?kind=%3Cscript%3E&status=x');
  await expect(page.locator(ROWS)).toHaveCount(all);
});

test('without scripts the same links lead to groups on the page', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/laws/');
  const links = page.getByRole('navigation', { name: '筛选法规' }).getByRole('link');
  for (const target of await links.evaluateAll((list) => list.map((a) => a.getAttribute('href') ?? ''))) {
    expect(target).toMatch(/^#/);
    await expect(page.locator(target)).toBeVisible();
  }
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`filtered to something and to nothing, nothing for axe to find and no sideways scroll at 320 px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 320, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of ['/laws/', '/laws/?kind=law&status=amended', '/laws/?kind=constitution&status=current', '/laws/over-age-provisions/']) {
      await page.goto(path);
      await expectAccessible(page, path);
      await expectNoSidewaysScroll(page, path);
    }
    await page.goto('/laws/?kind=constitution&status=current');
    await expect(page.getByRole('status').filter({ hasText: '没有这样的法规' })).toBeVisible();
    await context.close();
  });
}
