/** The hub of the constitution and the rooms of work-injury prevention, as an organiser and a team leader use them. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, test, type Page } from 'playwright/test';
import { answerSomehow, expectAccessible, undemo } from './kit.ts';

// The service worker would fetch past the route that takes the demonstration's mark off.
test.use({ serviceWorkers: 'block' });

const built = async (page: Page): Promise<string> => (await page.locator('.week').getAttribute('data-day')) ?? '';

test('a kept page of the hub is put right on the day, and a clock that lags is not believed', async ({ page }) => {
  await undemo(page, '/constitution/');
  await page.goto('/constitution/');
  const day = await built(page);
  const year = Number(day.slice(0, 4));
  const headline = await page.locator('.week h2').innerText();
  // The fourth of December is 国家宪法日 whatever a year's notice says.
  await page.clock.setFixedTime(new Date(`${day > `${year}-12-04` ? year + 1 : year}-12-04T09:00:00+08:00`));
  await page.goto('/constitution/');
  await expect(page.locator('.week h2')).toHaveText('今天是国家宪法日');
  await expect(page.locator('.week li').first()).toHaveAttribute('data-deed', 'quiz');
  await page.clock.setFixedTime(new Date(`${year - 3}-12-04T09:00:00+08:00`));
  await page.goto('/constitution/');
  await expect(page.locator('.week h2')).toHaveText(headline);
});

for (const [now, phase, headline, first] of [
  ['2026-11-20', 'before', '宪法宣传周还有 10 天开始', 'kit'],
  ['2026-12-01', 'during', '宪法宣传周正在进行', 'quiz'],
  ['2026-12-04', 'day', '今天是国家宪法日', 'quiz'],
  ['2026-12-07', 'after', '今年的宪法宣传周已经结束', 'read'],
  ['2027-03-01', 'quiet', '宪法，不只在宣传周里讲', 'read'],
] as const) {
  test(`a hub built on 1 November with the year's notice, read on ${now}: ${phase}`, async ({ page }) => {
    const weeks = JSON.stringify([{ id: '2026', announced: true, from: '2026-11-30', to: '2026-12-06', theme: '示例主题', confidence: '已核实' }]).replaceAll('"', '&quot;');
    await undemo(page, '/constitution/', (html) => html.replace(/data-day="[^"]*"/, 'data-day="2026-11-01"').replace(/data-weeks="[^"]*"/, () => `data-weeks="${weeks}"`));
    await page.clock.setFixedTime(new Date(`${now}T09:00:00+08:00`));
    await page.goto('/constitution/');
    await expect(page.locator('.week h2')).toHaveText(headline);
    await expect(page.locator('.week')).toHaveAttribute('data-phase', phase);
    await expect(page.locator('.week li').first()).toHaveAttribute('data-deed', first);
    expect(await page.locator('.week').innerText()).toMatch(phase === 'quiet' ? /另行通知/ : /示例主题/);
  });
}

test('materials stand by kind, each with something to open', async ({ page }) => {
  await page.goto('/constitution/');
  for (const kind of ['讲义', '时间轴', '问答', '海报', '活动']) await expect(page.getByRole('region', { name: new RegExp(`^${kind}`) }).getByRole('link').first()).toBeVisible();
  await page.getByRole('link', { name: '看海报、打印' }).click();
  await expect(page.getByRole('heading', { name: '海报' })).toBeInViewport();
});

test('ten questions end with a card that is saved as a picture and sent nowhere', async ({ page }) => {
  await page.goto('/constitution/');
  await page.locator('.week').getByRole('link', { name: /做十道题/ }).click();
  await expect(page.getByText('第 1 题，共 10 题')).toBeVisible();
  for (let n = 1; n <= 10; n++) {
    await expect(page.getByText(`第 ${n} 题，共 10 题`)).toBeVisible();
    await answerSomehow(page.locator('main'));
    await page.getByRole('button', { name: '对答案' }).click();
    await page.getByRole('button', { name: n === 10 ? '看结果' : '下一题' }).click();
  }
  const card = page.locator('.result-card');
  await expect(card.getByText(/宪法小测 10 题答对 \d+ 题/)).toBeVisible();
  await expectAccessible(page, 'the result card');
  const sent: string[] = [];
  page.on('request', (request) => !request.url().startsWith('blob:') && sent.push(request.url()));
  const [file] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '保存图片' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^宪法小测-\d+-10\.png$/);
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const png = Buffer.concat(chunks);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  // A card with something drawn on it; a blank one of this size is a tenth of this.
  expect(png.length).toBeGreaterThan(10_000);
  expect(sent).toEqual([]);
});

test('the kit downloads with the address at which it was read; the paper holds ten questions and no answer', async ({ page, request }) => {
  const zip = await request.get('/constitution/kit.zip');
  expect(zip.headers()['content-type']).toBe('application/zip');
  const bytes = await zip.body();
  const files = Object.entries(unzipSync(bytes)).map(([name, text]) => ({ name: name.replace(/^.*\//, ''), text: strFromU8(text) }));
  for (const name of ['先看这里.txt', '海报.html', '讲话要点.html', '签到表.csv']) expect(files.map((f) => f.name)).toContain(name);
  expect(files.some((f) => f.text.includes(new URL(zip.url()).host))).toBe(true);
  // A script or an outside address would not work on a machine without the net.
  for (const { name, text } of files) expect(text, name).not.toMatch(/<script|<link|src="http/);
  const papers = await Promise.all(['A', 'B'].map(async (paper) => (await request.get(`/constitution/paper/?paper=${paper}`)).text()));
  expect(papers[0]).not.toBe(papers[1]);
  await page.goto('/constitution/paper/?paper=<script>');
  await expect(page.locator('.paper-questions > li')).toHaveCount(10);
  expect(await page.content()).not.toMatch(/正确答案|标准答案|解析：/);
});

test('articles are narrowed by industry and hazard, and the choice stands in the address', async ({ page }) => {
  await page.goto('/safety/');
  const shown = page.locator('[data-industries]:visible');
  const all = await shown.count();
  await page.getByLabel('行业', { exact: true }).selectOption('化工');
  await expect(page.locator('.found')).toHaveText(/找到 \d+ 篇/);
  const some = await shown.count();
  expect(some).toBeLessThan(all);
  await page.reload();
  await expect(page.getByLabel('行业', { exact: true })).toHaveValue('化工');
  expect(await shown.count()).toBe(some);
  await page.getByRole('button', { name: '全部' }).click();
  await expect(page.locator('.found')).toHaveText(`共 ${all} 篇`);
  expect(new URL(page.url()).search).toBe('');
  await page.goto('/safety/?industry=%3Cimg%3E&hazard=nothing');
  expect(await shown.count()).toBe(all);
});

test('without scripts: groups lead to every article, answers fold open, the first hour is a link', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/safety/');
  await expect(page.locator('.filter')).toBeHidden();
  await expect(page.locator('#industry-化工 + ul a').first()).toBeVisible();
  await page.goto('/safety/forklift/');
  await expect(page.locator('.choose').first()).toBeHidden();
  await page.locator('.selfcheck summary').first().click();
  await expect(page.locator('.selfcheck details[open] p')).toContainText('应当答');
  await page.getByRole('link', { name: '出事了？第一小时' }).click();
  await expect(page.getByRole('heading', { name: '出了事的第一小时' })).toBeInViewport();
  await context.close();
});

test('five answers give a score and say what is a danger', async ({ page }) => {
  await page.goto('/safety/forklift/');
  const items = page.locator('.selfcheck li');
  const count = await items.count();
  for (let i = 0; i < count; i++) {
    const good = (await items.nth(i).getAttribute('data-good')) ?? '是';
    const say = i === 0 ? (good === '是' ? '否' : '是') : good;
    await items.nth(i).getByRole('button', { name: say, exact: true }).click();
  }
  await expect(items.first().locator('.verdict')).toHaveText('！有隐患');
  await expect(page.locator('.score')).toHaveText(new RegExp(`^${count} 问里 ${count - 1} 问让人放心，1 问有隐患`));
  await expectAccessible(page, 'answered');
});

test('the two pictures of a claim print on two pages', async ({ page }) => {
  await page.goto('/safety/claim/');
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
});

test('every checklist prints on one page with its code', async ({ page }) => {
  await page.goto('/safety/');
  const paths = await page.locator('.contents a').evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    await page.goto(path);
    // The code is drawn when the sheet comes near.
    await page.locator('.sheet').scrollIntoViewIfNeeded();
    await expect(page.locator('.sheet .code svg')).toBeAttached();
    await page.evaluate(() => (document.documentElement.dataset.only = 'sheet'));
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), path).toHaveLength(1);
  }
});
