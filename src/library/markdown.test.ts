import { describe, expect, it } from 'vitest';
import { linkHeadings } from './anchors.ts';
import { anchorsIn, pageRenderer } from './markdown.ts';
import type { FindProvision } from './notes.ts';

const find: FindProvision = ({ short, article }) =>
  short === '劳动合同法' || short === '刑法'
    ? { basis: { law: short === '刑法' ? 'criminal-law' : 'lcl', article }, law: short, digest: `要点<${article}>`, citedBy: article === '21' ? 5 : 1 }
    : undefined;
const page = () => pageRenderer(find, (path) => (path.startsWith('/') ? `/base${path}` : path));
const html = (body: string) => page().sections(body).map((s) => s.html).join('');
const plain = (text: string) => text.replaceAll('\u2060', '');

describe('sections', () => {
  it('begin at second-level headings and have anchors, third-level ones inside', () => {
    const sections = page().sections('前言\n\n## 怎么办\n\n### 劳动者\n\n1. 一\n\n## 案例\n\n文\n\n## 案例\n');
    expect(sections.map(({ title, anchor }) => [title, anchor])).toEqual([['', ''], ['怎么办', '怎么办'], ['案例', '案例'], ['案例', '案例-1']]);
    expect(sections[1]?.html).toContain('<h3 id="劳动者">');
    expect(page().sections('')).toEqual([]);
  });
});

describe('anchors', () => {
  it('told to the check are those of the page; repeated ones are numbered, code is no heading', () => {
    expect([...anchorsIn('## 甲\n\n```\n## 乙\n```\n\n## 甲\n\n### A B（c）〔劳动合同法1〕\n\n丙\n---\n')]).toEqual(['甲', '甲-1', 'a-bc', '丙']);
  });
  it.each([
    ['<h3 id="甲">甲 <b>乙</b></h3>\n<p>文</p>', '<h3 id="甲"><a class="here" href="#甲">甲 <b>乙</b></a></h3>\n<p>文</p>'],
    ['<h3 id="甲">甲<a href="#n1">〔一〕</a></h3>', '<h3 id="甲">甲<a href="#n1">〔一〕</a></h3>'],
    ['<h3>甲</h3>', '<h3>甲</h3>'],
  ])('%s', (html, linked) => expect(linkHeadings(html)).toBe(linked));
});

describe('marks', () => {
  it('become a reference tied to the word before it and a note after the paragraph', () => {
    const out = html('要说明理由〔劳动合同法21〕。\n\n下一段。');
    expect(out).toMatch(/^<div class="cited"><p>要说明理由\u2060<a class="ref" href="#n1" aria-label="〔一〕劳动合同法 第二十一条">〔一〕<\/a>。<\/p>\n<div class="notes"><details class="note">/);
    expect(out).toContain('<div class="note-in" id="n1"><p>要点&lt;21&gt; <a class="nowrap" href="/base/laws/lcl/#art-21">引用本条：5 篇</a></p></div>');
    expect(out.indexOf('</details>')).toBeLessThan(out.indexOf('下一段'));
  });

  it('of one provision share one note, over all parts of a page', () => {
    const p = page();
    const out = p.prose('答〔劳动合同法21〕。') + p.sections('甲〔劳动合同法47〕，乙〔劳动合同法21〕。\n\n丙〔劳动合同法47〕').map((s) => s.html).join('');
    expect(plain(out).match(/〔[一二三]〕<\/a>/g)).toEqual(['〔一〕</a>', '〔二〕</a>', '〔一〕</a>', '〔二〕</a>']);
    expect(out.match(/<details/g)).toHaveLength(2);
    expect(out.match(/id="n\d"/g)).toEqual(['id="n1"', 'id="n2"']);
  });

  it('in a list stand with their item', () => {
    const out = html('1. 甲〔劳动合同法21〕。\n2. 乙。\n3. **丙**〔刑法134之1〕');
    expect(out).toMatch(/^<ol>\n<li class="cited">甲/);
    expect(out).toMatch(/<\/div><\/li>\n<li>乙。<\/li>\n<li class="cited"><strong>丙<\/strong>\u2060<a/);
    expect(out).toContain('刑法 第一百三十四条之一');
    expect(out).toMatch(/<\/li>\n<\/ol>\s*$/);
  });

  it('two together, and one of an unknown law stays as written', () => {
    expect(plain(html('甲〔劳动合同法1〕〔劳动合同法2〕'))).toContain('〔一〕</a><a class="ref" href="#n2"');
    expect(html('甲〔某某法3〕<')).toBe('<p>甲〔某某法3〕&lt;</p>\n');
  });
});

it('a page that cites more than its margin holds folds the notes that would sink', () => {
  const out = html(Array.from({ length: 30 }, (_, i) => `短句〔劳动合同法${i + 1}〕。`).join('\n\n'));
  const folded = out.match(/class="note brief"/g)?.length ?? 0;
  expect(folded).toBeGreaterThan(5);
  expect(folded).toBeLessThan(30);
  expect(html('短句〔劳动合同法1〕。\n\n短句〔劳动合同法2〕。')).not.toContain('brief');
});

describe('Chinese', () => {
  it.each([
    ['一句：**要点。**接着说', '<p>一句：<strong>要点。</strong>接着说</p>'],
    ['他说**“不行”**就不行', '<p>他说<strong>“不行”</strong>就不行</p>'],
    ['前一行\n后一行', '<p>前一行后一行</p>'],
    ['one\ntwo', '<p>one\ntwo</p>'],
    ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
  ])('%j', (text, out) => expect(html(text).trim()).toBe(out));
});

describe('hostile text', () => {
  it.each([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['[x](data:text/html,1)', '<p>[x](data:text/html,1)</p>'],
  ])('%s is shown, not obeyed', (text, out) => expect(html(text).trim()).toBe(out));
  it('an image is no image', () => expect(html('![x](/a.png)')).not.toContain('<img'));
});

describe('links', () => {
  it.each([
    ['[看](/qa/a/b/)', '<a href="/base/qa/a/b/">看</a>'],
    ['[看](https://a.cn/)', '<a href="/base/leave/?to=https%3A%2F%2Fa.cn%2F">看</a>'],
    ['[看](#案例)', '<a href="#%E6%A1%88%E4%BE%8B">看</a>'],
  ])('%s', (text, out) => expect(html(text)).toContain(out));
});

describe('a table', () => {
  it('scrolls in its own box, named by its head', () => {
    const out = html('|a|**b**〔劳动合同法21〕|\n|-|-|\n|1|2|\n\n文\n\n|<c>|d|\n|-|-|\n|1|2|');
    expect(out.match(/<div class="table-box" tabindex="0" role="region" aria-label="[^"]*">/g)).toEqual(['表格 1：a、b', '表格 2：&lt;c&gt;、d'].map((name) => `<div class="table-box" tabindex="0" role="region" aria-label="${name}">`));
  });
  it('has no heading without a name, and aligns by class', () =>
    expect(html('||b|\n|-|-:|\n|1|2|').replace(/\n/g, '')).toContain('<tr><td></td><th scope="col" class="right">b</th></tr></thead><tbody><tr><td>1</td><td class="right">2</td></tr>'));
});
