import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, fold, lexiconOf, termsOf } from './terms.ts';
import { FILLER } from './words.ts';

const lexicon = lexiconOf([
  { id: 'labour-law', title: '中华人民共和国劳动法', short: '劳动法', aliases: [] },
  { id: 'labour-contract-law', title: '中华人民共和国劳动合同法', short: '劳动合同法', aliases: ['劳合法'] },
  { id: 'labour-contract-regulation', title: '中华人民共和国劳动合同法实施条例', short: '劳动合同法实施条例', aliases: [] },
  { id: 'interpretation-1', title: '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）', short: '劳动争议司法解释（一）', aliases: [] },
  { id: 'criminal-law', title: '中华人民共和国刑法', short: '刑法', aliases: [] },
]);
const terms = (text: string) => termsOf(text, lexicon);

describe('provisions become one term however they are written', () => {
  it.each([
    '劳动合同法第四十七条', '劳动合同法47条', '劳动合同法第47条', '《劳动合同法》第四十七条', '〔劳动合同法47〕', '中华人民共和国劳动合同法第四十七条',
    '劳合法第47条', '劳动合同法 第 47 条', '劳动合同法４７条', '劳动合同法的第四十七条', '《中华人民共和国劳动合同法》第四十七条', '劳动合同法47',
  ])('%s', (text) => expect(terms(text)).toEqual(['labour-contract-law#47']));

  it.each([
    ['劳动合同法实施条例第十条', ['labour-contract-regulation#10']],
    ['刑法第二百七十六条之一', ['criminal-law#276-1']],
    ['〔刑法276之1〕', ['criminal-law#276-1']],
    ['劳动争议司法解释(一)第44条', ['interpretation-1#44']],
    ['第四十七条', ['#47']],
    ['47条', ['#47']],
    ['四十七条', ['#47']],
    ['劳动法', ['@labour-law', '劳动', '动法']],
    ['两条毛巾', ['两条', '条毛', '毛巾']],
    ['劳动法2018年修正', ['@labour-law', '劳动', '动法', '2018', '年修', '修正']],
  ])('%s → %j', (text, expected) => expect(terms(text)).toEqual(expected));
});

describe('words', () => {
  it.each([
    ['试用期', ['试用', '用期']],
    ['钱', ['钱']],
    ['', []],
    ['N+1', ['n+1']],
    ['请问公司不给签合同怎么办？', terms('公司不给签合同')],
    ['10年', ['十年']],
    ['满10年', terms('满十年')],
    ['双倍工资', terms('二倍工资')],
    ['两倍工资', terms('二倍工资')],
    ['3倍', ['三倍']],
    ['996', ['996']],
    ['80%', ['80%']],
    ['ＡＰＰ', ['app']],
    ['gongshang 认定', ['gongshang', '认定']],
  ])('%s → %j', (text, expected) => expect(terms(text)).toEqual(expected));

  it('words that hold a filler are left whole', () => {
    for (const word of ['请假', '就业', '归还', '申请', '解除', '都市', '也许']) expect(terms(word)).toEqual([word]);
  });

  it('filler stands longer before shorter, so that none hides another', () => {
    FILLER.forEach((word, i) => {
      for (const later of FILLER.slice(i + 1)) expect(later.length > word.length && later.includes(word) ? `${word} hides ${later}` : '').toBe('');
    });
  });
});

describe('for any text', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('劳', '动', '法', '第', '四', '十', '7', '条', '之', '1', ' ', '《', '》', '〔', '〕', 'a', '+', '%', '的', '\u0000', '\ud83d', '（') }));
  it('folding keeps the length', () => fc.assert(fc.property(anything, (text) => fold(text).length === text.length)));
  it('cutting gives terms that lie inside it, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let last = 0;
        for (const { text: term, at, length } of cut(text, lexicon)) {
          expect(term).not.toBe('');
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at + length).toBeLessThanOrEqual(text.length);
          last = at;
        }
      }),
    );
  });
  it('a question has the terms of the text it was taken from', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'公司不给签合同辞退补偿工资加班费仲裁') , minLength: 2, maxLength: 12 }), (piece) => {
        const whole = new Set(terms(`前文。${piece}。后文`));
        for (const term of terms(piece)) expect(whole.has(term)).toBe(true);
      }),
    );
  });
});
