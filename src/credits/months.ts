/** Sums by month as they stand beside each sum of the ledger: `2026-03:200 2026-11:-50`, in hundredths. Pure. */
import type { Day } from '../kernel/day.ts';

/** `2026-03`. Compares as text. */
export type Month = string;
export const monthOf = (day: Day): Month => day.slice(0, 7);

/** Every month of the text with its sum; months that came back to nothing stay, with 0. */
export function monthsOf(text: string): [Month, number][] {
  if (text === '') return [];
  return text.split(' ').map((part): [Month, number] => [part.slice(0, 7), Number(part.slice(8))]);
}

/**
 * Adds the text's sums into a row with a place for each month from `first` on: what came before
 * counts in the first place, what comes after in the last. Read by hand, since reports do it by the
 * hundred thousand.
 */
export function addInto(row: Int32Array, text: string, first: Month): void {
  const digit = (at: number): number => text.charCodeAt(at) - 48;
  const base = Number(first.slice(0, 4)) * 12 + Number(first.slice(5));
  for (let at = 0; at < text.length; at++) {
    const month = (digit(at) * 1000 + digit(at + 1) * 100 + digit(at + 2) * 10 + digit(at + 3)) * 12 + digit(at + 5) * 10 + digit(at + 6);
    at += 8;
    const minus = text[at] === '-';
    if (minus) at += 1;
    let centi = 0;
    for (; at < text.length && text.charCodeAt(at) !== 32; at++) centi = centi * 10 + digit(at);
    const place = Math.max(0, Math.min(row.length - 1, month - base));
    row[place] = (row[place] ?? 0) + (minus ? -centi : centi);
  }
}

/** The text with `centi` more in the month. */
export function plusMonth(text: string, month: Month, centi: number): string {
  const sums = new Map(monthsOf(text));
  sums.set(month, (sums.get(month) ?? 0) + centi);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([m, n]) => `${m}:${n}`).join(' ');
}
