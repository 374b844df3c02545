import { describe, expect, it } from 'vitest';
import { law, qa, said } from '../../tests/support/material.ts';
import { basisRepeated } from './basis-repeated.ts';
import { basisUnmarked } from './basis-unmarked.ts';
import { digests } from './digests.ts';

const lists = (...articles: (number | string)[]) => ({ qa: [qa('qa/wages/first', { basis: articles.map((article) => ({ law: 'contract', article })) })], banks: [] });

describe('the basis', () => {
  it.each([
    ['marked in the body', lists(21), []],
    ['listed and never marked', lists(21, 47), ['?basis-unmarked qa/wages/first basis.1']],
    ['marked in the answer', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 47 }], answer: '是〔劳动合同法47〕' })] }, []],
  ])('unmarked: %s', (_, parts, expected) => expect(said(basisUnmarked, parts)).toEqual(expected));

  it.each([
    ['once each', lists(21, 47), []],
    ['twice', lists(21, 47, 21), ['?basis-repeated qa/wages/first basis.2']],
    ['as a number and as a text', lists(21, '21'), ['?basis-repeated qa/wages/first basis.1']],
  ])('repeated: %s', (_, parts, expected) => expect(said(basisRepeated, parts)).toEqual(expected));

  it.each([
    ['with digest', lists(21), []],
    ['without, once though cited twice', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 5 }] }), qa('qa/wages/second', { basis: [{ law: 'contract', article: 5 }] })], banks: [] }, ['?digest-missing laws/contract digests']],
    ['beyond the law is another rule’s', lists(200), []],
    ['no digests at all', { laws: [law('contract', '劳动合同法', { digests: {} })], banks: [] }, ['?digest-missing laws/contract digests']],
  ])('digests: %s', (_, parts, expected) => expect(said(digests, parts)).toEqual(expected));
});
