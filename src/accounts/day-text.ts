/** Days as offices write them. Pure. */
import { isDay, type Day } from '../kernel/day.ts';

export const DAY_FORMS = '写成 2026-3-1、2026/3/1、2026.3.1、2026年3月1日 或 20260301 的样子';

/** Nobody serves since before, and no paper reaches beyond. */
const FIRST = '1940-01-01';
const LAST = '2100-12-31';

/**
 * Reads a day: year first, with any of - / . 年月日 between, or eight digits; a time of day behind
 * it is dropped, as spreadsheets add one. Two-digit years and days written first could be
 * read two ways and are refused.
 */
export function readDay(text: string): { readonly day: Day } | { readonly say: string } {
  const tidy = text.normalize('NFKC').replace(/\s+/g, ' ').trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const parts = /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?$/.exec(tidy) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(tidy);
  if (!parts) {
    if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(tidy) || /^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(tidy)) return { say: `“${tidy}”看不出哪个是年、哪个是月，请把年份写在前面、写满四位，${DAY_FORMS}。` };
    if (/^\d{5}(\.\d+)?$/.test(tidy)) return { say: `“${tidy}”是表格软件的日期序号，请把这一列的格式设为“日期”或“文本”，再填一次。` };
    return { say: `“${tidy}”不是日期，请${DAY_FORMS}。` };
  }
  const day = [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-');
  if (!isDay(day)) return { say: `没有“${tidy}”这一天，请检查月份和日期。` };
  if (day < FIRST || day > LAST) return { say: `“${tidy}”的年份不对，请检查。` };
  return { day };
}
