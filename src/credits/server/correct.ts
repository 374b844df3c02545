/** 冲正 by hand: an administrator takes an entry back that should never have been, with the reason. */
import { recordEvent } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits, personById } from '../../accounts/server/store.ts';
import { lockPerson, type Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { holding } from '../ledger.ts';
import { CARRY } from './carry.ts';
import { settleCredit } from './reverse.ts';

/**
 * Reverses one entry of a person. Refuses `not-found` out of reach, `bad-input` without a reason or when
 * the entry does not hold: it was reversed, is a reversal, or was carried over from another.
 */
export async function reverseEntry(deps: Deps, actor: SignedIn, personId: string, entryId: string, why: string): Promise<void> {
  const person = await personById(deps.db, personId);
  if (!person || !mayInUnit(actor.roles, 'reverse-credit', person.unit_id, await allUnits(deps.db))) throw new Refusal('not-found');
  const reason = why.trim();
  if (reason === '' || [...reason].length > 200) throw new Refusal('bad-input', undefined, { why: reason === '' ? '请写明原因，以后查得到' : '最多 200 字' });
  await deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const entries = await trx.selectFrom('credit_entry').select(['id', 'rule', 'source', 'plan_year']).where('person_id', '=', personId).execute();
    const entry = holding(entries).find((e) => e.id === entryId && e.rule !== CARRY);
    if (!entry) throw new Refusal('bad-input', '这一笔已经冲正，或者不能单独冲正。');
    const { state } = await settleCredit(trx, deps, { personId, rule: entry.rule, source: entry.source, hold: false, reason });
    if (state !== 'reversed') throw new Refusal('bad-input', '这一笔已经冲正，或者不能单独冲正。');
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'reverse-credit', subject: personId, detail: { entry: entryId, year: entry.plan_year } });
  });
}
