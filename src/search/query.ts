/** A question → what was found, best first. Never throws, never requires every word. */
import type { Ready } from './directory.ts';
import { spelled, type Letters } from './letters.ts';
import type { Posting } from './shard.ts';
import type { Source } from './source.ts';
import { cut, fold, type Term } from './terms.ts';
import { SAME } from './words.ts';

export interface Found {
  /** Place of the document in the list the index was built from. */
  readonly ref: number;
  readonly score: number;
}

/** A term that is looked for and how much it counts. */
export interface Clause {
  readonly term: string;
  readonly boost: number;
}

/** Signs of a question that are read; the rest of a pasted page is not. */
const MOST_SIGNS = 300;
/** Terms that are looked for. */
const MOST_TERMS = 96;
/** Other words for the same thing count less than the words that were typed. */
const SAME_WEIGHT = 0.2;
/** A single sign beside longer words. */
const SIGN_WEIGHT = 0.2;
/** Shards that one question may load: with script, directory and texts that makes 16 requests at most. Two more changed no figure. */
const MOST_SHARDS = 10;
/** What several pages are asked about is worth more than what only fills a sentence. */
const HINTED = 4;

const isSign = (term: string): boolean => term.length === 1 && term.charCodeAt(0) > 0x2fff;

/** Whether a question holds letters that may be pinyin. */
export const hasLetters = (question: string): boolean => /[a-z]{2}|\p{Script=Han}['’]?[a-z]/u.test(fold(question.slice(0, MOST_SIGNS)));

/** What is looked for. */
export function clausesOf(question: string, { lexicon }: Pick<Ready, 'lexicon'>, letters?: Letters): Clause[] {
  const text = question.slice(0, MOST_SIGNS);
  const clauses = new Map<string, Clause>();
  const add = (term: string, boost: number) => {
    if (clauses.size < MOST_TERMS || clauses.has(term)) clauses.set(term, { term, boost: Math.max(clauses.get(term)?.boost ?? 0, boost) });
  };
  const terms = cut(text, lexicon);
  const shares = sharesOf(terms);
  for (const [i, { text: term }] of terms.entries()) {
    const sharp = term.indexOf('#');
    // 第47条 alone, in every law; or the article itself, else the law it is in. A sign that stands alone tells little.
    add(term, sharp === 0 ? 4 : sharp > 0 ? 8 : isSign(term) ? SIGN_WEIGHT : (shares[i] ?? 1));
    if (sharp > 0) add(`@${term.slice(0, sharp)}`, 1);
  }
  if (letters) for (const { word, boost } of spelled(text, letters)) for (const { text: term } of cut(word, lexicon)) add(term, boost);
  const plain = fold(text);
  for (const [word, others] of Object.entries(SAME)) {
    if (plain.includes(word)) for (const other of others) for (const term of cut(other, lexicon)) add(term.text, SAME_WEIGHT);
  }
  return [...clauses.values()];
}

/** A run of n signs has n − 1 pairs and about n / 2 words: each pair counts as its share of a word, so that a long name does not outweigh two short words. */
function sharesOf(terms: readonly Term[]): number[] {
  const shares = terms.map(() => 1);
  let run: number[] = [];
  let end = -1;
  const close = () => {
    for (const i of run) shares[i] = (run.length + 1) / (2 * run.length);
    run = [];
  };
  terms.forEach(({ text, at, length }, i) => {
    if (text.length !== 2 || text.charCodeAt(0) <= 0x2fff) return;
    if (at >= end) close();
    run.push(i);
    end = at + length;
  });
  close();
  return shares;
}

/** Shards for the clauses, those that tell most first. */
export function shardsFor(clauses: readonly Clause[], { shardOf, hinted }: Pick<Ready, 'shardOf' | 'hinted'>): number[] {
  const worth = new Map<number, number>();
  for (const { term, boost } of clauses) {
    const shard = shardOf(term);
    worth.set(shard, (worth.get(shard) ?? 0) + boost * (hinted(term) ? HINTED : 1));
  }
  return [...worth].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([shard]) => shard);
}

export interface Outcome {
  readonly found: readonly Found[];
  readonly clauses: readonly Clause[];
  /** In how many documents a term is listed; undefined when its shard was not loaded. */
  readonly count: (term: string) => number | undefined;
  /** Nothing stands on the site as it was asked: these only share single signs with the question. */
  readonly loose: boolean;
}

/** Looks a question up. Rejects only when a piece cannot be read. */
export async function search(source: Source, question: string): Promise<Outcome> {
  const letters = hasLetters(question) ? await source.letters() : undefined;
  const clauses = clausesOf(question, source.ready, letters);
  const all = shardsFor(clauses, source.ready);
  let outcome = await lookUp(source, clauses, all.slice(0, MOST_SHARDS));
  if (outcome.found.length === 0 && all.length > MOST_SHARDS) outcome = await lookUp(source, clauses, all.slice(MOST_SHARDS, 2 * MOST_SHARDS));
  if (outcome.found.length > 0) return { ...outcome, clauses, loose: false };
  const signs = [...new Set(cut(question.slice(0, MOST_SIGNS), source.ready.lexicon).flatMap(({ text }) => Array.from(text)))].filter(isSign).map((term) => ({ term, boost: 1 }));
  const loose = await lookUp(source, signs, shardsFor(signs, source.ready).slice(0, MOST_SHARDS));
  return { found: loose.found, clauses: [...clauses, ...signs], count: outcome.count, loose: loose.found.length > 0 };
}

async function lookUp({ ready, shard }: Source, clauses: readonly Clause[], shards: readonly number[]): Promise<Pick<Outcome, 'found' | 'count'>> {
  const loaded = new Map(await Promise.all(shards.map(async (n) => [n, await shard(n)] as const)));
  const at = (term: string) => loaded.get(ready.shardOf(term));
  return { found: rank(clauses, (term) => at(term)?.of(term) ?? []), count: (term) => at(term)?.count(term) };
}

/** lunr's score of every document, up to a factor that is the same for all. */
export function rank(clauses: readonly Clause[], postingOf: (term: string) => Posting): Found[] {
  const scores = new Map<number, number>();
  for (const { term, boost } of clauses) {
    for (const { ref, weight } of postingOf(term)) scores.set(ref, (scores.get(ref) ?? 0) + boost * weight);
  }
  return Array.from(scores, ([ref, score]) => ({ ref, score })).sort((a, b) => b.score - a.score || a.ref - b.ref);
}
