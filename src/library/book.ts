/**
 * 《企业劳动用工问答》 as one document: cover, chapters, entries with their notes, and the index
 * of provisions. Plain data, a function of the content alone: the same content gives the same
 * book, so that a book already set can be kept.
 */
import type { Day } from '../kernel/day.ts';
import { chaptersOf } from './booklet.ts';
import { bodySections, proseBlocks, type Block, type BookSection, type Refer } from './book-text.ts';
import { articleName, articleOrder, basisKey, chineseNumeral, shortNames, type Basis } from './cite.ts';
import { LAW_KINDS, type Law, type Library, type QaEntry } from './schema.ts';

export const BOOK_TITLE = '企业劳动用工问答';

/** A note of one entry; its number is its place, from 1, as on the site's page. */
export interface BookNote {
  /** `labour-contract-law#21`. */
  readonly key: string;
  readonly law: string;
  /** 第二十一条 */
  readonly article: string;
  readonly digest?: string;
}

export interface BookEntry {
  /** `qa/wages/payday` */
  readonly id: string;
  /** `6.3`: chapter and place. */
  readonly no: string;
  readonly title: string;
  readonly answer: readonly Block[];
  readonly sections: readonly BookSection[];
  readonly jiangsu: readonly Block[];
  /** What the bureau has still to confirm. */
  readonly confirm: readonly string[];
  readonly notes: readonly BookNote[];
  /** Every provision the entry rests on, law by law: `劳动合同法`, `21、39`; with the keys that no note names, for the index. */
  readonly basis: readonly { readonly law: string; readonly articles: string; readonly keys: readonly string[] }[];
  /** Pages of this book to read on. */
  readonly related: readonly { readonly id: string; readonly title: string }[];
  readonly region: string;
  readonly verified: Day;
  readonly review: Day;
}

export interface BookChapter {
  readonly id: string;
  /** 第六章 */
  readonly name: string;
  readonly title: string;
  readonly gist: string;
  readonly entries: readonly BookEntry[];
}

/** One law of the index with the articles cited, in the order of the law, by their figures as one looks them up: 第21条, 第276条之1. */
export interface IndexedLaw {
  readonly law: string;
  readonly title: string;
  readonly articles: readonly { readonly key: string; readonly name: string }[];
}

export interface Book {
  readonly title: string;
  readonly site: string;
  readonly tagline: string;
  /** Empty while the bureau has not filled it in. */
  readonly bureau: string;
  /** The day on which the last of its entries was checked; empty for an empty book. */
  readonly verified: Day;
  readonly chapters: readonly BookChapter[];
  readonly index: readonly IndexedLaw[];
}

/** The whole book, or of its chapters the one about the topic `only`; chapters without entries are left out. */
export function bookOf(library: Pick<Library, 'site' | 'topics' | 'laws' | 'qa'>, only?: string): Book {
  const laws = new Map(library.laws.map((law) => [law.id, law]));
  const short = shortNames(library.laws);
  const titles = new Map(library.qa.map((entry) => [entry.id, entry.data.title]));
  const chapters = chaptersOf(library)
    .filter(({ topic, entries }) => entries.length > 0 && (only ?? topic.id) === topic.id)
    .map(({ topic, entries }): BookChapter => ({
      id: topic.id,
      name: `第${chineseNumeral(topic.chapter)}章`,
      title: topic.title,
      gist: topic.gist,
      entries: entries.map((entry, i) => entryOf(entry, `${topic.chapter}.${i + 1}`, { laws, short, titles })),
    }));
  return {
    title: BOOK_TITLE,
    site: library.site?.name ?? '',
    tagline: library.site?.tagline ?? '',
    bureau: library.site?.bureau ?? '',
    verified: library.qa.reduce((last, { data }) => (data.verified > last ? data.verified : last), ''),
    chapters,
    index: indexOf(chapters, library.laws),
  };
}

interface Known {
  readonly laws: ReadonlyMap<string, Law>;
  readonly short: ReadonlyMap<string, string>;
  readonly titles: ReadonlyMap<string, string>;
}

function entryOf({ id, data, body }: QaEntry, no: string, { laws, short, titles }: Known): BookEntry {
  const numbers = new Map<string, number>();
  const notes: BookNote[] = [];
  const refer: Refer = (mark) => {
    const law = short.get(mark.short);
    if (!law) return undefined;
    const key = basisKey({ law, article: mark.article });
    const known = numbers.get(key);
    if (known) return { n: known, first: false };
    const digest = laws.get(law)?.digests[mark.article];
    notes.push({ key, law: mark.short, article: articleName(mark.article), ...(digest ? { digest } : {}) });
    numbers.set(key, notes.length);
    return { n: notes.length, first: true };
  };
  // Notes are numbered in the order of the page: answer, sections, Jiangsu.
  const answer = proseBlocks(data.answer, refer);
  const sections = bodySections(body, refer);
  const jiangsu = data.jiangsu ? proseBlocks(data.jiangsu, refer) : [];
  return {
    id,
    no,
    title: data.title,
    answer,
    sections,
    jiangsu,
    confirm: data.confirm,
    notes,
    basis: basisLines(data.basis, laws, numbers),
    related: data.related.flatMap((path) => {
      const to = path.replace(/#.*$/, '');
      const title = titles.get(to);
      return title ? [{ id: to, title }] : [];
    }),
    region: data.region,
    verified: data.verified,
    review: data.review,
  };
}

/** Law by law in the order in which the entry names them. */
function basisLines(basis: readonly Basis[], laws: ReadonlyMap<string, Law>, noted: ReadonlyMap<string, number>): BookEntry['basis'] {
  return [...Map.groupBy(basis, (b) => b.law)].map(([law, list]) => {
    const sorted = [...list].sort((a, b) => articleOrder(a.article) - articleOrder(b.article));
    return { law: laws.get(law)?.short ?? law, articles: sorted.map((b) => b.article.replace('-', '之')).join('、'), keys: sorted.map(basisKey).filter((key) => !noted.has(key)) };
  });
}

/** Every provision that a note or a basis names: by kind of instrument, then in the order of the register. */
function indexOf(chapters: readonly BookChapter[], laws: readonly Law[]): readonly IndexedLaw[] {
  const keys = new Set<string>();
  for (const entry of chapters.flatMap((chapter) => chapter.entries)) {
    for (const { key } of entry.notes) keys.add(key);
    for (const line of entry.basis) for (const key of line.keys) keys.add(key);
  }
  const kind = (law: Law) => LAW_KINDS.indexOf(law.kind);
  return [...laws]
    .sort((a, b) => kind(a) - kind(b) || (a.effective ?? '').localeCompare(b.effective ?? ''))
    .flatMap((law) => {
      const prefix = `${law.id}#`;
      const articles = [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      if (articles.length === 0) return [];
      articles.sort((a, b) => articleOrder(a) - articleOrder(b));
      return [{ law: law.short, title: law.title, articles: articles.map((article) => ({ key: prefix + article, name: `第${article.replace(/(-|$)/, '条$1').replace('-', '之')}` })) }];
    });
}
