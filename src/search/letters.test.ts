import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLetters, spelled } from './letters.ts';
import { otherReadings } from './near.ts';
import { readRecent, withRecent } from './recent.ts';

const letters = readLetters({
  words: [
    ['公司', 'gong si', 190], ['劳动', 'lao dong', 180], ['合同', 'he tong', 170], ['工伤', 'gong shang', 90], ['劳动合同', 'lao dong he tong', 80], ['经济补偿', 'jing ji bu chang', 60],
    ['试用期', 'shi yong qi', 40], ['竞业限制', 'jing ye xian zhi', 20], ['工资', 'gong zi', 100], ['公示', 'gong shi', 4], ['工时', 'gong shi', 8],
  ],
  signs: [['gong', '公工功'], ['shang', '伤商上'], ['shi', '试时事示'], ['yong', '用'], ['qi', '期'], ['jing', '经竞'], ['ji', '济'], ['bu', '补'], ['chang', '偿尝长'], ['zhang', '长'], ['ye', '业'], ['xian', '限现'], ['zhi', '制'], ['ren', '认'], ['ding', '定']],
});

describe('letters are read as words', () => {
  it.each([
    ['gongshang', ['工伤']],
    ["gong'shang", ['工伤']],
    ['gong shang', ['工伤']],
    ['ＧｏｎｇShang', ['工伤']],
    ['gongshi', ['公示', '工时']],
    ['laodonghetong', ['劳动合同']],
    ['gongshanghetong', ['工伤', '合同']],
    ['gongshanghetongx', ['工伤', '合同']],
    ['shiy', ['试用期']],
    ['jjbc', ['经济补偿']],
    ['gs', ['公司', '工伤', '公示']],
    ['工shang', ['工伤']],
    ["工sh'a", ['工伤']],
    ['试yq', ['试用期']],
    ['工伤', []],
    ['xyz', []],
    ['', []],
  ])('%s → %j', (typed, words) => expect(spelled(typed, letters).map((m) => m.word)).toEqual(words));

  it('any text is read, in a moment', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom(...'gongshaexi 工'), maxLength: 300 })), (text) => {
      for (const { word, boost } of spelled(text, letters)) {
        expect(letters.byWord.has(word)).toBe(true);
        expect(boost).toBeGreaterThan(0);
      }
    }));
  });
});

describe('what may have been meant', () => {
  const known: Record<string, number> = { 工伤: 90, 工商: 3, 认定: 30, 试岗: 1 };
  const meant = (question: string) => otherReadings(question, letters, (word) => known[word] ?? 0)[0]?.question;
  it.each([
    ['工商认定', '工伤认定'],
    ['工上认定', '工伤认定'],
    ['时用期', '试用期'],
    ['经济补尝多少', '经济补偿多少'],
    ['经济补长', '经济补偿'],
    ['竞业现制', '竞业限制'],
    ['竞业禁制', '竞业限制'],
    ['试岗期', undefined],
    ['工伤认定', undefined],
    ['天气', undefined],
    ['', undefined],
    ['a(b', undefined],
  ])('%s → %s', (typed, other) => expect(meant(typed)).toBe(other));
});

describe('recent searches', () => {
  it.each([
    [null, []],
    ['不是 JSON', []],
    ['{"a":1}', []],
    ['["工伤",3,"",null,"工资"]', ['工伤', '工资']],
  ])('%j is read as %j', (stored, list) => expect(readRecent(stored)).toEqual(list));

  it('the last comes first, once, and there are six', () => {
    expect(withRecent(['工资', '工伤'], ' 工伤 ')).toEqual(['工伤', '工资']);
    expect(withRecent(['1', '2', '3', '4', '5', '6'], '7')).toEqual(['7', '1', '2', '3', '4', '5']);
    expect(withRecent(['工资'], '  ')).toEqual(['工资']);
  });
});
