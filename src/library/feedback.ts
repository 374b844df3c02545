/** 有用吗: what a reader may say about a page, and how much of it the site takes in. */
import { Refusal } from '../kernel/refusal.ts';

/** Longest reason, in characters as the browser's `maxlength` counts them (UTF-16 units). */
export const MAX_REASON = 500;

/**
 * How many may be stored within so many milliseconds, all readers together. No address is kept
 * to tell them apart: the worst that a flood does is to keep others from speaking for a while.
 */
export const CAPS = [
  { within: 60_000, most: 30 },
  { within: 86_400_000, most: 3000 },
] as const;

/** As a form sends it. */
export interface Given {
  readonly page: string;
  /** `1` or `0`. */
  readonly useful: string;
  readonly reason: string;
}

export interface Feedback {
  /** Path of the entry: `qa/ending/resignation`. */
  readonly page: string;
  readonly useful: 0 | 1;
  /** Trimmed, without control characters; '' when none was given. */
  readonly reason: string;
}

/** What was said, fit for storing; refuses with a sentence for each field. */
export function readFeedback(given: Given, isPage: (path: string) => boolean): Feedback {
  if (!isPage(given.page)) throw new Refusal('not-found', '没有这个页面，可能已经改了地址。');
  const { useful } = given;
  if (useful !== '1' && useful !== '0') throw new Refusal('bad-input', '请先选“有用”或“没帮上”。', { useful: '还没有选' });
  // Line ends of forms are CR LF and counted as one by `maxlength`; NUL is refused by PostgreSQL.
  const reason = given.reason
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .toWellFormed()
    .trim();
  if (reason.length > MAX_REASON) throw new Refusal('bad-input', `理由最多写 ${MAX_REASON} 字，现在是 ${reason.length} 字，请删短一些。`, { reason: `最多 ${MAX_REASON} 字` });
  return { page: given.page, useful: useful === '1' ? 1 : 0, reason };
}
