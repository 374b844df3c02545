/**
 * lunr's index in a form small enough for a phone. lunr scores a document by adding, over
 * fields and terms, the weight of the term in the field; every field is asked with the same
 * boost, so the weights of one term in one document can be added up beforehand. What is
 * left is a list of documents and weights for each term: gaps as variable-length numbers,
 * weights in steps of a fifth, terms of two signs grouped by the first.
 */
import type lunr from 'lunr';
import { LEAST, STEP } from './unpack.ts';

/** Serialised. */
export interface Packed {
  /** `劳动务模…`: a first sign and all second signs, in the order of the lists. */
  readonly pairs: string;
  /** All other terms, after those. */
  readonly others: readonly string[];
  /** Base64 of the number of documents of each term, the gaps between them, and a byte of weight each. */
  readonly counts: string;
  readonly gaps: string;
  readonly weights: string;
}

const isPair = (term: string): boolean => /^\p{Script=Han}{2}$/u.test(term) && term.length === 2;

interface OpenIndex {
  readonly invertedIndex: Readonly<Record<string, { readonly _index: number } & Readonly<Record<string, object>>>>;
  readonly fieldVectors: Readonly<Record<string, lunr.Vector>>;
}

/** Weights of every term in every document, added up over the fields. */
export function weightsOf(index: lunr.Index): Map<string, Map<number, number>> {
  const { invertedIndex, fieldVectors } = index as unknown as OpenIndex;
  const names: string[] = [];
  for (const term of Object.keys(invertedIndex)) names[invertedIndex[term]?._index ?? 0] = term;
  const out = new Map<string, Map<number, number>>();
  for (const [field, vector] of Object.entries(fieldVectors)) {
    const ref = Number(field.slice(field.indexOf('/') + 1));
    const elements = vector.toJSON();
    for (let i = 0; i < elements.length; i += 2) {
      const term = names[elements[i] ?? 0] ?? '';
      const docs = out.get(term) ?? new Map<number, number>();
      docs.set(ref, (docs.get(ref) ?? 0) + (elements[i + 1] ?? 0));
      out.set(term, docs);
    }
  }
  return out;
}

/** Packs lunr's index. */
export function pack(index: lunr.Index): Packed {
  const weights = weightsOf(index);
  const all = [...weights.keys()].sort();
  const pairs = all.filter(isPair);
  const others = all.filter((term) => !isPair(term));
  const counts: number[] = [];
  const gaps: number[] = [];
  const steps: number[] = [];
  for (const term of [...pairs, ...others]) {
    const docs = [...(weights.get(term) ?? [])].sort((a, b) => a[0] - b[0]);
    writeNumber(counts, docs.length);
    let last = -1;
    for (const [ref, weight] of docs) {
      writeNumber(gaps, ref - last - 1);
      last = ref;
      steps.push(Math.max(0, Math.min(255, Math.round(Math.log(Math.max(weight, LEAST) / LEAST) / STEP))));
    }
  }
  let grouped = '';
  for (const [i, term] of pairs.entries()) grouped += pairs[i - 1]?.[0] === term[0] ? term[1] : `${i > 0 ? '\n' : ''}${term}`;
  return { pairs: grouped, others, counts: toBase64(counts), gaps: toBase64(gaps), weights: toBase64(steps) };
}

function writeNumber(out: number[], n: number): void {
  let rest = n;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  out.push(rest);
}

function toBase64(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
