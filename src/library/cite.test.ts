import { describe, expect, it } from 'vitest';
import { articleName, chineseNumeral, marksIn, readNumeral } from './cite.ts';

describe('numerals of articles', () => {
  it.each([
    [1, '一'], [10, '十'], [11, '十一'], [20, '二十'], [47, '四十七'], [100, '一百'], [101, '一百零一'],
    [110, '一百一十'], [115, '一百一十五'], [1000, '一千'], [1010, '一千零一十'], [1165, '一千一百六十五'], [1205, '一千二百零五'],
  ])('%i is %s', (n, text) => {
    expect(chineseNumeral(n)).toBe(text);
    expect(readNumeral(text)).toBe(n);
  });

  it('reads back every numeral it writes', () => {
    for (let n = 1; n <= 9999; n++) expect(readNumeral(chineseNumeral(n))).toBe(n);
  });

  it.each([['４７', 47], ['47', 47], ['两百', 200], ['一百〇二', 102]])('reads %s', (text, n) => expect(readNumeral(text)).toBe(n));
  it.each([['', undefined], ['abc', undefined], ['〇', undefined]])('%s is no numeral', (text, n) => expect(readNumeral(text)).toBe(n));

  it('names articles with 之', () => {
    expect(articleName('276-1')).toBe('第二百七十六条之一');
    expect(articleName('21')).toBe('第二十一条');
  });
});

describe('inline marks', () => {
  it('are found with their law and article', () => {
    const text = '不能。〔劳动合同法21〕也看〔刑法276之1〕和〔劳动争议司法解释（一）32〕。';
    expect(marksIn(text).map(({ short, article }) => [short, article])).toEqual([
      ['劳动合同法', '21'],
      ['刑法', '276-1'],
      ['劳动争议司法解释（一）', '32'],
    ]);
  });

  it('document numbers are not marks', () => {
    expect(marksIn('人社部发〔2025〕2号、苏人社规〔2025〕3号')).toEqual([]);
  });
});
