/**
 * What the service worker keeps, and what it says when it shows a kept copy. Pure, and imported
 * by the worker alone: it must stay one file without imports once built.
 */

/** `page`: network first, kept copy when that fails. `built`: hash in its name, so kept first. `file`: network first. `index`: a piece of the search, from its kept whole. `pass`: not touched at all. */
export type Handling = 'page' | 'built' | 'file' | 'index' | 'pass';

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly destination: string;
  readonly url: string;
}

/** Rooms for persons, and answers that are made for one request. */
const NEVER = /^(api|learn|admin|desk|login|leave|verify)(\/|$)/;
const FILES = new Set(['script', 'style', 'image', 'font', 'manifest']);
const DIRECTORY = 'search/index.json';
const PIECES = 'search/i/';

/** How to treat a request; `scope` is the address of the site with its base path, a slash at the end. */
export function handlingOf({ method, mode, destination, url }: Asked, scope: string): Handling {
  if (method !== 'GET' || !url.startsWith(scope)) return 'pass';
  const path = url.slice(scope.length).replace(/[?#].*$/, '');
  // A file to take away is no page: it would fill the store of kept pages.
  if (NEVER.test(path) || path.endsWith('.pdf')) return 'pass';
  if (path.startsWith('_astro/')) return 'built';
  if (path.startsWith(PIECES)) return 'index';
  if (mode === 'navigate') return 'page';
  return FILES.has(destination) || path === DIRECTORY ? 'file' : 'pass';
}

/** The address under which a page is kept: its query changes nothing on a page rendered ahead of time. */
export const keyOf = (url: string): string => url.replace(/[?#].*$/, '');

/** What decides whether an answer may be kept. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly redirected: boolean;
  readonly cacheControl: string | null;
}

/** Only whole answers of our own that the server lets everybody keep; what is made on request says `no-store`. */
export const mayKeep = ({ status, type, redirected, cacheControl }: Answered): boolean =>
  status === 200 && type === 'basic' && !redirected && !/no-store|private/i.test(cacheControl ?? '');

/** `11月23日 09:12`, of this device's clock. */
export function saidTime(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getMonth() + 1}月${at.getDate()}日 ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export type Why = 'offline' | 'slow' | 'broken';
const WHY: Readonly<Record<Why, string>> = { offline: '现在连不上网', slow: '网络很慢', broken: '网站暂时打不开' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Puts the sentence that this is a kept copy, and from when, before everything in the page's main part. */
export const withNotice = (html: string, why: Why, keptAt: number): string =>
  html.replace(/<main\b[^>]*>/, (main) => `${main}<p class="notice due kept" role="status">${WHY[why]}，这是 ${saidTime(keptAt)} 存下的一页，之后的修改这里看不到。</p>`);

export interface KeptPage {
  readonly url: string;
  readonly html: string;
}

const titleOf = (html: string): string => (/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '').replace(/ · [^·]*$/, '');

/**
 * The page for an address that was never kept, in the frame of a page that was: what can be read
 * now, and the search, whose suggestions come from the kept index. `pages` newest first.
 */
export function missingPage(pages: readonly KeptPage[], asked: string, scope: string, why: Why): string {
  const question = asked.startsWith(`${scope}search/`) ? (new URL(asked).searchParams.get('q') ?? '') : '';
  const [frame] = pages;
  const list = pages.map(({ url, html }) => `<li><a href="${escaped(url)}">${titleOf(html)}</a></li>`).join('');
  const main = [
    `<main id="main" tabindex="-1"><div class="narrow"><h1>${WHY[why]}，${question ? '只能找存下的内容' : '这一页还没有存过'}</h1>`,
    '<p class="lead">连上网再打开就行。看过的页面会存在这台设备上，没有网也能看。</p>',
    `<search-box class="find find-large"><form role="search" action="${escaped(scope)}search/" aria-label="搜索全站"><input type="search" name="q" aria-label="搜索" maxlength="200" autocomplete="off" value="${escaped(question.slice(0, 200))}"${question ? ' autofocus' : ''}><button class="button main">搜索</button></form></search-box>`,
    list ? `<h2>存下的页面</h2><ul>${list}</ul>` : '',
    '</div></main>',
  ].join('');
  if (!frame) return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${WHY[why]}</title>${main}</html>`;
  return frame.html
    .replace(/<title>[^<]*/, () => `<title>${WHY[why]}`)
    .replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
    .replace(/<link rel="canonical"[^>]*>/, '')
    .replace(/<main\b[\s\S]*<\/main>/, () => main);
}

/** Names of built files that a kept text (page, script, style) mentions. */
export const builtIn = (text: string): string[] => [...new Set(text.match(/[\w@.-]+\.[\w-]{8}\.(?:js|css)\b/g) ?? [])];

/** A file out of the whole of the search (`all.pack`): a line of JSON tells where each lies, then come their bytes. */
export function pieceOf(all: Uint8Array<ArrayBuffer>, name: string): Uint8Array<ArrayBuffer> | undefined {
  const line = all.indexOf(10);
  const places = JSON.parse(new TextDecoder().decode(all.subarray(0, line))) as Record<string, [number, number]>;
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  return place && all.subarray(line + 1 + place[0], line + 1 + place[1]);
}
