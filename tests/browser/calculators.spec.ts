/** 计算器: by the keyboard alone on a phone, with nothing leaving the device; without scripts; from the page that sends one there. */
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './kit.ts';

test.use({ serviceWorkers: 'block', reducedMotion: 'reduce' });

const said = (page: Page) => page.locator('.reckon-said');

test('a worker reckons compensation on a phone by the keyboard: mistakes beside the fields, then the sum, step by step', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const asked: string[] = [];
  await page.goto('/calculators/severance/');
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));

  const way = page.getByLabel('怎么离开的');
  await way.focus();
  await way.selectOption({ label: '医疗期满、不胜任、情况大变，单位解除' });
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('入职那天')).toBeFocused();
  await page.keyboard.type('2019-02-30');
  await page.keyboard.press('Tab');
  await page.keyboard.type('20261120');
  await page.keyboard.press('Tab');
  await page.keyboard.type('六千八');
  await page.keyboard.press('Enter');

  // The first field that is wrong has the focus, says why, and keeps what was typed.
  const from = page.getByLabel('入职那天');
  await expect(from).toBeFocused();
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  await expect(from).toHaveAccessibleDescription(/“2019-02-30”不是有效的日期/);
  await expect(from).toHaveValue('2019-02-30');
  await expect(page.getByLabel(/月平均工资（元）$/).first()).toHaveAccessibleDescription(/“六千八”读不成金额/);
  await expect(said(page)).toHaveText('还有 3 处要填或者要改。');
  await expectAccessible(page, 'mistakes');
  await expectNoSidewaysScroll(page, 'mistakes');

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('2019.4.15');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('６,８００');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  // Only who was not told thirty days before is asked for the wage of last month.
  const last = page.getByLabel('上一个月的工资');
  await expect(page.getByLabel('没有提前三十天')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(last).toBeFocused();
  await page.keyboard.type('6500');
  await page.keyboard.press('Enter');

  await expect(said(page)).toHaveText('算好了。经济补偿加代通知金（N+1）：60,900.00 元。步骤在下面。');
  const result = page.locator('.reckon-result');
  await expect(result.locator('.working-steps > li')).toHaveCount(6);
  await expect(result.locator('.working-steps')).toContainText('满 7 年算 7 个月；零头 7 个月零 6 天，满六个月，算一个月');
  await expect(result.getByRole('link', { name: '劳动合同法第四十条' }).first()).toHaveAttribute('href', '/laws/labour-contract-law/#art-40');
  await expect(result).toContainText('本站还没有登记“盐城市上年度职工月平均工资”');
  await expectAccessible(page, 'result');
  await expectNoSidewaysScroll(page, 'result');

  // A figure changed: the old result says that it is the old one.
  await last.fill('7000');
  await expect(result).toContainText('您改了上面的数');

  expect(asked).toEqual([]);
  expect(page.url()).toMatch(/\/calculators\/severance\/$/);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toMatch(/6800|6500|2019/);
});

test('without scripts the page says how to do it by hand, with an example counted by the same rule', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/calculators/severance/');
  await expect(page.locator('.reckon')).toBeHidden();
  await expect(page.getByText('这台设备没有开 JavaScript')).toBeVisible();
  await expect(page.getByRole('heading', { name: '怎样手算' })).toBeVisible();
  await expect(page.locator('.working-total')).toContainText('54,400.00 元');
  await context.close();
});

test('an answer leads to its calculator, a law back to it, the search finds it', async ({ page }) => {
  await page.goto('/qa/severance/how-much/');
  await page.getByRole('link', { name: '经济补偿计算器' }).first().click();
  await expect(page).toHaveURL(/\/calculators\/severance\/$/);
  await page.goto('/laws/labour-contract-law/#art-47');
  await expect(page.locator('#art-47')).toContainText('1 个计算器');
  await page.goto('/search/?q=%E5%8A%A0%E7%8F%AD%E8%B4%B9%E8%AE%A1%E7%AE%97%E5%99%A8');
  await expect(page.getByRole('main').getByRole('link', { name: '加班费计算器' }).first()).toBeVisible();
});
