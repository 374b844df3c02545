import { describe, expect, it } from 'vitest';
import { builtIn, handlingOf, keyOf, mayKeep, missingPage, saidTime, withNotice } from './keep.ts';

const SCOPE = 'https://x.gov.cn/pufa/';
const ask = (path: string, rest: Partial<Parameters<typeof handlingOf>[0]> = {}) => handlingOf({ method: 'GET', mode: 'navigate', destination: 'document', url: path.startsWith('http') ? path : SCOPE + path, ...rest }, SCOPE);

describe('what the worker touches', () => {
  it.each([
    ['', 'page'],
    ['qa/wages/overtime-pay/?kiosk', 'page'],
    ['search/?q=x', 'page'],
    ['learning/', 'page'],
    ['_astro/page.CI_Ht92e.js', 'built'],
    ['learn/', 'pass'],
    ['learn', 'pass'],
    ['learn?x', 'pass'],
    ['admin/people/', 'pass'],
    ['desk/', 'pass'],
    ['login/?next=/learn/', 'pass'],
    ['leave/?to=x', 'pass'],
    ['verify/1/', 'pass'],
    ['api/health', 'pass'],
    ['qa/booklet.pdf', 'pass'],
    ['https://x.gov.cn/other/', 'pass'],
    ['https://x.gov.cn/pufa2/', 'pass'],
    ['https://evil.example/pufa/', 'pass'],
  ])('a visit to %s: %s', (path, handling) => expect(ask(path)).toBe(handling));

  it.each([
    ['search/index.json', { mode: 'cors', destination: '' }, 'file'],
    ['search/i/abc/3.pack', { mode: 'cors', destination: '' }, 'index'],
    ['mark.svg', { mode: 'no-cors', destination: 'image' }, 'file'],
    ['api/learn/year', { mode: 'cors', destination: '' }, 'pass'],
    ['qa/', { method: 'POST' }, 'pass'],
    ['qa/book.pdf', { mode: 'cors', destination: '' }, 'pass'],
  ])('%s as %j: %s', (path, rest, handling) => expect(ask(path, rest)).toBe(handling));

  it('a page is kept once, whatever its query', () => expect(keyOf(`${SCOPE}qa/?lens=worker#a`)).toBe(`${SCOPE}qa/`));

  it.each([
    ['a page of ours', {}, true],
    ['made on request', { cacheControl: 'private, no-store' }, false],
    ['not found', { status: 404 }, false],
    ['of another site', { type: 'opaque' }, false],
    ['sent elsewhere', { redirected: true }, false],
  ])('%s', (_, facts, kept) => expect(mayKeep({ status: 200, type: 'basic', redirected: false, cacheControl: 'public, no-cache', ...facts })).toBe(kept));
});

const PAGE = '<!DOCTYPE html><title>加班费怎么算？ · 普法学堂</title><script type="application/ld+json">{"a":1}</script><link rel="canonical" href="x"><header>头</header><main id="main" tabindex="-1"><h1>加班</h1></main><footer>脚</footer>';

describe('what it says', () => {
  const at = new Date(2026, 10, 3, 9, 5).getTime();
  it('from when the copy is', () => expect(saidTime(at)).toBe('11月3日 09:05'));
  it.each([['offline', '现在连不上网，这是 11月3日 09:05 存下的'], ['slow', '网络很慢，这是'], ['broken', '网站暂时打不开，这是']] as const)('%s', (why, said) => {
    const html = withNotice(PAGE, why, at);
    expect(html).toContain(said);
    expect(html.indexOf(said)).toBeLessThan(html.indexOf('<h1>'));
  });
  it('for a page that was never kept: what can be read, in the same frame', () => {
    const html = missingPage([{ url: `${SCOPE}qa/a/`, html: PAGE }], `${SCOPE}qa/b/`, SCOPE, 'offline');
    expect(html).toContain('<header>头</header><main');
    expect(html).toContain(`<li><a href="${SCOPE}qa/a/">加班费怎么算？</a></li>`);
    expect(html).not.toContain('ld+json');
    expect(html).not.toContain('<h1>加班');
  });
  it('a search keeps its question, escaped', () => {
    const html = missingPage([], `${SCOPE}search/?q=${encodeURIComponent('"><script>$&')}`, SCOPE, 'offline');
    expect(html).toContain('value="&#34;&#62;&#60;script&#62;$&#38;" autofocus');
  });
  it('names of built files, once each', () => expect(builtIn('src="/_astro/page.CI_Ht92e.js" import("./suggest.DHS_8OSa.js") a.css "./page.CI_Ht92e.js"')).toEqual(['page.CI_Ht92e.js', 'suggest.DHS_8OSa.js']));
});
