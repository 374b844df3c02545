/**
 * Weighs every term in every document with lunr's builder (BM25), our terms put in the place
 * of its own cutting, which would strip every Chinese sign. lunr scores a document by adding,
 * over fields and terms, the weight of the term in the field; every field is asked with the same
 * boost, so the weights of one term in one document can be added up beforehand.
 */
import lunr from 'lunr';
import type { SearchDocument } from './documents.ts';
import { PairNumbers } from './pairs.ts';
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
  fieldTermFrequencies: Record<string, readonly number[]>;
  fieldLengths: Record<string, number>;
  averageFieldLength: Record<string, number>;
  invertedIndex: readonly Posting[];
  readonly fieldVectors: Readonly<Record<string, { readonly elements: readonly number[] }>>;
  createFieldVectors(): void;
}
/** A term's number, and how rare it is. */
interface Posting {
  readonly _index: number;
  readonly rarity: number;
}
/** How rare a term is, from an object with a key for every document that has it. */
type Rarity = (posting: Record<string, object>, documents: number) => number;
interface Vector {
  readonly elements: number[];
}
const inside = lunr as unknown as { idf: Rarity | ((posting: Posting) => number); readonly Vector: { readonly prototype: { insert(this: Vector, index: number, weight: number): void } } };

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
function eachField(doc: SearchDocument, lexicon: Lexicon, take: (field: Field, term: string) => void, takePair?: (field: Field, first: number, second: number) => void): void {
  const [provisions, texts] = [provisionsOf(doc), textsOf(doc)];
  for (const field of NAMES) {
    const add = (term: string) => take(field, term);
    const addPair = takePair && ((first: number, second: number) => takePair(field, first, second));
    provisions[field]?.forEach(add);
    for (const text of texts[field] ?? []) eachTerm(text, lexicon, add, addPair);
  }
}

/** Terms of a document, field by field. */
export function fieldsOf(doc: SearchDocument, lexicon: Lexicon): Record<Field, string[]> {
  const out: Record<Field, string[]> = { title: [], asked: [], answer: [], body: [], citation: [], self: [] };
  eachField(doc, lexicon, (field, term) => out[field].push(term));
  return out;
}

/** What is counted before anything can be weighed. A term's number is its place in `terms`, in the order in which they were met. */
interface Counted {
  readonly terms: readonly string[];
  /** In how many documents each term stands. */
  readonly documents: readonly number[];
  readonly docs: readonly CountedDocument[];
  readonly lengths: Readonly<Record<Field, number>>;
}
interface CountedDocument {
  /** The numbers of its terms, in order. */
  readonly terms: Uint32Array;
  /** Of each field that it has the numbers of the terms, one for every time. */
  readonly fields: readonly (readonly [Field, Uint32Array])[];
}

function count(docs: readonly SearchDocument[], lexicon: Lexicon): Counted {
  const ids = new Map<string, number>();
  const pairs = new PairNumbers();
  const terms: string[] = [];
  const documents: number[] = [];
  // The document that had a term last.
  const last: number[] = [];
  const lengths: [Field, number][] = [];
  // Filled anew for each document; what is kept is packed.
  const own: number[] = [];
  const inFields = NAMES.map((field): [Field, number[]] => [field, []]);
  const byField = Object.fromEntries(inFields) as Record<Field, number[]>;
  const numbered = docs.map((doc, ref): CountedDocument => {
    own.length = 0;
    for (const [, list] of inFields) list.length = 0;
    const met = (field: Field, id: number): void => {
      byField[field].push(id);
      if (last[id] === ref) return;
      last[id] = ref;
      documents[id] = (documents[id] ?? 0) + 1;
      own.push(id);
    };
    eachField(
      doc,
      lexicon,
      (field, term) => {
        let id = ids.get(term);
        if (id === undefined) ids.set(term, (id = terms.push(term) - 1));
        met(field, id);
      },
      (field, first, second) => {
        const id = pairs.of(first, second, terms.length);
        if (id === terms.length) terms.push(String.fromCharCode(first, second));
        met(field, id);
      },
    );
    const fields = inFields.filter(([, list]) => list.length > 0).map(([field, list]) => [field, Uint32Array.from(list)] as const);
    for (const [field, { length }] of fields) lengths.push([field, length]);
    return { terms: Uint32Array.from(own).sort(), fields };
  });
  return { terms, documents, docs: numbered, lengths: averages(lengths) };
}

/** Mean lengths over the documents that have the field; lunr counts the others too, and a page among a thousand articles without a body would seem endless. */
export function averages(lengths: Iterable<readonly [Field, number]>): Record<Field, number> {
  const sums = new Map<Field, { sum: number; n: number }>();
  for (const [field, length] of lengths) {
    if (length === 0) continue;
    const { sum, n } = sums.get(field) ?? { sum: 0, n: 0 };
    sums.set(field, { sum: sum + length, n: n + 1 });
  }
  return Object.fromEntries(NAMES.map((field) => [field, (sums.get(field)?.sum ?? 1) / (sums.get(field)?.n ?? 1)])) as Record<Field, number>;
}

/** Whole pages come before single articles, and articles that pages rest on before those that nobody cites. */
function boostOf(doc: SearchDocument | undefined): number {
  return doc?.kind === 'article' ? 0.8 + 0.1 * Math.log2(1 + (doc.cited ?? 0)) : 1;
}

/**
 * Has lunr's builder weigh document after document, each with its own small state: `Builder.add` keeps an
 * object for every term of every document, for positions that nobody asks for here; on 10,000 pages that is
 * 2 GB and most of the time. In a document terms go by their place among its own, which lunr finds faster
 * than names; how rare they are lunr is asked once. It would count a document once for every field; here once.
 */
function* vectorsOf(docs: readonly SearchDocument[], { documents, docs: numbered, lengths }: Counted): Generator<readonly [ref: number, elements: readonly number[]]> {
  const builder = new lunr.Builder();
  const open = builder as unknown as OpenBuilder;
  for (const field of NAMES) builder.field(field, { boost: FIELDS[field] });
  open.documentCount = docs.length;
  open.averageFieldLength = lengths;
  const own = inside.idf as Rarity;
  const { insert } = inside.Vector.prototype;
  const append = function (this: Vector, index: number, weight: number): void {
    this.elements.push(index, weight);
  };
  const rarities = new Map<number, number>();
  const postings = documents.map((n, id): Posting => {
    let rarity = rarities.get(n);
    if (rarity === undefined) rarities.set(n, (rarity = own({ documents: Array.from({ length: n }) }, docs.length)));
    return { _index: id, rarity };
  });
  const places = new Uint32Array(documents.length);
  for (const [ref, { terms, fields }] of numbered.entries()) {
    // In the order of numbers: lunr's vectors then only ever grow at their end.
    terms.forEach((id, place) => (places[id] = place));
    open.invertedIndex = Array.from(terms, (id) => postings[id] as Posting);
    open._documents = { [ref]: { boost: boostOf(docs[ref]) } };
    open.fieldTermFrequencies = {};
    open.fieldLengths = {};
    for (const [field, ids] of fields) {
      const times: number[] = [];
      for (const id of ids) times[places[id] ?? 0] = (times[places[id] ?? 0] ?? 0) + 1;
      open.fieldTermFrequencies[`${field}/${ref}`] = times;
      // A page with more phrasings is not the worse for it: b = 0 for `asked`, which lunr sets only for all fields.
      open.fieldLengths[`${field}/${ref}`] = field === 'asked' ? lengths.asked : ids.length;
    }
    // Numbers come in order: each goes to the end, without looking for its place.
    inside.idf = (posting: Posting) => posting.rarity;
    inside.Vector.prototype.insert = append;
    try {
      open.createFieldVectors();
    } finally {
      inside.idf = own;
      inside.Vector.prototype.insert = insert;
    }
    for (const { elements } of Object.values(open.fieldVectors)) yield [ref, elements];
  }
}

/** Weights of every term, added up over the fields of a document. */
export function weigh(docs: readonly SearchDocument[], lexicon: Lexicon): Map<string, Weighed> {
  const counted = count(docs, lexicon);
  const { terms, documents } = counted;
  // Every term has room for one element per document.
  const starts = new Uint32Array(terms.length + 1);
  terms.forEach((_, id) => (starts[id + 1] = (starts[id] ?? 0) + (documents[id] ?? 0)));
  const ends = starts.slice();
  const refs = new Uint32Array(starts.at(-1) ?? 0);
  const weights = new Float32Array(refs.length);
  for (const [ref, elements] of vectorsOf(docs, counted)) {
    for (let i = 0; i < elements.length; i += 2) {
      const id = elements[i] ?? 0;
      let at = ends[id] ?? 0;
      if (at > (starts[id] ?? 0) && refs[at - 1] === ref) at--;
      else ends[id] = at + 1;
      refs[at] = ref;
      weights[at] = (weights[at] ?? 0) + (elements[i + 1] ?? 0);
    }
  }
  return new Map(terms.map((term, id) => [term, { refs: refs.subarray(starts[id], ends[id]), weights: weights.subarray(starts[id], ends[id]) }]));
}
