import { describe, expect, it } from 'vitest';
import { law } from '../../tests/support/material.ts';
import { splitStatute } from '../library/statute.ts';
import { lawMeant, lawReport, type LawReportInput } from './law-report.ts';

const laws = [law('sample', '示例法', { articles: 3, digests: { '2': '第二条管什么' } }), law('other', '另一部法', { articles: 2, digests: {} }), law('code', '示例法典', { articles: 20, digests: { '10': '要点十', '19': '要点十九' } })];
const good = '中华人民共和国示例法\n第一章 总则\n第一条 甲。\n第二条 乙。\n第三条 丙。';

function report(text: string, rest: Partial<LawReportInput> = {}) {
  return lawReport({ file: '示例法.txt', text, unit: '行', statute: splitStatute(text), laws, given: undefined, resting: new Map([['sample#1', { pages: 2, questions: 1 }]]), before: undefined, ...rest });
}

describe('the report on an official text', () => {
  it('of a good text is clean and shows every article that we rest on with its digest', () => {
    const { text, faulty, clean } = report(good);
    expect({ faulty, clean }).toEqual({ faulty: false, clean: true });
    expect(text).toContain('标题　中华人民共和国示例法');
    expect(text).toContain('台账　sample');
    expect(text).toContain('条文　3 条，第一条至第三条，分在 1 个章节');
    expect(text).toContain('第一条　2 页、1 题　（文本第 3 行）\n      要点：还没有写');
    expect(text).toContain('第二条　没有引用　（文本第 4 行）\n      要点：第二条管什么');
    expect(text).not.toContain('第三条　');
  });

  it('quotes the line of a complaint', () => {
    const { text, faulty } = report(good.replace('第二条', '第九条'));
    expect(faulty).toBe(true);
    expect(text).toContain('第 4 行“第九条 乙。”：第一条之后直接是第九条，缺了第 2 至 8 条');
  });

  it('a difference from the register is no fault of the text', () => {
    const { text, faulty, clean } = report(`${good}\n第四条 丁。`);
    expect({ faulty, clean }).toEqual({ faulty: false, clean: false });
    expect(text).toContain('条数不一致：文本到第 4 条，台账记为 3 条');
  });

  it('a law that the register lacks is told with what to do', () => {
    const { text, clean } = report('新的办法\n第一条 甲。');
    expect(clean).toBe(false);
    expect(text).toContain('没有登记；要保存文本，请加 --law');
  });

  it('a part is told apart and compared as a part', () => {
    const { text, clean } = report('中华人民共和国示例法典\n第九条 甲。\n第十条 乙。\n第十一条 丙。');
    expect(clean).toBe(true);
    expect(text).toContain('（部分：第 9 至 11 条）');
    expect(text).toContain('要点：要点十');
    expect(text).not.toContain('要点十九');
  });

  it('says what changed since the text kept before, and how to see what rests on it', () => {
    const { text } = report(good, { before: splitStatute(good.replace('乙', '旧')) });
    expect(text).toContain('改了：第二条');
    expect(text).toContain('npm run desk -- impact sample 2');
    expect(report(good, { before: splitStatute(good) }).text).toContain('条文一样');
  });
});

describe('which law is meant', () => {
  const of = (text: string, given?: string) => lawMeant(splitStatute(text), laws, given);
  it.each<[string, string, string | undefined, string | undefined, boolean]>([
    ['by the title', good, undefined, 'sample', false],
    ['as the editor says, when the title says nothing', '附件\n第一条 甲。', 'sample', 'sample', false],
    ['the two name different laws', good, 'other', 'other', true],
    ['unknown', '附件\n第一条 甲。', undefined, undefined, false],
    ['a part has its span in the name', '示例法典\n第九条 甲。', undefined, 'code.9-9', false],
  ])('%s', (_, text, given, keepAs, clash) => {
    const meant = of(text, given);
    expect(meant.keepAs).toBe(keepAs);
    expect(meant.clash !== undefined).toBe(clash);
  });
  it('a clash is a fault of the import', () => expect(report(good, { given: 'other' }).faulty).toBe(true));
});
