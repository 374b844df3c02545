/** Grants credit: one entry at the end of the person's chain. */
import type { Transaction } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, type Day } from '../../kernel/day.ts';
import { roomAfter, type Cap } from '../caps.ts';
import { append, entriesOf, roomOn } from './append.ts';
import { settleCredit } from './reverse.ts';

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
  /** Further caps of the plan, by day and year, category and kind. */
  readonly caps?: readonly Cap[] | undefined;
  readonly reason?: string | undefined;
  /** The day on which it was earned, whose room it fills; today when omitted. */
  readonly day?: Day | undefined;
}

export interface Granted {
  /** What counted, in hundredths; of the earlier entry when `already`. */
  readonly grantedCenti: number;
  /** True when the same source was credited before: nothing was written. */
  readonly already: boolean;
}

/** The plan's one cap on the day, and its further ones. */
export const allCaps = (dailyCap: number | undefined, caps: readonly Cap[] = []): readonly Cap[] => (dailyCap === undefined ? caps : [{ per: 'day', credits: dailyCap }, ...caps]);

/**
 * Credits the person once per rule and source. Call it inside a transaction whose first
 * statement was `lockPerson`: the cap and the chain rest on nobody else writing for this
 * person. What the day's caps hold back is kept as raw minus granted and granted on the
 * following days by `carryOver`; what the year's caps cut off stays ungranted. Credit that was taken back (冲正) and is earned again comes back
 * by reversing the reversal. Throws when there is no such person.
 */
export async function grantCredit(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, grant: Grant): Promise<Granted> {
  const before = await trx
    .selectFrom('credit_entry')
    .select('granted_centi')
    .where('person_id', '=', grant.personId)
    .where('rule', '=', grant.rule)
    .where('source', '=', grant.source)
    .executeTakeFirst();
  if (before) {
    const back = await settleCredit(trx, deps, { personId: grant.personId, rule: grant.rule, source: grant.source, hold: true, reason: grant.reason ?? '重新取得' });
    return back.state === 'reversed' ? { grantedCenti: back.centi, already: false } : { grantedCenti: before.granted_centi, already: true };
  }
  const day = grant.day ?? dayOf(deps.clock.now());
  const caps = allCaps(grant.dailyCapCenti, grant.caps);
  const what = { category: grant.category, kind: grant.rule };
  const counts = caps.some((cap) => cap.per === 'year') ? roomAfter(await entriesOf(trx, grant.personId, grant.planYear), caps).of(what, grant.rawCenti) : grant.rawCenti;
  const grantedCenti = Math.min(counts, await roomOn(trx, grant.personId, grant.planYear, day, caps, what));
  const written = await append(trx, deps, { ...grant, grantedCenti, day });
  return { grantedCenti, already: !written };
}
