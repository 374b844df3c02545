/** 导出: the report as rows of a sheet. Pure. */
import { neutral } from '../kernel/cell.ts';
import { creditsText, sentenceOf } from '../plans/say.ts';
import type { Plan } from '../plans/schema.ts';
import type { ReportRow } from './overview.ts';

export type SheetCell = string | number;

/** RFC 4180 with a mark that tells spreadsheets the encoding; what a program would run as a formula is neutralised here, whatever the sheet. */
export function csvOf(rows: readonly (readonly SheetCell[])[]): string {
  const quoted = (c: SheetCell): string => {
    const text = typeof c === 'number' ? String(c) : neutral(c);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Heading and rows. Credits are numbers, so that they can be added up; everything else is text. */
export function sheetOf(plan: Plan, rows: readonly ReportRow[]): SheetCell[][] {
  const categories = Object.entries(plan.categories);
  const head = ['工号', '姓名', '单位', '人员类别', '应得学分', '已得学分', ...categories.map(([, name]) => name), '学分达标', '考试', '最好成绩', '考试通过日期', '达标', '达标日期', '说明'];
  const body = rows.map(({ staffNo, name, unit, audiences, standing: s }): SheetCell[] => {
    const exam = s.exams[0];
    return [
      staffNo,
      name,
      unit,
      audiences.map((a) => plan.audiences[a]?.title ?? a).join('、'),
      s.needCenti / 100,
      s.haveCenti / 100,
      ...categories.map(([id]) => (s.shares.find((x) => x.category === id)?.haveCenti ?? 0) / 100),
      !s.owes ? '没有要求' : s.creditsMet ? '是' : `差 ${creditsText(s.owedCenti)}`,
      !exam ? '没有要求' : exam.state === 'passed' ? '已通过' : exam.state === 'untried' || exam.state === 'not-yet' ? '未参加' : '未通过',
      exam?.best ? exam.best.score : '',
      exam?.passedOn ?? '',
      !s.owes ? '没有要求' : s.met ? '是' : '否',
      s.metOn ?? '',
      sentenceOf(s),
    ];
  });
  return [head, ...body];
}
