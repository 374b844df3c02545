/**
 * Option order. The candidate sees fresh letters A, B, C… over choices in a frozen order;
 * answers are given and stored in those letters and translated back only for marking.
 */
import { shuffled, type Rng } from '../kernel/rng.ts';
import type { Asked } from './revision.ts';
import { kindOf } from './kinds/index.ts';

/** The editor's keys in the order shown, as one text: `CADB` shows choice C first. */
export type OptionOrder = string;

/** An order for this question: shuffled where both paper and question allow it. */
export function orderOptions(asked: Asked, rng: Rng, shuffle: boolean): OptionOrder {
  const kind = kindOf(asked.kind);
  const keys = kind.choices(asked).map((c) => c.key);
  return (shuffle && kind.mayShuffle(asked) ? shuffled(keys, rng) : keys).join('');
}

/** The editor's keys behind the letters shown. */
export function keysOf(asked: Asked, order: OptionOrder, letters: readonly string[]): string[] {
  const shown = kindOf(asked.kind).letters(order.length);
  return letters.flatMap((l) => order[shown.indexOf(l)] ?? []);
}

/** The letters shown for the editor's keys, in the order shown. */
export function lettersOf(asked: Asked, order: OptionOrder, keys: readonly string[]): string[] {
  const shown = kindOf(asked.kind).letters(order.length);
  return [...order].flatMap((key, i) => (keys.includes(key) ? (shown[i] ?? []) : []));
}
