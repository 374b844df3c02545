/** Credits for having been there: granted with the presence, taken back with it, in the same transaction. */
import type { Transaction } from 'kysely';
import { holding } from '../../credits/ledger.ts';
import { grantCredit } from '../../credits/server/grant.ts';
import { settleCredit } from '../../credits/server/reverse.ts';
import type { Tables } from '../../db/schema.ts';
import { toGrant } from '../share.ts';
import type { ActivityDeps, ActivityRecord } from './store.ts';

/** Rule under which they stand in the ledger. Sources are `2026:<activity>#1`, `#2`…: what the kind's most cut may follow later. */
export const ACTIVITY = 'activity';
const activityOf = (source: string): string => source.slice(source.indexOf(':') + 1, source.lastIndexOf('#'));

async function entriesOf(trx: Transaction<Tables>, personId: string, year: number) {
  const all = await trx.selectFrom('credit_entry').select(['id', 'rule', 'source', 'raw_centi']).where('person_id', '=', personId).where('plan_year', '=', year).orderBy('number').execute();
  return { written: all.filter((e) => e.rule === ACTIVITY), holds: holding(all).filter((e) => e.rule === ACTIVITY) };
}

/** Credits what the person's presences of this kind are still worth. The caller has locked the person. Returns hundredths granted now. */
export async function creditKind(trx: Transaction<Tables>, deps: ActivityDeps, personId: string, of: Pick<ActivityRecord, 'plan_year' | 'kind' | 'most_centi'>): Promise<number> {
  const there = await trx
    .selectFrom('presence')
    .innerJoin('activity', 'activity.id', 'presence.activity_id')
    .select(['activity.id', 'activity.title', 'activity.on_day', 'activity.category', 'activity.worth_centi'])
    .where('presence.person_id', '=', personId)
    .where('presence.removed_at', 'is', null)
    .where('activity.plan_year', '=', of.plan_year)
    .where('activity.kind', '=', of.kind)
    .where('activity.cancelled_at', 'is', null)
    .orderBy('activity.on_day')
    .orderBy('activity.id')
    .execute();
  const { written, holds } = await entriesOf(trx, personId, of.plan_year);
  const sum = (id: string): number => holds.filter((e) => activityOf(e.source) === id).reduce((centi, e) => centi + e.raw_centi, 0);
  const grants = toGrant(there.map((a) => ({ activity: a.id, worthCenti: a.worth_centi, heldCenti: sum(a.id) })), of.most_centi ?? undefined);
  let granted = 0;
  for (const { activity, centi } of grants) {
    const a = there.find((x) => x.id === activity);
    if (!a) continue;
    // What was taken back and is due again comes back as itself: its day's room is its own already.
    const back = written.find((e) => activityOf(e.source) === activity && e.raw_centi <= centi && !holds.some((h) => h.id === e.id));
    if (back) granted += (await settleCredit(trx, deps, { personId, rule: ACTIVITY, source: back.source, hold: true, reason: '重新记到场' })).centi;
    const rest = centi - (back?.raw_centi ?? 0);
    if (rest === 0) continue;
    const number = written.filter((e) => activityOf(e.source) === activity).length + 1;
    const done = await grantCredit(trx, deps, {
      personId,
      planYear: of.plan_year,
      category: a.category,
      rule: ACTIVITY,
      source: `${of.plan_year}:${activity}#${number}`,
      rawCenti: rest,
      dailyCapCenti: deps.plans.get(of.plan_year)?.dailyCap,
      caps: deps.plans.get(of.plan_year)?.caps,
      day: a.on_day,
    });
    granted += done.grantedCenti;
  }
  return granted;
}

/** Takes back what the activity earned the person, then lets others of the kind fill its room. The caller has locked the person and taken the presence back. */
export async function uncredit(trx: Transaction<Tables>, deps: ActivityDeps, personId: string, activity: ActivityRecord, reason: string): Promise<void> {
  const { holds } = await entriesOf(trx, personId, activity.plan_year);
  for (const entry of holds.filter((e) => activityOf(e.source) === activity.id)) {
    await settleCredit(trx, deps, { personId, rule: ACTIVITY, source: entry.source, hold: false, reason });
  }
  await creditKind(trx, deps, personId, activity);
}
