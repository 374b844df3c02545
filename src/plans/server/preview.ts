/** Whom a new version of a plan affects: everybody's standing under both, side by side. */
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import type { Deps } from '../../db/portable.ts';
import { dayOf } from '../../kernel/day.ts';
import { MOST_LISTED, ORDER, turnOf, type Affected, type Effect, type Turn } from '../effect.ts';
import { sentenceOf } from '../say.ts';
import type { Plan } from '../schema.ts';
import { standingsOf } from './record.ts';

const AT_ONCE = 500;

/**
 * Compares everybody with an open account.
 * @param progress called with the number of people done.
 */
export async function effectOf(deps: Pick<Deps, 'db' | 'clock'>, before: Plan, after: Plan, progress: (done: number, of: number) => void = () => undefined): Promise<Effect> {
  const today = dayOf(deps.clock.now());
  const people = await deps.db.selectFrom('person').select(['id', 'name', 'staff_no', 'unit_id']).where('state', '=', 'active').orderBy('staff_no').execute();
  const units = await allUnits(deps.db);
  const counts: Record<Turn, number> = { lost: 0, gained: 0, asked: 0, released: 0, more: 0, less: 0 };
  const found: Affected[] = [];
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const part = people.slice(i, i + AT_ONCE);
    const ids = part.map((p) => p.id);
    const [old, fresh] = [await standingsOf(deps.db, before, ids, today), await standingsOf(deps.db, after, ids, today)];
    for (const p of part) {
      const [a, b] = [old.get(p.id)?.standing, fresh.get(p.id)?.standing];
      const turn = a && b && turnOf(a, b);
      if (!turn) continue;
      counts[turn] += 1;
      if (counts[turn] <= MOST_LISTED) found.push({ id: p.id, name: p.name, staffNo: p.staff_no, unit: unitPath(units, p.unit_id), before: sentenceOf(a), after: sentenceOf(b), turn });
    }
    progress(Math.min(i + AT_ONCE, people.length), people.length);
    // Others are served between the parts.
    await new Promise((resolve) => setImmediate(resolve));
  }
  found.sort((a, b) => ORDER.indexOf(a.turn) - ORDER.indexOf(b.turn));
  return { people: people.length, counts, list: found.slice(0, MOST_LISTED) };
}
