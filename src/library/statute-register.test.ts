import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleName } from './cite.ts';
import { changesBetween, compareWithRegister, lawNamed, partOf } from './statute-register.ts';
import { splitStatute } from './statute.ts';

/** A text with the given articles. */
const text = (articles: readonly string[], opening = '示例条例') => splitStatute(`${opening}\n${articles.map((a) => `${articleName(a)} 内容${a}。`).join('\n')}`);
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

describe('which law a text is', () => {
  const laws = [
    { id: 'a', title: '中华人民共和国示例法', short: '示例法', aliases: ['例法'] },
    { id: 'b', title: '示例法实施条例', short: '示例法实施条例', aliases: [] },
    { id: 'c', title: '某院关于示例案件的解释（一）', short: '示例解释（一）', aliases: [] },
  ];
  it.each([
    ['中华人民共和国示例法', 'a'],
    ['示 例 法', 'a'],
    ['《示例法》', 'a'],
    ['例法', 'a'],
    ['示例法实施条例', 'b'],
    ['某院令\n第 3 号\n示例法实施条例', 'b'],
    ['某院关于示例案件的解释(一)', 'c'],
    ['示例法修正案', undefined],
    ['2020年1月1日通过的示例法', undefined],
  ])('%j: %s', (opening, id) => expect(lawNamed(text(['1'], opening), laws)?.id).toBe(id));
});

describe('a part of an instrument', () => {
  it.each([
    ['begins at its own number', text(span(989, 991)), { name: '第 989 至 991 条', from: 989, to: 991 }],
    ['is named below the title', text(span(1, 4), '示例法典\n总则'), { name: '总则', from: 1, to: 4 }],
    ['is named 编', text(span(9, 12), '示例法典\n侵权责任编'), { name: '侵权责任编', from: 9, to: 12 }],
    ['has its name in a heading', text(span(9, 12), '示例法典\n第七编 侵权责任'), { name: '第七编 侵权责任', from: 9, to: 12 }],
    ['a whole is none', text(span(1, 4)), undefined],
    ['a whole with a first book is none', text(span(1, 4), '示例法典\n第一编 总则'), undefined],
    ['nothing is none', splitStatute('示例'), undefined],
  ])('%s', (_, statute, part) => expect(partOf(statute)).toEqual(part));
});

describe('holding a text against the register', () => {
  const law = { title: '示例条例', articles: 3, digests: { '1': '甲', '3-1': '乙' } };
  const statute = text(['1', '2', '3', '3-1']);
  it('agrees', () => expect(compareWithRegister(statute, law)).toEqual([]));
  it.each([
    [{ ...law, articles: undefined }, '台账的条数待核：文本到第 3 条，核对后补进台账'],
    [{ ...law, articles: 4 }, '条数不一致：文本到第 3 条，台账记为 4 条'],
    [{ ...law, title: '别的办法' }, '标题不一致'],
    [{ ...law, digests: { '9': '丙' } }, '第九条'],
  ])('says what differs', (wrong, message) => expect(compareWithRegister(statute, wrong).join()).toContain(message));
  it('finds the title below the decree', () => expect(compareWithRegister(text(['1', '2', '3', '3-1'], '某部令\n第 3 号\n示例条例'), law)).toEqual([]));

  const code = { title: '示例法典', articles: 20, digests: { '2': '甲', '10': '乙', '19': '丙' } };
  it('compares of a part only the part', () => expect(compareWithRegister(text(span(9, 12), '示例法典'), code)).toEqual([]));
  it('misses a digest’s article within the part', () => {
    const gap = text(['9', '11', '12'], '示例法典');
    expect(gap.complaints).toHaveLength(1);
    expect(compareWithRegister(gap, code).join()).toContain('第十条');
  });
  it('a part beyond the whole is told', () => expect(compareWithRegister(text(span(19, 22), '示例法典'), code).join()).toContain('条数不一致'));
});

describe('what changed between two texts', () => {
  it('tells added, removed and changed apart, white space aside', () => {
    const before = splitStatute('第一条 甲。\n第二条 乙。\n第三条 丙。');
    const after = splitStatute('第一条 甲　。\n\n第二条 乙乙。\n第二条之一 新。');
    expect(changesBetween(before, after)).toEqual({ added: ['2-1'], removed: ['3'], changed: ['2'] });
  });
  it('finds nothing between a text and itself, and what is added one way is removed the other', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 30 }).map((ns) => text(ns.sort((a, b) => a - b).map(String)));
    fc.assert(
      fc.property(list, list, (a, b) => {
        expect(changesBetween(a, a)).toEqual({ added: [], removed: [], changed: [] });
        expect(changesBetween(a, b).added).toEqual(changesBetween(b, a).removed);
        expect(changesBetween(a, b).changed).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
