import { describe, expect, it } from 'vitest';
import { lensIn, stretchesOf, withLens } from './lens.ts';
import { pageRenderer } from './markdown.ts';

describe('the lens of an address', () => {
  it.each([
    ['?lens=worker', 'worker'], ['?a=1&lens=employer', 'employer'], ['', undefined], ['?lens=', undefined], ['?lens=boss', undefined],
    ['?lens=Worker', undefined], ['?lens=worker%00', undefined], ['?lens=__proto__', undefined], ['?lens=<script>', undefined], [`?lens=${'x'.repeat(10_000)}`, undefined], ['?lens=%E0%A4%A', undefined],
  ])('%s', (search, lens) => expect(lensIn(search)).toBe(lens));

  it.each([
    ['/qa/a/b/', 'worker', '/qa/a/b/?lens=worker'],
    ['/qa/a/b/#art', 'employer', '/qa/a/b/?lens=employer#art'],
    ['/qa/?x=1&lens=worker&y=2#z?', 'employer', '/qa/?x=1&y=2&lens=employer#z?'],
    ['/qa/?lens=worker', undefined, '/qa/'],
    ['/qa/?lens=bad&kiosk', undefined, '/qa/?kiosk'],
  ] as const)('%s with %s', (path, lens, out) => expect(withLens(path, lens)).toBe(out));
});

describe('怎么办', () => {
  const html = (body: string) => pageRenderer(() => undefined, (p) => p).sections(`## 怎么办\n${body}`)[0]?.html ?? '';
  it('falls into what each of the two should do', () => {
    const stretches = stretchesOf(html('先看合同。\n\n### 劳动者\n1. 留证据\n\n### 企业\n1. 写清楚\n\n### 双方\n- 好好谈'));
    expect(stretches.map((s) => [s.lens, s.heading.replace(/<[^>]*>/g, '')])).toEqual([[undefined, ''], ['worker', '劳动者'], ['employer', '企业'], [undefined, '']]);
    expect(stretches[1]?.html).toContain('留证据');
    expect(stretches[3]?.html).toMatch(/^<h3 id="双方">双方<\/h3>[\s\S]*好好谈/);
  });
  it('loses nothing', () => {
    const whole = html('### 劳动者\n\n甲 `<h3>企业</h3>`\n\n### 企业\n\n乙');
    expect(stretchesOf(whole).map((s) => s.heading + s.html).join('')).toBe(whole);
    expect(stretchesOf(whole)).toHaveLength(2);
    expect(stretchesOf('')).toEqual([]);
  });
});
