/** The figure of a table on a day. A day without one is said to have none: the latest figure is never put in its place. */
import { addMonths, type Day } from '../kernel/day.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DatedRate, RateTable } from '../library/schema-rates.ts';

/** A figure that held on the day asked about. */
export interface Rate extends DatedRate {
  readonly table: RateTable;
}

/** No figure for that day: the table is empty, begins later, or its last figure has run out. */
export interface NoRate {
  readonly none: 'empty' | 'before' | 'over';
  readonly table: RateTable;
  readonly day: Day;
}

export const isRate = (found: Rate | NoRate): found is Rate => !('none' in found);

/** The first day on which the table's last figure no longer holds; `undefined` when it holds until it is changed. */
export function endOf(table: RateTable): Day | undefined {
  const last = table.rates.at(-1);
  return last && table.lasts !== undefined ? addMonths(last.from, table.lasts) : undefined;
}

/** The figure of `table` on `day`. A period ends where the next begins, and at the latest after `lasts` months. */
export function rateOn(table: RateTable, day: Day): Rate | NoRate {
  if (table.rates.length === 0) return { none: 'empty', table, day };
  const found = table.rates.findLast((rate) => rate.from <= day);
  if (!found) return { none: 'before', table, day };
  if (table.lasts !== undefined && day >= addMonths(found.from, table.lasts)) return { none: 'over', table, day };
  return { ...found, table };
}

/** The tables as a calculator asks them. */
export interface RateBook {
  on(table: string, day: Day): Rate | NoRate;
}

/** A book over the tables that were read. Asking for a table that does not exist is our mistake, not the reader's. */
export const bookOf = (tables: readonly RateTable[]): RateBook => ({
  on(id, day) {
    const table = tables.find((t) => t.id === id);
    if (!table) throw new Error(`no table ${id}`);
    return rateOn(table, day);
  },
});

/** A figure in yuan as fen. */
export const rateFen = (rate: Rate): Fen => Math.round(rate.value * 100);

/** A figure of money as it counts: typed by the reader (who knows better than our table), or ours. */
export type Figure = { readonly fen: Fen; readonly rate?: Rate } | NoRate;
export const figureOf = (typed: Fen | undefined, found: Rate | NoRate): Figure => (typed !== undefined ? { fen: typed } : isRate(found) ? { fen: rateFen(found), rate: found } : found);

/** The sentence for a day without a figure. */
export function noRateSaid({ none, table, day }: NoRate): string {
  const why = none === 'empty' ? `本站还没有登记“${table.title}”` : `本站登记的“${table.title}”不包括 ${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月，也不拿别的年份来顶`;
  return `${why}。请查到以后自己填：${table.about}`;
}
