/**
 * A piece of the index: some terms, and for each the documents that hold it. Gaps between
 * documents as numbers of variable length, weights in steps of a fifth.
 */
import { Reader, writeNumber } from './bytes.ts';

/** The documents of a term, in their order, and its weight in each. */
export type Posting = readonly { readonly ref: number; readonly weight: number }[];
/** Ready for questions. Lists are read only when asked for. */
export interface Shard {
  /** Empty for an unknown term. */
  of(term: string): Posting;
  /** In how many documents a term is listed; 0 for an unknown one. */
  count(term: string): number;
}

/** Weights are kept in steps of a fifth: finer ones changed no figure. */
const STEP = Math.log(1.2);
/** The least weight that is told apart from nothing. */
export const LEAST = 0.05;
const levelOf = (weight: number): number => Math.max(0, Math.min(255, Math.round(Math.log(Math.max(weight, LEAST) / LEAST) / STEP)));

/** Writes a shard; documents of each term in ascending order. */
export function writeShard(terms: readonly (readonly [term: string, refs: ArrayLike<number>, weights: ArrayLike<number>])[]): Uint8Array {
  const numbers: number[] = [];
  const levels: number[] = [];
  for (const [, refs, weights] of terms) {
    writeNumber(numbers, refs.length);
    let last = -1;
    for (let i = 0; i < refs.length; i++) {
      const ref = refs[i] ?? 0;
      writeNumber(numbers, ref - last - 1);
      last = ref;
      levels.push(levelOf(weights[i] ?? 0));
    }
  }
  const names = new TextEncoder().encode(terms.map(([term]) => term).join('\n'));
  const head: number[] = [];
  writeNumber(head, names.length);
  writeNumber(head, numbers.length);
  const out = new Uint8Array(head.length + names.length + numbers.length + levels.length);
  out.set(head);
  out.set(names, head.length);
  out.set(numbers, head.length + names.length);
  out.set(levels, head.length + names.length + numbers.length);
  return out;
}

/** Reads what {@link writeShard} wrote. */
export function readShard(bytes: Uint8Array): Shard {
  const reader = new Reader(bytes);
  const namesLength = reader.number();
  const numbersLength = reader.number();
  const names = new TextDecoder().decode(reader.take(namesLength)).split('\n');
  const numbers = new Reader(reader.take(numbersLength));
  const levels = bytes.subarray(reader.at);
  const places = new Map<string, { readonly at: number; readonly level: number; readonly count: number }>();
  let level = 0;
  for (const name of numbersLength > 0 ? names : []) {
    const count = numbers.number();
    places.set(name, { at: numbers.at, level, count });
    for (let i = 0; i < count; i++) numbers.number();
    level += count;
  }
  return {
    count: (term) => places.get(term)?.count ?? 0,
    of(term) {
      const place = places.get(term);
      if (!place) return [];
      numbers.at = place.at;
      let ref = -1;
      return Array.from({ length: place.count }, (_, i) => ({ ref: (ref += numbers.number() + 1), weight: LEAST * Math.exp((levels[place.level + i] ?? 0) * STEP) }));
    },
  };
}
