/** The end of a person's chain: what every deed on the ledger writes through. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf, type Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { REVERSAL, covers, kindOf, type Cap, type CapEntry, type Capped } from '../caps.ts';
import { CHAIN_START, canonicalEntry } from '../ledger.ts';
import { monthOf, plusMonth } from '../months.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export { REVERSAL } from '../caps.ts';

/** What is written; the rest comes from the person and the chain. */
export interface Entry {
  readonly personId: string;
  readonly planYear: number;
  readonly category: string;
  readonly rule: string;
  readonly source: string;
  readonly rawCenti: number;
  readonly grantedCenti: number;
  readonly day: Day;
  readonly reason?: string | undefined;
}

/** The person's entries of one year, as caps look at them. */
export const entriesOf = (on: Queryable, personId: string, planYear: number): Promise<CapEntry[]> =>
  on.selectFrom('credit_entry').select(['id', 'number', 'rule', 'source', 'category', 'raw_centi', 'granted_centi']).where('person_id', '=', personId).where('plan_year', '=', planYear).execute();

/**
 * How much more may be granted on the day, in hundredths; Infinity without a cap. A cap on everything counts every year's credit of that
 * day, the others the plan year's. Reversals neither give room nor take it: they are not that day's learning.
 */
export async function roomOn(trx: Transaction<Tables>, personId: string, planYear: number, day: Day, caps: readonly Cap[], what: Capped): Promise<number> {
  const mine = caps.filter((cap) => cap.per === 'day' && covers(cap, what));
  if (mine.length === 0) return Infinity;
  const rows = await trx
    .selectFrom('credit_entry')
    .select(['plan_year', 'category', 'rule', 'source', 'granted_centi'])
    .where('person_id', '=', personId)
    .where('on_day', '=', day)
    .where('granted_centi', '>', 0)
    .where('rule', '!=', REVERSAL)
    .execute();
  const granted = (cap: Cap): number => {
    const counted = cap.category === undefined && cap.kind === undefined ? rows : rows.filter((r) => r.plan_year === planYear && covers(cap, { category: r.category, kind: kindOf(r) }));
    return counted.reduce((sum, r) => sum + r.granted_centi, 0);
  };
  return Math.max(0, Math.min(...mine.map((cap) => cap.credits - granted(cap))));
}

/** Adds an entry to the chain and to the sums beside it; false when the source had one already. The caller has locked the person. */
export async function append(
  trx: Transaction<Tables>,
  deps: Pick<Deps, 'clock' | 'rng'>,
  entry: Entry,
): Promise<boolean> {
  const person = await trx.selectFrom('person').select('unit_id').where('id', '=', entry.personId).executeTakeFirstOrThrow();
  const last = await trx
    .selectFrom('credit_entry')
    .select(['number', 'hash'])
    .where('person_id', '=', entry.personId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const now = deps.clock.now();
  const row = {
    id: newId(now, deps.rng),
    person_id: entry.personId,
    number: (last?.number ?? 0) + 1,
    plan_year: entry.planYear,
    category: entry.category,
    rule: entry.rule,
    source: entry.source,
    raw_centi: entry.rawCenti,
    granted_centi: entry.grantedCenti,
    on_day: entry.day,
    at: instantOf(now),
    unit_id: person.unit_id,
    reason: entry.reason ?? null,
    prev_hash: last?.hash ?? CHAIN_START,
  };
  const done = await trx
    .insertInto('credit_entry')
    .values({ ...row, hash: sha256(canonicalEntry(row)) })
    .onConflict((c) => c.columns(['person_id', 'rule', 'source']).doNothing())
    .executeTakeFirst();
  if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  const sum = await trx
    .selectFrom('credit_sum')
    .select(['raw_centi', 'granted_centi', 'months'])
    .where('plan_year', '=', row.plan_year)
    .where('person_id', '=', row.person_id)
    .where('category', '=', row.category)
    .executeTakeFirst();
  const sums = {
    raw_centi: (sum?.raw_centi ?? 0) + row.raw_centi,
    granted_centi: (sum?.granted_centi ?? 0) + row.granted_centi,
    months: plusMonth(sum?.months ?? '', monthOf(row.on_day), row.granted_centi),
  };
  await trx
    .insertInto('credit_sum')
    .values({ plan_year: row.plan_year, person_id: row.person_id, category: row.category, ...sums })
    .onConflict((c) => c.columns(['plan_year', 'person_id', 'category']).doUpdateSet(sums))
    .execute();
  return true;
}
