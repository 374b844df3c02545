/** The search box as a combobox: by keyboard, for screen readers, loaded only when used. */
import { expect, test } from 'playwright/test';
import { expectAccessible } from './kit.ts';

test('nothing of the search is loaded before a reader goes to it', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto('/about/');
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((path) => path.includes('suggest') || path.endsWith('index.json'))).toEqual([]);
  await page.keyboard.press('/');
  await expect.poll(() => loaded.filter((path) => path.endsWith('/search/index.json')).length).toBe(1);
});

test('arrows choose, Escape closes, Enter opens what is chosen or asks for everything', async ({ page }) => {
  await page.goto('/about/');
  await page.keyboard.press('/');
  const input = page.getByRole('combobox').first();
  await expect(input).toBeFocused();
  await page.keyboard.type('试用期被辞退');
  const options = page.getByRole('option');
  await expect(options.first()).toBeVisible();
  await expect(input).toHaveAttribute('aria-expanded', 'true');
  expect(await input.getAttribute('aria-activedescendant')).toBeNull();
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  expect(await input.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.locator('mark').first()).toHaveText(/试用期/);
  await expectAccessible(page, 'suggestions open');
  await page.keyboard.press('Escape');
  await expect(options.first()).toBeHidden();
  await expect(input).toHaveValue('试用期被辞退');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/\?q=/);
  await expect(page.locator('main mark').first()).toBeVisible();
  await expectAccessible(page, 'results');
});

test('letters of an input method are not searched before they are characters', async ({ page }) => {
  await page.goto('/about/');
  const input = page.locator('search-box input').first();
  await input.focus();
  await expect(input).toHaveAttribute('role', 'combobox');
  await input.evaluate((box: HTMLInputElement) => {
    box.dispatchEvent(new CompositionEvent('compositionstart'));
    box.value = 'gong';
    box.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
  });
  await expect(page.getByRole('option')).toHaveCount(0);
  await input.evaluate((box: HTMLInputElement) => {
    box.value = '工伤';
    box.dispatchEvent(new CompositionEvent('compositionend'));
  });
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('what is typed is shown as text, never run', async ({ page }) => {
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.dismiss();
  });
  await page.goto('/search/?q=' + encodeURIComponent('工伤<img src=x onerror=alert(1)>'));
  await expect(page.locator('main h1')).toContainText('<img src=x');
  await expect(page.locator('main img')).toHaveCount(0);
  expect(asked).toBe(false);
});
