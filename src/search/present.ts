/** What is shown of a question's results: title and excerpt in segments, the kind in a word. */
import { articleName } from '../library/cite.ts';
import { KINDS, type Kind } from './documents.ts';
import { excerpt, highlighted, type Segment } from './excerpt.ts';
import { otherReadings } from './near.ts';
import { search, type Found, type Outcome } from './query.ts';
import type { Source, TextRow } from './source.ts';
import { termsOf, type Lexicon } from './terms.ts';

export interface Result {
  /** Below the base path. */
  readonly path: string;
  /** 问答, 法条… */
  readonly kind: string;
  readonly title: readonly Segment[];
  readonly excerpt: readonly Segment[];
}

/** How many were found of a kind, and of a topic. */
export interface Counts {
  readonly kinds: ReadonlyMap<Kind, number>;
  readonly topics: ReadonlyMap<string, number>;
}

export interface Answer {
  readonly results: readonly Result[];
  /** How many documents were found, of the kind and topic wished for. */
  readonly found: number;
  /** Of everything found; topics of the kind wished for. */
  readonly counts: Counts;
  /** Nothing stands on the site as it was asked: these only share single signs with the question. */
  readonly loose: boolean;
  /** A sentence when an article was asked for that the site says nothing about. */
  readonly note: string | undefined;
  /** Chapters in which most of it stands, the nearest first; where nothing was found as it was asked. */
  readonly closest: readonly string[];
  /** The question as it may have been meant. */
  readonly meant: string | undefined;
}

/** More of a page than browsers get. */
export interface Details {
  readonly asked: readonly string[];
  readonly summary: string;
  readonly body: string;
}

export interface Wish {
  /** Results from this place on, and at most so many. */
  readonly from?: number;
  readonly limit: number;
  readonly kind?: Kind | undefined;
  readonly topic?: string | undefined;
  /** Among the results at most so many single articles, unless an article was asked for. */
  readonly articles?: number;
  /** At most so many pieces of texts are fetched; the list ends where it would need one more. */
  readonly pieces?: number;
  /** Signs of an excerpt. */
  readonly length?: number;
  /** The whole text of a page, where it is at hand: excerpts are then taken from it too. */
  readonly detailsOf?: (path: string) => Details | undefined;
  /** Look for what may have been meant even when something was found: costs a second search. */
  readonly near?: boolean;
}

/** Most results that are looked through for the counts of filters; nobody reads on, and faint ones only share a word. */
const MOST_COUNTED = 200;
/** A result this much fainter than the best one only shares a word with the question. */
const FAINT = 0.12;
/** So much better must another reading find something. */
const CLEARLY = 1.25;

/** Answers a question. */
export async function answer(source: Source, question: string, wish: Wish): Promise<Answer> {
  const outcome = await search(source, question);
  const { partOf } = source.ready;
  const least = (outcome.found[0]?.score ?? 0) * FAINT;
  const all = outcome.found.filter(({ score }, i) => i < 10 || score >= least).slice(0, MOST_COUNTED);
  const ofKind = wish.kind ? all.filter(({ ref }) => partOf(ref).kind === wish.kind) : all;
  const kept = wish.topic ? ofKind.filter(({ ref }) => partOf(ref).topic === wish.topic) : ofKind;
  const cited = outcome.clauses.filter(({ term }) => term.includes('#'));
  let room = cited.length > 0 ? Infinity : (wish.articles ?? Infinity);
  const from = wish.from ?? 0;
  const shown = kept.filter(({ ref }) => partOf(ref).kind !== 'article' || room-- > 0).slice(from, from + wish.limit);
  return {
    results: await resultsOf(source, shown, outcome, wish),
    found: kept.length,
    counts: countsOf(source, all, ofKind),
    loose: outcome.loose,
    closest: outcome.loose ? closestOf(source, all) : [],
    note: noteOn(source, outcome),
    meant: wish.near || outcome.loose || outcome.found.length === 0 ? await meantBy(source, question, outcome) : undefined,
  };
}

function countsOf({ ready }: Source, all: readonly Found[], ofKind: readonly Found[]): Counts {
  const tally = <K>(found: readonly Found[], key: (ref: number) => K) => {
    const out = new Map<K, number>();
    for (const { ref } of found) out.set(key(ref), (out.get(key(ref)) ?? 0) + 1);
    return out;
  };
  const topics = tally(ofKind, (ref) => ready.partOf(ref).topic);
  topics.delete('');
  return { kinds: tally(all, (ref) => ready.partOf(ref).kind), topics };
}

function closestOf({ ready }: Source, found: readonly Found[]): string[] {
  const sums = new Map<string, number>();
  for (const { ref, score } of found.slice(0, 30)) {
    const { topic } = ready.partOf(ref);
    if (topic) sums.set(topic, (sums.get(topic) ?? 0) + score);
  }
  return [...sums].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([topic]) => topic);
}

async function resultsOf(source: Source, shown: readonly Found[], { clauses }: Outcome, wish: Wish): Promise<Result[]> {
  const { directory, lexicon, partOf } = source.ready;
  const pieceOf = (ref: number) => Math.floor(ref / directory.per);
  const wanted = new Set<number>();
  let end = 0;
  let fetched = 0;
  for (const { ref } of shown) {
    const piece = pieceOf(ref);
    if (!wanted.has(piece) && !source.hasTexts(piece) && ++fetched > (wish.pieces ?? Infinity)) break;
    wanted.add(piece);
    end++;
  }
  const pieces = new Map(await Promise.all(Array.from(wanted, async (n) => [n, await source.texts(n)] as const)));
  const terms = new Set(clauses.map((clause) => clause.term));
  return shown.slice(0, end).flatMap(({ ref }) => {
    const row = pieces.get(pieceOf(ref))?.[ref % directory.per];
    return row ? [resultOf(row, partOf(ref).kind, terms, lexicon, wish)] : [];
  });
}

function resultOf([path, title, summary]: TextRow, kind: Kind, terms: ReadonlySet<string>, lexicon: Lexicon, wish: Wish): Result {
  const details = wish.detailsOf?.(path);
  const covers = (text: string) => new Set(termsOf(text, lexicon).filter((term) => terms.has(term))).size;
  const joined = (segments: readonly Segment[]) => segments.map((s) => s.text).join('');
  const asked = kind === 'law' ? [] : (details?.asked ?? []).map((phrase) => highlighted(`有人问：${phrase}`, terms, lexicon));
  // The answer is what a reader wants to see, unless another piece shows clearly better why the page was found.
  let best = excerpt(details?.summary ?? summary, terms, lexicon, wish.length);
  let most = covers(`${title}。${joined(best)}`) + 1;
  for (const other of [...asked, excerpt(details?.body ?? '', terms, lexicon, wish.length)]) {
    const n = covers(joined(other));
    if (n > most) [best, most] = [other, n];
  }
  return { path, kind: KINDS[kind], title: highlighted(title, terms, lexicon), excerpt: best };
}

function noteOn({ ready }: Source, { clauses, count }: Outcome): string | undefined {
  const missing = clauses.find(({ term }) => term.indexOf('#') > 0 && count(term) === 0);
  if (!missing) return undefined;
  const [law = '', article = ''] = missing.term.split('#');
  return `本站还没有写到${ready.shortOf(law) ?? ''}${articleName(article)}，先看看这部法的页面。`;
}

async function meantBy(source: Source, question: string, outcome: Outcome): Promise<string | undefined> {
  if (!/\p{Script=Han}{2}/u.test(question.slice(0, 60))) return undefined;
  const { lexicon } = source.ready;
  // What was not looked at counts as known: it is not put right.
  const count = (word: string) => Math.min(...termsOf(word, lexicon).filter((term) => !term.startsWith('@')).map((term) => outcome.count(term) ?? Infinity), Infinity);
  const best = outcome.loose ? 0 : (outcome.found[0]?.score ?? 0);
  for (const { question: other } of otherReadings(question, await source.letters(), count)) {
    const found = await search(source, other);
    if (!found.loose && (found.found[0]?.score ?? 0) > best * CLEARLY) return other;
  }
  return undefined;
}
