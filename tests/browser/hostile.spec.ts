/** Rubbish and malice: in Markdown, in addresses, in queries. Nothing runs, nothing breaks, the answer is clear. */
import { connect } from 'node:net';
import { expect, test } from 'playwright/test';
import { shortNames } from '../../src/library/cite.ts';
import { entryData, scriptJson } from '../../src/library/linked-data.ts';
import { pageRenderer } from '../../src/library/markdown.ts';
import { loadEntry } from '../../src/library/server/load.ts';

const EVIL = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(2)">',
  '<svg onload=alert(3)><a href="javascript:alert(4)">点</a></svg>',
  '<iframe srcdoc="<script>parent.alert(5)</script>"></iframe>',
  '[点我](javascript:alert(6)) [点我](JaVaScRiPt&colon;alert(7)) [点我](data:text/html,<script>alert(8)</script>) [点我](vbscript:x)',
  '[外面](https://evil.example/"onmouseover="alert(9)) <https://evil.example/> ![图](https://evil.example/track.png)',
  '`</code><script>alert(10)</script>`',
  '〔<img src=x onerror=alert(11)>21〕〔劳动合同法<b>21〕',
  '```html\n</pre><script>alert(12)</script>\n```',
  `> ${'>'.repeat(60)} 深`,
  '字'.repeat(4000),
  'x'.repeat(3000),
];
const COLUMNS = 60;
const wide = [Array.from({ length: COLUMNS }, (_, i) => `第${i}列`), Array.from({ length: COLUMNS }, () => '-'), ...Array.from({ length: 300 }, () => Array.from({ length: COLUMNS }, (_, i) => (i === 0 ? '<script>alert(13)</script>' : '很长的一格文字')))];
const TITLE = '</script><script>alert(14)</script>"><img onerror=alert(15)>';
const FILE = `---
title: ${JSON.stringify(TITLE)}
order: 1
asked: ["</script><script>alert(16)</script>", "问法二", "问法三"]
answer: ${JSON.stringify('<script>alert(17)</script> [点](javascript:alert(18))')}
basis: [{law: labour-contract-law, article: 21}]
verified: 2026-11-01
review: 2027-05-01
---

## 为什么这样规定

${EVIL.join('\n\n')}

## 怎么办<img src=x onerror=alert(19)>

1. 做〔劳动合同法21〕<script>alert(20)</script>

## 案例

${wide.map((row) => `|${row.join('|')}|`).join('\n')}

## 常见误区

- 不对。
`;

test('hostile Markdown is read, shown as text and does nothing; a huge table scrolls in its own box', async ({ page, baseURL }) => {
  const { entry } = loadEntry('qa', 'content/qa/wages/hostile.md', FILE);
  if (!entry) throw new Error('the reader refused the file, so the renderer was not tried');
  const ids = shortNames([{ id: 'labour-contract-law', short: '劳动合同法', title: '中华人民共和国劳动合同法' } as never]);
  const renderer = pageRenderer(({ short, article }) => (ids.get(short) ? { basis: { law: 'labour-contract-law', article }, law: short, digest: '<script>alert(21)</script>', citedBy: 1 } : undefined), (path) => path);
  const body = renderer.prose(entry.data.answer) + renderer.sections(entry.body).map((s) => `<section class="part"><h2 id="${s.anchor}">x</h2>${s.html}</section>`).join('');
  const data = scriptJson(entryData(entry, [], { name: '站', bureau: '' }, (path) => path));

  // In the frame of a real page, without its content policy: what is written must be harmless by itself.
  const frame = await (await fetch(`${baseURL}/qa/wages/overtime-pay/`)).text();
  const html = frame
    .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')
    .replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/, () => `<script type="application/ld+json">${data}</script>`)
    .replace(/<article class="entry">[\s\S]*<\/article>/, () => `<article class="entry">${body}</article>`);
  expect(html).toContain('alert(13)');
  const events: string[] = [];
  page.on('dialog', (dialog) => (events.push(dialog.message()), void dialog.dismiss()));
  page.on('pageerror', (error) => events.push(error.message));
  page.on('request', (request) => !request.url().startsWith(baseURL ?? '') && events.push(request.url()));
  await page.route('**/hostile/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/hostile/');

  const article = page.locator('article.entry');
  await expect(article).toContainText('<script>alert(1)</script>');
  expect(await article.locator('script, img, iframe, object, form').count()).toBe(0);
  const facts = await article.evaluate((element) => ({
    handlers: [...element.querySelectorAll('*')].flatMap((at) => at.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style')),
    links: [...element.querySelectorAll('a')].map((link) => link.protocol + link.pathname).filter((to) => !/^http:\/(laws\/|leave\/|hostile\/)/.test(to)),
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    table: [...element.querySelectorAll('.table-box')].map((box) => box.scrollWidth > box.clientWidth && box.clientWidth <= innerWidth),
  }));
  expect(facts).toEqual({ handlers: [], links: [], sideways: 0, table: [true] });
  for (const link of await article.locator('a').filter({ hasText: '点' }).all()) await link.click();
  expect(events).toEqual([]);
});

/** Answers of the server to exactly these bytes: browsers and fetch would tidy the address up. */
const ask = (port: number, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`));
    socket.setEncoding('utf8').on('data', (text: string) => (got += text));
    socket.on('end', () => resolve(got)).on('error', reject);
  });

const UNKNOWN = ['/nothing/', '/qa/nothing/', '/qa/wages/nothing/', '/laws/nothing/', '/safety/x', '/learn/nothing/', '/%00', '/qa/%00/', '/%', '/%zz/', '/%E4%BD', '/qa/%2e%2e/%2e%2e/package.json', '/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/qa\\..\\x', '//evil.example', '//evil.example/', '///evil.example/..', '/404.html', '/500.html', '/.env', '/_astro/', '/_astro/none.js', '/sw.js/', `/${'x'.repeat(8000)}/`, '/<script>alert(1)</script>/', '/qa/wages/overtime-pay/%3Cscript%3E/', '/法/'.replace('法', encodeURIComponent('法'))];

test('an unknown address answers 404 with the search and ways on, whatever signs stand in it', async ({ page, baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  const wrong: string[] = [];
  for (const path of UNKNOWN) {
    const answer = await ask(port, path);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    if (!head.startsWith('HTTP/1.1 404') || !body.includes('没有这一页') || !body.includes('role="search"') || head.includes('\r\nlocation:')) wrong.push(`${path.slice(0, 60)}: ${head.split('\r\n')[0]} ${/location: .*/i.exec(head)?.[0] ?? ''}`);
    if (body.includes('<script>alert')) wrong.push(`${path}: echoed`);
  }
  expect(wrong).toEqual([]);
  await page.goto('/nothing-here/?q=x');
  await page.locator('main').getByRole('searchbox').fill('加班费');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/\?q=/);
});

test('an unknown address of the API answers 404 in JSON with a Chinese sentence', async ({ request }) => {
  for (const path of ['/api/nothing', '/api/', '/api/accounts/nothing', '/api/%00', '/api/%zz', '/api/../api/x']) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()['content-type']]).toEqual([path, 404, expect.stringContaining('application/json')]);
    expect((await answer.json()) as unknown).toMatchObject({ error: { say: expect.stringMatching(/[\u4e00-\u9fff]/) } });
  }
});

const RUBBISH = ['', '0', '-1', '1e9', 'NaN', '../x', '<script>alert(1)</script>', '"\'`${7*7}', '\u0000\u0007', '%', '（.*+?^$', '劳'.repeat(3400)];
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/': ['lens', 'kiosk2'],
  '/qa/': ['lens'],
  '/qa/wages/overtime-pay/': ['lens'],
  '/search/': ['q', 'p', 'kind', 'topic'],
  '/laws/': ['status', 'kind', 'q'],
  '/safety/': ['hazard', 'industry'],
  '/constitution/paper/': ['paper'],
  '/leave/': ['to'],
  '/login/': ['next', 'error', 'no'],
  '/feedback/': ['page', 'useful', 'reason', 'error'],
  '/practice/': ['bank'],
};

test('no parameter of any page breaks it', async ({ page, request }) => {
  test.setTimeout(90_000);
  const wrong: string[] = [];
  page.on('dialog', (dialog) => (wrong.push(`dialog on ${page.url()}`), void dialog.dismiss()));
  page.on('pageerror', (error) => wrong.push(`${page.url().slice(0, 120)}: ${error.message}`));
  for (const [path, names] of Object.entries(PARAMETERS)) {
    for (const value of RUBBISH) {
      // Ten thousand bytes stand in one parameter; all at once the address would be longer than any server reads.
      const query = (value.length > 1000 ? names.slice(0, 1) : names).map((name) => `${name}=${encodeURIComponent(value)}`).join('&');
      const answer = await request.get(`${path}?${query}`);
      if (answer.status() >= 500 || !(await answer.text()).includes('<main')) wrong.push(`${path}?${query.slice(0, 60)}: ${answer.status()}`);
    }
    // In the browser, where scripts read the address too, all at once.
    for (const value of [RUBBISH[6], RUBBISH[8], RUBBISH[10]]) {
      await page.goto(`${path}?${names.map((name) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')}#%zz`);
      if ((await page.locator('main h1').count()) !== 1) wrong.push(`${page.url().slice(0, 120)}: no heading`);
    }
    for (const bad of ['%', '%zz=%E4', '=&&=', `${names[0]}&${names[0]}[]=1`]) {
      const answer = await request.get(`${path}?${bad}`);
      if (answer.status() >= 500) wrong.push(`${path}?${bad}: ${answer.status()}`);
    }
  }
  expect(wrong).toEqual([]);
  await page.goto('/qa/wages/overtime-pay/?lens=nonsense');
  await expect(page.locator('.who[open]')).toHaveCount(2);
  await expect(page.locator('[data-choose-lens][aria-pressed="true"]')).toHaveCount(0);
});
