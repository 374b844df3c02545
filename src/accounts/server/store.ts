/** Queries on people, units and counted failures. */
import { sql } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf, msOf } from '../../kernel/day.ts';
import { LOCK_MS, MOST_FAILURES, NO_FAILURES, countTry, isLocked, type Failures } from '../lockout.ts';
import type { Unit } from '../units.ts';

export const allUnits = async (on: Queryable): Promise<Unit[]> => {
  const rows = await on.selectFrom('unit').select(['id', 'parent_id as parentId', 'name', 'closed_at']).orderBy('name').execute();
  return rows.map(({ closed_at, ...u }) => (closed_at === null ? u : { ...u, closed: true }));
};

export const personByStaffNo = (on: Queryable, staffNo: string) => on.selectFrom('person').selectAll().where('staff_no', '=', staffNo).executeTakeFirst();

export const personById = (on: Queryable, id: string) => on.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

/**
 * Takes one try on the account, counted as failed until `clearFailures`: counting before
 * looking keeps a hundred guesses at the same moment to five. One statement, so that it
 * holds in both engines.
 * @returns false when the account is locked: the try was not taken.
 */
export async function takeTry(deps: Pick<Deps, 'db' | 'clock'>, personId: string): Promise<boolean> {
  const now = deps.clock.now();
  const at = instantOf(now);
  const until = instantOf(now + LOCK_MS);
  const counting = sql<boolean>`locked_until is not null and locked_until > ${at}`;
  const done = await deps.db
    .updateTable('person')
    .set({
      failed_count: sql<number>`case when ${counting} then failed_count + 1 else 1 end`,
      locked_until: sql<string>`case when ${counting} and failed_count + 1 < ${MOST_FAILURES} then locked_until else ${until} end`,
    })
    .where('id', '=', personId)
    .where(sql<boolean>`not (failed_count >= ${MOST_FAILURES} and ${counting})`)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Gives one try back: the password was right, and the second factor is still to come. */
export async function giveBackTry(on: Queryable, personId: string): Promise<void> {
  await on.updateTable('person').set({ failed_count: sql<number>`failed_count - 1` }).where('id', '=', personId).where('failed_count', '>', 0).execute();
}

/** Forgets counted failures and lifts a lock. */
export async function clearFailures(on: Queryable, personId: string): Promise<void> {
  await on.updateTable('person').set({ failed_count: 0, locked_until: null }).where('id', '=', personId).execute();
}

/** Counted failures of an account, for showing. */
export function failuresOf(row: { failed_count: number; locked_until: string | null }): Failures {
  return row.locked_until ? { count: row.failed_count, until: msOf(row.locked_until) } : NO_FAILURES;
}

/**
 * Tries on staff numbers that nobody has. They lock like real ones, or the lock itself
 * would tell which numbers exist. In memory, and the oldest are forgotten: it guards
 * nothing but this one fact.
 */
const unknown = new Map<string, Failures>();
const MOST_UNKNOWN = 10_000;

/** As {@link takeTry}, for a staff number that nobody has. */
export function takeUnknownTry(deps: Pick<Deps, 'clock'>, staffNo: string): boolean {
  const now = deps.clock.now();
  const known = unknown.get(staffNo) ?? NO_FAILURES;
  if (isLocked(known, now)) return false;
  unknown.delete(staffNo);
  unknown.set(staffNo, countTry(known, now));
  const oldest = unknown.size > MOST_UNKNOWN ? unknown.keys().next().value : undefined;
  if (oldest !== undefined) unknown.delete(oldest);
  return true;
}
