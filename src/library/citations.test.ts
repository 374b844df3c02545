import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesShown, citationsOf, countByLaw, countByProvision, pagesByLaw } from './citations.ts';
import type { QaEntry, SafetyEntry } from './schema.ts';

const page = (id: string, ...basis: [string, string][]) =>
  ({ id, data: { title: `《${id}》`, basis: basis.map(([law, article]) => ({ law, article })) }, body: '', bodyLine: 1 }) as unknown as QaEntry & SafetyEntry;

const library = {
  qa: [page('qa/a/one', ['lcl', '21'], ['lcl', '21'], ['lcl', '47']), page('qa/a/two', ['lcl', '21'])],
  constitution: [],
  safety: [page('safety/press', ['lcl', '21'], ['cl', '134-1'])],
  calculators: [],
};

describe('who cites an article', () => {
  const cited = citationsOf(library);
  it.each([
    ['lcl#21', ['qa/a/one', 'qa/a/two', 'safety/press']],
    ['lcl#47', ['qa/a/one']],
    ['cl#134-1', ['safety/press']],
    ['lcl#2', undefined],
    ['cl#134', undefined],
  ])('%s: %j', (key, ids) => expect(cited.get(key)?.map((c) => c.id)).toEqual(ids));

  it('counts the pages of a law once each', () => expect([...pagesByLaw(cited)].sort()).toEqual([['cl', 1], ['lcl', 3]]));

  it('carries the title', () => expect(cited.get('lcl#47')).toEqual([{ id: 'qa/a/one', title: '《qa/a/one》' }]));
});

describe('questions by article', () => {
  const q = (article: string, retired?: string) => ({ basis: [{ law: 'lcl', article }, { law: 'lcl', article }], retired });
  it('counts each question once and no withdrawn one', () => {
    expect([...countByProvision([q('21'), q('21'), q('21', '2026-01-01'), q('5')])]).toEqual([['lcl#21', 2], ['lcl#5', 1]]);
  });
});

describe('questions by law', () => {
  it('counts a question on two articles once, and no withdrawn one', () => {
    const both = { basis: [{ law: 'lcl', article: '21' }, { law: 'lcl', article: '5' }, { law: 'cl', article: '1' }] };
    expect([...countByLaw([both, both, { ...both, retired: '2026-01-01' }])]).toEqual([['lcl', 2], ['cl', 2]]);
  });
});

describe('articles shown on the page of a law', () => {
  it('come in the order of the law', () => {
    expect(articlesShown({ id: 'cl', digests: { '276': 'x', '100': 'y' } }, ['cl#276-1', 'cl#134-1', 'cl#9', 'lcl#3', 'cl#276'])).toEqual(['9', '100', '134-1', '276', '276-1']);
  });
  it('hold every digest and every citation once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 999 })), fc.array(fc.integer({ min: 1, max: 999 })), (digests, cited) => {
        const shown = articlesShown({ id: 'x', digests: Object.fromEntries(digests.map((d) => [String(d), 'd'])) }, cited.map((c) => `x#${c}`));
        expect(shown.map(Number)).toEqual([...new Set([...digests, ...cited])].sort((a, b) => a - b));
      }),
    );
  });
});
