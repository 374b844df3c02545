import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hints, qa, safety, said } from '../../tests/support/material.ts';
import { links, linksIn } from './links.ts';

const body = (text: string) => ({ qa: [qa('qa/wages/first', {}, text)], safety: [safety('safety/dust', '## 出了事的第一小时\n\n### 第一步：停！\n')] });
const dead = (column: number) => [`link-dead qa/wages/first 20:${column}`];

describe('links inside Markdown', () => {
  it.each([
    ['[a](/qa/wages/first/)', []],
    ['[a](/qa/wages/)', []],
    ['[a](/practice/)', []],
    ['[a](/leaflet.pdf)', []],
    ['[a](https://www.gov.cn/x)', []],
    ['[a](tel:12333)', []],
    ['[a](/laws/contract/#art-21)', []],
    ['[a](/safety/dust/#出了事的第一小时)', []],
    ['[a](/safety/dust/#%E5%87%BA%E4%BA%86%E4%BA%8B%E7%9A%84%E7%AC%AC%E4%B8%80%E5%B0%8F%E6%97%B6)', []],
    ['[a](/safety/dust/#第一步停)', []],
    ['`[a](/none/)` 是代码', []],
    ['甲[a](/safety/dusty/)', dead(6)],
    ['[a](/safety/dust)', dead(5)],
    ['[a](../dust.md)', dead(5)],
    ['[a]()', dead(3)],
    ['[a](javascript:x)', dead(5)],
    ['[a](#没有)', dead(5)],
    ['[a](/laws/contract/#art-999)', dead(5)],
    ['[a](/safety/dust/#第二步)', dead(5)],
    ['[a][x]\n\n[x]: /none/', ['link-dead qa/wages/first 22:6']],
    ['![图](/none.png)', dead(6)],
    ['[a](/topics/wages/)', dead(5)],
  ])('%s', (text, expected) => {
    expect(said(links, body(text))).toEqual(expected);
  });

  it('names the page that was meant', () => {
    expect(hints(links, body('[a](/safety/dusty/)'))).toEqual(['是不是“/safety/dust/”？']);
    expect(hints(links, body('[a](/safety/dust)'))).toEqual(['写成 /safety/dust/']);
    expect(hints(links, body('[a](../dust.md)'))).toEqual(['写成 /dust/ 的样子']);
  });


  it('never throws and points inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', ']', '(', ')', '/', '#', '`', '\n', 'a', '甲', ' ', '%', '<') }), (text) => {
        for (const { href, offset } of linksIn(text)) expect(text.slice(offset).startsWith(href)).toBe(true);
        said(links, body(text));
      }),
    );
  });
});
