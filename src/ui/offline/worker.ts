/**
 * The service worker: pages once read, the files they need and the search index are kept, so
 * that they can be read without a network. Always asks the network first; a kept copy says so.
 * Built to `/sw.js` by src/web/worker.ts, whose last line names the build: a new build is a new worker.
 */
import { builtIn, handlingOf, keyOf, mayKeep, missingPage, pieceOf, withNotice, type Why } from './keep.ts';

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent & Lasting) => void): void;
}
declare const self: Scope;

const PAGES = 'pufa-pages-1';
const FILES = 'pufa-files-1';
const SEARCH = 'pufa-search-1';
const MOST_PAGES = 120;
const MOST_FILES = 200;
/** Longer than this nobody should look at an empty screen when there is a copy. */
const PATIENCE_MS = 5000;
const KEPT_AT = 'x-kept-at';
const { scope } = self.registration;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('pufa-') && name !== PAGES && name !== FILES && name !== SEARCH) await caches.delete(name);
      await self.clients.claim();
      await refreshIndex().catch(() => undefined);
      await tidy();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  switch (handlingOf(request, scope)) {
    case 'page':
      return event.respondWith(page(event));
    case 'built':
      return event.respondWith(built(event));
    case 'file':
      return event.respondWith(file(event));
    case 'index':
      return event.respondWith(piece(event));
    case 'pass':
  }
});

/** The first page was read before there was a worker: it names itself and its files, which the browser still has. `stock` asks for the whole search. */
self.addEventListener('message', (event) => {
  const { keep, stock } = (event.data ?? {}) as { keep?: unknown; stock?: unknown };
  if (stock === true) event.waitUntil(stockSearch().catch(() => undefined));
  if (!Array.isArray(keep)) return;
  const urls = keep.filter((url): url is string => typeof url === 'string').slice(0, 40);
  event.waitUntil(Promise.all(urls.map((url, i) => keepFromBrowser(url, i === 0))));
});

async function keepFromBrowser(url: string, isPage: boolean): Promise<void> {
  const handling = handlingOf({ method: 'GET', mode: isPage ? 'navigate' : 'no-cors', destination: isPage ? 'document' : 'script', url }, scope);
  if (handling === 'pass') return;
  const response = await fetch(url, { cache: 'force-cache' }).catch(() => undefined);
  if (response) await keep(handling === 'page' ? PAGES : FILES, url, response);
}

async function page(event: Fetching): Promise<Response> {
  const { request } = event;
  const fresh = fetch(request);
  event.waitUntil(fresh.then((response) => keep(PAGES, request.url, response.clone())).catch(() => undefined));
  const kept = (await caches.open(PAGES)).match(keyOf(request.url));
  const slow = new Promise<'slow'>((resolve) => setTimeout(resolve, PATIENCE_MS, 'slow'));
  let why: Why;
  try {
    const first = await Promise.race([fresh, slow]);
    if (first !== 'slow' && first.status < 500) return first;
    why = first === 'slow' ? 'slow' : 'broken';
    if (!(await kept)) return await fresh;
  } catch {
    why = 'offline';
  }
  const copy = await kept;
  if (!copy) return html(missingPage(await keptPages(), request.url, scope, why), 503);
  return html(withNotice(await copy.text(), why, Number(copy.headers.get(KEPT_AT))), 200);
}

/** The name carries a hash, so a kept one is the right one. */
async function built(event: Fetching): Promise<Response> {
  const { request } = event;
  const copy = await (await caches.open(FILES)).match(keyOf(request.url));
  if (copy) return copy;
  const response = await fetch(request);
  event.waitUntil(keep(FILES, request.url, response.clone()));
  return response;
}

async function file(event: Fetching): Promise<Response> {
  const { request } = event;
  try {
    const response = await fetch(request);
    // The directory of the search is kept with its pieces, or it would name some that are not there.
    if (!request.url.endsWith('/search/index.json')) event.waitUntil(keep(FILES, request.url, response.clone()));
    return response;
  } catch (error) {
    const copy = await (await caches.open(FILES)).match(keyOf(request.url));
    if (copy) return copy;
    throw error;
  }
}

/** Keeps an answer, the oldest give way. Failing to keep (a full device) never fails the reading. */
async function keep(name: string, url: string, response: Response): Promise<void> {
  const { status, type, redirected, headers } = response;
  if (!mayKeep({ status, type, redirected, cacheControl: headers.get('cache-control') })) return;
  try {
    const cache = await caches.open(name);
    const key = keyOf(url);
    await cache.delete(key);
    await cache.put(key, new Response(await response.blob(), { headers: { 'content-type': headers.get('content-type') ?? '', [KEPT_AT]: String(Date.now()) } }));
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - (name === PAGES ? MOST_PAGES : MOST_FILES)))) await cache.delete(old);
  } catch {
    // Nothing is lost but the copy.
  }
}

/** Every kept page, newest first. */
async function keptPages(): Promise<{ url: string; html: string }[]> {
  const cache = await caches.open(PAGES);
  const keys = [...(await cache.keys())].reverse();
  return Promise.all(keys.map(async ({ url }) => ({ url, html: (await (await cache.match(url))?.text()) ?? '' })));
}

/**
 * A piece of the search: out of the kept whole of the same version, else from the network. Single
 * pieces are left to the browser's own cache: which of them are there would tell what was searched.
 */
async function piece(event: Fetching): Promise<Response> {
  const { url } = event.request;
  const cut = url.lastIndexOf('/') + 1;
  const all = url.endsWith('all.pack') ? undefined : await (await caches.open(SEARCH)).match(`${url.slice(0, cut)}all.pack`);
  const bytes = all && pieceOf(new Uint8Array(await all.arrayBuffer()), url.slice(cut));
  return bytes ? new Response(bytes, { headers: { 'content-type': url.endsWith('.json') ? 'application/json' : 'application/octet-stream' } }) : fetch(event.request);
}

/** Keeps the search as a whole, the present version only. */
async function stockSearch(): Promise<void> {
  const url = `${scope}search/index.json`;
  const response = await fetch(url, { cache: 'no-cache' });
  const { version } = (await response.clone().json()) as { version: string };
  const all = `${scope}search/i/${version}/all.pack`;
  const cache = await caches.open(SEARCH);
  if (!(await cache.match(all))) await keep(SEARCH, all, await fetch(all));
  await keep(FILES, url, response);
  for (const { url: old } of await cache.keys()) if (old !== all) await cache.delete(old);
}

/** After a new build a kept search speaks of old pages. */
async function refreshIndex(): Promise<void> {
  if ((await (await caches.open(SEARCH)).keys()).length > 0) await stockSearch();
}

/** Built files that no kept page needs any more go; those of kept pages stay, whatever build they are from. */
async function tidy(): Promise<void> {
  const cache = await caches.open(FILES);
  const names = new Map((await cache.keys()).map(({ url }) => [url.slice(url.lastIndexOf('/') + 1), url]));
  const needed = new Set<string>();
  const texts = (await keptPages()).map(({ html }) => html);
  if (texts.length === 0) return;
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const name of builtIn(text)) {
      const url = names.get(name);
      if (!url || needed.has(url)) continue;
      needed.add(url);
      texts.push((await (await cache.match(url))?.text()) ?? '');
    }
  }
  for (const url of names.values()) if (url.includes('/_astro/') && !needed.has(url)) await cache.delete(url);
}

const html = (text: string, status: number): Response => new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
