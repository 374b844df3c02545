/**
 * The whole site as a column of a portal: built with BASE_PATH=/pufa and a public address, then
 * served. Every address of ours in every built page begins with the base path and answers; what
 * machines fetch names the same pages that people find.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '#library/server/load.ts';

const root = join(import.meta.dirname, '../..');
const buildDir = join(root, 'test-results/base');
const BASE = '/pufa';
const PORTAL = 'https://www.example.gov.cn';
const SITE = `${PORTAL}${BASE}`;
const NOINDEX = '<meta name="robots" content="noindex"';

let server: ChildProcess;
let origin: string;
/** Built pages by their address. */
const pages = new Map<string, string>();

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const unescaped = (text: string): string => text.replace(/&#(\d+);|&#x([\da-f]+);|&amp;/gi, (_, dec?: string, hex?: string) => (dec ? String.fromCharCode(Number(dec)) : hex ? String.fromCharCode(parseInt(hex, 16)) : '&'));

/** Every address in a page's attributes. */
function addressesIn(html: string): string[] {
  const single = Array.from(html.matchAll(/\s(?:href|src|action|formaction|poster|data|component-url|renderer-url|before-hydration-url)="([^"]*)"/g), (m) => unescaped(m[1] ?? ''));
  const sets = Array.from(html.matchAll(/\ssrcset="([^"]*)"/g), (m) => unescaped(m[1] ?? '').split(',').map((part) => part.trim().split(' ')[0] ?? '')).flat();
  return [...single, ...sets];
}

beforeAll(async () => {
  rmSync(buildDir, { recursive: true, force: true });
  // Vitest's own variables (BASE_URL, PROD, NODE_ENV …) would be taken for the build's.
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BASE_URL|MODE|DEV|PROD|SSR|TEST|NODE_ENV|VITEST.*)$/.test(name)));
  const env = { ...clean, BUILD_DIR: buildDir, DATA_DIR: join(buildDir, 'data'), DATABASE_URL: '', BASE_PATH: BASE, PUBLIC_URL: SITE, SITE_URL: '', PUFA_NOW: '2026-11-27T09:00:00+08:00', ASTRO_TELEMETRY_DISABLED: '1' };
  const built = spawnSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], { cwd: root, env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
  for (const name of filesBelow(join(buildDir, 'client'), '.html')) pages.set(`${BASE}/${name.replace(/index\.html$/, '')}`, readFileSync(join(buildDir, 'client', name), 'utf8'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['src/web/server.ts'], { cwd: root, env: { ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => String(chunk).includes(String(port)) && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}, 180_000);

afterAll(async () => {
  if (server?.exitCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
  rmSync(buildDir, { recursive: true, force: true });
  rmSync(`${buildDir}.cache`, { recursive: true, force: true });
});

/** Status of an address, asked once. */
const asked = new Map<string, Promise<number>>();
function status(path: string): Promise<number> {
  const known = asked.get(path);
  if (known) return known;
  const answer = fetch(origin + path, { redirect: 'manual' }).then(async (response) => {
    await response.arrayBuffer();
    return response.status;
  });
  asked.set(path, answer);
  return answer;
}

describe('below a portal’s path', () => {
  it('every address in every built page begins with the base path and answers', async () => {
    expect(pages.size).toBeGreaterThan(80);
    const wrong: string[] = [];
    const from = new Map<string, string>();
    for (const [page, html] of pages) {
      for (const address of addressesIn(html)) {
        if (address === '' || address.startsWith('#') || /^(mailto|tel|data):/.test(address)) continue;
        const url = new URL(address, PORTAL + page);
        if (url.origin !== PORTAL) {
          if (!/^beian\.(miit|mps)\.gov\.cn$/.test(url.host)) wrong.push(`${page}: ${address} leaves the site without notice`);
          continue;
        }
        if (!url.pathname.startsWith(`${BASE}/`)) wrong.push(`${page}: ${address} is not below ${BASE}/`);
        else if (!url.pathname.startsWith(`${BASE}/api/`)) from.set(url.pathname + url.search, page);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(from.size).toBeGreaterThan(100);
    for (const [path, page] of from) {
      const code = await status(path);
      if (code !== 200 && !((code === 302 || code === 303) && /\/(learn|admin|desk)\//.test(path))) wrong.push(`${page}: ${path} answers ${code}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('links to places within pages find them', () => {
    const wrong: string[] = [];
    for (const [page, html] of pages) {
      for (const address of addressesIn(html)) {
        const url = new URL(address, PORTAL + page);
        const target = url.origin === PORTAL ? pages.get(url.pathname) : undefined;
        const id = decodeURIComponent(url.hash.slice(1));
        // Practice opens the bank that the fragment names.
        if (id && target && !url.pathname.endsWith('/practice/') && !target.includes(`id="${id.replaceAll('"', '&quot;')}"`)) wrong.push(`${page}: ${address}`);
      }
    }
    expect([...new Set(wrong)].slice(0, 20)).toEqual([]);
  });

  it('styles and scripts load nothing from outside it', () => {
    const files = filesBelow(join(buildDir, 'client/_astro'), '').filter((name) => /\.(css|js)$/.test(name));
    expect(files.length).toBeGreaterThan(5);
    for (const name of files) {
      const text = readFileSync(join(buildDir, 'client/_astro', name), 'utf8');
      const loaded = [...text.matchAll(/url\(\s*["']?([^"')]*)/g), ...text.matchAll(/["'`](\/[^"'`]*_astro\/[^"'`]*)/g)].map((m) => m[1] ?? '');
      expect(loaded.filter((address) => address.startsWith('/') && !address.startsWith(`${BASE}/`)), name).toEqual([]);
    }
  });

  it('pages name their public address, as the site map and the feed do', async () => {
    const open = [...pages].filter(([, html]) => !html.includes(NOINDEX));
    for (const [page, html] of open) {
      expect(html, page).toContain(`<link rel="canonical" href="${PORTAL}${page}">`);
      for (const [, json = ''] of html.matchAll(/<script type="application\/ld\+json">([^<]*)</g)) {
        for (const [, address] of json.matchAll(/"(?:url|item)":"([^"]*)"/g)) expect(address, page).toMatch(new RegExp(`^${SITE}/`));
      }
    }
    const sitemap = await (await fetch(`${origin}${BASE}/sitemap.xml`)).text();
    const listed = Array.from(sitemap.matchAll(/<loc>([^<]*)</g), (m) => m[1] ?? '').sort();
    expect(listed, 'a page is missing in src/library/columns.ts').toEqual([...open.map(([page]) => PORTAL + page), `${SITE}/search/`].sort());
    const feed = await (await fetch(`${origin}${BASE}/feed.xml`)).text();
    const linked = Array.from(feed.matchAll(/<link href="([^"]*)"/g), (m) => m[1] ?? '');
    expect(linked.length).toBeGreaterThan(10);
    for (const address of linked) expect(pages.has(address.slice(PORTAL.length)), address).toBe(true);
  });

  it('what is asked for on request, and what is outside', async () => {
    const text = async (path: string) => (await fetch(origin + path)).text();
    expect(await text(`${BASE}/robots.txt`)).toContain(`Disallow: ${BASE}/learn/`);
    const found = await text(`${BASE}/search/?q=${encodeURIComponent('加班费')}`);
    expect(found).toContain(`href="${BASE}/qa/wages/overtime-pay/`);
    for (const html of [found, await text(`${BASE}/login/`)]) for (const address of addressesIn(html)) if (address.startsWith('/')) expect(address).toMatch(/^\/pufa\//);
    const redirect = async (path: string) => (await fetch(origin + path, { redirect: 'manual' })).headers.get('location');
    expect(await redirect('/')).toBe(`${BASE}/`);
    expect(await redirect(`${BASE}/qa`)).toBe(`${BASE}/qa/`);
    expect(await redirect(`${BASE}/learn/`)).toMatch(/^\/pufa\/login\//);
    expect(await status(`${BASE}/nothing-here/`)).toBe(404);
    expect(await status(`${BASE}x/`)).toBe(302);
    const worker = await fetch(`${origin}${BASE}/sw.js`);
    expect([worker.status, worker.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it('every page of an open kind is in the site map for people', () => {
    const map = pages.get(`${BASE}/sitemap/`) ?? '';
    const missing = [...pages].filter(([page, html]) => !html.includes(NOINDEX) && page !== `${BASE}/` && !map.includes(`href="${page}"`)).map(([page]) => page);
    expect(missing, 'missing in src/library/columns.ts').toEqual([]);
  });
});

/** What stands between `<meta property="name" content="` and the next quote. */
const meta = (html: string, name: string): string => unescaped(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '');

describe('what machines read', () => {
  const open = () => [...pages].filter(([, html]) => !html.includes(NOINDEX));
  const xml = async (path: string, type: string) => {
    const response = await fetch(`${origin}${BASE}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    const text = await response.text();
    expect(XMLValidator.validate(text), path).toBe(true);
    return { text, tree: new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => ['entry', 'item', 'url'].includes(name) }).parse(text) as Record<string, Record<string, unknown>> };
  };
  const unique = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);

  it('the feed keeps the rules of Atom (RFC 4287)', async () => {
    const { feed } = (await xml('/feed.xml', 'application/atom+xml')).tree;
    expect(feed).toMatchObject({ '@_xmlns': 'http://www.w3.org/2005/Atom', id: `${SITE}/`, title: expect.stringMatching(/./), author: { name: expect.stringMatching(/./) } });
    const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
    const entries = feed?.entry as { id: string; title: string; updated: string; summary: string; link: Record<string, string> }[];
    for (const { id, title, updated, summary, link } of entries) expect([/^https:/.test(id), title !== '', instant.test(updated), summary !== '', link['@_href'] === id]).toEqual([true, true, true, true, true]);
    expect(String(feed?.updated)).toMatch(instant);
    expect(feed?.updated).toBe(entries.map(({ updated }) => updated).sort().at(-1));
    unique(entries.map(({ id }) => id));
    expect((feed?.link as Record<string, string>[]).find((link) => link['@_rel'] === 'self')?.['@_href']).toBe(`${SITE}/feed.xml`);
  });

  it('and the same pages come as RSS 2.0', async () => {
    const { rss } = (await xml('/rss.xml', 'application/rss+xml')).tree;
    const channel = rss?.channel as Record<string, unknown> & { item: { title: string; link: string; description: string; pubDate: string; guid: Record<string, string> }[] };
    expect(rss?.['@_version']).toBe('2.0');
    expect(channel).toMatchObject({ link: `${SITE}/`, title: expect.stringMatching(/./), description: expect.stringMatching(/./), language: 'zh-cn' });
    for (const { title, link, description, pubDate, guid } of channel.item) {
      expect([title !== '', description !== '', guid['#text'] === link, pages.has(link.slice(PORTAL.length))], link).toEqual([true, true, true, true]);
      expect(pubDate).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} 00:00:00 \+0800$/);
    }
    const atom = (await xml('/feed.xml', 'application/atom+xml')).tree.feed?.entry as { id: string }[];
    expect(channel.item.map(({ link }) => link)).toEqual(atom.map(({ id }) => id));
    for (const [page, html] of open()) for (const [type, path] of [['atom', 'feed'], ['rss', 'rss']]) expect(html, page).toMatch(new RegExp(`<link rel="alternate" type="application/${type}\\+xml"[^>]* href="${BASE}/${path}.xml"`));
  });

  it('the site map keeps its limits', async () => {
    const { text, tree } = await xml('/sitemap.xml', 'application/xml');
    const urls = tree.urlset?.url as { loc: string; lastmod?: string }[];
    expect([urls.length <= 50_000, Buffer.byteLength(text) <= 50 * 1024 * 1024]).toEqual([true, true]);
    for (const { loc, lastmod } of urls) expect([loc.startsWith(`${SITE}/`), lastmod === undefined || /^\d{4}-\d\d-\d\d$/.test(lastmod)], loc).toEqual([true, true]);
    unique(urls.map(({ loc }) => loc));
    expect(await (await fetch(`${origin}${BASE}/robots.txt`)).text()).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  });

  it('each kind of page says what it is (schema.org), with the way to it', () => {
    const kinds: readonly [RegExp, string][] = [
      [/^\/pufa\/$/, 'WebSite'],
      [/^\/pufa\/qa\/[^/]+\/(?!print)[^/]+\/$/, 'FAQPage'],
      [/^\/pufa\/laws\/[^/]+\/$/, 'Legislation'],
      [/^\/pufa\/(constitution|safety)\/(?!kit|claim)[^/]+\/$/, 'Article'],
    ];
    const seen = new Map<string, number>();
    for (const [page, html] of pages) {
      const kind = kinds.find(([pattern]) => pattern.test(page))?.[1];
      const blocks = Array.from(html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g), (m) => JSON.parse(m[1] ?? '') as { '@context': string; '@graph': Record<string, unknown>[] });
      if (!kind) continue;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const graph = blocks.flatMap((block) => (block['@context'] === 'https://schema.org' ? block['@graph'] : []));
      const types = graph.map((thing) => thing['@type']);
      expect(types, page).toContain(kind);
      if (kind === 'WebSite') continue;
      const trail = graph.find((thing) => thing['@type'] === 'BreadcrumbList')?.itemListElement as { position: number; name: string; item: string }[];
      expect(trail.map(({ position }) => position), page).toEqual(trail.map((_, i) => i + 1));
      expect([trail[0]?.item, trail.at(-1)?.item], page).toEqual([`${SITE}/`, PORTAL + page]);
      const title = unescaped(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, '') ?? '');
      expect(trail.at(-1)?.name, page).toBe(title);
    }
    expect([...seen.keys()].sort()).toEqual(['Article', 'FAQPage', 'Legislation', 'WebSite']);
  });

  it('a shared link shows title, gist and a picture that exists', async () => {
    for (const [page, html] of open()) {
      const said = { title: meta(html, 'og:title') !== '', gist: meta(html, 'og:description').length > 5, type: /^(website|article)$/.test(meta(html, 'og:type')), url: meta(html, 'og:url') === PORTAL + page, image: meta(html, 'og:image') === `${SITE}/share.png` };
      expect(said, page).toEqual({ title: true, gist: true, type: true, url: true, image: true });
    }
    const picture = await fetch(`${origin}${BASE}/share.png`);
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect([picture.headers.get('content-type'), bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['image/png', 'PNG', 1200, 630]);
  });
});
