/**
 * 久未更新: which columns have gone without a fresh look for longer than a government site may
 * leave them, and which pages are past their day of review. The limits are those of the yearly
 * inspection of government sites (政府网站与政务新媒体检查指标): two weeks for the home page,
 * six months for columns of notices and policy.
 */
import { addDays, addMonths, type Day } from '../kernel/day.ts';
import { columnsOf, newestOf } from '../library/columns.ts';
import type { Library } from '../library/schema.ts';
import { entriesOf } from './material.ts';

const HOME_DAYS = 14;
const POLICY_MONTHS = 6;

/** A page that should have been read again. */
export interface Overdue {
  /** Key of its file in `sources`: `qa/ending/resignation`, `laws/labour-law`. */
  readonly key: string;
  readonly title: string;
  /** The last day on which it was not yet late. */
  readonly due: Day;
}

export interface ColumnState {
  readonly title: string;
  readonly path: string;
  /** Day of the newest verification, `undefined` when nothing in the column has one. */
  readonly newest: Day | undefined;
  /** The last day by which something has to be verified or added. */
  readonly due: Day | undefined;
  readonly stale: boolean;
  /** Earliest due first. */
  readonly overdue: readonly Overdue[];
}

/**
 * The state of the home page and of every column with dated pages. A page counts as fresh on its
 * day of verification; a law, which names no day of review, is due six months after it.
 */
export function staleReport(library: Library, today: Day): readonly ColumnState[] {
  const dues: Overdue[] = [
    ...entriesOf(library).map(({ id, data }) => ({ key: id, title: data.title, due: data.review })),
    ...library.laws.map((law) => ({ key: `laws/${law.id}`, title: law.title, due: addMonths(law.verified, POLICY_MONTHS) })),
  ];
  const late = dues.filter(({ due }) => due < today).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.key < b.key ? -1 : 1));
  const state = (title: string, path: string, newest: Day | undefined, limit: (day: Day) => Day, overdue: readonly Overdue[]): ColumnState => {
    const due = newest && limit(newest);
    return { title, path, newest, due, stale: due === undefined || due < today, overdue };
  };
  const columns = columnsOf(library).flatMap(({ title, path, groups }) => {
    const newest = newestOf(groups.flatMap((g) => g.pages));
    return newest ? [state(title, path, newest, (day) => addMonths(day, POLICY_MONTHS), late.filter((page) => `/${page.key}/`.startsWith(path)))] : [];
  });
  const newest = columns.reduce<Day | undefined>((day, column) => (column.newest && (!day || column.newest > day) ? column.newest : day), undefined);
  return [state('首页', '/', newest, (day) => addDays(day, HOME_DAYS), []), ...columns];
}
