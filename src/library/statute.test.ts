import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleName } from './cite.ts';
import { splitStatute } from './statute.ts';

const sample = `---
title: 示例条例
---
# 示例条例

2020年1月1日 某机关公布

## 第一章 总则

第一条 为了举例，写这一条。

第二条　全角空格也算。

本条的第二段。

## 第二章  细则
### 第一节 一般

**第三条** 粗体的条号。
（一）第一项；
（二）第二项。

第三条之一 插入的一条，引用第一条不另起一行。
`;

describe('splitting an official text', () => {
  it('finds every article with its paragraphs, items and headings', () => {
    const { title, articles, complaints } = splitStatute(sample);
    expect(title).toBe('示例条例');
    expect(complaints).toEqual([]);
    expect(articles.map((a) => a.article)).toEqual(['1', '2', '3', '3-1']);
    expect(articles[1]?.text).toBe('全角空格也算。\n本条的第二段。');
    expect(articles[2]?.headings).toEqual(['第二章 细则', '第一节 一般']);
    expect(articles[2]?.text).toBe('粗体的条号。\n（一）第一项；\n（二）第二项。');
    expect(articles[0]?.line).toBe(10);
  });

  it.each([
    ['a number left out', '第一条 甲。\n第三条 乙。', 2, '缺了第 2 条'],
    ['several left out', '第一条 甲。\n第五条 乙。', 2, '缺了第 2 至 4 条'],
    ['a number twice', '第一条 甲。\n第一条 乙。', 2, '第一条出现了两次'],
    ['a reference that begins a line', '第一条 甲。\n第二条 乙。\n第一条 的规定也适用。', 3, '顺序不对'],
    ['an article without text', '第一条 甲。\n第二条 ', 2, '第二条没有内容'],
    ['之二 without 之一', '第一条 甲。\n第一条之二 乙。', 2, '中间缺了'],
  ])('%s is told with its line', (_, text, line, message) => {
    expect(splitStatute(text).complaints).toContainEqual({ line, message: expect.stringContaining(message) as string });
  });

  it.each(['', '只有一段话，没有条号。', '# 标题\n\n正文'])('a text without articles is told: %j', (text) => {
    expect(splitStatute(text).complaints[0]?.message).toContain('没有找到任何条文');
  });

  it.each(['第一条 甲。\n第0条 乙。', '第九千九百九十九条 甲。\n第千千千千千千千千千千条 乙。', '第一条 甲。\n第一条之百 乙。'])('a number that no instrument has is told, not thrown: %j', (text) => {
    expect(splitStatute(text).complaints).toContainEqual({ line: 2, message: expect.stringContaining('读不懂') as string });
  });

  it('keeps the opening, and leaves comments out', () => {
    const { title, opening, articles } = splitStatute('某某令\n第 7 号\n\n**示例规定**\n<!-- 甲 -->\n第一章 总则\n第一条 一<!-- 乙 -->二<!-- 丙');
    expect(title).toBe('某某令');
    expect(opening).toEqual(['某某令', '第 7 号', '示例规定']);
    expect(articles[0]?.text).toBe('一二<!-- 丙');
  });

  it('takes its time from the length of a hostile line, not from its square', () => {
    // Two million openings of a comment: quadratic time would not end within the limit of a test.
    expect(splitStatute(`第一条 ${'<!--'.repeat(500_000)}`).articles).toHaveLength(1);
  });

  it('a part may begin at its own number', () => {
    const { articles, complaints } = splitStatute('第一千一百六十四条 甲。\n第一千一百六十五条 乙。');
    expect(articles.map((a) => a.article)).toEqual(['1164', '1165']);
    expect(complaints).toEqual([]);
  });

  it('any number of articles comes back complete and in order, with either line ending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom('\n', '\r\n', '\n\n'), (n, gap) => {
        const text = Array.from({ length: n }, (_, i) => `${articleName(String(i + 1))} 内容${i}。`).join(gap);
        const { articles, complaints } = splitStatute(text);
        expect(complaints).toEqual([]);
        expect(articles.map((a) => a.article)).toEqual(Array.from({ length: n }, (_, i) => String(i + 1)));
      }),
      { numRuns: 30 },
    );
  });
});
