import { describe, expect, it } from 'vitest';
import { bank, law, qa, said, single } from '../../tests/support/material.ts';
import { articleRange } from './article-range.ts';

const cites = (article: number | string) => ({ qa: [qa('qa/wages/first', { basis: [{ law: 'contract', article }] })] });

describe('articles lie within their law', () => {
  it.each([
    ['the last', cites(98), []],
    ['one too many', cites(99), ['basis-article-range qa/wages/first basis.0.article']],
    ['an inserted one after the last', cites('98-1'), []],
    ['an inserted one beyond', cites('120-1'), ['basis-article-range qa/wages/first basis.0.article']],
    ['in a question', { banks: [bank('b', [single('LC-001', { basis: [{ law: 'contract', article: 400 }] })])] }, ['basis-article-range banks/b questions.0.basis.0.article']],
    ['an unknown law is another rule’s', { qa: [qa('qa/wages/first', { basis: [{ law: 'other', article: 999 }] })] }, []],
    ['nobody knows how many there are', { ...cites(400), laws: [law('contract', '劳动合同法', { articles: undefined })] }, []],
    ['a digest beyond', { laws: [law('contract', '劳动合同法', { articles: 30, digests: { '21': '有', '31': '没有' } })] }, ['digest-article-range laws/contract digests.31']],
  ])('%s', (_, parts, expected) => expect(said(articleRange, parts)).toEqual(expected));
});
