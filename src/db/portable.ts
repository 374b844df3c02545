/** What the two engines do differently, evened out. */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Rng } from '../kernel/rng.ts';
import type { Opened } from './open.ts';
import type { Tables } from './schema.ts';

/** A database or a transaction on it: queries take either. */
export type Queryable = Kysely<Tables> | Transaction<Tables>;

/** What every use case is handed. */
export interface Deps extends Pick<Opened, 'db' | 'engine' | 'group'> {
  readonly clock: Clock;
  readonly rng: Rng;
}

/** `sum` and `count` come back as text from PostgreSQL and as null over no rows. */
export function asNumber(value: string | number | bigint | null | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/**
 * The touch-lock: makes concurrent deeds on one person's account of credits wait for
 * each other in both engines, because each first updates the same row. Must be the
 * first statement of the transaction. Returns false when there is no such person.
 */
export async function lockPerson(trx: Transaction<Tables>, personId: string): Promise<boolean> {
  const done = await trx
    .updateTable('person')
    .set({ touched: sql<number>`touched + 1` })
    .where('id', '=', personId)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
