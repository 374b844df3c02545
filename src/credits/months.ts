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

/** The text with `centi` more in the month. */
export function plusMonth(text: string, month: Month, centi: number): string {
  const sums = new Map(monthsOf(text));
  sums.set(month, (sums.get(month) ?? 0) + centi);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([m, n]) => `${m}:${n}`).join(' ');
}
