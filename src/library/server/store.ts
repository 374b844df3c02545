/** Queries of the library: what readers said about pages. Everything else it has comes from files. */
import { asNumber, type Queryable } from '../../db/portable.ts';
import type { Instant } from '../../kernel/day.ts';
import type { Feedback } from '../feedback.ts';

/** How many readers said something at or after this instant. */
export async function saidSince(db: Queryable, from: Instant): Promise<number> {
  const row = await db.selectFrom('feedback').select((e) => e.fn.countAll().as('n')).where('created_at', '>=', from).executeTakeFirstOrThrow();
  return asNumber(row.n);
}

export async function addFeedback(db: Queryable, id: string, said: Feedback, at: Instant): Promise<void> {
  await db.insertInto('feedback').values({ id, ...said, created_at: at }).execute();
}

export interface PageTally {
  readonly page: string;
  readonly useful: number;
  readonly not: number;
}

/** By page, those that helped least first. */
export async function tallies(db: Queryable): Promise<PageTally[]> {
  const rows = await db.selectFrom('feedback').select((e) => ['page', e.fn.countAll().as('all'), e.fn.sum('useful').as('useful')]).groupBy('page').execute();
  return rows
    .map((r) => ({ page: r.page, useful: asNumber(r.useful), not: asNumber(r.all) - asNumber(r.useful) }))
    .sort((a, b) => b.not - a.not || b.useful - a.useful || (a.page < b.page ? -1 : 1));
}

/** The newest `most` that gave a reason, newest first. */
export async function latestReasons(db: Queryable, most: number): Promise<(Feedback & { readonly id: string; readonly created_at: Instant })[]> {
  const rows = await db.selectFrom('feedback').selectAll().where('reason', '!=', '').orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute();
  return rows.map(({ id, page, useful, reason, created_at }) => ({ id, page, useful, reason, created_at }));
}
