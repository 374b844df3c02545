/**
 * Weighs every term in every document with lunr's builder (BM25), our terms put in the place
 * of its own cutting, which would strip every Chinese sign. lunr scores a document by adding,
 * over fields and terms, the weight of the term in the field; every field is asked with the same
 * boost, so the weights of one term in one document can be added up beforehand.
 */
import lunr from 'lunr';
import type { SearchDocument } from './documents.ts';
import { eachTerm, type Lexicon } from './terms.ts';

/** The fields and their weights, tuned on questions set apart for that. `self` is the provision or law that a document is about. */
export const FIELDS = { title: 2, asked: 1.2, answer: 0.8, body: 0.5, citation: 2, self: 6 } as const;
export type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];

/** The documents that hold a term, with its weight in each: two lists of one length, by place of the document. */
export interface Weighed {
  readonly refs: Uint32Array;
  readonly weights: Float32Array;
}

/** What lunr has and its types leave out. */
interface OpenBuilder {
  documentCount: number;
  _documents: Record<string, { readonly boost: number }>;
  /** How often each term stands in a field of a document (`title/17`). */
  fieldTermFrequencies: Record<string, Record<string, number>>;
  fieldLengths: Record<string, number>;
  averageFieldLength: Record<string, number>;
  /** Of each term its number, and a list with one element per document that has it: lunr counts them. */
  invertedIndex: Record<string, { readonly _index: number; readonly documents: readonly undefined[] }>;
  readonly fieldVectors: Readonly<Record<string, { readonly elements: readonly number[] }>>;
  createFieldVectors(): void;
}

function textsOf(doc: SearchDocument): Partial<Record<Field, readonly string[]>> {
  // 劳动合同 stands in the names of ten laws and in every second question: a law is found by its whole
  // name (`@…`), and the signs of its name count no more than any other text.
  if (doc.kind === 'law') return { answer: [doc.summary], body: [doc.title, ...doc.asked, doc.body] };
  // An article's title is its citation.
  return { title: doc.kind === 'article' ? [] : [doc.title], asked: doc.asked, answer: [doc.summary], body: [doc.body] };
}

function provisionsOf(doc: SearchDocument): Partial<Record<Field, string[]>> {
  if (doc.kind === 'law') return { self: [`@${doc.law ?? ''}`] };
  const provisions = doc.basis.map(({ law, article }) => `${law}#${article}`);
  return doc.kind === 'article' ? { self: provisions } : { citation: provisions };
}

/** Hands over every term of a document with the field in which it stands. */
function eachField(doc: SearchDocument, lexicon: Lexicon, take: (field: Field, term: string) => void): void {
  const [provisions, texts] = [provisionsOf(doc), textsOf(doc)];
  for (const field of NAMES) {
    const add = (term: string) => take(field, term);
    provisions[field]?.forEach(add);
    for (const text of texts[field] ?? []) eachTerm(text, lexicon, add);
  }
}

/** Terms of a document, field by field. */
export function fieldsOf(doc: SearchDocument, lexicon: Lexicon): Record<Field, string[]> {
  const out: Record<Field, string[]> = { title: [], asked: [], answer: [], body: [], citation: [], self: [] };
  eachField(doc, lexicon, (field, term) => out[field].push(term));
  return out;
}

/** Numbers of terms in the order in which they were met, and for each how many documents have it. */
interface Vocabulary {
  readonly ids: Map<string, number>;
  readonly terms: string[];
  readonly documents: number[];
  /** As before, a document counting for every field. */
  readonly fields: number[];
  /** The document that had it last. */
  readonly last: number[];
}

/**
 * lunr's builder filled with the documents; the ref of a document is its place in the list.
 * `Builder.add` keeps an object for every term of every document, for positions that nobody asks
 * for here; on 10,000 pages that is 2 GB and most of the time, so its state is filled directly.
 * It also counts a document once for every field when it asks how rare a term is; here once.
 */
export function builderOf(docs: readonly SearchDocument[], lexicon: Lexicon): { builder: lunr.Builder; words: Vocabulary } {
  const builder = new lunr.Builder();
  const open = builder as unknown as OpenBuilder;
  builder.ref('ref');
  for (const field of NAMES) builder.field(field, { boost: FIELDS[field] });
  const words: Vocabulary = { ids: new Map(), terms: [], documents: [], fields: [], last: [] };
  docs.forEach((doc, ref) => {
    open._documents[ref] = { boost: boostOf(doc) };
    for (const [field, ids] of numbersOf(doc, lexicon, words)) {
      open.fieldTermFrequencies[`${field}/${ref}`] = frequencies(ids, words, ref);
      open.fieldLengths[`${field}/${ref}`] = ids.length;
    }
  });
  open.documentCount = docs.length;
  words.terms.forEach((term, id) => {
    open.invertedIndex[term] = { _index: id, documents: Array<undefined>(words.documents[id] ?? 0).fill(undefined) };
  });
  open.averageFieldLength = averages(open.fieldLengths);
  // A page with more phrasings is not the worse for it: b = 0 for `asked`, which lunr sets only for all fields.
  for (const ref of Object.keys(open.fieldLengths)) if (ref.startsWith('asked/')) open.fieldLengths[ref] = open.averageFieldLength.asked ?? 1;
  return { builder, words };
}

/** The terms of every field as numbers, in the order of numbers: lunr's vectors then only ever grow at their end. */
function numbersOf(doc: SearchDocument, lexicon: Lexicon, words: Vocabulary): [Field, Uint32Array][] {
  const out = new Map<Field, number[]>();
  eachField(doc, lexicon, (field, term) => {
    let id = words.ids.get(term);
    if (id === undefined) words.ids.set(term, (id = words.terms.push(term) - 1));
    const ids = out.get(field);
    if (ids) ids.push(id);
    else out.set(field, [id]);
  });
  return Array.from(out, ([field, ids]) => [field, Uint32Array.from(ids).sort()]);
}

function frequencies(sorted: Uint32Array, { terms, documents, fields, last }: Vocabulary, ref: number): Record<string, number> {
  const out = Object.create(null) as Record<string, number>;
  for (let i = 0; i < sorted.length; ) {
    const id = sorted[i] ?? 0;
    let n = 0;
    for (; sorted[i] === id; i++) n++;
    out[terms[id] ?? ''] = n;
    fields[id] = (fields[id] ?? 0) + 1;
    if (last[id] !== ref) documents[id] = (documents[id] ?? 0) + 1;
    last[id] = ref;
  }
  return out;
}

/** Mean lengths over the documents that have the field; lunr counts the others too, and a page among a thousand articles without a body would seem endless. */
export function averages(lengths: Readonly<Record<string, number>>): Record<string, number> {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const [ref, length] of Object.entries(lengths)) {
    if (length === 0) continue;
    const field = ref.slice(0, ref.indexOf('/'));
    const { sum, n } = sums.get(field) ?? { sum: 0, n: 0 };
    sums.set(field, { sum: sum + length, n: n + 1 });
  }
  return Object.fromEntries(Array.from(sums, ([field, { sum, n }]) => [field, sum / n]));
}

/** Whole pages come before single articles, and articles that pages rest on before those that nobody cites. */
function boostOf(doc: SearchDocument | undefined): number {
  return doc?.kind === 'article' ? 0.8 + 0.1 * Math.log2(1 + (doc.cited ?? 0)) : 1;
}

/** Weights of every term, added up over the fields of a document. */
export function weigh(docs: readonly SearchDocument[], lexicon: Lexicon): Map<string, Weighed> {
  const { builder, words } = builderOf(docs, lexicon);
  const open = builder as unknown as OpenBuilder;
  open.createFieldVectors();
  // Every term has room for one element per document and field.
  const starts = new Uint32Array(words.terms.length + 1);
  words.terms.forEach((_, id) => (starts[id + 1] = (starts[id] ?? 0) + (words.fields[id] ?? 0)));
  const ends = starts.slice();
  const refs = new Uint32Array(starts.at(-1) ?? 0);
  const weights = new Float32Array(refs.length);
  for (let ref = 0; ref < docs.length; ref++) {
    for (const field of NAMES) {
      const elements = open.fieldVectors[`${field}/${ref}`]?.elements ?? [];
      for (let i = 0; i < elements.length; i += 2) {
        const id = elements[i] ?? 0;
        let at = ends[id] ?? 0;
        if (at > (starts[id] ?? 0) && refs[at - 1] === ref) at--;
        else ends[id] = at + 1;
        refs[at] = ref;
        weights[at] = (weights[at] ?? 0) + (elements[i + 1] ?? 0);
      }
    }
  }
  return new Map(words.terms.map((term, id) => [term, { refs: refs.subarray(starts[id], ends[id]), weights: weights.subarray(starts[id], ends[id]) }]));
}
