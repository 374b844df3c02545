/** Reads what {@link ./pack.ts} wrote. Small: it runs in the browser. */
import type { Packed } from './pack.ts';

/** The documents of a term and its weight in each. */
export type Posting = readonly { readonly ref: number; readonly weight: number }[];

/** The index as the search uses it. */
export interface Postings {
  /** Empty for an unknown term. */
  of(term: string): Posting;
  /** Every term. */
  terms(): Iterable<string>;
}

/** Weights are kept in steps of a fifth. */
export const STEP = Math.log(1.2);
/** The least weight that is told apart from nothing. */
export const LEAST = 0.05;

/** Makes a packed index ready for questions. Lists are read only when asked for. */
export function unpack(packed: Packed): Postings {
  const at = new Map<string, { gap: number; weight: number; count: number }>();
  const counts = fromBase64(packed.counts);
  const gaps = fromBase64(packed.gaps);
  const weights = fromBase64(packed.weights);
  let countAt = 0;
  let gap = 0;
  let weight = 0;
  const place = (term: string) => {
    const [count, next] = readNumber(counts, countAt);
    countAt = next;
    at.set(term, { gap, weight, count });
    weight += count;
    // A number ends with the first byte below 128.
    for (let left = count; left > 0; gap++) if ((gaps[gap] ?? 0) < 128) left--;
  };
  for (const group of packed.pairs.split('\n')) for (let i = 1; i < group.length; i++) place((group[0] ?? '') + (group[i] ?? ''));
  packed.others.forEach(place);
  return {
    terms: () => at.keys(),
    of(term) {
      const found = at.get(term);
      if (!found) return [];
      let ref = -1;
      let next = found.gap;
      return Array.from({ length: found.count }, (_, i) => {
        const [step, after] = readNumber(gaps, next);
        next = after;
        ref += step + 1;
        return { ref, weight: LEAST * Math.exp((weights[found.weight + i] ?? 0) * STEP) };
      });
    },
  };
}

function readNumber(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0;
  let unit = 1;
  let i = from;
  for (; (bytes[i] ?? 0) >= 128; i++, unit *= 128) value += ((bytes[i] ?? 0) - 128) * unit;
  return [value + (bytes[i] ?? 0) * unit, i + 1];
}

function fromBase64(text: string): Uint8Array {
  const plain = atob(text);
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
