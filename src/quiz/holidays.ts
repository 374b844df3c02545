/** 法定节假日 of a year: Article 2 of the 全国年节及纪念日放假办法 as in force since 2025 (13 days). Moved days (调休) are announced year by year and not part of it. */
import { addDays, type Day } from '../kernel/day.ts';

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** The day of the year on which this lunar date falls (not in a leap month, whose number is written `6bis`). */
function lunarDay(year: number, wanted: string): Day | undefined {
  for (let day = `${year}-01-20`; day <= `${year}-10-31`; day = addDays(day, 1)) {
    if (lunar.format(Date.parse(`${day}T00:00:00Z`)) === wanted) return day;
  }
  return undefined;
}

/** 清明 of a year from 2000 to 2099, by the usual formula of the calendar. */
const qingming = (year: number): Day => `${year}-04-0${Math.floor(0.2422 * (year % 100) + 4.81) - Math.floor((year % 100) / 4)}`;

/** The statutory days of the year (2000 to 2099), sorted: 元旦 1, 春节 4 with its eve, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. */
export function statutoryHolidays(year: number): Day[] {
  const spring = lunarDay(year, '1/1');
  const days = [
    `${year}-01-01`,
    ...(spring ? [-1, 0, 1, 2].map((n) => addDays(spring, n)) : []),
    qingming(year),
    ...['05-01', '05-02', '10-01', '10-02', '10-03'].map((d) => `${year}-${d}`),
    ...['5/5', '8/15'].flatMap((d) => lunarDay(year, d) ?? []),
  ];
  return [...new Set(days)].sort();
}
