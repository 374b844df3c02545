/** Grants credit: one entry at the end of the person's chain. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { asNumber, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, instantOf, type Day } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { CHAIN_START, canonicalEntry, grantable } from '../ledger.ts';

export interface Grant {
  readonly personId: string;
  readonly planYear: number;
  readonly category: string;
  /** `study`, `quiz`, `activity`… */
  readonly rule: string;
  /** What earned it, with the year in front, since it is unique per person and rule for good: `2026:constitution/state-organs`. */
  readonly source: string;
  /** What it is worth, in hundredths. */
  readonly rawCenti: number;
  /** Most for one Asia/Shanghai day over everything granted; undefined: no cap. */
  readonly dailyCapCenti: number | undefined;
  readonly reason?: string | undefined;
}

export interface Granted {
  /** What counted, in hundredths; of the earlier entry when `already`. */
  readonly grantedCenti: number;
  /** True when the same source was credited before: nothing was written. */
  readonly already: boolean;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Credits the person once per rule and source. Call it inside a transaction whose first
 * statement was `lockPerson`: the cap and the chain rest on nobody else writing for this
 * person. What the day's cap holds back is kept as raw minus granted and granted on the
 * following days by `carryOver`. Throws when there is no such person.
 */
export async function grantCredit(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, grant: Grant): Promise<Granted> {
  const before = await trx
    .selectFrom('credit_entry')
    .select('granted_centi')
    .where('person_id', '=', grant.personId)
    .where('rule', '=', grant.rule)
    .where('source', '=', grant.source)
    .executeTakeFirst();
  if (before) return { grantedCenti: before.granted_centi, already: true };
  const day = dayOf(deps.clock.now());
  const today = grant.dailyCapCenti === undefined ? 0 : await grantedOn(trx, grant.personId, day);
  const grantedCenti = grantable(grant.rawCenti, today, grant.dailyCapCenti);
  const written = await append(trx, deps, { ...grant, grantedCenti, day });
  return { grantedCenti, already: !written };
}

/** What was granted to the person on the day, in hundredths. Reversals give no room back: they are not that day's learning. */
export async function grantedOn(trx: Transaction<Tables>, personId: string, day: Day): Promise<number> {
  const row = await trx
    .selectFrom('credit_entry')
    .select((e) => e.fn.sum<string | number | null>('granted_centi').as('centi'))
    .where('person_id', '=', personId)
    .where('on_day', '=', day)
    .where('granted_centi', '>', 0)
    .executeTakeFirst();
  return asNumber(row?.centi);
}

/** Adds an entry to the chain; false when the source had one already. The caller has locked the person. */
export async function append(
  trx: Transaction<Tables>,
  deps: Pick<Deps, 'clock' | 'rng'>,
  entry: Omit<Grant, 'dailyCapCenti'> & { readonly grantedCenti: number; readonly day: Day },
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
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
