/** A question → what was found, best first. Never throws, never requires every word. */
import { cut, type Lexicon } from './terms.ts';
import type { Postings } from './unpack.ts';
import { LETTERS, SAME } from './words.ts';

export interface Found {
  /** Place of the document in the list the index was built from. */
  readonly ref: number;
  readonly score: number;
}

/** A term that is looked for and how much it counts. */
export interface Clause {
  readonly term: string;
  readonly boost: number;
  /** Asked for by its number alone: the articles that most pages rest on are meant. */
  readonly bare?: boolean;
}

/** Signs of a question that are read; the rest of a pasted page is not. */
const MOST_SIGNS = 300;
/** Terms that are looked for. */
const MOST_TERMS = 96;
/** Other words for the same thing count less than the words that were typed. */
const SAME_WEIGHT = 0.2;

/** What is looked for. */
export function clausesOf(question: string, lexicon: Lexicon): Clause[] {
  const text = question.slice(0, MOST_SIGNS);
  const clauses = new Map<string, Clause>();
  const add = (term: string, boost: number, bare = false) => {
    if (clauses.size < MOST_TERMS || clauses.has(term)) clauses.set(term, { term, boost: Math.max(clauses.get(term)?.boost ?? 0, boost), bare });
  };
  for (const { text: term } of cut(text, lexicon)) {
    if (term.startsWith('#')) {
      // 第47条 alone: of every law.
      for (const id of new Set(lexicon.map(([, law]) => law))) add(id + term, 4, true);
    } else if (term.includes('#')) {
      // The article itself, else the law it is in.
      add(term, 8);
      add(`@${term.slice(0, term.indexOf('#'))}`, 1);
    } else add(term, 1);
    const word = LETTERS.get(term);
    if (word !== undefined) for (const other of cut(word, lexicon)) add(other.text, 1);
  }
  const plain = text.toLowerCase();
  for (const [word, others] of Object.entries(SAME)) {
    if (plain.includes(word)) for (const other of others) for (const term of cut(other, lexicon)) add(term.text, SAME_WEIGHT);
  }
  return [...clauses.values()];
}

/** Looks a question up. */
export function search(postings: Postings, lexicon: Lexicon, question: string): Found[] {
  return rank(postings, widened(postings, clausesOf(question, lexicon)));
}

function widened(postings: Postings, clauses: Clause[]): Clause[] {
  const [only] = clauses;
  // One sign alone stands only inside longer terms: those are looked for in its place.
  if (clauses.length === 1 && only && /^\p{Script=Han}$/u.test(only.term)) {
    return Array.from(postings.terms()).filter((term) => term.includes(only.term)).slice(0, 200).map((term) => ({ term, boost: term === only.term ? 4 : 1 }));
  }
  return clauses.map((clause) => (clause.bare ? { ...clause, boost: clause.boost * (1 + Math.log2(1 + postings.of(clause.term).length)) } : clause));
}

/** lunr's score of every document, up to a factor that is the same for all. */
export function rank(postings: Postings, clauses: readonly Clause[]): Found[] {
  const scores = new Map<number, number>();
  for (const { term, boost } of clauses) {
    for (const { ref, weight } of postings.of(term)) scores.set(ref, (scores.get(ref) ?? 0) + boost * weight);
  }
  return Array.from(scores, ([ref, score]) => ({ ref, score })).sort((a, b) => b.score - a.score || a.ref - b.ref);
}
