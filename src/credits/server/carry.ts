/**
 * 顺延入账: what the daily cap held back is not lost. Each later day has room of its own,
 * and what was held back fills it, as if it had been earned then. Without this, somebody
 * who reads thirteen credits on one day would lose the thirteenth for the whole year,
 * because a page earns only once.
 */
import type { Transaction } from 'kysely';
import { asNumber, lockPerson, type Deps, type Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { addDays, dayOf, type Day } from '../../kernel/day.ts';
import { append, grantedOn } from './append.ts';

/** Rule under which carried credit stands in the ledger; raw is 0, since the first entry holds it. */
export const CARRY = 'carry';

interface HeldBack {
  readonly category: string;
  readonly centi: number;
}

async function heldBack(on: Queryable, personId: string, planYear: number): Promise<HeldBack[]> {
  const rows = await on
    .selectFrom('credit_entry')
    .select((e) => ['category', e.fn.sum<string | number>('raw_centi').as('raw'), e.fn.sum<string | number>('granted_centi').as('granted')])
    .where('person_id', '=', personId)
    .where('plan_year', '=', planYear)
    .groupBy('category')
    .orderBy('category')
    .execute();
  return rows.map((r) => ({ category: r.category, centi: asNumber(r.raw) - asNumber(r.granted) })).filter((h) => h.centi > 0);
}

export interface CarryRule {
  readonly year: number;
  /** Most for one day, in hundredths; undefined: nothing is ever held back. */
  readonly dailyCap?: number | undefined;
  /** The last day on which credit counts. */
  readonly closes: Day;
}

/** Grants what was held back, on the days since, up to today and no later than the plan's last day. The caller has locked the person. */
async function carry(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, personId: string, rule: CarryRule & { dailyCap: number }): Promise<number> {
  const held = await heldBack(trx, personId, rule.year);
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
  const end = today < rule.closes ? today : rule.closes;
  let carried = 0;
  for (let day = last ? addDays(last.on_day, 1) : end; day <= end; day = addDays(day, 1)) {
    let room = rule.dailyCap - (await grantedOn(trx, personId, day));
    for (const part of held.filter((h) => h.centi > 0)) {
      const centi = Math.min(room, part.centi);
      if (centi <= 0) continue;
      await append(trx, deps, { personId, planYear: rule.year, category: part.category, rule: CARRY, source: `${rule.year}:${part.category}:${day}`, rawCenti: 0, grantedCenti: centi, day });
      held[held.indexOf(part)] = { ...part, centi: part.centi - centi };
      room -= centi;
      carried += centi;
    }
    if (held.every((h) => h.centi <= 0)) break;
  }
  return carried;
}

/**
 * Credits what the cap held back on earlier days. Cheap when nothing was: one query.
 * @returns hundredths granted now.
 */
export async function carryOver(deps: Deps, personId: string, rule: CarryRule): Promise<number> {
  const { dailyCap } = rule;
  if (dailyCap === undefined || (await heldBack(deps.db, personId, rule.year)).length === 0) return 0;
  return deps.db.transaction().execute(async (trx) => ((await lockPerson(trx, personId)) ? carry(trx, deps, personId, { ...rule, dailyCap }) : 0));
}

/** The same for everybody of whom something was held back. For the daily sweep, so that reports need nobody to look first. */
export async function carryOverAll(deps: Deps, rules: Iterable<CarryRule>): Promise<number> {
  let carried = 0;
  for (const rule of rules) {
    const rows = await deps.db
      .selectFrom('credit_entry')
      .select('person_id')
      .where('plan_year', '=', rule.year)
      .groupBy('person_id')
      .having((e) => e(e.fn.sum('raw_centi'), '>', e.fn.sum('granted_centi')))
      .execute();
    for (const { person_id } of rows) carried += await carryOver(deps, person_id, rule);
  }
  return carried;
}
