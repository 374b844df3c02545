/** What is shown of a question's results: title and excerpt in segments, the kind in a word. */
import { articleName } from '../library/cite.ts';
import { KINDS } from './documents.ts';
import { excerpt, highlighted, type Segment } from './excerpt.ts';
import { clausesOf, search } from './query.ts';
import type { Searcher, Shown } from './site-index.ts';
import { termsOf } from './terms.ts';

export interface Result {
  /** Below the base path. */
  readonly path: string;
  /** 问答, 法条… */
  readonly kind: string;
  readonly title: readonly Segment[];
  readonly excerpt: readonly Segment[];
}

export interface Answer {
  readonly results: readonly Result[];
  /** How many documents were found in all. */
  readonly found: number;
  /** A sentence when an article was asked for that the site says nothing about. */
  readonly note: string | undefined;
}

export interface Wish {
  /** Results from this place on, and at most so many. */
  readonly from?: number;
  readonly limit: number;
  /** Among the results at most so many single articles, unless an article was asked for. */
  readonly articles?: number;
  /** Signs of an excerpt. */
  readonly length?: number;
  /** The whole text of a page, where it is at hand: excerpts are then taken from it too. */
  readonly bodyOf?: (path: string) => string | undefined;
}

/** Answers a question. */
export function answer(searcher: Searcher, question: string, wish: Wish): Answer {
  const { docs, lexicon, postings } = searcher;
  const clauses = clausesOf(question, lexicon);
  const terms = new Set(clauses.map((clause) => clause.term));
  const cited = clauses.filter((clause) => clause.term.indexOf('#') > 0);
  const all = search(postings, lexicon, question);
  let room = cited.length > 0 ? Infinity : (wish.articles ?? Infinity);
  const kept = all.flatMap(({ ref }) => {
    const doc = docs[ref];
    return doc && (doc.kind !== 'article' || room-- > 0) ? [doc] : [];
  });
  const from = wish.from ?? 0;
  return {
    results: kept.slice(from, from + wish.limit).map((doc) => resultOf(doc, terms, searcher, wish)),
    found: kept.length,
    note: noteOn(cited.filter((clause) => !clause.bare && postings.of(clause.term).length === 0).map((clause) => clause.term), searcher),
  };
}

function resultOf(doc: Shown, terms: ReadonlySet<string>, { lexicon }: Searcher, wish: Wish): Result {
  const covers = (text: string) => new Set(termsOf(text, lexicon).filter((term) => terms.has(term))).size;
  const joined = (segments: readonly Segment[]) => segments.map((s) => s.text).join('');
  const asked = doc.kind === 'law' ? [] : doc.asked.map((phrase) => highlighted(`有人问：${phrase}`, terms, lexicon));
  // The answer is what a reader wants to see, unless another piece shows clearly better why the page was found.
  let best = excerpt(doc.summary, terms, lexicon, wish.length);
  let most = covers(`${doc.title}。${joined(best)}`) + 1;
  for (const other of [...asked, excerpt(wish.bodyOf?.(doc.path) ?? '', terms, lexicon, wish.length)]) {
    const n = covers(joined(other));
    if (n > most) [best, most] = [other, n];
  }
  return { path: doc.path, kind: KINDS[doc.kind], title: highlighted(doc.title, terms, lexicon), excerpt: best };
}

function noteOn(missing: readonly string[], { docs }: Searcher): string | undefined {
  const [term] = missing;
  if (term === undefined) return undefined;
  const [id = '', article = ''] = term.split('#');
  const law = docs.find((doc) => doc.path === `/laws/${id}/`);
  return `本站还没有写到${law?.asked[0] ?? law?.title ?? ''}${articleName(article)}，先看看这部法的页面。`;
}
