/** The search box as a combobox: by keyboard, for screen readers, loaded only when used; the page of results with and without scripts. */
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './kit.ts';

const at = (question: string, rest = ''): string => `/search/?q=${encodeURIComponent(question)}${rest}`;

/** Goes to the box in the frame and types. */
async function type(page: Page, words: string): Promise<void> {
  await page.goto('/about/');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox').first()).toBeFocused();
  await page.keyboard.type(words);
}

test('nothing of the search is loaded before a reader goes to it, then only what one question needs', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto('/about/');
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((path) => path.includes('suggest') || path.startsWith('/search/'))).toEqual([]);
  loaded.length = 0;
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox').first()).toBeFocused();
  await page.keyboard.insertText('请问公司没有签合同就辞退我，能不能要求双倍工资和经济补偿，怎么算');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(loaded.filter((path) => path.endsWith('/search/index.json'))).toHaveLength(1);
  expect(loaded.filter((path) => path.endsWith('letters.json'))).toEqual([]);
  // Of the search alone; the page's own worker asks for its files meanwhile, and for the whole index when the browser is idle.
  const wanted = loaded.filter((path) => (path.startsWith('/search/') || path.includes('suggest')) && !path.endsWith('/all.pack'));
  expect(wanted.length, wanted.join(' ')).toBeLessThanOrEqual(16);
});

test('arrows choose, Escape closes, Enter opens what is chosen or asks for everything', async ({ page }) => {
  await type(page, '试用期被辞退');
  const input = page.getByRole('combobox').first();
  const options = page.getByRole('option');
  await expect(options.first()).toContainText('试用期');
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

test('pinyin finds the page, also while an input method is open', async ({ page }) => {
  await type(page, 'gongshang rending');
  await expect(page.getByRole('option').first()).toContainText('工伤认定');
  const input = page.locator('search-box input').first();
  await input.evaluate((box: HTMLInputElement) => {
    box.dispatchEvent(new CompositionEvent('compositionstart'));
    box.value = "shi'yong'qi";
    box.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
  });
  await expect(page.getByRole('option').first()).toContainText('试用期');
  await input.evaluate((box: HTMLInputElement) => {
    box.value = '年假';
    box.dispatchEvent(new CompositionEvent('compositionend'));
  });
  await expect(page.getByRole('option').first()).toContainText('年');
});

test('a word that sounds alike is put right: in the list where nothing else is found, on the page always', async ({ page }) => {
  await type(page, '竞爷现制');
  const meant = page.getByRole('option').filter({ hasText: '您是不是想找：竞业限制' });
  await expect(meant).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('main h1')).toContainText('竞业限制');
  await page.goto(at('工商认定'));
  await page.locator('main').getByRole('link', { name: '工伤认定', exact: true }).click();
  await expect(page.locator('main h1')).toContainText('工伤认定');
});

test('what was asked is kept on this device until it is cleared', async ({ page }) => {
  await type(page, '加班费怎么算');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\//);
  await page.goto('/about/');
  await page.keyboard.press('/');
  const kept = page.getByRole('option').filter({ hasText: '加班费怎么算' });
  await expect(kept).toBeVisible();
  await expectAccessible(page, 'recent searches');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(kept).toBeHidden();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('recent')))).toEqual([]);
});

test('a self-service machine keeps no questions', async ({ page }) => {
  await page.goto('/about/?kiosk');
  await page.locator('search-box input').first().fill('加班费');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/.*kiosk/);
  expect(await page.evaluate(() => localStorage.getItem('pufa-recent'))).toBeNull();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the form asks, filters narrow, their counts are true', async ({ page }) => {
    await page.goto('/search/');
    await page.locator('main').getByRole('searchbox').fill('工伤');
    await page.locator('main').getByRole('button', { name: '搜索' }).click();
    const filters = page.getByRole('navigation', { name: '筛选' });
    const law = filters.getByRole('link', { name: /^法规/ });
    const [, count = ''] = /(\d+)/.exec(await law.innerText()) ?? [];
    await law.click();
    await expect(page).toHaveURL(/kind=law/);
    await expect(page.locator('.results > li')).toHaveCount(Math.min(15, Number(count)));
    for (const kind of await page.locator('.results-kind').allInnerTexts()) expect(kind).toBe('法规');
    await filters.getByRole('link', { name: /^问答/ }).click();
    await filters.getByRole('list', { name: '问答的篇章' }).getByRole('link').first().click();
    await expect(page).toHaveURL(/topic=/);
    await expect(page.locator('.results > li').first()).toBeVisible();
  });

  test('nothing found: the nearest chapters and where to ask', async ({ page }) => {
    await page.goto(at('囗偿'));
    await expect(page.locator('main')).toContainText('没有找到写到这件事的页面');
    await expect(page.getByRole('heading', { name: '和它最近的篇章' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '去哪儿问' })).toBeVisible();
    await expectNoSidewaysScroll(page, 'nothing found');
  });

  for (const [what, question] of [['ten kilobytes', '工伤'.repeat(560)], ['control signs', '工\u0000伤\u0007\n'], ['signs of a pattern', '(?<=工伤)[a-z]+*\\'], ['one sign', '工'], ['half a sign', '%ED%A0%BD']] as const) {
    test(`${what}: a page as any other`, async ({ page }) => {
      const response = await page.goto(question.startsWith('%') ? `/search/?q=${question}` : at(question));
      expect(response?.status()).toBe(200);
      await expect(page.locator('main').getByRole('searchbox')).toBeVisible();
      await page.setViewportSize({ width: 320, height: 640 });
      await expectNoSidewaysScroll(page, what);
    });
  }
});

test('the page of results at 320 px, with filters and what was meant', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(at('工商认定', '&kind=qa'));
  await expect(page.locator('.results-meant')).toBeVisible();
  await expectNoSidewaysScroll(page, 'results');
  await expectAccessible(page, 'results with filters');
  await page.locator('main search-box input').focus();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoSidewaysScroll(page, 'suggestions');
});

test('what is typed is shown as text, never run', async ({ page }) => {
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.dismiss();
  });
  await page.goto(at('工伤<img src=x onerror=alert(1)>'));
  await expect(page.locator('main h1')).toContainText('<img src=x');
  await expect(page.locator('main img')).toHaveCount(0);
  expect(asked).toBe(false);
});
