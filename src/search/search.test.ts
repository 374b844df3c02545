import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law, material, qa, safety } from '../../tests/support/material.ts';
import { documentsOf, plainText } from './documents.ts';
import { excerpt, highlighted } from './excerpt.ts';
import { buildIndex } from './index.ts';
import { pack, weightsOf } from './pack.ts';
import { unpack } from './unpack.ts';
import { clausesOf, rank, search } from './query.ts';
import { siteIndex } from './build.ts';
import { searcherOf } from './site-index.ts';

const { library } = material({
  laws: [
    law('labour-contract-law', '劳动合同法', { aliases: ['劳合法'], digests: { '10': '建立劳动关系就要签书面合同。', '21': '试用期内单位要解除，要说明理由。', '47': '补偿按年限算，每满一年一个月工资。' } }),
    law('labour-law', '劳动法', { digests: { '47': '工资水平由单位依法自主确定。' } }),
  ],
  qa: [
    qa('qa/signing/no-contract', { title: '上班几个月没签合同，能要双倍工资吗？', asked: ['公司不给签合同', '干了半年没合同', '没合同怎么要钱'], answer: '能要，最多十一个月。', basis: [{ law: 'labour-contract-law', article: 10 }] }),
    qa('qa/probation/dismissal', { title: '试用期里，单位能不能“说辞就辞”？', asked: ['试用期被辞退', '试用期被炒鱿鱼有补偿吗', '没过试用期'], answer: '不能，要有法定理由。', basis: [{ law: 'labour-contract-law', article: 21 }] }),
    qa('qa/severance/how-much', { title: '经济补偿怎么算？', asked: ['干十年被辞退赔多少', 'N+1 是什么', '补偿金一年几个月'], answer: '每满一年补一个月工资。', basis: [{ law: 'labour-contract-law', article: 47 }] }),
  ],
  safety: [safety('safety/dust', '## 出了事的第一小时\n\n粉尘爆炸先撤人。')],
});
const docs = documentsOf(library);
const searcher = searcherOf(JSON.parse(JSON.stringify(siteIndex(library))) as ReturnType<typeof siteIndex>);
const first = (question: string) => searcher.docs[search(searcher.postings, searcher.lexicon, question)[0]?.ref ?? -1]?.path;

describe('what people type finds the page', () => {
  it.each([
    ['公司不给签合同怎么办', '/qa/signing/no-contract/'],
    ['请问，老板一直没和我签合同', '/qa/signing/no-contract/'],
    ['两倍工资', '/qa/signing/no-contract/'],
    ['试用期被辞退', '/qa/probation/dismissal/'],
    ['炒鱿鱼', '/qa/probation/dismissal/'],
    ['shiyongqi', '/qa/probation/dismissal/'],
    ['n+1', '/qa/severance/how-much/'],
    ['Ｎ＋１', '/qa/severance/how-much/'],
    ['干了10年被辞退，赔多少', '/qa/severance/how-much/'],
    ['劳动合同法第四十七条', '/laws/labour-contract-law/#art-47'],
    ['劳合法47条', '/laws/labour-contract-law/#art-47'],
    ['劳动法47条', '/laws/labour-law/#art-47'],
    ['47条', '/laws/labour-contract-law/#art-47'],
    ['劳动法', '/laws/labour-law/'],
    ['劳动合同法第九十条', '/laws/labour-contract-law/'],
    ['粉', '/safety/dust/'],
  ])('%s', (question, path) => expect(first(question)).toBe(path));

  it('nothing is found for nothing', () => expect(search(searcher.postings, searcher.lexicon, ' 的 ？ ')).toEqual([]));
});

describe('any question', () => {
  it.each(['(', '[a-', '*', '~1', 'a:b', '+x -y', '__proto__', 'constructor', 'toString', '\\', '\u0000\u0007', '劳'.repeat(10_000), 'x'.repeat(10_000), '😀', '\ud83d'])('%j never throws', (question) => {
    expect(Array.isArray(search(searcher.postings, searcher.lexicon, question))).toBe(true);
  });
  it('and gives finite scores, best first, each document once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'试用期辞退合同47条第N+1劳动法的') })), (question) => {
        const found = search(searcher.postings, searcher.lexicon, question);
        expect(new Set(found.map((f) => f.ref)).size).toBe(found.length);
        found.forEach(({ score, ref }, i) => {
          expect(Number.isFinite(score)).toBe(true);
          expect(searcher.docs[ref]).toBeDefined();
          expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? Infinity);
        });
      }),
    );
  });
});

describe('the packed index', () => {
  const index = buildIndex(docs, searcher.lexicon);

  it('lists the documents in the order of the site’s file', () => expect(searcher.docs.map((d) => d.path)).toEqual(docs.map((d) => d.path)));

  it('holds every term with its weight to within a tenth', () => {
    const postings = unpack(pack(index));
    const weights = weightsOf(index);
    expect([...postings.terms()].sort()).toEqual([...weights.keys()].sort());
    for (const [term, byDoc] of weights) {
      const posting = postings.of(term);
      expect(posting.map((p) => p.ref)).toEqual([...byDoc.keys()].sort((a, b) => a - b));
      for (const { ref, weight } of posting) expect(Math.abs(weight / Math.max(0.05, byDoc.get(ref) ?? 0) - 1)).toBeLessThan(0.1);
    }
  });

  it.each(['试用期被辞退', '公司不给签合同怎么办', '补偿一年一个月', '劳动合同法第四十七条'])('ranks “%s” as lunr itself does', (question) => {
    const clauses = clausesOf(question, searcher.lexicon);
    const byLunr = index.query((query) => {
      for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
    });
    const ours = rank(searcher.postings, clauses);
    expect(ours.map((f) => f.ref).sort()).toEqual(byLunr.map((r) => Number(r.ref)).sort());
    const top = byLunr[0]?.score ?? 1;
    for (const { ref, score } of byLunr) {
      const mine = ours.find((f) => f.ref === Number(ref))?.score ?? 0;
      expect(mine / (ours[0]?.score ?? 1)).toBeCloseTo(score / top, 1);
    }
  });
});

describe('excerpts', () => {
  const marked = (text: string, question: string, length?: number) =>
    excerpt(text, new Set(clausesOf(question, searcher.lexicon).map((c) => c.term)), searcher.lexicon, length).map((s) => (s.hit ? `[${s.text}]` : s.text)).join('');

  it.each([
    ['试用期内单位要解除，要说明理由。', '试用期', '[试用期]内单位要解除，要说明理由。'],
    ['<b>试用期</b>', '试用期', '<b>[试用期]</b>'],
    ['能要，最多十一个月。', '11个月', '能要，最多[十一个月]。'],
    ['见劳动合同法第四十七条。', '劳动合同法47条', '见[劳动合同法第四十七条]。'],
    ['别的话。', '试用期', '别的话。'],
    ['', '试用期', ''],
  ])('%s for %s', (text, question, expected) => expect(marked(text, question)).toBe(expected));

  it('shows the sentence with the most hits of a long text', () => {
    const text = `${'前面的话很长。'.repeat(30)}试用期内被辞退，单位要说明理由。${'后面的话很长。'.repeat(30)}`;
    expect(marked(text, '试用期被辞退', 40)).toMatch(/^\[试用期\]内\[被辞退\]，单位要说明理由。.*…$/);
  });

  it('segments put together are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'试用期辞退。合同的abc 1') }), fc.string({ unit: fc.constantFrom(...'试用期辞退合同') }), (text, question) => {
        const terms = new Set(clausesOf(question, searcher.lexicon).map((c) => c.term));
        expect(highlighted(text, terms, searcher.lexicon).map((s) => s.text).join('')).toBe(text);
        expect(text).toContain(excerpt(text, terms, searcher.lexicon, 10).map((s) => s.text).join('').replaceAll('…', ''));
      }),
    );
  });
});

it('plain text has no signs of Markdown', () => {
  expect(plainText('## 题\n\n- **粗**体〔劳动合同法21〕，见[此页](/qa/x/)。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |')).toBe('题 粗 体，见此页。甲 乙 1 2');
});
