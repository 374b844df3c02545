import { describe, expect, it } from 'vitest';
import { bookOf } from './book.ts';
import { bodySections, proseBlocks, type Refer } from './book-text.ts';
import { pageRenderer } from './markdown.ts';
import type { Law, Library, QaEntry, Topic } from './schema.ts';

const none: Refer = () => undefined;
const text = (s: string) => ({ is: 'text', text: s });
const paragraph = (s: string) => ({ is: 'paragraph', line: [text(s)] });

describe('the body as data', () => {
  it.each([
    ['一段\n接着', [{ is: 'paragraph', line: [text('一段'), text('接着')] }]],
    ['one\ntwo', [{ is: 'paragraph', line: [text('one'), text(' '), text('two')] }]],
    ['**要点。**接着', [{ is: 'paragraph', line: [{ is: 'strong', inside: [text('要点。')] }, text('接着')] }]],
    ['[看](/qa/a/b/)', [{ is: 'paragraph', line: [{ is: 'link', to: '/qa/a/b/', inside: [text('看')] }] }]],
    ['3. 甲\n4. 乙', [{ is: 'list', start: 3, items: [[paragraph('甲')], [paragraph('乙')]] }]],
    ['- 甲\n  - 乙', [{ is: 'list', items: [[paragraph('甲'), { is: 'list', items: [[paragraph('乙')]] }]] }]],
    ['|甲|乙|\n|-|-:|\n|1|2|', [{ is: 'table', align: ['left', 'right'], head: [[text('甲')], [text('乙')]], rows: [[[text('1')], [text('2')]]] }]],
    ['> 引', [{ is: 'quote', blocks: [paragraph('引')] }]],
    ['```\na b\n```', [{ is: 'listing', text: 'a b' }]],
    ['---', [{ is: 'rule' }]],
  ])('%j', (markdown, blocks) => expect(bodySections(markdown, none)).toEqual([{ title: '', blocks }]));

  it('falls into sections, third-level headings inside', () => {
    const sections = bodySections('前\n\n## 怎么办\n\n### 劳动者\n\n1. 一\n\n## 案例\n', none);
    expect(sections.map((s) => [s.title, s.blocks.map((b) => b.is)])).toEqual([['', ['paragraph']], ['怎么办', ['heading', 'list']], ['案例', []]]);
    expect(bodySections('', none)).toEqual([]);
  });

  it('carries raw HTML and hostile links as the words they are', () => {
    expect(proseBlocks('<script>alert(1)</script>\n[x](javascript:alert(1))', none)).toEqual([paragraph('<script>alert(1)</script>'), paragraph('[x](javascript:alert(1))')]);
  });
});

const law = (id: string, short: string, kind: Law['kind'], digests: Record<string, string> = {}): Law =>
  ({ id, title: `中华人民共和国${short}`, short, aliases: [], kind, issuer: '', effective: '2008-01-01', amended: [], articles: 98, gist: '', verified: '2026-11-23', confirm: [], digests }) as Law;
const topic = (id: string, chapter: number): Topic => ({ id, title: `章${chapter}`, chapter, gist: '' });
const qa = (id: string, data: Partial<QaEntry['data']>, body = ''): QaEntry =>
  ({ id, body, bodyLine: 1, data: { title: id, order: 1, asked: [], answer: '答。', basis: [], related: [], calculators: [], verified: '2026-11-20', review: '2027-05-01', confirm: [], region: '全国', ...data } });

const library = {
  site: undefined,
  topics: [topic('a', 1), topic('b', 2), topic('c', 3)],
  laws: [law('reg', '条例', '行政法规'), law('lcl', '劳动合同法', '法律', { '21': '要说明理由' })],
  qa: [
    qa('qa/a/one', { answer: '先〔劳动合同法21〕。', jiangsu: '江苏〔条例3〕。', basis: [{ law: 'lcl', article: '39' }, { law: 'lcl', article: '21' }, { law: 'reg', article: '3' }], related: ['qa/c/two', 'laws/lcl', 'qa/a/gone'] }, '## 为什么这样规定\n理由〔劳动合同法47〕〔劳动合同法21〕〔某法1〕'),
    qa('qa/c/two', { verified: '2026-11-23', basis: [{ law: 'lcl', article: '276-1' }] }),
  ],
} satisfies Partial<Library>;

describe('the book', () => {
  const book = bookOf(library);
  const entry = book.chapters[0]?.entries[0];

  it('has the chapters that have entries, numbered as on the site, and the day of the last check', () => {
    expect(book.chapters.map((c) => [c.name, c.entries.map((e) => e.no)])).toEqual([['第一章', ['1.1']], ['第三章', ['3.1']]]);
    expect(book.verified).toBe('2026-11-23');
    expect(bookOf({ ...library, qa: [] })).toMatchObject({ verified: '', chapters: [], index: [] });
  });

  it('numbers the notes of an entry as its page does', () => {
    expect(entry?.notes.map((n) => `${n.law}${n.article}`)).toEqual(['劳动合同法第二十一条', '劳动合同法第四十七条', '条例第三条']);
    expect(entry?.notes[0]?.digest).toBe('要说明理由');
    const source = library.qa[0]!;
    const page = pageRenderer(({ short, article }) => (short === '某法' ? undefined : { basis: { law: short, article }, law: short, digest: undefined, citedBy: 0 }), (path) => path);
    const html = page.prose(source.data.answer) + page.sections(source.body).map((s) => s.html).join('') + page.prose(source.data.jiangsu ?? '');
    expect(Array.from(html.matchAll(/aria-label="〔.〕(\S+) (\S+)">〔(.)〕/g), (m) => `${m[3]}${m[1]}${m[2]}`)).toEqual(['一劳动合同法第二十一条', '二劳动合同法第四十七条', '一劳动合同法第二十一条', '三条例第三条']);
    expect(JSON.stringify(entry?.sections)).toContain('{"is":"note","n":2,"first":true},{"is":"note","n":1,"first":false},{"is":"text","text":"〔某法1〕"}');
  });

  it('says the basis law by law; keys only of what no note names', () => {
    expect(entry?.basis).toEqual([{ law: '劳动合同法', articles: '21、39', keys: ['lcl#39'] }, { law: '条例', articles: '3', keys: [] }]);
  });

  it('leads on to pages of the book only', () => expect(entry?.related).toEqual([{ id: 'qa/c/two', title: 'qa/c/two' }]));

  it('indexes every provision named, laws before regulations, articles in order', () => {
    expect(book.index.map((l) => [l.law, l.articles.map((a) => [a.key, a.name])])).toEqual([
      ['劳动合同法', [['lcl#21', '第21条'], ['lcl#39', '第39条'], ['lcl#47', '第47条'], ['lcl#276-1', '第276条之1']]],
      ['条例', [['reg#3', '第3条']]],
    ]);
  });
});
