/** The people an organiser may see, each with their standing. */
import { reachOf } from '../../accounts/server/api-kit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { allUnits } from '../../accounts/server/store.ts';
import type { Deed } from '../../accounts/roles.ts';
import { unitPath, unitsBelow, type Unit } from '../../accounts/units.ts';
import type { Deps } from '../../db/portable.ts';
import { dayOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { planOn } from '../../plans/audiences.ts';
import type { Plan } from '../../plans/schema.ts';
import { standingsOf } from '../../plans/server/record.ts';
import type { ReportRow } from '../overview.ts';

export type ReportDeps = Pick<Deps, 'db' | 'clock'> & { readonly plans: ReadonlyMap<number, Plan> };

export interface Report {
  readonly plan: Plan;
  readonly today: string;
  /** The whole tree, for paths; `mine` holds the ids within reach. */
  readonly units: readonly Unit[];
  readonly mine: ReadonlySet<string>;
  /** Active people within reach, by unit and staff number. */
  readonly rows: readonly ReportRow[];
}

/**
 * Everybody within the actor's reach for the deed. Refuses `not-allowed` when that is nobody
 * by the roles, `not-found` when there is no plan.
 */
export async function reportFor(deps: ReportDeps, actor: SignedIn, deed: Deed, year?: number): Promise<Report> {
  const reach = reachOf(actor, deed);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const today = dayOf(deps.clock.now());
  const plan = year === undefined ? planOn(deps.plans, today) : deps.plans.get(year);
  if (!plan) throw new Refusal('not-found', '还没有学法计划。');
  const units = await allUnits(deps.db);
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  let query = deps.db.selectFrom('person').select(['id', 'staff_no', 'name', 'unit_id']).where('state', '=', 'active');
  if (reach !== 'everywhere') query = query.where('unit_id', 'in', [...mine]);
  const people = mine.size === 0 ? [] : await query.execute();
  const standings = await standingsOf(deps.db, plan, people.map((p) => p.id), today, reach === 'everywhere');
  const paths = new Map(units.map((u) => [u.id, unitPath(units, u.id)]));
  const rows = people.flatMap((p): ReportRow[] => {
    const found = standings.get(p.id);
    return found ? [{ id: p.id, staffNo: p.staff_no, name: p.name, unitId: p.unit_id, unit: paths.get(p.unit_id) ?? '', ...found }] : [];
  });
  rows.sort((a, b) => (a.unit === b.unit ? (a.staffNo < b.staffNo ? -1 : 1) : a.unit < b.unit ? -1 : 1));
  return { plan, today, units, mine, rows };
}
