/**
 * 任职: where somebody belonged when. Each row is an event that begins a time: the regular ones
 * follow each other without a gap until somebody leaves, a secondment runs beside them. Pure.
 */
import { addDays, dayInChinese, type Day } from '../kernel/day.ts';

export const REASONS = ['entry', 'transfer', 'promotion', 'secondment', 'return', 'retirement', 'leaving'] as const;
export type Reason = (typeof REASONS)[number];

export const REASON_NAMES: Record<Reason, string> = {
  entry: '到岗',
  transfer: '调动',
  promotion: '职务变动',
  secondment: '借调',
  return: '借调返回',
  retirement: '退休',
  leaving: '离开',
};

export interface Assignment {
  readonly id: string;
  readonly unitId: string;
  readonly kind: 'regular' | 'secondment';
  readonly from: Day;
  /** The last day; null while it lasts. */
  readonly to: Day | null;
  readonly reason: string;
  readonly document: string;
}

/** First day of a time whose beginning nobody recorded. */
export const SINCE_EVER: Day = '0001-01-01';

export const reasonName = (reason: string): string => (Object.hasOwn(REASON_NAMES, reason) ? REASON_NAMES[reason as Reason] : reason);

export interface ServiceEvent {
  readonly reason: Reason;
  /** First day of the new state; of retirement and leaving the last day of service. */
  readonly day: Day;
  /** Of entry, transfer, secondment; of a promotion only when the unit changes too. */
  readonly unitId?: string | undefined;
  /** Last day of a secondment, when it is known. */
  readonly until?: Day | undefined;
  readonly document: string;
}

/** Why an event does not fit, beside the field to be mended. */
export interface Unfit {
  readonly field: 'day' | 'unit' | 'until';
  readonly say: string;
}

const covers = (row: Assignment, day: Day): boolean => row.from <= day && (row.to === null || day <= row.to);
const byDay = (a: Assignment, b: Assignment): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);
export const regularOf = (rows: readonly Assignment[]): Assignment[] => rows.filter((r) => r.kind === 'regular').sort(byDay);
const secondmentsOf = (rows: readonly Assignment[]): Assignment[] => rows.filter((r) => r.kind === 'secondment').sort(byDay);

/** The row by which somebody left; undefined while they serve or will serve. */
export function leavingOf(rows: readonly Assignment[]): (Assignment & { readonly to: Day }) | undefined {
  const last = regularOf(rows).at(-1);
  return last && last.to !== null && (last.reason === 'retirement' || last.reason === 'leaving') ? { ...last, to: last.to } : undefined;
}

/** Whether somebody had left by this day: the last day of service is still served. */
export const goneOn = (rows: readonly Assignment[], day: Day): boolean => {
  const left = leavingOf(rows.filter((r) => r.from <= day));
  return left !== undefined && left.to < day;
};

/** The unit in which somebody counts on a day: that of a secondment before the regular one. Before the first day the first, after the last the last. */
export function unitOn(rows: readonly Assignment[], day: Day): string | undefined {
  const away = secondmentsOf(rows).find((r) => covers(r, day));
  if (away) return away.unitId;
  const regular = regularOf(rows);
  return (regular.filter((r) => r.from <= day).at(-1) ?? regular[0])?.unitId;
}

/** The rows of somebody for whom nothing is recorded yet: in the present unit, since when nobody knows. */
export const baseRows = (unitId: string, id: string): Assignment[] => [{ id, unitId, kind: 'regular', from: SINCE_EVER, to: null, reason: 'entry', document: '' }];

/**
 * The rows with one more event. Dates may lie before others that are recorded: late paperwork
 * takes its place among them.
 * @param nameOf path of a unit, for messages.
 */
export function recordEventIn(rows: readonly Assignment[], event: ServiceEvent, newId: () => string, nameOf: (unitId: string) => string): { readonly rows: Assignment[] } | Unfit {
  const { day } = event;
  const regular = regularOf(rows);
  const away = secondmentsOf(rows);
  if (event.reason === 'entry') return enter(regular, away, event, newId);
  const left = leavingOf(rows);
  if (left && day > left.to) return { field: 'day', say: `此人 ${dayInChinese(left.to)}已经${reasonName(left.reason)}。重新到岗请先登记“到岗”。` };
  const cover = regular.find((r) => covers(r, day));
  const first = regular[0];
  if (!cover || !first) return { field: 'day', say: first ? `此人 ${dayInChinese(first.from)}才到岗，日期不能比这更早。` : '还没有登记到岗，请先登记“到岗”。' };
  if (event.reason === 'secondment') return second(regular, away, cover, event, newId, nameOf);
  if (cover.from === day) return { field: 'day', say: `${dayInChinese(day)}已经登记了“${reasonName(cover.reason)}”，同一天不能再登记一次。那一条填错了，请先撤销它。` };
  const end = event.reason === 'retirement' || event.reason === 'leaving';
  const later = end && [...regular, ...away].find((r) => r.from > day);
  if (later) return { field: 'day', say: `${dayInChinese(later.from)}还登记了“${reasonName(later.reason)}”，请先撤销那一条，再登记${reasonName(event.reason)}。` };
  const unitId = event.unitId ?? cover.unitId;
  if (event.reason === 'transfer' && unitId === cover.unitId) return { field: 'unit', say: `${dayInChinese(day)}此人已经在“${nameOf(unitId)}”，不用调动。请选调往的单位。` };
  const row: Assignment = { id: newId(), unitId: end || event.reason === 'return' ? cover.unitId : unitId, kind: 'regular', from: day, to: end ? day : cover.to, reason: event.reason, document: event.document };
  let seconded = away;
  if (event.reason === 'return') {
    const on = away.find((r) => r.from < day && (r.to === null || r.to >= addDays(day, -1)));
    if (!on) return { field: 'day', say: '这一天的前一天没有在借调，不用登记返回。返回日是回到本单位的第一天。' };
    seconded = away.map((r) => (r === on ? { ...r, to: addDays(day, -1) } : r));
  }
  if (end) seconded = away.map((r) => (r.to === null || r.to > day ? { ...r, to: day } : r));
  return { rows: [...regular.map((r) => (r === cover ? { ...r, to: addDays(day, -1) } : r)), row, ...seconded].sort(byDay) };
}

/** Coming, coming back, or telling the day that was not known. */
function enter(regular: readonly Assignment[], away: readonly Assignment[], event: ServiceEvent, newId: () => string): { readonly rows: Assignment[] } | Unfit {
  const first = regular[0];
  const { day, document } = event;
  if (!first || leavingOf(regular)) {
    const left = leavingOf(regular);
    if (left && day <= left.to) return { field: 'day', say: `此人 ${dayInChinese(left.to)}才${reasonName(left.reason)}，重新到岗要晚于那一天。` };
    if (!event.unitId) return { field: 'unit', say: '请选到岗的单位。' };
    return { rows: [...regular, { id: newId(), unitId: event.unitId, kind: 'regular' as const, from: day, to: null, reason: 'entry', document }, ...away].sort(byDay) };
  }
  if (first.from !== SINCE_EVER) return { field: 'day', say: `已经登记 ${dayInChinese(first.from)}到岗。换单位请登记“调动”；日期填错了，请先撤销那一条。` };
  const before = [...regular.slice(1), ...away].find((r) => r.from <= day);
  if (before ?? (first.to !== null && day > first.to)) return { field: 'day', say: `${dayInChinese((before ?? first).from)}已经登记了“${reasonName((before ?? first).reason)}”，到岗要早于那一天。` };
  return { rows: [{ ...first, from: day, document }, ...regular.slice(1), ...away].sort(byDay) };
}

function second(regular: readonly Assignment[], away: readonly Assignment[], cover: Assignment, event: ServiceEvent, newId: () => string, nameOf: (unitId: string) => string): { readonly rows: Assignment[] } | Unfit {
  const { day, unitId, document } = event;
  const until = event.until ?? null;
  if (!unitId) return { field: 'unit', say: '请选借调到的单位。' };
  if (unitId === cover.unitId) return { field: 'unit', say: `此人本来就在“${nameOf(unitId)}”。请选借调到的单位。` };
  if (until !== null && until < day) return { field: 'until', say: '借调结束的日期早于开始的日期，请检查。' };
  const left = leavingOf(regular);
  if (left && (until === null || until > left.to)) return { field: 'until', say: `此人 ${dayInChinese(left.to)}${reasonName(left.reason)}，借调最晚到那一天。` };
  const other = away.find((r) => (until === null || r.from <= until) && (r.to === null || day <= r.to));
  if (other) {
    const time = `${dayInChinese(other.from)}起${other.to ? `到 ${dayInChinese(other.to)}` : ''}`;
    return { field: 'day', say: `和另一次借调重叠：${time}借调在“${nameOf(other.unitId)}”。请先登记“借调返回”，或者改日期。` };
  }
  return { rows: [...regular, ...away, { id: newId(), unitId, kind: 'secondment' as const, from: day, to: until, reason: 'secondment', document }].sort(byDay) };
}

/** The rows without one that was recorded by mistake; what was before it lasts on. */
export function withdraw(rows: readonly Assignment[], id: string): { readonly rows: Assignment[] } | { readonly say: string } {
  const row = rows.find((r) => r.id === id);
  if (!row) return { say: '这一条已经撤销了。' };
  const others = rows.filter((r) => r.id !== id);
  if (row.kind === 'secondment') {
    const back = row.to !== null && others.some((r) => r.reason === 'return' && r.from === addDays(row.to ?? '', 1));
    return back ? { say: '这次借调已经登记返回，请先撤销返回那一条。' } : { rows: others };
  }
  const regular = regularOf(rows);
  const at = regular.indexOf(row);
  const before = regular[at - 1];
  if (!before) return others.length > 0 ? { say: '后面还有别的登记，请从最后一条开始撤销。' } : { rows: [] };
  if (leavingOf([before])) return at < regular.length - 1 ? { say: '这次到岗以后还有别的登记，请从最后一条开始撤销。' } : { rows: others };
  const to = row.reason === 'retirement' || row.reason === 'leaving' ? null : row.to;
  return {
    rows: others.map((r) => {
      if (r === before) return { ...r, to };
      return row.reason === 'return' && r.kind === 'secondment' && r.to === addDays(row.from, -1) ? { ...r, to: longest(r, others) } : r;
    }),
  };
}

/** How long a secondment may last: to the day somebody leaves, or the day before the next one; null when nothing ends it. */
function longest(row: Assignment, rows: readonly Assignment[]): Day | null {
  const next = secondmentsOf(rows).find((r) => r.from > row.from);
  return next ? addDays(next.from, -1) : (leavingOf(rows)?.to ?? null);
}

/** `2026年3月1日起` and so on, for the timeline. */
export const timeSays = (row: Pick<Assignment, 'from' | 'to'>): string => {
  const from = row.from === SINCE_EVER ? '此前' : dayInChinese(row.from);
  if (row.to === row.from) return from;
  return row.to === null ? (row.from === SINCE_EVER ? '一直' : `${from}起`) : `${from}至 ${dayInChinese(row.to)}`;
};
