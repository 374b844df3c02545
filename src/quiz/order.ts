/**
 * Option order. The candidate sees fresh letters A, B, C… over choices in a frozen order;
 * answers are given and stored in those letters and translated back only for marking.
 */
import { shuffled, type Rng } from '../kernel/rng.ts';
import { kindOf, type OptionOrder } from './kinds/index.ts';
import type { Asked } from './revision.ts';

export type { OptionOrder } from './kinds/index.ts';

/**
 * An order for this question: shuffled where both paper and question allow it, and always where the order
 * written would tell the answer. What is pinned (以上都对) keeps its place. Never looks at the key.
 */
export function orderOptions(asked: Asked, rng: Rng, shuffle: boolean): OptionOrder {
  const kind = kindOf(asked.kind);
  const keys = kind.keys(asked);
  if (!shuffle && !kind.alwaysMixed) return keys.join('');
  const pinned = kind.pinned(asked);
  const loose = shuffled(keys.filter((key) => !pinned.includes(key)), rng);
  return keys.map((key) => (pinned.includes(key) ? key : loose.shift())).join('');
}
