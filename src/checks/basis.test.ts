import { describe, expect, it } from 'vitest';
import { law, qa, said } from '../../tests/support/material.ts';
import { leafletSchema } from '../library/schema-rooms.ts';
import { basisRepeated } from './basis-repeated.ts';
import { basisUnmarked } from './basis-unmarked.ts';
import { digests } from './digests.ts';

const lists = (...articles: (number | string)[]) => ({ qa: [qa('qa/wages/first', { basis: articles.map((article) => ({ law: 'contract', article })) })], banks: [] });

/** A poster whose lines rest on these articles; the last line is repeated until there are three. */
const poster = (...lines: number[][]) => ({
  id: 'heat',
  ...leafletSchema.parse({ form: '海报', title: '海报', order: 1, page: 'qa/wages/first', verified: '2026-11-01', review: '2027-05-01', lines: [0, 1, 2].map((i) => ({ say: '一句', basis: (lines[i] ?? [4]).map((article) => ({ law: 'contract', article })) })) }),
});

describe('the basis', () => {
  it.each([
    ['marked in the body', lists(21), []],
    ['listed and never marked', lists(21, 47), ['?basis-unmarked qa/wages/first basis.1']],
    ['linked in a table', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 47 }] }, '| 补偿 | [第 47 条](/laws/contract/#art-47) |')] }, []],
    ['another one linked', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 4 }] }, '| 补偿 | [第 47 条](/laws/contract/#art-47) |')] }, ['?basis-unmarked qa/wages/first basis.0']],
    ['marked in the answer', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 47 }], answer: '是〔劳动合同法47〕' })] }, []],
  ])('unmarked: %s', (_, parts, expected) => expect(said(basisUnmarked, parts)).toEqual(expected));

  it.each([
    ['once each', lists(21, 47), []],
    ['twice', lists(21, 47, 21), ['?basis-repeated qa/wages/first basis.2']],
    ['in two points of a leaflet', { leaflets: [poster([21], [21])], banks: [] }, []],
    ['twice in one point', { leaflets: [poster([21, 21])], banks: [] }, ['?basis-repeated leaflets/heat lines.0.basis.1']],
    ['as a number and as a text', lists(21, '21'), ['?basis-repeated qa/wages/first basis.1']],
  ])('repeated: %s', (_, parts, expected) => expect(said(basisRepeated, parts)).toEqual(expected));

  it.each([
    ['with digest', lists(21), []],
    ['without, once though cited twice', { qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article: 5 }] }), qa('qa/wages/second', { basis: [{ law: 'contract', article: 5 }] })], banks: [] }, ['?digest-missing laws/contract digests']],
    ['beyond the law is another rule’s', lists(200), []],
    ['no digests at all', { laws: [law('contract', '劳动合同法', { digests: {} })], banks: [] }, ['?digest-missing laws/contract digests']],
  ])('digests: %s', (_, parts, expected) => expect(said(digests, parts)).toEqual(expected));
});
