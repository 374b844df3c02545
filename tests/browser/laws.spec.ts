/** The register of laws: filtered with and without scripts, by keyboard, and read as one law. */
import { expect, test } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, undemo } from './kit.ts';

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

test.describe('on a page kept beyond its day', () => {
  test.use({ serviceWorkers: 'block' });
  const LAW = '/laws/medical-security-law/';

  test('a law comes into force on its day, on its own page and in the register', async ({ page }) => {
    await undemo(page, '/laws/');
    const row = page.locator('tr', { has: page.locator(`a[href$="${LAW}"]`) });
    await page.goto('/laws/');
    // A build of 2027 has nothing more to wait for.
    if ((await row.locator('.tag').getAttribute('data-law-dates')) === null) {
      await expect(row.locator('.tag')).toHaveText('现行有效');
      return;
    }
    await page.clock.setFixedTime(new Date('2026-12-31T23:59:00+08:00'));
    await page.goto(LAW);
    await expect(page.locator('.law-state')).toHaveText(/尚未施行 2027年1月1日起施行。/);
    await page.clock.setFixedTime(new Date('2027-01-01T00:01:00+08:00'));
    await page.goto(LAW);
    await expect(page.locator('.law-state')).toHaveText(/现行有效 现行有效，2027年1月1日起施行。/);
    await expect(page.locator('.steps')).not.toContainText('还没到');
    await page.goto('/laws/?status=coming');
    await expect(page.getByRole('status').filter({ hasText: '没有这样的法规' })).toBeVisible();
    await page.goto('/laws/?status=current');
    await expect(row.locator('.tag')).toHaveText('现行有效');
    await expect(page.getByRole('link', { name: '尚未施行 0' })).toBeVisible();
  });
});

test('the official text is looked up where the state keeps it, through the notice before leaving', async ({ page }) => {
  await page.goto('/laws/labour-contract-law/');
  await page.getByRole('link', { name: '国家法律法规数据库' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('您将离开');
  await expect(page.getByRole('link', { name: '继续前往' })).toHaveAttribute('href', 'https://flk.npc.gov.cn/');
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
