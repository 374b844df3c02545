/**
 * 宪法宣传周: dates and theme stand in a file only when the year's notice (or a report of it) was
 * seen, and make sense together. Nothing is carried over from the year before.
 */
import { daysBetween } from '../kernel/day.ts';
import type { Issue } from '../kernel/issue.ts';
import type { Week } from '../library/schema-rooms.ts';
import { issueAt, type Rule } from './material.ts';

type Said = readonly [path: readonly string[], code: string, message: string, hint: string, level?: 'warning'];

function wrong(week: Week): Said | undefined {
  const { from, to } = week;
  if (!/^20\d\d$/.test(week.id)) return [[], 'file-name', `“${week.id}”不是年份。`, '文件名写成 2026.yaml'];
  if (!week.announced) {
    const given = (['from', 'to', 'theme'] as const).find((field) => week[field] !== undefined);
    return given && [[given], 'week-unannounced', `还没有通知，却写了“${given}”。`, '见到通知后把 announced 改成 true；没有通知就删掉这一行，不照抄去年'];
  }
  if (!from || !to) return [[from ? 'to' : 'from'], 'week-dates', '写了 announced: true，没有写全起止日期。', '照通知写 from 和 to'];
  if (to < from) return [['to'], 'week-dates', '结束的日子早于开始的日子。', '照通知改'];
  if (!from.startsWith(week.id) || !to.startsWith(week.id)) return [['from'], 'week-year', `日期不在 ${week.id} 年。`, '照通知改，或者改文件名'];
  if (daysBetween(from, to) > 13) return [['to'], 'week-dates', '这个“周”超过两个星期。', '照通知改'];
  if (week.confidence === '已核实' && !week.source) return [['confidence'], 'week-source', '写了“已核实”，没有写通知是谁发的。', '加一行 source: 发通知的单位、通知的名称'];
  const day = `${week.id}-12-04`;
  if (day < from || day > to) return [['from'], 'week-without-day', '这个周没有包住 12 月 4 日。', '再对一遍通知', 'warning'];
  return undefined;
}

/** From this day on someone should look for the year's notice. */
const LOOK_FROM = '11-15';

export const weeks: Rule = (material): Issue[] => {
  const all = material.library.weeks.flatMap((week) => {
    const said = wrong(week);
    if (said) {
      const [path, code, message, hint, level = 'error'] = said;
      return [issueAt(material, `weeks/${week.id}`, path, { code, level, message, hint })];
    }
    return [];
  });
  const year = material.today.slice(0, 4);
  const season = material.today >= `${year}-${LOOK_FROM}` && material.today <= `${year}-12-10`;
  const now = material.library.weeks.find((week) => week.id === year);
  // A file that broke its schema has been spoken of already.
  const broken = !now && material.sources.has(`weeks/${year}`);
  if (!season || now?.announced || broken || material.library.weeks.length === 0) return all;
  const what = { code: 'week-notice', level: 'warning', message: `${year} 年宪法宣传周的日期和主题还没有填。`, hint: `找到今年的通知，照样子填 content/weeks/${year}.yaml；没有通知就先这样` } as const;
  return [...all, issueAt(material, now ? `weeks/${year}` : `content/weeks/${year}.yaml`, ['announced'], what)];
};
