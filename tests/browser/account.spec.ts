/** Keeping one's account, by the keyboard alone: another device ended, a second factor set up and used, the warning before the sign-in ends. */
import { Secret, TOTP } from 'otpauth';
import { expect, test, type Page } from 'playwright/test';
import { DEMO_PASSWORD } from '../../src/desk/demo-accounts.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

/** Nobody else's story signs in as these. */
const OWNER = 'Y1021';
const TYPIST = 'Y1022';

/** Tabs until the control named is focused; fails when it cannot be reached. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const now = document.activeElement;
      const label = now instanceof HTMLInputElement ? (now.labels?.[0]?.textContent ?? '') : '';
      return `${now?.getAttribute('aria-label') ?? ''} ${label} ${now?.textContent ?? ''}`.trim();
    });
    if (typeof name === 'string' ? at.includes(name) : name.test(at)) return;
  }
  throw new Error(`${String(name)} cannot be reached by Tab on ${page.url()}`);
}
async function press(page: Page, name: RegExp | string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
async function typeIn(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('another device is ended; a second factor is set up, used, and its recovery code serves once', async ({ page, browser }) => {
  const phone = await (await browser.newContext({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1' })).newPage();
  await signIn(phone, OWNER);
  await signIn(page, OWNER, '/learn/account/');
  await expectAccessible(page, '/learn/account/');
  await expect(page.getByText('就是这里')).toHaveCount(1);
  await press(page, '让它退出：手机（iPhone） · Safari 浏览器');
  await expect(page.getByRole('status')).toContainText('已经退出登录');
  await expect(page.getByText('iPhone')).toHaveCount(0);
  await phone.goto('/learn/');
  await expect(phone).toHaveURL(/\/login\//);

  // The demonstration has a clock of its own: what the server said of this session tells how far it is from ours.
  const listed = (await (await page.request.get('/api/accounts/sessions')).json()) as { sessions: { own: boolean; seenAt: number }[] };
  const ahead = (listed.sessions.find((s) => s.own)?.seenAt ?? 0) - Date.now();
  await press(page, '启用两步验证');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('两步验证');
  await press(page, '开始');
  await expect(page.getByRole('img', { name: '两步验证的二维码' })).toBeVisible();
  await expectAccessible(page, 'setting up');
  const key = ((await page.locator('.factor-key').textContent()) ?? '').replaceAll(' ', '');
  const app = new TOTP({ secret: Secret.fromBase32(key), digits: 6, period: 30 });
  await typeIn(page, '六位数字', '000000');
  await expect(page.getByRole('alert')).toContainText('不对');
  await typeIn(page, '六位数字', app.generate({ timestamp: Date.now() + ahead }));
  await expect(page.getByRole('status')).toContainText('已启用');
  const codes = await page.getByRole('list', { name: '恢复码' }).getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await expectAccessible(page, 'recovery codes');
  await press(page, '我记好了');
  await expect(page.getByText('还有 10 个没有用过')).toBeVisible();

  const signInHalf = async () => {
    await press(page, '退出登录');
    await page.waitForURL(/\/login\//);
    await page.goto(`/login/?staffNo=${OWNER}&next=/learn/account/`);
    await typeIn(page, '密码', DEMO_PASSWORD);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录的第二步');
  };
  await signInHalf();
  await expectAccessible(page, '/login/code/');
  await expect(page.getByLabel('六位数字')).toBeFocused();
  // The code of the next half minute: the one of now has been used.
  await page.keyboard.type(app.generate({ timestamp: Date.now() + ahead + 30_000 }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('我的账号');

  await signInHalf();
  await page.keyboard.type(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('还有 9 个没有用过')).toBeVisible();
  await signInHalf();
  await page.keyboard.type(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('已经用过');
});

test('two minutes before the end the page says so; staying needs one key, and what was typed stays', async ({ page }) => {
  await signIn(page, TYPIST, '/learn/password/');
  let left = { leftMs: 90_000, extends: true };
  let told = 0;
  await page.route('**/api/accounts/sessions/left', (route) => route.fulfill({ json: left }));
  await page.route('**/api/accounts/sessions/alive', (route) => {
    told += 1;
    left = { leftMs: 3_600_000, extends: true };
    return route.continue();
  });
  await page.goto('/learn/password/');
  await page.getByLabel('原密码').fill('half of what I');
  const warning = page.getByRole('region', { name: '登录快到时间了' });
  await expect(warning).toContainText('2 分钟就会退出登录');
  await expectAccessible(page, 'the warning');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, 'the warning');
  await press(page, '我还在');
  await expect(warning).toBeHidden();
  expect(told).toBe(1);
  await expect(page.getByLabel('原密码')).toHaveValue('half of what I');

  left = { leftMs: 0, extends: false };
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(warning).toContainText('填的都还在');
  await expect(warning.getByRole('link', { name: '在新窗口登录' })).toBeVisible();
  await expect(page).toHaveURL(/\/learn\/password\//);
  await expect(page.getByLabel('原密码')).toHaveValue('half of what I');
});
