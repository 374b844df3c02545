import { describe, expect, it } from 'vitest';
import { law, said } from '../../tests/support/material.ts';
import { lawFacts } from './law-facts.ts';

describe('facts of a law', () => {
  it.each([
    ['in order', [law('contract', '劳动合同法', { adopted: '2007-06-29', amended: [{ on: '2012-12-28' }] })], []],
    ['effective before it was adopted', [law('contract', '劳动合同法', { adopted: '2009-01-01' })], ['law-dates laws/contract effective']],
    ['repealed before it began', [law('contract', '劳动合同法', { repealed: '2007-01-01' })], ['law-dates laws/contract repealed']],
    ['amendments out of order', [law('contract', '劳动合同法', { amended: [{ on: '2018-01-01' }, { on: '2012-01-01' }] })], ['law-dates laws/contract amended.1.on']],
    ['one short name for two', [law('a', '工资条例', { title: '甲' }), law('b', '工资条例', { title: '乙' })], ['law-name-taken laws/b short']],
    ['an alias that is another’s name', [law('a', '劳动法'), law('b', '劳动合同法', { aliases: ['合同法', '劳动法'] })], ['law-name-taken laws/b aliases.1']],
    ['an alias equal to its own short name', [law('a', '劳动法', { aliases: ['劳动法'] })], []],
  ])('%s', (_, laws, expected) => expect(said(lawFacts, { laws })).toEqual(expected));
});
