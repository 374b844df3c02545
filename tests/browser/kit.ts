/** What the browser stories share: signing in, and one look for faults on a page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from 'playwright/test';
import { DEMO_PASSWORD } from '../../src/desk/demo-accounts.ts';

/** Signs in through the form as a person would. */
export async function signIn(page: Page, staffNo: string, next = '/learn/'): Promise<void> {
  await page.goto(`/login/?next=${encodeURIComponent(next)}`);
  await page.getByLabel('工号').fill(staffNo);
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login/'));
}

/** Answers the question shown, of whatever kind it is, rightly or not: two of several, something in every blank and list, all in the order given. */
export async function answerSomehow(question: Locator): Promise<void> {
  const control = question.locator('.choice input, .blanks input, .matching select, .ordering .choices button');
  await expect(control.first()).toBeVisible();
  for (const blank of await question.locator('.blanks input').all()) await blank.fill('30');
  for (const list of await question.locator('.matching select').all()) await list.selectOption('A');
  for (const item of await question.locator('.ordering .choices button').all()) await item.click();
  for (const choice of (await question.locator('.choice input').all()).slice(0, 2)) if ((await choice.getAttribute('type')) === 'checkbox') await choice.check();
  const one = question.getByRole('radio').first();
  if (await one.count()) await one.check();
}

/** Fails on anything axe finds on the page, naming the rule and the element. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap((v) => v.nodes.map((n) => `${where}: ${v.id} ${n.target.join(' ')} (${v.help})`));
  expect(found).toEqual([]);
}

/** Fails when the page scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${where} scrolls sideways by ${over} px`).toBeLessThanOrEqual(0);
}

/** Gives pages as the public has them: without the demonstration, whose day is its own. Service workers must be blocked. */
export async function undemo(page: Page, path: string, change = (html: string): string => html): Promise<void> {
  await page.route((url) => url.pathname.startsWith(path), async (route) => {
    const response = await route.fetch();
    // Without its tag: the browser must not be told “not modified” of another text.
    await route.fulfill({ contentType: 'text/html; charset=utf-8', body: change((await response.text()).replace(/ data-demo(?:="[^"]*")?/, '')) });
  });
}

/** Every public kind of page, one of each. */
export const PUBLIC_PAGES = ['/', '/qa/', '/qa/probation/', '/qa/probation/dismissal-in-probation/', '/qa/probation/print/', '/constitution/', '/constitution/rights-and-duties/', '/constitution/kit/', '/constitution/paper/', '/safety/', '/safety/forklift/', '/safety/first-hour/', '/safety/claim/', '/calculators/', '/calculators/severance/', '/laws/', '/laws/labour-contract-law/', '/leaflets/', '/leaflets/dismissed/', '/practice/', '/search/', '/search/?q=%E8%AF%95%E7%94%A8%E6%9C%9F%E8%A2%AB%E8%BE%9E%E9%80%80', '/sitemap/', '/about/', '/privacy/', '/login/', '/nothing-here/'] as const;
