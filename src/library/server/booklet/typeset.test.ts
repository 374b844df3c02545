/** The booklet as it lies on the page: read back from the PDF, glyph by glyph. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { outlineOf, pagesOf, textOf, type Glyph } from '../../../../tests/support/pdf.ts';
import type { Book, BookEntry } from '../../book.ts';
import { bookOf } from '../../book.ts';
import { loadLibrary } from '../load.ts';
import { missingCharacters } from './coverage.ts';
import { typeset, type Typeset } from './typeset.ts';

const root = new URL('../../../..', import.meta.url).pathname;
const mark = readFileSync(`${root}public/mark.svg`);
const squeezed = (text: string): string => text.replace(/[\s\u2060]/g, '');

const HOSTILE = ['#panic("x")', '#read("/etc/passwd")', '$x^2$', '*星* _线_ `码`', '<at:qa/a/b>', '@cite', '\\u{41} \\', '= 标题', '// 注', '”]);#strong[', '{{x}}', '"引"', '~-- ...', '&amp;<b>'];
const RARE = '䶮𠮷镕喆翀㐂';

function entry(over: Partial<BookEntry>): BookEntry {
  const line = (text: string) => [{ is: 'paragraph' as const, line: [{ is: 'text' as const, text }] }];
  return { id: 'qa/a/b', no: '1.1', title: '题', answer: line('答'), sections: [{ title: '为什么这样规定', blocks: line('文') }], jiangsu: [], confirm: [], notes: [], basis: [], related: [], region: '全国', verified: '2026-11-23', review: '2027-05-01', ...over };
}
const book = (entries: BookEntry[], over: Partial<Book> = {}): Book => ({ title: '书名', site: '站名', tagline: '短句', bureau: '', verified: '2026-11-23', chapters: [{ id: 'a', name: '第一章', title: '章名', gist: '说明', entries }], index: [], ...over });

describe('texts', () => {
  it.each(HOSTILE)('%s is printed as it stands, wherever it is', (text) => {
    const line = [{ is: 'text' as const, text }, { is: 'code' as const, text }, { is: 'link' as const, to: 'https://a.cn/', inside: [{ is: 'text' as const, text }] }, { is: 'note' as const, n: 1, first: true }];
    const blocks = [{ is: 'paragraph' as const, line }, { is: 'heading' as const, line }, { is: 'listing' as const, text }, { is: 'table' as const, align: [], head: [line.slice(0, 1)], rows: [[line.slice(0, 1)]] }];
    const hostile = entry({ title: text, sections: [{ title: text, blocks: blocks.slice(0, 1) }, { title: '', blocks: blocks.slice(2) }], confirm: [text], notes: [{ key: 'k#1', law: text, article: '第一条', digest: text }], basis: [{ law: text, articles: '1', keys: ['k#1'] }], related: [{ id: 'qa/a/b', title: text }] });
    const { pdf } = typeset(book([hostile], { bureau: text, index: [{ law: text, title: text, articles: [{ key: 'k#1', name: '第1条' }] }] }), mark);
    const all = pagesOf(pdf).map(textOf).join('');
    expect(all.split(squeezed(text)).length - 1).toBeGreaterThanOrEqual(15);
  });

  it(`${RARE} draw something, and not all the same`, () => {
    const { pdf } = typeset(book([entry({ title: RARE, answer: [{ is: 'paragraph', line: [{ is: 'strong', inside: [{ is: 'text', text: RARE }] }] }] })]), mark);
    const glyphs = pagesOf(pdf).flat();
    for (const char of RARE) expect(glyphs.filter((g) => g.char === char).map((g) => g.outline > 0), char).not.toContain(false);
    expect(new Set(glyphs.filter((g) => '䶮镕喆翀㐂'.includes(g.char) && g.char).map((g) => g.outline)).size).toBeGreaterThan(3);
    // What the fonts of the booklet lack is known by name; the editor is told.
    expect(missingCharacters(`${RARE}劳动法“”〔一〕`)).toEqual(['𠮷']);
  });

  it('an empty book and an empty register are still a book', () => expect(typeset(book([]), mark).pages).toBeGreaterThanOrEqual(3));
  it('the bureau stands on the cover only when it is filled in', () => {
    const cover = (bureau: string) => textOf(pagesOf(typeset(book([entry({})], { bureau }), mark).pdf)[0] ?? []);
    expect(cover('某区局')).toBe('站名书名短句某区局1章·1问内容核对至2026年11月23日');
    expect(cover('')).toBe('站名书名短句1章·1问内容核对至2026年11月23日');
  });
});

it('is tagged for screen readers when asked', () => {
  const tagged = (yes: boolean) => /\/MarkInfo[\s\S]{0,40}\/Marked true/.test(typeset(book([entry({})]), mark, yes).pdf.toString('latin1'));
  expect([tagged(true), tagged(false)]).toEqual([true, false]);
});

describe('the real booklet', () => {
  const real = bookOf(loadLibrary(root).library);
  const entries = real.chapters.flatMap((chapter) => chapter.entries);
  let set: Typeset;
  let pages: readonly (readonly Glyph[])[];
  let texts: readonly string[];
  beforeAll(() => {
    set = typeset(real, mark);
    pages = pagesOf(set.pdf);
    texts = pages.map(textOf);
  }, 180_000);

  /** Page (from 1) on which each entry begins, read from the pages themselves. */
  const starts = (): number[] => {
    let from = texts.findIndex((text) => text.includes(`第一章${squeezed(real.chapters[0]?.title ?? '')}${squeezed(real.chapters[0]?.gist ?? '')}`));
    return entries.map((e) => {
      const at = texts.findIndex((text, i) => i >= from && text.includes(squeezed(`${e.no}${e.title}结论`)));
      if (at >= 0) from = at;
      return at + 1;
    });
  };

  it('has as many pages as it says, all of A5', () => {
    expect(pages.length).toBe(set.pages);
    expect(new Set(set.pdf.toString('latin1').match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 419.52756 595.2756]']));
  });

  it('has every question, in order', () => {
    const at = starts();
    expect(entries.filter((_, i) => at[i] === 0).map((e) => e.title)).toEqual([]);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it('names in the contents the page on which each begins', () => {
    const contents = texts.slice(2, (starts()[0] ?? 0) - 1).join('');
    // A long title leaves little room, or none, for the dots before its page.
    const dotted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    entries.forEach((e, i) => expect(contents, e.title).toMatch(new RegExp(`${dotted(squeezed(`${e.no}${e.title}`))}\\.*${starts()[i]}`)));
  });

  it('has an outline beside the pages: contents, chapters with their questions, index', () => {
    const wanted = real.chapters.flatMap((c) => [`${c.name}　${c.title}`, ...c.entries.map((e) => `${e.no}　${e.title}`)]);
    expect(outlineOf(set.pdf)).toEqual(['目录', ...wanted, '条文索引']);
  });

  it('ties every mark to the word before it: a space would let it begin a line alone', () => {
    // Not those that begin the notes below the text: 〔一〕劳动合同法 第七条.
    const loose = pages.flatMap((page, i) => Array.from(page.map((g) => g.char).join('').matchAll(/.{0,6}\s\u2060*〔[^〔〕]+〕(?!\S+\s第)/gu), (m) => `p. ${i + 1}: ${m[0]}`));
    expect(loose).toEqual([]);
  });

  it('says over each page of the index from which law to which', () => {
    const first = texts.findIndex((text) => text.startsWith('条文索引') || text.includes(`条文索引${squeezed(real.index[0]?.title ?? '')}`));
    const heads = texts.slice(first + 1).map((text) => real.index.filter(({ law }) => text.includes(`条文索引${squeezed(law)}`)).length);
    expect(heads.length).toBeGreaterThan(3);
    expect(heads).not.toContain(0);
  });

  it('indexes every provision, each on pages where it is cited, and on all of them', () => {
    const at = starts();
    const ends = at.map((_, i) => (at[i + 1] ?? texts.findIndex((text) => text.includes('条文索引') && text.includes(real.index[0]?.title ?? '')) + 1));
    const wrong: string[] = [];
    expect([...set.index.keys()]).toEqual(real.index.flatMap((law) => law.articles.map((a) => a.key)));
    for (const [key, found] of set.index) {
      const citing = entries.flatMap((e, i) => (e.notes.some((n) => n.key === key) || e.basis.some((b) => b.keys.includes(key)) ? [{ e, i }] : []));
      for (const page of found) {
        // The note of that number, or the line 依据 naming the article, stands in an entry that reaches this page.
        const here = citing.filter(({ i }) => (at[i] ?? 0) <= page && page <= (ends[i] ?? 0));
        const named = here.some(({ e }) => {
          const n = e.notes.findIndex((note) => note.key === key);
          return n >= 0 ? texts[page - 1]?.includes(numbered(n + 1)) : texts[page - 1]?.includes('条');
        });
        if (!named) wrong.push(`${key} p. ${page}`);
      }
      for (const { e, i } of citing) if (!found.some((page) => (at[i] ?? 0) <= page && page <= (ends[i] ?? 0))) wrong.push(`${key} not in ${e.id}`);
    }
    expect(wrong).toEqual([]);
  });

  it('draws every character that is no space', () => {
    expect(new Set(pages.flat().filter((g) => g.outline === 0 && /[^\s\u2060\u200b]/.test(g.char)).map((g) => g.char))).toEqual(new Set());
    expect(missingCharacters(JSON.stringify(real))).toEqual([]);
  });
});

const NUMERALS = '零一二三四五六七八九';
const numbered = (n: number): string => `〔${n >= 20 ? NUMERALS[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${n % 10 ? NUMERALS[n % 10] : ''}〕`;
