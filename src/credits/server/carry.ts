/**
 * 顺延入账: what the caps of a day held back is not lost. Each later day has room of its own,
 * and what was held back fills it, as if it had been earned then. Without this, somebody
 * who reads thirteen credits on one day would lose the thirteenth for the whole year,
 * because a page earns only once. What a cap of the year cuts off is not held back.
 */
import type { Transaction } from 'kysely';
import { lockPerson, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { addDays, dayOf, type Day } from '../../kernel/day.ts';
import { CARRY, carrySource, heldBackOf, type Cap } from '../caps.ts';
import { append, entriesOf, roomOn } from './append.ts';
import { allCaps } from './grant.ts';

export { CARRY } from '../caps.ts';

export interface CarryRule {
  readonly year: number;
  /** Most for one day, in hundredths. */
  readonly dailyCap?: number | undefined;
  readonly caps?: readonly Cap[] | undefined;
  /** The last day on which credit counts, but for the make-up. */
  readonly closes: Day;
  /** 补学: days on which it counts once more. */
  readonly makeup?: { readonly opens: Day; readonly closes: Day } | undefined;
}

/** Grants what was held back, on the days since, up to today and on days that count only. The caller has locked the person. */
async function carry(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, personId: string, rule: CarryRule): Promise<number> {
  const caps = allCaps(rule.dailyCap, rule.caps);
  const entries = await entriesOf(trx, personId, rule.year);
  const held = heldBackOf(entries, caps).map((h) => ({ what: h, centi: h.centi }));
  if (held.length === 0) return 0;
  const last = await trx
    .selectFrom('credit_entry')
    .select('on_day')
    .where('person_id', '=', personId)
    .where('plan_year', '=', rule.year)
    .where((e) => e.or([e('rule', '=', CARRY), e('raw_centi', '>', e.ref('granted_centi'))]))
    .orderBy('on_day', 'desc')
    .limit(1)
    .executeTakeFirst();
  const today = dayOf(deps.clock.now());
  const { makeup } = rule;
  const counts = (day: Day): boolean => day <= rule.closes || (makeup !== undefined && makeup.opens <= day && day <= makeup.closes);
  const closes = makeup?.closes ?? rule.closes;
  const end = today < closes ? today : closes;
  let carried = 0;
  for (let day = last ? addDays(last.on_day, 1) : end; day <= end; day = addDays(day, 1)) {
    if (!counts(day)) continue;
    for (const part of held.filter((h) => h.centi > 0)) {
      const centi = Math.min(part.centi, await roomOn(trx, personId, rule.year, day, caps, part.what));
      if (centi <= 0) continue;
      await append(trx, deps, { personId, planYear: rule.year, category: part.what.category, rule: CARRY, source: carrySource(rule.year, part.what, day), rawCenti: 0, grantedCenti: centi, day });
      part.centi -= centi;
      carried += centi;
    }
    if (held.every((h) => h.centi <= 0)) break;
  }
  return carried;
}

/**
 * Credits what the caps held back on earlier days. Cheap when nothing was: one look at the sums.
 * @returns hundredths granted now.
 */
export async function carryOver(deps: Deps, personId: string, rule: CarryRule): Promise<number> {
  if (!allCaps(rule.dailyCap, rule.caps).some((cap) => cap.per === 'day')) return 0;
  const short = await deps.db.selectFrom('credit_sum').select('category').where('plan_year', '=', rule.year).where('person_id', '=', personId).where((e) => e('raw_centi', '>', e.ref('granted_centi'))).executeTakeFirst();
  if (!short || heldBackOf(await entriesOf(deps.db, personId, rule.year), allCaps(rule.dailyCap, rule.caps)).length === 0) return 0;
  return deps.db.transaction().execute(async (trx) => ((await lockPerson(trx, personId)) ? carry(trx, deps, personId, rule) : 0));
}

/** The same for everybody of whom something was held back. For the daily sweep, so that reports need nobody to look first. */
export async function carryOverAll(deps: Deps, rules: Iterable<CarryRule>): Promise<number> {
  let carried = 0;
  for (const rule of rules) {
    const rows = await deps.db
      .selectFrom('credit_sum')
      .select('person_id')
      .distinct()
      .where('plan_year', '=', rule.year)
      .where((e) => e('raw_centi', '>', e.ref('granted_centi')))
      .execute();
    for (const { person_id } of rows) carried += await carryOver(deps, person_id, rule);
  }
  return carried;
}
