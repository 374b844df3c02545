/** Whom somebody may see, and what of them. */
import { reachOf } from '../../accounts/server/api-kit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { allUnits } from '../../accounts/server/store.ts';
import type { Deed } from '../../accounts/roles.ts';
import { unitPath, unitsBelow, type Unit } from '../../accounts/units.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import { dayOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { planOn } from '../../plans/audiences.ts';
import type { Plan } from '../../plans/schema.ts';
import { standingsOf } from '../../plans/server/record.ts';
import type { Filter } from '../filter.ts';
import type { ReportRow } from '../overview.ts';
import type { Whom } from './jobs.ts';

export type ReportDeps = Pick<Deps, 'db' | 'clock'> & { readonly plans: ReadonlyMap<number, Plan> };

export interface Scope {
  readonly plan: Plan;
  readonly today: string;
  /** The whole tree, for paths; `mine` holds the ids within reach. */
  readonly units: readonly Unit[];
  readonly mine: ReadonlySet<string>;
  /** People within reach that the filter lets through. */
  readonly whom: Whom;
}

/**
 * What the actor's reach for the deed and the filter come to. Refuses `not-allowed` when the roles
 * reach nobody, `not-found` when there is no plan. A unit out of reach holds nobody.
 */
export async function scopeFor(deps: ReportDeps, actor: SignedIn, deed: Deed, filter: Filter = {}): Promise<Scope> {
  const reach = reachOf(actor, deed);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const today = dayOf(deps.clock.now());
  const plan = filter.year === undefined ? planOn(deps.plans, today) : deps.plans.get(filter.year);
  if (!plan) throw new Refusal('not-found', '还没有学法计划。');
  const units = await allUnits(deps.db);
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const below = filter.unit === undefined ? mine : new Set([...unitsBelow(units, [filter.unit])].filter((id) => mine.has(id)));
  const { audience, met, q } = filter;
  return { plan, today, units, mine, whom: { plan, today, units: below.size === units.length ? undefined : [...below].sort(), audience, met, q } };
}

/** The people, in this order, with all that their standing says; those who do not exist are left out. */
export async function rowsOf(on: Queryable, { plan, today, units }: Pick<Scope, 'plan' | 'today' | 'units'>, ids: readonly string[]): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  const paths = new Map<string, string>();
  const pathOf = (unit: string): string => {
    const known = paths.get(unit) ?? unitPath(units, unit);
    paths.set(unit, known);
    return known;
  };
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500);
    const people = new Map((await on.selectFrom('person').select(['id', 'staff_no', 'name', 'unit_id']).where('id', 'in', some).execute()).map((p) => [p.id, p]));
    const standings = await standingsOf(on, plan, some, today);
    for (const id of some) {
      const [p, found] = [people.get(id), standings.get(id)];
      if (p && found) rows.push({ id, staffNo: p.staff_no, name: p.name, unitId: p.unit_id, unit: pathOf(p.unit_id), ...found });
    }
  }
  return rows;
}
