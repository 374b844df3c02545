/** 到场名单: what a sheet says, compared with who is known. Pure. */
import type { SheetRow } from '../accounts/people-sheet.ts';

/** A person who may be recorded as present. */
export interface Candidate {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
}

/** A mistake by its row; 0: the file as a whole. */
export interface AttendanceIssue {
  readonly row: number;
  readonly say: string;
}

export interface Attendance {
  readonly issues: readonly AttendanceIssue[];
  /** To be recorded, in the order of the file. */
  readonly people: readonly Candidate[];
  /** On the list and recorded before. */
  readonly already: readonly Candidate[];
}

export const MOST_PRESENT = 3000;

const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').trim();
const NUMBER = new Set(['工号', '人员编号', '员工号']);
const NAME = new Set(['姓名', '名字']);

/** 第 5 行：没有这个工号。 */
export const attendanceText = (i: AttendanceIssue): string => (i.row === 0 ? i.say : `第 ${i.row} 行：${i.say}`);

/**
 * Reads a list with a column 工号 and, to be safe, 姓名. With any mistake nobody is recorded.
 * @param known by staff number, those who may be recorded.
 * @param present ids of those recorded before.
 */
export function readAttendance(rows: readonly SheetRow[], known: ReadonlyMap<string, Candidate>, present: ReadonlySet<string>): Attendance {
  const filled = rows.filter((r) => r.cells.some((c) => c.text.trim() !== ''));
  const [head, ...rest] = filled;
  const nobody = (say: string): Attendance => ({ issues: [{ row: 0, say }], people: [], already: [] });
  if (!head) return nobody('文件是空的。第一行写表头“工号”“姓名”，下面每行一个人。');
  const heading = head.cells.map((c) => tidy(c.text));
  const [numberAt, nameAt] = [heading.findIndex((h) => NUMBER.has(h)), heading.findIndex((h) => NAME.has(h))];
  if (numberAt < 0) return nobody('表头里没有“工号”这一列。第一行写表头“工号”“姓名”，下面每行一个人。');
  if (rest.length === 0) return nobody('只有表头，没有人。');
  if (rest.length > MOST_PRESENT) return nobody(`一次最多 ${MOST_PRESENT} 人，这份有 ${rest.length} 行，请分成几份。`);

  const issues: AttendanceIssue[] = [];
  const seen = new Map<string, number>();
  const found: Candidate[] = [];
  for (const { row, cells } of rest) {
    const cell = cells[numberAt];
    const staffNo = tidy(cell?.text ?? '');
    const name = nameAt < 0 ? '' : tidy(cells[nameAt]?.text ?? '');
    const person = known.get(staffNo);
    const before = seen.get(staffNo);
    if (cell?.lost) issues.push({ row, say: '工号太长，表格软件把后几位丢了。请把工号列设为“文本”格式再填。' });
    else if (staffNo === '') issues.push({ row, say: `没有工号${name ? `（${name}）` : ''}。` });
    else if (before !== undefined) issues.push({ row, say: `工号 ${staffNo} 和第 ${before} 行重复，请删掉一行。` });
    else if (!person) issues.push({ row, say: `没有工号 ${staffNo}，或者不在这次活动的单位里。` });
    else if (name !== '' && name !== tidy(person.name)) issues.push({ row, say: `工号 ${staffNo} 登记的姓名不是“${name}”，请核对是不是写错了行。` });
    else found.push(person);
    if (staffNo !== '') seen.set(staffNo, before ?? row);
  }
  return { issues, people: found.filter((p) => !present.has(p.id)), already: found.filter((p) => present.has(p.id)) };
}
