import { describe, expect, it } from 'vitest';
import { attendanceText, readAttendance, type Candidate } from './attendance.ts';

const zhou: Candidate = { id: 'p1', staffNo: '0012', name: '周敏' };
const wu: Candidate = { id: 'p2', staffNo: '0013', name: '吴 静' };
const known = new Map([zhou, wu].map((p) => [p.staffNo, p]));
const sheet = (...lines: string[]) => lines.map((line, i) => ({ row: i + 1, cells: line.split(',').map((text) => ({ text })) }));
const read = (...lines: string[]) => readAttendance(sheet(...lines), known, new Set());

describe('a list of those present', () => {
  it('is read in whatever order of columns, names with or without blanks, blank rows left out', () => {
    expect(read('姓名,工号,备注', '周敏,０012,早到', ',,', '吴静,0013,')).toEqual({ issues: [], people: [zhou, wu], already: [] });
  });

  it('needs no names', () => {
    expect(read('工号', '0013').people).toEqual([wu]);
  });

  it('tells apart who was recorded before', () => {
    expect(readAttendance(sheet('工号', '0012', '0013'), known, new Set(['p1']))).toEqual({ issues: [], people: [wu], already: [zhou] });
  });

  it.each([
    [[], '文件是空的'],
    [['姓名', '周敏'], '没有“工号”这一列'],
    [['工号,姓名'], '没有人'],
    [['工号', ...Array.from({ length: 3001 }, (_, i) => `X${i}`)], '3001 行'],
    [['工号,姓名', ',周敏'], '第 2 行：没有工号（周敏）'],
    [['工号', '0012', '0012'], '第 3 行：工号 0012 和第 2 行重复'],
    [['工号', '9999'], '第 2 行：没有工号 9999'],
    [['工号,姓名', '0012,吴静'], '第 2 行：工号 0012 登记的姓名不是“吴静”'],
  ])('%j: %s', (lines, says) => {
    expect(read(...lines).issues.map(attendanceText).join()).toContain(says);
  });

  it('never prints who a number belongs to when the name is another', () => {
    expect(read('工号,姓名', '0012,吴静').issues.map(attendanceText).join()).not.toContain('周敏');
  });

  it('says that a spreadsheet lost digits', () => {
    const rows = [...sheet('工号'), { row: 2, cells: [{ text: '1234567890123456000', lost: true }] }];
    expect(readAttendance(rows, known, new Set()).issues.map(attendanceText).join()).toContain('文本');
  });
});
