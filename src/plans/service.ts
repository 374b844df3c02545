/**
 * 任职与折算: how much of the plan's window somebody serves, and what that part owes.
 * Reports know the first and the last day of service from `assignment`; the rest follows here.
 */
import { addDays, daysBetween, type Day } from '../kernel/day.ts';
import type { Plan } from './schema.ts';

/** From the first day of the first assignment to the last day of the last; `to` null while it lasts. */
export interface Service {
  readonly from: Day;
  readonly to: Day | null;
}

/** The part of the plan's window that somebody serves. */
export interface Part {
  /** Both inclusive, within the window. */
  readonly from: Day;
  readonly to: Day;
  /** In the unit of the plan's proration; `served` is less than `of`. */
  readonly unit: 'month' | 'day';
  readonly served: number;
  readonly of: number;
}

type Window = Pick<Plan, 'opens' | 'closes' | 'proration'>;

/** Why somebody with an audience of the plan owes nothing all the same. `later`: service begins after the window. */
export type Outside = 'left' | 'later' | 'short';

const within = (plan: Window, service: Service): { from: Day; to: Day } => ({
  from: service.from > plan.opens ? service.from : plan.opens,
  to: service.to !== null && service.to < plan.closes ? service.to : plan.closes,
});

/**
 * Whether the plan asks nothing because of the days of service. Who left before the window's
 * end owes nothing from the day after.
 * @param service undefined: unknown, which counts as the whole year.
 */
export function outsideOf(plan: Window, service: Service | undefined, today: Day): Outside | undefined {
  if (!service) return undefined;
  const { from, to } = within(plan, service);
  if (service.to !== null && service.to < plan.closes && service.to < today) return 'left';
  if (service.from > plan.closes) return 'later';
  return daysBetween(from, to) + 1 < (plan.proration?.leastDays ?? 0) ? 'short' : undefined;
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const startOfMonth = (month: number): Day => `${String(Math.floor((month - 1) / 12)).padStart(4, '0')}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;

/** Calendar months of the window that lie between the days: begun, or whole as far as the window reaches. */
function monthsServed(plan: Window, from: Day, to: Day): number {
  let served = 0;
  for (let month = monthOf(plan.opens); month <= monthOf(plan.closes); month++) {
    const first = startOfMonth(month) > plan.opens ? startOfMonth(month) : plan.opens;
    const end = addDays(startOfMonth(month + 1), -1);
    const last = end < plan.closes ? end : plan.closes;
    if (plan.proration?.months === 'full' ? from <= first && last <= to : from <= last && first <= to) served += 1;
  }
  return served;
}

/** The part of the year that is served; undefined for the whole year, and where the plan does not prorate. */
export function partOf(plan: Window, service: Service | undefined): Part | undefined {
  if (!plan.proration || !service) return undefined;
  const { from, to } = within(plan, service);
  const unit = plan.proration.by;
  const of = unit === 'day' ? daysBetween(plan.opens, plan.closes) + 1 : monthOf(plan.closes) - monthOf(plan.opens) + 1;
  const served = from > to ? 0 : unit === 'day' ? daysBetween(from, to) + 1 : monthsServed(plan, from, to);
  return served >= of ? undefined : { from, to, unit, served, of };
}

const ROUND = { up: Math.ceil, down: Math.floor, nearest: Math.round } as const;

/** An amount for part of the year, in hundredths: rounded to the plan's step, never above the whole. */
export function prorated(plan: Pick<Plan, 'proration'>, centi: number, part: Part | undefined): number {
  if (!plan.proration || !part) return centi;
  const { round, to } = plan.proration;
  // Whole numbers on both sides of one division: a half stays a half.
  return Math.min(centi, ROUND[round]((centi * part.served) / (part.of * to)) * to);
}
