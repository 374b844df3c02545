/** What machines fetch: `sitemap.xml` (sitemaps.org 0.9), `feed.xml` (Atom, RFC 4287), `rss.xml` (RSS 2.0), `robots.txt`. */
import type { Day } from '../kernel/day.ts';
import { pagesOf } from './columns.ts';
import { withoutMarks } from './cite.ts';
import { allEntries } from './entries.ts';
import type { AnyEntry, Library, Site } from './schema.ts';

/** Writes the whole address, with scheme and host, of a path below the base path. */
export type At = (path: string) => string;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML may hold it: signs escaped, control characters that XML 1.0 forbids left out. */
export const xmlText = (text: string): string =>
  text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The site map for search engines. */
export function sitemapXml(library: Library, at: At): string {
  const rows = pagesOf(library).map(({ path, verified }) => `<url><loc>${xmlText(at(path))}</loc>${verified ? `<lastmod>${verified}</lastmod>` : ''}</url>`);
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>\n`;
}

const midnight = (day: Day): string => `${day}T00:00:00+08:00`;
const NEWEST = 30;

/** The newest pages, those verified last first; pages of one day stand in the order of the site. */
export function newestEntries(library: Library, limit = NEWEST): readonly AnyEntry[] {
  // The sort is stable: the order of the site stays within a day.
  return allEntries(library).sort((a, b) => (a.data.verified < b.data.verified ? 1 : a.data.verified > b.data.verified ? -1 : 0)).slice(0, limit);
}

/** The feed: title, answer and day of the newest pages. */
export function atomXml(library: Library, site: Pick<Site, 'name' | 'tagline' | 'bureau'>, at: At): string {
  const entries = newestEntries(library);
  const entry = ({ id, data }: AnyEntry): string => {
    const where = xmlText(at(`/${id}/`));
    return `<entry><id>${where}</id><title>${xmlText(data.title)}</title><link href="${where}"/><updated>${midnight(data.verified)}</updated><summary>${xmlText(withoutMarks(data.answer))}</summary></entry>`;
  };
  return [
    `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">`,
    `<id>${xmlText(at('/'))}</id><title>${xmlText(site.name)}</title><subtitle>${xmlText(site.tagline)}</subtitle>`,
    `<link href="${xmlText(at('/'))}"/><link rel="self" type="application/atom+xml" href="${xmlText(at('/feed.xml'))}"/>`,
    `<updated>${midnight(entries[0]?.data.verified ?? '1970-01-01')}</updated><author><name>${xmlText(site.bureau || site.name)}</name></author>`,
    ...entries.map(entry),
    '</feed>\n',
  ].join('\n');
}

/** `Mon, 23 Nov 2026 00:00:00 +0800`, as RSS 2.0 (RFC 822) writes a day of ours. */
const rssDay = (day: Day): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toUTCString().replace('GMT', '+0800');
};

/** The same feed as {@link atomXml} for readers and portals that know RSS alone. */
export function rssXml(library: Library, site: Pick<Site, 'name' | 'tagline'>, at: At): string {
  const entries = newestEntries(library);
  const item = ({ id, data }: AnyEntry): string => {
    const where = xmlText(at(`/${id}/`));
    return `<item><title>${xmlText(data.title)}</title><link>${where}</link><guid isPermaLink="true">${where}</guid><pubDate>${rssDay(data.verified)}</pubDate><description>${xmlText(withoutMarks(data.answer))}</description></item>`;
  };
  return [
    `${HEAD}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>`,
    `<title>${xmlText(site.name)}</title><link>${xmlText(at('/'))}</link><description>${xmlText(site.tagline)}</description><language>zh-cn</language>`,
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(at('/rss.xml'))}"/>`,
    ...(entries[0] ? [`<lastBuildDate>${rssDay(entries[0].data.verified)}</lastBuildDate>`] : []),
    ...entries.map(item),
    '</channel></rss>\n',
  ].join('\n');
}

/** Rooms for persons, not for search engines. Results of a search keep themselves out by their own mark. */
const CLOSED = ['/api/', '/learn/', '/admin/', '/desk/', '/login/', '/leave/'];

/** `robots.txt`. Below a portal only the portal's own file at its root is read: then these lines belong into it. */
export function robotsTxt(below: (path: string) => string, at: At): string {
  return ['User-agent: *', ...CLOSED.map((path) => `Disallow: ${below(path)}`), '', `Sitemap: ${at('/sitemap.xml')}`, ''].join('\n');
}
