/**
 * What the hub of the constitution says on a day: before, on, during and after 国家宪法日 and
 * 宪法宣传周. The day is fixed by law (法治宣传教育法 art. 13); dates and theme of the week are
 * announced each year, so without this year's notice only the day is spoken of.
 *
 * Runs at build and again in the browser, where a kept or old page is put right.
 */
import { addDays, daysBetween, type Day } from '../kernel/day.ts';
import type { Week } from './schema-rooms.ts';

/** quiet: the rest of the year. day: 4 December itself, also when it lies in the week. */
export type WeekPhase = 'quiet' | 'before' | 'during' | 'day' | 'after';

/** What one may do, the most fitting first. */
export type WeekDeed = 'quiz' | 'kit' | 'read';

/** What the page shows. */
export interface WeekWords {
  readonly phase: WeekPhase;
  readonly headline: string;
  readonly lines: readonly string[];
  readonly deeds: readonly WeekDeed[];
}

/** The parts of a year's file that the page needs. */
export type WeekFacts = Pick<Week, 'id' | 'announced' | 'from' | 'to' | 'theme' | 'confidence'>;

/** An announced week is spoken of this many days ahead; without a notice, from 1 October. */
const AHEAD = 60;

interface Span {
  readonly from: Day;
  readonly to: Day;
}
const spanOf = (week: WeekFacts | undefined): Span | undefined => (week?.announced && week.from && week.to ? { from: week.from, to: week.to } : undefined);

/** The phase that `day` falls in. */
export function phaseOn(day: Day, week: WeekFacts | undefined): WeekPhase {
  const year = day.slice(0, 4);
  const span = spanOf(week);
  if (day === `${year}-12-04`) return 'day';
  if (!span) return day > `${year}-12-04` ? 'after' : day >= `${year}-10-01` ? 'before' : 'quiet';
  if (day >= span.from && day <= span.to) return 'during';
  if (day > span.to) return day < `${year}-12-04` ? 'before' : 'after';
  return day >= addDays(span.from, -AHEAD) ? 'before' : 'quiet';
}

/** `12 月 4 日`. */
export const monthDay = (day: Day): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
/** `星期五`; 2024-01-01 was a Monday. */
const weekday = (day: Day): string => `星期${WEEKDAYS[((daysBetween('2024-01-01', day) % 7) + 7) % 7]}`;
/** `12 月 1 日至 7 日`, `11 月 29 日至 12 月 5 日`. */
export const spanText = ({ from, to }: Span): string => `${monthDay(from)}至${from.slice(0, 7) === to.slice(0, 7) ? ` ${Number(to.slice(8))} 日` : ` ${monthDay(to)}`}`;

/** Everything the hub says on `day`. `weeks` are all years on file. */
export function weekWords(day: Day, weeks: readonly WeekFacts[]): WeekWords {
  const year = day.slice(0, 4);
  const week = weeks.find((w) => w.id === year);
  const span = spanOf(week);
  const phase = phaseOn(day, week);
  const fourth = `${year}-12-04`;
  const left = daysBetween(day, fourth);
  const theDay = left > 1 ? `12 月 4 日（${weekday(fourth)}）是国家宪法日，还有 ${left} 天。` : left === 1 ? '明天，12 月 4 日，是国家宪法日。' : '';
  const theme = span && week?.theme ? [`主题：${week.theme}`] : [];
  const unsure = span && week?.confidence !== '已核实' ? ['日期依据转述，没有见到通知原文，办活动以通知为准。'] : [];
  const notice = `${year} 年宪法宣传周的起止日期和主题，以当年的正式通知为准。通知还没有收到，这里不写日期，也不照抄去年的。`;
  switch (phase) {
    case 'before':
      if (!span) return { phase, headline: left === 1 ? '明天是国家宪法日' : `离国家宪法日还有 ${left} 天`, lines: [left === 1 ? '1982 年 12 月 4 日，现行宪法通过并公布施行。' : `12 月 4 日（${weekday(fourth)}）是国家宪法日，法律写明的就是这一天。`, notice], deeds: ['kit', 'quiz', 'read'] };
      if (day > span.to) return { phase, headline: `离国家宪法日还有 ${left} 天`, lines: ['今年的宪法宣传周已经结束。', theDay], deeds: ['quiz', 'kit', 'read'] };
      return { phase, headline: `宪法宣传周还有 ${daysBetween(day, span.from)} 天开始`, lines: [`${year} 年宪法宣传周：${spanText(span)}。`, ...theme, theDay, ...unsure], deeds: ['kit', 'quiz', 'read'] };
    case 'day':
      return {
        phase,
        headline: '今天是国家宪法日',
        lines: ['1982 年的今天，现行宪法通过并公布施行。', ...(span && day >= span.from && day <= span.to ? [`宪法宣传周：${spanText(span)}，今天是第 ${daysBetween(span.from, day) + 1} 天。`, ...theme, ...unsure] : []), ...(span ? [] : [notice])],
        deeds: ['quiz', 'read', 'kit'],
      };
    case 'during':
      return { phase, headline: '宪法宣传周正在进行', lines: [span ? `${spanText(span)}，今天是第 ${daysBetween(span.from, day) + 1} 天。` : '', ...theme, theDay, ...unsure].filter(Boolean), deeds: ['quiz', 'read', 'kit'] };
    case 'after':
      return {
        phase,
        headline: span ? '今年的宪法宣传周已经结束' : '今年的国家宪法日已经过去',
        lines: [span ? `${year} 年宪法宣传周是${spanText(span)}。资料留在这里，全年可用。` : `资料留在这里，全年可用。${year} 年宣传周哪天结束，以当年的正式通知为准。`, ...theme, ...unsure],
        deeds: ['read', 'quiz', 'kit'],
      };
    case 'quiet':
      return { phase, headline: '宪法，不只在宣传周里讲', lines: ['每年 12 月 4 日是国家宪法日。宪法宣传周的日期和主题每年另行通知，收到以后写在这里。'], deeds: ['read', 'quiz', 'kit'] };
  }
}

/** Past years for the list: `2025 年　12 月 1 日至 7 日`. */
export const pastWeeks = (day: Day, weeks: readonly WeekFacts[]): readonly { year: string; dates: string; theme: string | undefined; confidence: string }[] =>
  weeks
    .flatMap((week) => {
      const span = spanOf(week);
      return span && span.to < day ? [{ year: week.id, dates: spanText(span), theme: week.theme, confidence: week.confidence as string }] : [];
    })
    .sort((a, b) => (a.year < b.year ? 1 : -1));
