/**
 * 冲正: takes an entry back by an entry of its own. Nothing is deleted or edited. A reversal
 * can be reversed in turn: that is how credit comes back which was taken by mistake, since
 * its first entry stands in the ledger once for good.
 */
import type { Transaction } from 'kysely';
import { asNumber, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf } from '../../kernel/day.ts';
import { reversalOf } from '../ledger.ts';
import { append, REVERSAL } from './append.ts';

/** The entry of the source as it holds: itself, or the last in its chain of reversals. */
async function lastOf(trx: Transaction<Tables>, personId: string, rule: string, source: string) {
  const find = (r: string, s: string) =>
    trx.selectFrom('credit_entry').select(['id', 'plan_year', 'category', 'raw_centi', 'granted_centi']).where('person_id', '=', personId).where('rule', '=', r).where('source', '=', s).executeTakeFirst();
  let entry = await find(rule, source);
  let reversals = 0;
  for (let next = entry; next; next = await find(REVERSAL, next.id)) {
    if (next !== entry) reversals += 1;
    entry = next;
  }
  return entry && { entry, taken: reversals % 2 === 1 };
}

/**
 * Takes back what the source earned, or gives it back when it had been taken. Call it inside a
 * transaction whose first statement was `lockPerson`. Does nothing when it stands so already.
 * @param hold whether the credit shall hold afterwards.
 * @returns `none` when the source never earned anything: there `grantCredit` is the way.
 */
export async function settleCredit(
  trx: Transaction<Tables>,
  deps: Pick<Deps, 'clock' | 'rng'>,
  of: { readonly personId: string; readonly rule: string; readonly source: string; readonly hold: boolean; readonly reason: string },
): Promise<{ readonly state: 'none' | 'unchanged' | 'reversed'; readonly centi: number }> {
  const last = await lastOf(trx, of.personId, of.rule, of.source);
  if (!last) return { state: 'none', centi: 0 };
  const { entry, taken } = last;
  if (of.hold !== taken) return { state: 'unchanged', centi: 0 };
  const sums = await trx
    .selectFrom('credit_entry')
    .select((e) => [e.fn.sum<string | number | null>('raw_centi').as('raw'), e.fn.sum<string | number | null>('granted_centi').as('granted')])
    .where('person_id', '=', of.personId)
    .where('plan_year', '=', entry.plan_year)
    .where('category', '=', entry.category)
    .executeTakeFirst();
  const amounts = reversalOf(entry, asNumber(sums?.raw) - asNumber(sums?.granted));
  await append(trx, deps, { personId: of.personId, planYear: entry.plan_year, category: entry.category, rule: REVERSAL, source: entry.id, rawCenti: amounts.rawCenti, grantedCenti: amounts.grantedCenti, day: dayOf(deps.clock.now()), reason: of.reason });
  return { state: 'reversed', centi: amounts.grantedCenti };
}
