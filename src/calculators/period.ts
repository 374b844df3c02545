/** Stretches of time as labour law counts them: by the calendar, the last day included. */
import { addDays, addMonths, dayInChinese, daysBetween, type Day } from '../kernel/day.ts';
import type { Month } from './define.ts';

/** Whole years, whole months and days of a stretch. */
export interface Stretch {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Whole months from `from` to the day before `end`. */
function wholeMonths(from: Day, end: Day): number {
  const index = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const most = index(end) - index(from);
  return addMonths(from, most) <= end ? most : most - 1;
}

/** From `from` to `last`, both days included: 15 April 2019 to 14 April 2020 is one year. `last` is not earlier than `from`. */
export function stretchOf(from: Day, last: Day): Stretch {
  const end = addDays(last, 1);
  const months = wholeMonths(from, end);
  return { years: Math.floor(months / 12), months: months % 12, days: daysBetween(addMonths(from, months), end) };
}

/** `7 年 7 个月零 6 天`, `3 个月`, `2 年`. */
export function stretchSaid({ years, months, days }: Stretch): string {
  const whole = [years > 0 && `${years} 年`, months > 0 && `${months} 个月`].filter(Boolean).join(' ');
  return days === 0 ? whole || '0 天' : whole ? `${whole}零 ${days} 天` : `${days} 天`;
}

/** `2019年4月15日到2026年11月20日`. */
export const fromTo = (from: Day, last: Day): string => `${dayInChinese(from)}到${dayInChinese(last)}`;

/** Months since the year 0, so that months can be added and compared. */
export const monthIndex = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month `n` months after `month`. */
export function monthAfter(month: Month, n: number): Month {
  const index = monthIndex(month) + n;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** `2027年6月`. */
export const monthSaid = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;

/** `60 岁 6 个月`, `63 岁`, for an age in months. */
export const ageSaid = (months: number): string => `${Math.floor(months / 12)} 岁${months % 12 > 0 ? ` ${months % 12} 个月` : ''}`;

/** `15 年 6 个月`, `20 年`, `5 个月`. */
export const monthsSaid = (months: number): string => [months >= 12 && `${Math.floor(months / 12)} 年`, months % 12 > 0 && `${months % 12} 个月`].filter(Boolean).join(' ') || '0 个月';
