import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, it } from 'vitest';
import { law, material, qa, safety } from '../../tests/support/material.ts';
import { searchFiles } from './build.ts';
import { unbundle } from './bundle.ts';
import { documentsOf, plainText } from './documents.ts';
import { excerpt, highlighted } from './excerpt.ts';
import { answer } from './present.ts';
import { clausesOf, rank, search, shardsFor } from './query.ts';
import { nameSearch } from './server/make.ts';
import { madeSource } from './server/searcher.ts';
import { LEAST, readShard, writeShard } from './shard.ts';
import { sourceOf } from './source.ts';
import { averages, fieldsOf, FIELDS, weigh, type Field } from './weigh.ts';
import { addressOf, readAsked } from './wish.ts';

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
const made = nameSearch(searchFiles(library));
const source = madeSource(made);
const { lexicon } = source.ready;
const find = async (question: string) => (await search(source, question)).found;
const first = async (question: string) => docs[(await find(question))[0]?.ref ?? -1]?.path;

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
  ])('%s', async (question, path) => expect(await first(question)).toBe(path));

  it('nothing is found for nothing', async () => expect(await find(' 的 ？ ')).toEqual([]));
});

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'试用期辞退合同47条第N+1劳动法的gongshang \'') }));

describe('any question', () => {
  it.each(['(', '[a-', '*', '~1', 'a:b', '+x -y', '__proto__', 'constructor', 'toString', '\\', '\u0000\u0007', '劳'.repeat(10_000), 'x'.repeat(10_000), '公司不给签合同'.repeat(1500), '😀', '\ud83d'])('%j never throws', async (question) => {
    const { results } = await answer(source, question, { limit: 5, near: true });
    expect(results.length).toBeLessThanOrEqual(5);
  });

  it('and gives finite scores, best first, each document once', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (question) => {
        const found = await find(question);
        expect(new Set(found.map((f) => f.ref)).size).toBe(found.length);
        found.forEach(({ score, ref }, i) => {
          expect(Number.isFinite(score)).toBe(true);
          expect(docs[ref]).toBeDefined();
          expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? Infinity);
        });
      }),
    );
  });

  it('is looked for with terms of two signs, of letters and of provisions only', () => {
    fc.assert(
      fc.property(anything, (question) => {
        const clauses = clausesOf(question, { lexicon });
        expect(clauses.length).toBeLessThanOrEqual(96);
        for (const { term } of clauses) expect(term).toMatch(/^(\p{Script=Han}{1,2}|[a-z0-9.+%]+|[a-z0-9-]*#[\d-]+|@[a-z0-9-]+)$/u);
      }),
    );
  });

  it('finds the same in a browser, which fetches single files, as on the server, which reads one', async () => {
    const whole = unbundle(made.files.get('all.pack') ?? new Uint8Array());
    const fetched = new Set<string>();
    const browser = sourceOf(JSON.parse(JSON.stringify(made.directory)) as typeof made.directory, (name) => {
      fetched.add(name);
      return Promise.resolve(made.files.get(name) ?? new Uint8Array());
    });
    const server = sourceOf(made.directory, (name) => Promise.resolve(whole(name) ?? new Uint8Array()));
    await fc.assert(fc.asyncProperty(anything, async (question) => void expect(await answer(browser, question, { limit: 8 })).toEqual(await answer(server, question, { limit: 8 }))));
    expect(fetched.size).toBeGreaterThan(3);
  });
});

it('a long question loads ten shards and the texts of four pieces at most', async () => {
  const loaded: string[] = [];
  const counting = sourceOf(made.directory, (name) => {
    loaded.push(name);
    return Promise.resolve(made.files.get(name) ?? new Uint8Array());
  });
  const question = '请问公司试用期被辞退没签合同经济补偿怎么算干了十年双倍工资粉尘爆炸能要赔多少';
  expect(shardsFor(clausesOf(question, { lexicon }), counting.ready).length).toBeGreaterThan(10);
  await answer(counting, question, { limit: 8, pieces: 4 });
  expect(loaded.filter((name) => name.endsWith('.pack'))).toHaveLength(10);
  expect(loaded.filter((name) => !name.endsWith('.pack')).length).toBeLessThanOrEqual(4);
});

describe('weights', () => {
  it('are those of lunr’s own adding and asking, a document counted once', () => {
    const builder = new lunr.Builder();
    const open = builder as unknown as { tokenizer: unknown; fieldLengths: Record<string, number>; averageFieldLength: Record<string, number>; invertedIndex: Record<string, Record<string, object>>; calculateAverageFieldLengths: () => void; createFieldVectors: () => void };
    open.tokenizer = (terms: string[]) => terms.map((term) => new lunr.Token(term, {}));
    builder.ref('ref');
    for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost });
    docs.forEach((doc, ref) => builder.add({ ref: String(ref), ...fieldsOf(doc, lexicon) }, { boost: doc.kind === 'article' ? 0.8 + 0.1 * Math.log2(1 + (doc.cited ?? 0)) : 1 }));
    open.calculateAverageFieldLengths = () => {
      open.averageFieldLength = averages(Object.entries(open.fieldLengths).map(([ref, length]) => [ref.slice(0, ref.indexOf('/')) as Field, length]));
      for (const ref of Object.keys(open.fieldLengths)) if (ref.startsWith('asked/')) open.fieldLengths[ref] = open.averageFieldLength.asked ?? 1;
    };
    // For a term's rarity lunr counts a document once for every field.
    const weighs = open.createFieldVectors.bind(builder);
    open.createFieldVectors = () => {
      const inFields = open.invertedIndex;
      open.invertedIndex = Object.fromEntries(Object.entries(inFields).map(([term, { _index, ...fields }]) => [term, { _index: _index ?? {}, once: Object.assign({}, ...Object.values(fields)) as object }]));
      weighs();
      open.invertedIndex = inFields;
    };
    const index = builder.build();
    const lists = weigh(docs, lexicon);
    for (const question of ['试用期被辞退', '公司不给签合同怎么办', '补偿一年一个月', '劳动合同法第四十七条']) {
      const clauses = clausesOf(question, { lexicon });
      const byLunr = index.query((query) => clauses.forEach(({ term, boost }) => query.term(term, { boost, usePipeline: false })));
      const ours = rank(clauses, (term) => Array.from(lists.get(term)?.refs ?? [], (ref, i) => ({ ref, weight: lists.get(term)?.weights[i] ?? 0 })));
      expect(ours.map((f) => f.ref).sort()).toEqual(byLunr.map((r) => Number(r.ref)).sort());
      const best = Math.max(...byLunr.map((r) => r.score));
      for (const { ref, score } of byLunr) expect((ours.find((f) => f.ref === Number(ref))?.score ?? 0) / (ours[0]?.score ?? 1)).toBeCloseTo(score / best, 1);
    }
  });

  it('come back from a shard to within a tenth, any list whole', () => {
    const list = fc.dictionary(fc.string({ unit: fc.constantFrom(...'劳动合同ab#1'), minLength: 1, maxLength: 4 }), fc.uniqueArray(fc.record({ ref: fc.nat(3_000_000), weight: fc.float({ min: 0, max: 200, noNaN: true }) }), { selector: (x) => x.ref, maxLength: 20 }), { maxKeys: 8 });
    fc.assert(
      fc.property(list, (lists) => {
        const rows = Object.entries(lists).map(([term, postings]) => [term, postings.sort((a, b) => a.ref - b.ref)] as const);
        const shard = readShard(writeShard(rows.map(([term, postings]) => [term, postings.map((p) => p.ref), postings.map((p) => p.weight)])));
        for (const [term, postings] of rows) {
          expect(shard.of(term).map((p) => p.ref)).toEqual(postings.map((p) => p.ref));
          shard.of(term).forEach(({ weight }, i) => expect(Math.abs(weight / Math.max(LEAST, postings[i]?.weight ?? 0) - 1)).toBeLessThan(0.1));
        }
        expect(shard.of('没有')).toEqual([]);
      }),
    );
  });
});

describe('excerpts', () => {
  const marked = (text: string, question: string, length?: number) =>
    excerpt(text, new Set(clausesOf(question, { lexicon }).map((c) => c.term)), lexicon, length).map((s) => (s.hit ? `[${s.text}]` : s.text)).join('');

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
        const terms = new Set(clausesOf(question, { lexicon }).map((c) => c.term));
        expect(highlighted(text, terms, lexicon).map((s) => s.text).join('')).toBe(text);
        expect(text).toContain(excerpt(text, terms, lexicon, 10).map((s) => s.text).join('').replaceAll('…', ''));
      }),
    );
  });
});

it('plain text has no signs of Markdown', () => {
  expect(plainText('## 题\n\n- **粗**体〔劳动合同法21〕，见[此页](/qa/x/)。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |')).toBe('题 粗 体，见此页。甲 乙 1 2');
});

describe('nothing found as it was asked', () => {
  it('what only shares a sign is called so, with the nearest chapter', async () => {
    const { loose, results, closest } = await answer(source, '偿付', { limit: 3 });
    expect(loose).toBe(true);
    expect(results.length).toBeGreaterThan(0);
    expect(closest).toContain('severance');
  });
});

describe('filters', () => {
  it('count what was found and narrow it', async () => {
    const all = await answer(source, '补偿', { limit: 50 });
    const { counts } = all;
    expect(Array.from(counts.kinds.values()).reduce((a, b) => a + b)).toBe(all.found);
    for (const [kind, n] of counts.kinds) {
      const some = await answer(source, '补偿', { limit: 50, kind });
      expect(some.found).toBe(n);
      expect(some.counts.kinds).toEqual(counts.kinds);
    }
    const { topics } = (await answer(source, '补偿', { limit: 50, kind: 'qa' })).counts;
    for (const [topic, n] of topics) expect((await answer(source, '补偿', { limit: 50, kind: 'qa', topic })).results.filter((r) => r.path.startsWith(`/qa/${topic}/`))).toHaveLength(n);
  });

  it.each([
    ['q=工伤&kind=law&p=3', { question: '工伤', kind: 'law', topic: undefined, page: 3 }],
    ['q=工伤&topic=wages', { question: '工伤', kind: 'qa', topic: 'wages', page: 1 }],
    ['q=工伤&kind=law&topic=wages', { question: '工伤', kind: 'law', topic: undefined, page: 1 }],
    ['q=a&kind=__proto__&topic=<x>&p=1e9', { question: 'a', kind: undefined, topic: undefined, page: 1 }],
    ['', { question: '', kind: undefined, topic: undefined, page: 1 }],
    [`q=${'%00%0A工'.repeat(500)}`, { question: ' 工'.repeat(100).trim(), kind: undefined, topic: undefined, page: 1 }],
  ])('%s', (query, asked) => expect(readAsked(new URLSearchParams(query), ['wages'])).toEqual(asked));

  it('an address is read as it was written', () => {
    const asked = { question: '工伤 & 钱', kind: 'qa', topic: 'wages', page: 2 } as const;
    expect(readAsked(new URL(addressOf(asked, { page: 2 }), 'https://x.cn').searchParams, ['wages'])).toEqual(asked);
    expect(addressOf(asked, { kind: undefined, topic: undefined })).toBe('/search/?q=%E5%B7%A5%E4%BC%A4+%26+%E9%92%B1');
  });
});
