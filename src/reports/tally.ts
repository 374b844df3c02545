/** The counts of many people: in all, by unit, audience, category and month. Pure. */
import type { Month } from '../credits/months.ts';
import type { Day } from '../kernel/day.ts';
import type { Plan } from '../plans/schema.ts';
import { addMonths, monthsTo, nobody, toldOf, type CategoryFigures, type Count, type Counted, type Figures, type MonthFigures } from './figures.ts';

/** Everything that the overview shows. */
export interface Tally {
  readonly total: Figures;
  /** By the unit that people belong to themselves, without those below. */
  readonly units: ReadonlyMap<string, Figures>;
  /** A person counts in each of their audiences. */
  readonly audiences: ReadonlyMap<string, Figures>;
  readonly categories: ReadonlyMap<string, CategoryFigures>;
  readonly months: readonly MonthFigures[];
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Counts person after person. */
export function tallier(plan: Plan, today: Day): { add(unitId: string, person: Counted): void; readonly tally: Tally } {
  const months: readonly Month[] = monthsTo(plan, today);
  const total = nobody();
  const units = new Map<string, Count>();
  const audiences = new Map<string, Count>();
  const categories = new Map<string, Open<CategoryFigures>>(Object.keys(plan.categories).map((id) => [id, { owed: 0, learned: 0, needed: 0, reached: 0, centi: 0 }]));
  const lines = months.map((month): Open<MonthFigures> => ({ month, learned: 0, sat: 0, passed: 0, met: 0 }));
  const of = (map: Map<string, Count>, id: string): Count => {
    const known = map.get(id) ?? nobody();
    map.set(id, known);
    return known;
  };
  return {
    tally: { total, units, audiences, categories, months: lines },
    add(unitId, person) {
      const counts = [total, of(units, unitId), ...person.audiences.map((id) => of(audiences, id))];
      if (!person.asked.owes) {
        for (const c of counts) c[person.exempt ? 'exempt' : 'free'] += 1;
        return;
      }
      const { need } = person.asked;
      const told = toldOf(plan, person);
      for (const c of counts) {
        c.owed += 1;
        if (told.learned) c.learned += 1;
        if (told.verdict.creditsMet) c.credits += 1;
        if (need.exams.length > 0) c.examined += 1;
        if (told.sat) c.sat += 1;
        if (told.passed) c.passed += 1;
        if (told.verdict.met) c.met += 1;
      }
      for (const [id, c] of categories) {
        const have = person.sums.find((s) => s.category === id)?.granted_centi ?? 0;
        const share = need.shares.get(id) ?? 0;
        c.owed += 1;
        c.centi += have;
        if (have > 0) c.learned += 1;
        if (share > 0) c.needed += 1;
        if (share > 0 && have >= share) c.reached += 1;
      }
      addMonths(plan, months, lines, person);
    },
  };
}
