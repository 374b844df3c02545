import { describe, expect, it } from 'vitest';
import { bank, calculatorPage, law, material, plan, qa, QA_BODY, safety, single } from '../../tests/support/material.ts';
import { impactText } from './impact-text.ts';
import { impactOf, readArticles } from './impact.ts';

const contract = law('contract', '劳动合同法', { digests: { '21': '试用期内', '47': '每满一年一个月', '276-1': '之一' }, articles: 300 });
const stuff = material({
  laws: [contract, law('other', '另一部法', { digests: { '3': '与〔劳动合同法47〕一样' } })],
  qa: [
    qa('qa/wages/first', { basis: [{ law: 'contract', article: 47 }, { law: 'contract', article: 21 }] }),
    qa('qa/wages/second', { basis: [{ law: 'other', article: 21 }] }, `${QA_BODY}\n看[这里](/laws/contract/#art-47)，不是[那里](/laws/contract/#art-470)。\n`),
  ],
  safety: [safety('safety/press', '')],
  calculators: [calculatorPage('calculators/severance', { basis: [{ law: 'contract', article: 47 }] })],
  banks: [bank('labour', [single('LC-002', { basis: [{ law: 'contract', article: '276-1' }] }), single('LC-001'), single('LC-003', { retired: '2026-01-01' })])],
  plans: { '2026': plan() },
});
const ids = (articles: string[]) => {
  const { pages, calculators, questions, beside, digests, courses } = impactOf(stuff, contract, articles);
  return { pages: pages.map((p) => p.file), calculators: calculators.map((c) => c.file), questions: questions.map((q) => q.title), beside: beside.map((b) => b.file), digests: digests.map((d) => d.article), courses: courses.map((c) => c.page) };
};
const file = (id: string) => stuff.sources.get(id)?.file ?? '?';

describe('what rests on an article', () => {
  it.each<[string, string[], ReturnType<typeof ids>]>([
    ['pages, questions in use, the digest', ['21'], { pages: [file('qa/wages/first'), file('safety/press')], calculators: [], questions: ['LC-001'], beside: [], digests: ['21'], courses: ['qa/wages/first'] }],
    ['calculators, links and other laws’ digests too', ['47'], { pages: [file('qa/wages/first'), file('qa/wages/second')], calculators: [file('calculators/severance')], questions: [], beside: [file('laws/other')], digests: ['47'], courses: ['qa/wages/first'] }],
    ['之一 is an article of its own', ['276-1'], { pages: [], calculators: [], questions: ['LC-002'], beside: [], digests: ['276-1'], courses: [] }],
    ['… and its neighbour is not meant', ['276'], { pages: [], calculators: [], questions: [], beside: [], digests: [], courses: [] }],
    ['no article means the whole law', [], { pages: [file('qa/wages/first'), file('safety/press'), file('qa/wages/second')], calculators: [file('calculators/severance')], questions: ['LC-001', 'LC-002'], beside: [file('laws/other')], digests: ['21', '47', '276-1'], courses: ['qa/wages/first'] }],
  ])('%s', (_, articles, expected) => expect(ids(articles)).toEqual(expected));

  it('names the articles of each in the order of the law, and never the words of a question', () => {
    const text = impactText(impactOf(stuff, contract, []), 'content/laws/contract.yaml');
    expect(text).toContain('依据第二十一条、第四十七条');
    expect(text).toContain('LC-001　依据第二十一条');
    expect(text).not.toContain('试用期最长几个月');
    expect(text).toMatch(/共 3 页、1 个计算器、2 题、1 处图、活动包或标准表、3 条要点/);
  });

  it('says so when nothing does', () => {
    expect(impactText(impactOf(stuff, contract, ['99']), 'x')).toContain('没有任何内容依据这些条文');
  });
});

describe('articles as people write them', () => {
  it.each<[string, string[] | undefined]>([
    ['14', ['14']],
    ['第十四条', ['14']],
    ['276-1', ['276-1']],
    ['第二百七十六条之一', ['276-1']],
    ['276之1', ['276-1']],
    ['36..38', ['36', '37', '38']],
    ['第三十六条至第三十八条', ['36', '37', '38']],
    ['38..36', undefined],
    ['1..2..3', undefined],
    ['0', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('%s: %j', (given, articles) => expect(readArticles(given)).toEqual(articles));
});
