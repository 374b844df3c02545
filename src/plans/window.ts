/** Windows of a plan's exams: whole days, or days with a time (`2026-12-20 23:50`). */
import { z } from 'zod';
import { endOfDay, isDay, startOfDay } from '../kernel/day.ts';

const FORM = /^(\d{4}-\d{2}-\d{2})(?: ((?:[01]\d|2[0-3]):[0-5]\d|24:00))?$/;

const partsOf = (text: string): { readonly day: string; readonly time: string | undefined } | undefined => {
  const [, day, time] = FORM.exec(text) ?? [];
  return day !== undefined && isDay(day) ? { day, time } : undefined;
};
const msOfParts = (day: string, time: string): number => startOfDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** A day, or a day and a minute in Asia/Shanghai. */
export const moment = z.string().refine((text) => partsOf(text) !== undefined, '写成 2026-12-20 或 2026-12-20 23:50 的样子');

/** When a window that opens then begins, ms: a whole day at 0:00. NaN when it is no moment. */
export function openingOf(text: string): number {
  const parts = partsOf(text);
  return parts ? (parts.time ? msOfParts(parts.day, parts.time) : startOfDay(parts.day)) : NaN;
}

/** When a window that closes then ends, ms: a whole day at 24:00. NaN when it is no moment. */
export function closingOf(text: string): number {
  const parts = partsOf(text);
  return parts ? (parts.time ? msOfParts(parts.day, parts.time) : endOfDay(parts.day)) : NaN;
}
