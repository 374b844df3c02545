/** Builds the index: lunr's builder with its own cutting switched off and ours put in its place. */
import lunr from 'lunr';
import type { SearchDocument } from './documents.ts';
import { termsOf, type Lexicon } from './terms.ts';

/** The fields and their weights, tuned on questions set apart for that. `self` is the provision or law that a document is about. */
export const FIELDS = { title: 1, asked: 1, answer: 1, body: 0.5, citation: 2, self: 6 } as const;
export type Field = keyof typeof FIELDS;

/** What lunr has and its types leave out. */
interface OpenBuilder {
  tokenizer: (terms: string[]) => string[];
  fieldLengths: Record<string, number>;
  averageFieldLength: Record<string, number>;
  calculateAverageFieldLengths(): void;
}

/** Terms of a document, field by field. */
export function fieldsOf(doc: SearchDocument, lexicon: Lexicon): Record<Field, string[]> {
  const cut = (text: string) => termsOf(text, lexicon);
  // 劳动合同 stands in the names of ten laws and in every second question: a law is found by its whole
  // name (`@…`), and the signs of its name count no more than any other text.
  if (doc.kind === 'law') return { title: [], asked: [], answer: cut(doc.summary), body: [doc.title, ...doc.asked, doc.body].flatMap(cut), citation: [], self: [`@${doc.law}`] };
  const provisions = doc.basis.map(({ law, article }) => `${law}#${article}`);
  return {
    // An article's title is its citation.
    title: doc.kind === 'article' ? [] : cut(doc.title),
    asked: doc.asked.flatMap(cut),
    answer: cut(doc.summary),
    body: cut(doc.body),
    citation: doc.kind === 'article' ? [] : provisions,
    self: doc.kind === 'article' ? provisions : [],
  };
}

/** lunr's index over the documents; the ref of a document is its place in the list. */
export function buildIndex(docs: readonly SearchDocument[], lexicon: Lexicon): lunr.Index {
  const builder = new lunr.Builder();
  // A new builder has no trimmer, stop words or stemmer; they would strip every Chinese sign.
  const open = builder as unknown as OpenBuilder;
  // Terms are handed over as plain texts: a token object for each would cost half of the time and memory.
  open.tokenizer = (terms) => terms;
  builder.ref('ref');
  for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost });
  docs.forEach((doc, ref) => {
    builder.add({ ref: String(ref), ...fieldsOf(doc, lexicon) }, { boost: boostOf(doc) });
  });
  open.calculateAverageFieldLengths = () => {
    open.averageFieldLength = averages(open.fieldLengths);
    // A page with more phrasings is not the worse for it: b = 0 for `asked`, which lunr sets only for all fields.
    for (const ref of Object.keys(open.fieldLengths)) if (ref.startsWith('asked/')) open.fieldLengths[ref] = open.averageFieldLength.asked ?? 1;
  };
  return builder.build();
}

/** Mean lengths over the documents that have the field; lunr counts the others too, and a page among a thousand articles without a body would seem endless. */
function averages(lengths: Readonly<Record<string, number>>): Record<string, number> {
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
function boostOf(doc: SearchDocument): number {
  return doc.kind === 'article' ? 0.8 + 0.1 * Math.log2(1 + (doc.cited ?? 0)) : 1;
}
