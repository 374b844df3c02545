/**
 * Days and instants. All of China keeps one time, UTC+8 without summer time
 * (since 1992), so a day is an offset and needs no time-zone tables.
 */

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Compares as text. */
export type Day = string;
/** An instant, ISO-8601 in UTC with milliseconds (`2026-12-20T15:59:59.999Z`). Compares as text. */
export type Instant = string;

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The instant of `ms` milliseconds since 1970. */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString();

/** Milliseconds since 1970 of an instant; `NaN` when it is none. */
export const msOf = (instant: Instant): number => Date.parse(instant);

/** The day in Asia/Shanghai on which the instant falls. */
export const dayOf = (ms: number): Day => new Date(ms + OFFSET_MS).toISOString().slice(0, 10);

/** The day in Asia/Shanghai on which the instant falls: until 16:00 UTC the date it names. */
export const dayOfInstant = (instant: Instant): Day => (instant.slice(11, 13) < '16' ? instant.slice(0, 10) : dayOf(msOf(instant)));

/** Whether `text` names a day that exists (2026-02-29 does not). */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The first millisecond of the day, in ms since 1970. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;

/** The first millisecond after the day (24:00), in ms since 1970: windows that close "on" a day end here. */
export const endOfDay = (day: Day): number => startOfDay(day) + DAY_MS;

/** The day `n` days after (before, when negative) `day`. */
export const addDays = (day: Day, n: number): Day => dayOf(startOfDay(day) + n * DAY_MS);

/** The same day `n` months after (before, when negative), or the last day of a month that has no such day (31 August and six months: 28 February). */
export function addMonths(day: Day, n: number): Day {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m + n, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + n, Math.min(d, last))).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export const daysBetween = (from: Day, to: Day): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);

/** `2026年12月4日`. */
export function dayInChinese(day: Day): string {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** `14:02:11` in Asia/Shanghai. */
export const timeOf = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(11, 19);

/** `2026-11-23 14:02` in Asia/Shanghai. */
export const minuteOf = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
