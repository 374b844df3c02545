/** Sheets as files. */
import { COLUMNS } from '../../accounts/people-sheet.ts';
import type { Opened } from '../../accounts/server/import.ts';
import { neutral } from '../../kernel/cell.ts';
import type { SheetCell } from '../sheet.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface SheetOf {
  readonly name: string;
  /** The first row is the heading and stays in sight. */
  readonly rows: readonly (readonly SheetCell[])[];
  readonly widths?: readonly number[];
}

/** Texts are written as texts, 0012 stays 0012, and what a program would run as a formula is neutralised here, whatever the sheet. */
export async function xlsxFile(sheets: readonly SheetOf[]): Promise<Buffer> {
  const made = sheets.map(({ name, rows: [head = [], ...rows], widths = [] }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((_, i) => ({ width: widths[i] ?? 14 })),
    data: [
      head.map((value) => ({ value: neutral(String(value)), type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value: neutral(value), type: String, format: '@' }))),
    ],
  }));
  // Loaded with the first file: a restart on exam day must not wait for it.
  const { default: writeXlsx } = await import('write-excel-file/node');
  return writeXlsx(made).toBuffer();
}

/** A file of one sheet. */
export const xlsxOf = (name: string, rows: readonly (readonly SheetCell[])[], widths: readonly number[] = []): Promise<Buffer> => xlsxFile([{ name, rows, widths }]);

/** The empty list to fill in, with one example of each audience. */
export function templateSheet(audiences: readonly string[], unit: string): SheetCell[][] {
  const example = (i: number, audience: string): SheetCell[] => [`示例00${i + 1}（请删除本行）`, `张三${i + 1}`, unit, audience, i === 0 ? 'zhangsan@example.com' : '', '', i === 0 ? '2026-3-1' : '', ''];
  return [[...COLUMNS], ...audiences.map((a, i) => example(i, a))];
}

/** The list that an organiser hands over, once. */
export const passwordSheet = (opened: readonly Opened[]): SheetCell[][] => [
  ['工号', '姓名', '单位', '初始密码', '说明'],
  ...opened.map((o) => [o.staffNo, o.name, o.unit, o.password, '首次登录后必须修改；请当面或密封交给本人，交完销毁本表']),
];

