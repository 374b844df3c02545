import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constitution, law, material, qa } from '../../tests/support/material.ts';
import { columnsOf, pagesOf } from './columns.ts';
import { atomXml, newestEntries, robotsTxt, sitemapXml, xmlText } from './feeds.ts';
import { entryData, lawData, scriptJson, siteData } from './linked-data.ts';

const at = (path: string) => `https://www.example.gov.cn/pufa${path}`;
const site = { name: '普法学堂', tagline: '看得懂', bureau: '' };
const { library } = material({
  qa: [qa('qa/wages/first', { verified: '2026-11-01' }), qa('qa/wages/second', { verified: '2026-11-20', title: '<工资> & "加班"' })],
  constitution: [constitution('constitution/day', '')],
});

describe('columns', () => {
  it('leave out what is empty', () => expect(columnsOf({ ...library, laws: [] }).map((c) => c.title)).toEqual(['用工问答', '宪法', '工伤预防', '服务', '本站']));
  it('give first pages the newest day of what stands in them', () => {
    const day = new Map(pagesOf(library).map((page) => [page.path, page.verified]));
    expect([day.get('/'), day.get('/qa/'), day.get('/qa/wages/'), day.get('/qa/wages/first/'), day.get('/about/')]).toEqual(['2026-11-23', '2026-11-20', '2026-11-20', '2026-11-01', undefined]);
  });
  it('name each page once, and none that keeps itself out of search engines', () => {
    const paths = pagesOf(library).map((page) => page.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).not.toContain('/login/');
  });
});

describe('what machines fetch', () => {
  it('the site map has whole addresses and days', () =>
    expect(sitemapXml(library, at)).toContain('<url><loc>https://www.example.gov.cn/pufa/qa/wages/second/</loc><lastmod>2026-11-20</lastmod></url>'));
  it('the feed begins with what was verified last, signs escaped', () => {
    expect(newestEntries(library, 2).map((e) => e.id)).toEqual(['qa/wages/second', 'qa/wages/first']);
    const feed = atomXml(library, site, at);
    expect(feed).toContain('<title>&lt;工资&gt; &amp; &quot;加班&quot;</title>');
    expect(feed).toContain('<updated>2026-11-20T00:00:00+08:00</updated><author><name>普法学堂</name>');
  });
  it('robots are kept from the rooms of persons, below the base path', () => {
    const text = robotsTxt((path) => `/pufa${path}`, at);
    expect(text).toContain('Disallow: /pufa/learn/\n');
    expect(text).toContain('Sitemap: https://www.example.gov.cn/pufa/sitemap.xml');
  });
  it('no text breaks out of XML', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = xmlText(text);
        return !/[<>"']|&(?!(amp|lt|gt|quot|apos);)/.test(safe) && [...safe].every((sign) => sign > '\u0008');
      }),
    ));
});

describe('what a page says of itself', () => {
  const [entry] = library.qa;
  it('the site can be searched', () => expect(JSON.stringify(siteData(site, at))).toContain('https://www.example.gov.cn/pufa/search/?q={q}'));
  it('a question has one accepted answer and a trail', () => {
    const said = JSON.stringify(entry && entryData(entry, [['用工问答', '/qa/']], site, at));
    for (const part of ['"FAQPage"', '"acceptedAnswer"', '"position":3', 'pufa/qa/wages/first/']) expect(said).toContain(part);
  });
  it.each([
    ['in force', {}, 'InForce', undefined],
    ['repealed', { repealed: '2020-01-01' }, 'NotInForce', undefined],
    ['amended, and again later', { amended: [{ on: '2012-12-28' }, { on: '2030-01-01' }] }, 'InForce', '2012-12-28'],
  ])('a law %s', (_, facts, force, version) => {
    const [node] = lawData(law('contract', '劳动合同法', facts), '2026-11-23', at)['@graph'] as Record<string, unknown>[];
    expect([node?.legislationLegalForce, node?.legislationDateVersion]).toEqual([`https://schema.org/${force}`, version]);
  });
  it('never ends the script it stands in', () =>
    fc.assert(fc.property(fc.string(), (text) => { const json = scriptJson({ text: `</script>${text}` }); return !json.includes('<') && (JSON.parse(json) as { text: string }).text === `</script>${text}`; })));
});
