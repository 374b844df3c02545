/** What was earned when, and by what: sums for the learner's page. Pure. */
import { kindOf, type CapEntry } from '../credits/caps.ts';
import type { Day } from '../kernel/day.ts';

export interface MonthSum {
  /** `2026-03`. */
  readonly month: string;
  /** Granted on its days, reversals taken off, in hundredths. */
  readonly centi: number;
  /** Begins after today. */
  readonly ahead: boolean;
}

const monthOf = (day: Day): string => day.slice(0, 7);
const next = (month: string): string => {
  const [y = 0, m = 0] = month.split('-').map(Number);
  return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`;
};

/** Every month from the first to the last that the plan or an entry touches. */
export function monthsOf(opens: Day, closes: Day, entries: readonly { readonly on_day: Day; readonly granted_centi: number }[], today: Day): MonthSum[] {
  const sums = new Map<string, number>();
  for (const e of entries) sums.set(monthOf(e.on_day), (sums.get(monthOf(e.on_day)) ?? 0) + e.granted_centi);
  const all = [monthOf(opens), monthOf(closes), ...sums.keys()].sort();
  const out: MonthSum[] = [];
  for (let month = all[0] ?? monthOf(opens); month <= (all.at(-1) ?? month); month = next(month)) out.push({ month, centi: sums.get(month) ?? 0, ahead: month > monthOf(today) });
  return out;
}

/** Granted by kind of learning, in hundredths; carried credit of no kind counts as `carry`. */
export function kindsIn(entries: readonly CapEntry[]): Map<string, number> {
  const byId = new Map(entries.map((e) => [e.id, e]));
  const sums = new Map<string, number>();
  for (const e of entries) {
    const kind = kindOf(e, byId) || 'carry';
    sums.set(kind, (sums.get(kind) ?? 0) + e.granted_centi);
  }
  return sums;
}
