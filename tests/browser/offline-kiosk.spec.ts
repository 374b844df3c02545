/** A village without a network, and a machine in a town hall that a stranger used a minute ago. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const ENTRY = '/qa/wages/overtime-pay/';

/** Paths of everything the worker keeps. */
const keptPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).pathname);
  });

/** Opens a page and waits until it is kept. */
async function read(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect.poll(() => keptPaths(page)).toContain(path);
}

test.describe('without a network', () => {
  test('a page once read opens, looks as before and says from when it is', async ({ page, context }) => {
    await read(page, ENTRY);
    const title = await page.locator('h1').innerText();
    await expect.poll(async () => (await keptPaths(page)).some((path) => path.endsWith('.css'))).toBe(true);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await context.setOffline(true);
    await page.goto(`${ENTRY}?lens=worker`);
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('main [role="status"].kept')).toContainText(/现在连不上网，这是 \d+月\d+日 \d\d:\d\d 存下的一页/);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(paper);
    await expectAccessible(page, 'a kept page');
    await context.setOffline(false);
    await page.reload();
    await expect(page.locator('.kept')).toHaveCount(0);
  });

  test('a page never read says so, in the site’s frame, and offers what can be read', async ({ page, context }) => {
    await read(page, ENTRY);
    const title = await page.locator('h1').innerText();
    await context.setOffline(true);
    const response = await page.goto('/safety/forklift/');
    expect(response?.status()).toBe(503);
    await expect(page.locator('h1')).toContainText('这一页还没有存过');
    await expectAccessible(page, 'a missing page');
    await page.locator('main').getByRole('link', { name: title }).click();
    await expect(page.locator('h1')).toHaveText(title);
  });

  test('the search suggests from its kept index', async ({ page, context }) => {
    await read(page, ENTRY);
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('加班费');
    await expect(page.locator('search-box [role="option"]').first()).toBeVisible();
    await expect.poll(async () => (await keptPaths(page)).filter((path) => /^\/search\/(index\.json|i\/.*\/all\.pack)$/.test(path))).toHaveLength(2);
    await context.setOffline(true);
    // Another question than the one whose pieces came over the network.
    await page.goto('/search/?q=%E5%B9%B4%E5%81%87');
    await expect(page.locator('main input[name="q"]')).toHaveValue('年假');
    await page.locator('main input[name="q"]').focus();
    await expect(page.locator('main search-box [role="option"]').first()).toBeVisible();
  });

  test('nothing of a person is kept, nor what was searched', async ({ page }) => {
    await read(page, ENTRY);
    await signIn(page, 'Y1003');
    for (const path of ['/learn/', '/search/?q=%E5%B7%A5%E4%BC%A4', '/leave/?to=x', '/nothing-here/']) await page.goto(path);
    await read(page, '/about/');
    expect((await keptPaths(page)).filter((path) => /^\/(api|learn|admin|desk|login|leave|search\/$|nothing)/.test(path))).toEqual([]);
  });
});

test.describe('a new build', () => {
  let proxy: Server;
  let origin: string;
  let build = 1;

  test.beforeAll(async ({ baseURL }) => {
    const target = new URL(baseURL ?? '');
    // The same site, with a worker whose bytes change when a new build is put in place.
    proxy = createServer((req, res) => {
      const up = request({ host: target.hostname, port: target.port, path: req.url, method: req.method, headers: { ...req.headers, 'accept-encoding': 'identity', 'if-none-match': '' } }, (answer) => {
        const { 'content-length': _, ...headers } = answer.headers;
        res.writeHead(answer.statusCode ?? 502, headers);
        if (req.url === '/sw.js' && req.method === 'GET') answer.on('data', (chunk) => res.write(chunk)).on('end', () => res.end(`\n// ${build}`));
        else answer.pipe(res);
      });
      up.on('error', () => res.destroy());
      req.pipe(up);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  test.afterAll(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  test('takes over by itself; what was read stays', async ({ page }) => {
    await page.goto(origin + ENTRY);
    await expect.poll(() => keptPaths(page)).toContain(ENTRY);
    build = 2;
    await page.evaluate(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => void (document.documentElement.dataset.changed = ''));
    });
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
    await expect(page.locator('html[data-changed]')).toBeAttached();
    await expect.poll(() => keptPaths(page)).toContain(ENTRY);
    await page.goto(`${origin}/about/`);
    await expect(page.locator('.kept')).toHaveCount(0);
  });
});

test.describe('a self-service machine', () => {
  test.use({ viewport: { width: 1080, height: 1920 }, hasTouch: true });

  test('goes on from page to page, and its history holds none of them', async ({ page, context }) => {
    await page.goto('/?kiosk');
    const bar = page.getByRole('navigation', { name: '自助机' });
    await expect(bar.getByRole('button', { name: '回首页' })).toBeVisible();
    const depth = await page.evaluate(() => history.length);
    await page.locator('.ways a').first().click();
    await expect(page).toHaveURL(/\/qa\/[a-z]+\/\?kiosk$/);
    await page.locator('main li a').first().click();
    await expect(page).toHaveURL(/\/qa\/[a-z]+\/[a-z-]+\/\?kiosk$/);
    await page.locator('search-box input').first().fill('工伤');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\/\?q=.*kiosk/);
    expect(await page.evaluate(() => history.length)).toBe(depth);
    await bar.getByRole('button', { name: '返回上一页' }).click();
    await expect(page).toHaveURL(/\/qa\/[a-z]+\/[a-z-]+\/\?kiosk$/);
    await page.goto('/about/');
    await expect(bar).toBeVisible();
    const other = await context.newPage();
    await other.goto('/');
    await expect(other.locator('.top')).toBeVisible();
    await expect(other.locator('html[data-kiosk]')).toHaveCount(0);
  });

  test('a minute without touch: it asks, then nothing is left of the person before', async ({ page }) => {
    await page.clock.install();
    await page.goto('/?kiosk');
    await page.locator('.ways a').first().click();
    await expect(page.locator('.kiosk-bar')).toBeVisible();
    await page.evaluate(() => {
      localStorage.setItem('pufa-text', 'large');
      sessionStorage.setItem('typed', '小周');
    });
    await page.clock.fastForward(51_000);
    await expect(page.getByRole('alert')).toContainText('还在看吗');
    await page.getByRole('button', { name: '我还在看' }).click();
    await expect(page.getByRole('alert')).toBeHidden();
    await page.clock.fastForward(51_000);
    await expect(page.getByRole('alert')).toBeVisible();
    await page.clock.fastForward(10_000);
    await expect(page).toHaveURL(/\/\?kiosk$/);
    await expect(page.locator('.kiosk-bar')).toBeVisible();
    expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage).filter((key) => key !== 'pufa-kiosk')])).toEqual([[], []]);
    await expect(page.getByRole('button', { name: '返回上一页' })).toBeHidden();
    expect(await page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length])).toEqual([0, 0]);
  });

  test('what was typed, a sign-in from before and the way back are gone with the person', async ({ page, context }) => {
    await signIn(page, 'Y1003');
    await page.goto('/?kiosk');
    await expect.poll(async () => (await context.cookies()).length).toBe(0);
    await page.goto(`${ENTRY}?kiosk`);
    const depth = await page.evaluate(() => history.length);

    await page.getByLabel('没帮上').check();
    await page.getByLabel('为什么').fill('我叫小周，在某某厂');
    await page.getByRole('button', { name: '提交' }).click();
    await expect(page.locator('#thanked')).toBeVisible();
    await expect(page.getByLabel('为什么')).toHaveValue('');
    await page.getByRole('link', { name: '法规台账' }).first().click();
    await page.getByRole('link', { name: /^行政法规/ }).first().click();
    await expect(page.getByRole('status').filter({ hasText: '筛出' })).toBeVisible();
    const box = page.getByRole('searchbox').first();
    await box.fill('小周的工资');
    await page.getByRole('button', { name: '回首页' }).click();
    await page.waitForURL(/\/\?kiosk$/);
    await expect(page.locator('.kiosk-bar')).toBeVisible();
    for (const field of await page.getByRole('searchbox').all()) await expect(field).toHaveValue('');
    expect(await page.evaluate(() => history.length)).toBe(depth);
    expect([await context.cookies(), await page.evaluate(() => indexedDB.databases())]).toEqual([[], []]);
    // Back is where the machine was set up, not where somebody read.
    await page.goBack();
    await expect(page).toHaveURL(/\/\?kiosk$/);
  });

  test('does not sign anybody in and does not leave the site', async ({ page }) => {
    await page.goto('/login/?kiosk');
    await expect(page).toHaveURL(/\/\?kiosk$/);
    await expect(page.locator('.kiosk-bar')).toBeVisible();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      link.textContent = '外面';
      document.querySelector('main')?.append(link);
    });
    await page.getByRole('link', { name: '外面' }).click();
    await expect(page.getByRole('status').filter({ hasText: '自助机上不打开别的网站' })).toBeVisible();
    await page.goto('/?kiosk=off');
    await expect(page.locator('.kiosk-bar')).toHaveCount(0);
  });

  for (const path of ['/', ENTRY, '/laws/labour-contract-law/', '/search/?q=%E5%B7%A5%E4%BC%A4']) {
    test(`targets are large and nothing is broken on ${path}`, async ({ page }) => {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}kiosk`);
      await expect(page.locator('.kiosk-bar')).toBeVisible();
      await page.waitForFunction(() => [...document.styleSheets].some((sheet) => sheet.href?.includes('kiosk')));
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a[href], button, summary, input')]
          .filter((target) => target.checkVisibility() && !target.matches('.skip, .unseen *, .unseen'))
          .map((target) => {
            const box = target.getClientRects();
            return { what: `${target.tagName} ${target.className} ${target.textContent.trim().slice(0, 20)}`, height: Math.max(...[...box].map((b) => b.height)) };
          })
          .filter(({ height }) => height < 43.5),
      );
      expect(small).toEqual([]);
      await expectAccessible(page, `${path} on a machine`);
      await expectNoSidewaysScroll(page, path);
      await expect(page.locator('a[href*="/login/"]').first()).toBeHidden();
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page, `${path} on a small machine`);
    });
  }
});

test('a link from elsewhere cannot send a reader on from our site', async ({ page }) => {
  const response = await page.goto(`/leave/?to=${encodeURIComponent('https://evil.example/')}`);
  expect(response?.status()).toBe(404);
  await expect(page.locator('main a[href*="evil"]')).toHaveCount(0);
  await expect(page.locator('main').getByRole('searchbox')).toBeVisible();
  await expectAccessible(page, '/leave/');
});
