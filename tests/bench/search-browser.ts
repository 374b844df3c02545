/**
 * A cold browser against one server that stands for a line of 9 Mbit/s and 85 ms there and back.
 * Shaped and counted in the server, because an engine may fetch from a worker, which Chromium's
 * own throttling and counting of a page leave out.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright';
import { loadStatic } from '../../src/web/static.ts';
import { findChromium } from '../support/chromium.ts';

const ROUND_TRIP_MS = 85;
const BITS_PER_MS = 9000;
/** A question that takes longer hangs. */
const PATIENCE_MS = 20_000;

export interface Cold {
  readonly bytes: number;
  readonly requests: number;
  readonly ms: number;
  /** Whether there was a result to show. */
  readonly found: boolean;
}

export interface Bench {
  /** Opens a new browser profile and shows the first result; undefined when it hung or broke. */
  cold(engine: string, question: string, slow: boolean): Promise<Cold | undefined>;
  /** Pagefind's best ten, by number of the document; undefined for a question that hung. */
  pagefindTen(questions: readonly string[]): Promise<(readonly number[] | undefined)[]>;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>.</title><body><search-box class="find"><form role="search" action="/ours/search/"><input type="search" name="q"></form></search-box><ol></ol></body></html>';

/** How each engine is started and shows its first result, as its own manual says. Runs in the page; resolves with whether there was one. */
const SHOW: Readonly<Record<string, string>> = {
  ours: `async (q) => {
    const directory = fetch('/ours/search/index.json', { cache: 'no-cache' });
    const { enhance } = await import('/ours/suggest.js');
    const box = document.querySelector('search-box'), input = box.querySelector('input');
    input.value = q; input.focus();
    const shown = new Promise((done) => new MutationObserver(() => { const first = box.querySelector('[role=option]'); if (first) done(!first.matches('.suggest-all')); }).observe(box, { childList: true, subtree: true }));
    enhance(box, input, '/ours', directory);
    return shown;
  }`,
  Pagefind: `async (q) => {
    const engine = await import('/pagefind/pagefind.js');
    await engine.init();
    const { results } = await engine.search(q);
    if (!results[0]) return false;
    const { meta } = await results[0].data();
    document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: meta.title }));
    return true;
  }`,
  MiniSearch: `async (q) => {
    const [{ default: MiniSearch }, index, titles] = await Promise.all([import('/minisearch/minisearch.js'), fetch('/minisearch/index.json').then((r) => r.text()), fetch('/minisearch/titles.json').then((r) => r.json())]);
    const mini = MiniSearch.loadJSON(index, { fields: ['title', 'asked', 'answer', 'body'], tokenize: (text) => (text.toLowerCase().match(/\\p{Script=Han}+|[a-z0-9]+/gu) ?? []).flatMap((run) => run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))) });
    const [first] = mini.search(q);
    if (!first) return false;
    document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: titles[first.id] }));
    return true;
  }`,
};

/** Serves a folder of engines and starts a browser. */
export async function openBench(folder: string): Promise<Bench> {
  const site = loadStatic(folder, {});
  let slow = false;
  let lineFree = 0;
  let bytes = 0;
  let requests = 0;

  const server = createServer((req, res) => {
    const path = (req.url ?? '/').replace(/\?.*$/, '');
    if (path === '/') return void res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    requests++;
    shaped(req, res);
    if (!site.serve(req, res, path)) res.writeHead(404).end();
  });
  function shaped(req: IncomingMessage, res: ServerResponse): void {
    const before = req.socket.bytesWritten;
    const arrived = performance.now();
    const end = res.end.bind(res) as (body?: unknown) => ServerResponse;
    res.once('finish', () => (bytes += req.socket.bytesWritten - before));
    res.end = ((body?: Uint8Array) => {
      if (!slow) return end(body);
      // Answers share the line: each begins a round trip after its request, and when the one before is through.
      lineFree = Math.max(lineFree, arrived + ROUND_TRIP_MS) + (((body?.length ?? 0) + 300) * 8) / BITS_PER_MS;
      setTimeout(() => end(body), Math.max(0, lineFree - performance.now()));
      return res;
    }) as typeof res.end;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { executablePath, env, args } = await findChromium();
  const browser: Browser = await chromium.launch({ env, args, ...(executablePath ? { executablePath } : {}) });

  const fresh = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${origin}/`);
      return await work(page);
    } finally {
      await context.close();
    }
  };
  const within = <T>(work: Promise<T>): Promise<T | undefined> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, undefined)));
    return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
  };

  return {
    cold: (engine, question, isSlow) =>
      fresh(async (page) => {
        [slow, bytes, requests, lineFree] = [isSlow, 0, 0, 0];
        const done = await within(page.evaluate<{ ms: number; found: boolean }>(`(async () => { const start = performance.now(); const found = await (${SHOW[engine] ?? ''})(${JSON.stringify(question)}); return { ms: performance.now() - start, found }; })()`));
        slow = false;
        return done && { ...done, bytes, requests };
      }),
    pagefindTen: (questions) =>
      fresh(async (page) => {
        const out: (readonly number[] | undefined)[] = [];
        for (const question of questions) {
          out.push(await within(page.evaluate<number[]>(`(async () => { const engine = await import('/pagefind/pagefind.js'); const { results } = await engine.search(${JSON.stringify(question)}); const data = await Promise.all(results.slice(0, 10).map((r) => r.data())); return data.map(({ url }) => Number(/(\\d+)/.exec(url)?.[1])); })()`)));
        }
        return out;
      }),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
