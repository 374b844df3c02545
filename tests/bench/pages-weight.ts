/**
 * Part of `pages.ts`: every byte that comes down the wire on a first visit in Chromium, nothing
 * cached: headers, page, styles, scripts, pictures, the service worker, and the icon, which a
 * window fetches and a headless browser does not. Every address of the site map is visited, and
 * a page of results.
 */
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright';
import { findChromium } from '../support/chromium.ts';
import { bar, sitePaths } from '../support/crawl.ts';

/** A reading page may weigh so many bytes. */
export const BUDGET = 30 * 1024;
/** At once; more only makes them wait for one another. */
const AT_ONCE = 4;
/** Nothing has come for so long: the visit is over. The worker starts after everything else. */
const QUIET_MS = 700;
/**
 * Whole chapters and the whole book on one page, to be printed: longer than any budget by their
 * nature and opened from a page that was read. Their weight is shown, not judged.
 */
const FOR_PRINTING = /^\/qa\/(?:[a-z-]+\/)?print\/$/;

/** No page to read but something to do: questions and calculators come with React. Shown, not judged. */
const EXERCISE = /^\/(?:practice|calculators\/[^/]+)\/$/;
/** Pages that the site map leaves out. */
const MORE = ['/search/?q=%E8%A2%AB%E8%BE%9E%E9%80%80%E6%9C%89%E8%A1%A5%E5%81%BF%E5%90%97', '/nothing-here/', '/qa/print/', '/qa/wages/print/'];

interface Weight {
  readonly path: string;
  readonly bytes: number;
  readonly requests: number;
}

/** Counts what comes down between the browser and the server. */
async function counting(port: number): Promise<{ port: number; take: () => number; stop: () => void }> {
  let down = 0;
  const proxy = createServer((client) => {
    const up = createConnection(port, '127.0.0.1');
    up.on('data', (chunk) => (down += chunk.length));
    client.pipe(up).pipe(client);
    for (const socket of [client, up]) socket.on('error', () => (client.destroy(), up.destroy()));
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return { port: (proxy.address() as AddressInfo).port, take: () => down, stop: () => void proxy.close() };
}

async function visit(browser: Browser, port: number, path: string): Promise<Weight> {
  const counter = await counting(port);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    let requests = 0;
    context.on('request', () => requests++);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${counter.port}${path}`, { waitUntil: 'load' });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const icon = await page.locator('link[rel="icon"]').getAttribute('href');
    const held = await page.evaluate((name) => performance.getEntriesByName(new URL(name, location.origin).href).length > 0, icon ?? '');
    if (icon && !held) await page.evaluate((name) => fetch(name).then((answer) => answer.arrayBuffer()).then(() => undefined), icon);
    for (let last = -1; last !== counter.take(); await page.waitForTimeout(QUIET_MS)) last = counter.take();
    return { path, bytes: counter.take(), requests };
  } finally {
    await context.close();
    counter.stop();
  }
}

/** `/qa/wages/overtime-pay/` is a page of `/qa/…/…/`. */
const kindOf = (path: string): string => (FOR_PRINTING.test(path) ? 'to print' : path.replace(/(?<=^\/(?:qa|laws|safety|calculators|constitution)\/).+/, (rest) => rest.replace(/[^/]+/g, '…')));

/** Weighs every page of the site map at `port`; resolves with what is over the budget. */
export async function weight(port: number): Promise<string[]> {
  const { executablePath, env, args } = await findChromium();
  const paths = [...(await sitePaths(port)), ...MORE];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), env, args });
  const weights: Weight[] = [];
  const left = [...paths];
  const show = bar('weighing', paths.length);
  const work = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      weights.push(await visit(browser, port, path));
      show(weights.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await browser.close();

  weights.sort((a, b) => b.bytes - a.bytes);
  const rows: Record<string, object> = {};
  for (const kind of new Set(weights.map(({ path }) => kindOf(path)))) {
    const all = weights.filter(({ path }) => kindOf(path) === kind);
    const worst = all[0];
    if (!worst) continue;
    const judged = kind === 'to print' || EXERCISE.test(kind) ? 'not judged' : `${((100 * worst.bytes) / BUDGET).toFixed(0)}%`;
    rows[kind] = { pages: all.length, heaviest: worst.path, bytes: worst.bytes, KB: (worst.bytes / 1024).toFixed(1), requests: worst.requests, lightest: all.at(-1)?.bytes, 'of 30 KB': judged };
  }
  console.log(`bytes down the wire on a first visit, Chromium, nothing cached: all ${weights.length} pages of the site map`);
  console.table(rows);
  return weights.filter(({ path, bytes }) => bytes > BUDGET && !EXERCISE.test(path) && !FOR_PRINTING.test(path)).map(({ path, bytes }) => `${path} transfers ${bytes} bytes, budget ${BUDGET}`);
}
