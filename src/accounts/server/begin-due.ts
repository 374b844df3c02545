/** What was recorded for a day ahead is put in force on that day. */
import { lockPerson, type Deps } from '../../db/portable.ts';
import { addDays, dayOf } from '../../kernel/day.ts';
import { goneOn } from '../assignments.ts';
import { recordEvent } from './audit.ts';
import { putInForce } from './service.ts';
import { assignmentsOf } from './service-store.ts';
import { personById } from './store.ts';

const KEY = 'service-day';

/**
 * Moves people whose transfer, secondment, return or leaving falls on a day since the last
 * look, days that the process slept through included. Done once a day; asked as often as one likes.
 * @returns how many were moved, closed or opened.
 */
export async function beginDue(deps: Deps): Promise<number> {
  const today = dayOf(deps.clock.now());
  const kept = await deps.db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  if (kept?.value === today) return 0;
  const since = kept && kept.value < today ? kept.value : addDays(today, -366);
  const rows = await deps.db
    .selectFrom('assignment')
    .select('person_id')
    .distinct()
    .where((e) => e.or([e.and([e('from_day', '>', since), e('from_day', '<=', today)]), e.and([e('to_day', '>=', since), e('to_day', '<', today)])]))
    .execute();
  let moved = 0;
  for (const { person_id: id } of rows) {
    const did = await deps.group.transaction(async (trx) => {
      await lockPerson(trx, id);
      const person = await personById(trx, id);
      const mine = (await assignmentsOf(trx, [id])).get(id);
      if (!person || !mine) return false;
      // An office given since holds the account open: somebody has to take it back first.
      if (goneOn(mine, today) && (await trx.selectFrom('person_role').select('id').where('person_id', '=', id).executeTakeFirst())) return false;
      if (!(await putInForce(trx, deps, { id, unitId: person.unit_id, state: person.state }, mine, mine, since))) return false;
      const after = await personById(trx, id);
      await recordEvent(trx, deps, { actorId: null, deed: 'service-begins', subject: id, detail: { unit: after?.unit_id, state: after?.state } });
      return true;
    });
    if (did) moved += 1;
  }
  await deps.db.insertInto('setting').values({ key: KEY, value: today }).onConflict((c) => c.column('key').doUpdateSet({ value: today })).execute();
  return moved;
}
