import { describe, expect, it } from 'vitest';
import { bank, hints, law, qa, said, single } from '../../tests/support/material.ts';
import { citedLaw } from './cited-law.ts';

describe('a cited law is in the register', () => {
  it.each([
    ['known', {}, []],
    ['unknown on a page', { qa: [qa('qa/wages/first', { basis: [{ law: 'contrct', article: 1 }] })] }, ['basis-unknown-law qa/wages/first basis.0.law']],
    ['unknown in a question', { banks: [bank('labour', [single('LC-001', { basis: [{ law: 'contract', article: 1 }, { law: 'nowhere', article: 1 }] })])] }, ['basis-unknown-law banks/labour questions.0.basis.1.law']],
    ['present but broken', { laws: [], broken: ['laws/contract'] }, []],
  ])('%s', (_, parts, expected) => expect(said(citedLaw, parts)).toEqual(expected));

  it.each([
    ['contrct', '是不是“contract”？'],
    ['contract-law', '是不是“contract”？'],
    ['zzz', '到 content/laws 看文件名；没有这部法就先请人登记'],
  ])('%s: %s', (id, hint) => expect(hints(citedLaw, { qa: [qa('qa/wages/first', { basis: [{ law: id, article: 1 }] })], banks: [] })).toEqual([hint]));

  it('a law may have several names and none is taken for another', () => {
    expect(said(citedLaw, { laws: [law('contract', '劳动合同法'), law('labour', '劳动法')] })).toEqual([]);
  });
});
