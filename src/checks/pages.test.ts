import { describe, expect, it } from 'vitest';
import { bank, hints, qa, said, single } from '../../tests/support/material.ts';
import { pages } from './pages.ts';

const reads = (page: string) => ({ banks: [bank('b', [single('LC-001', { page })])] });
const relates = (...related: string[]) => ({ qa: [qa('qa/wages/first', { related })] });

describe('pages to read and related pages exist', () => {
  it.each([
    ['a page', reads('qa/wages/first'), []],
    ['a page that broke its schema', { ...reads('qa/wages/broken'), broken: ['qa/wages/broken'] }, []],
    ['no page', reads('qa/wages/frist'), ['page-missing banks/b questions.0.page']],
    ['a law', reads('laws/contract'), []],
    ['an article with a digest', reads('laws/contract#art-21'), []],
    ['an article without a digest', reads('laws/contract#art-22'), ['page-missing banks/b questions.0.page']],
    ['an article beyond the law', reads('laws/contract#art-99'), ['page-missing banks/b questions.0.page']],
    ['an anchor that is no article', reads('laws/contract#top'), ['page-missing banks/b questions.0.page']],
    ['an anchor of a page', reads('qa/wages/first#why'), ['page-missing banks/b questions.0.page']],
    ['related', relates('laws/contract'), []],
    ['related to nothing', relates('laws/contract', 'safety/none'), ['related-missing qa/wages/first related.1']],
    ['related to itself', relates('qa/wages/first'), ['related-missing qa/wages/first related.0']],
  ])('%s', (_, parts, expected) => expect(said(pages, parts)).toEqual(expected));

  it('names the page that was meant', () => expect(hints(pages, reads('qa/wages/frist'))).toEqual(['是不是“qa/wages/first”？']));
});
