import { describe, expect, it } from 'vitest';
import { planSchema } from '../plans/schema.ts';
import { standingOf } from '../plans/standing.ts';
import { filterFrom, filtered, queryOf } from './filter.ts';
import { overviewOf, percentMet, tallyOf, type ReportRow } from './overview.ts';
import { neutral } from '../kernel/cell.ts';
import { sheetOf } from './sheet.ts';

const plan = planSchema.parse({
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修' },
  audiences: { leader: { title: '领导', credits: 2, exam: 'annual' }, staff: { title: '一般', credits: 1 } },
  study: { secondsPerThousand: 60 }, courses: [], exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 1 }],
});
const units = [
  { id: 'top', parentId: null, name: '局' },
  { id: 'a', parentId: 'top', name: '甲' },
  { id: 'a1', parentId: 'a', name: '一股' },
  { id: 'b', parentId: 'top', name: '乙' },
  { id: 'empty', parentId: 'top', name: '空' },
];
const row = (id: string, unitId: string, audiences: string[], credits: number, passed: boolean): ReportRow => ({
  id, staffNo: id, name: `名${id}`, unitId, unit: unitId, audiences,
  standing: standingOf(plan, audiences, [{ category: 'must', granted_centi: credits * 100, on_day: '2026-03-01' }], passed ? [{ exam: 'annual', number: 1, makeup: false, state: 'handed', passed, score: 80, full: 100, on: '2026-11-02' }] : [], '2026-11-23'),
});
const rows = [row('1', 'a', ['leader'], 2, true), row('2', 'a1', ['leader'], 2, false), row('3', 'a1', ['staff'], 1, false), row('4', 'b', ['leader', 'staff'], 0, true), row('5', 'b', [], 0, false)];

describe('the overview', () => {
  const o = overviewOf(rows, units, ['leader', 'staff']);
  it('counts each person once, the exempt outside the denominator', () => {
    expect(o.total).toEqual({ owed: 4, credits: 3, exams: 3, met: 2, exempt: 1 });
  });
  it('counts units with what is below them, and shows no empty ones', () => {
    expect(o.units.map((u) => [u.path, u.depth, u.tally.owed, u.tally.met])).toEqual([['局', 0, 4, 2], ['局/乙', 1, 1, 0], ['局/甲', 1, 3, 2], ['局/甲/一股', 2, 2, 1]]);
  });
  it('counts somebody with two audiences in both', () => {
    expect(o.audiences.map((a) => [a.id, a.tally.owed])).toEqual([['leader', 3], ['staff', 2]]);
  });
  it('rounds down, and gives no percentage of nobody', () => {
    expect(percentMet({ ...o.total, owed: 1000, met: 999 })).toBe(99);
    expect(percentMet(tallyOf([]))).toBeUndefined();
  });
});

describe('the filter', () => {
  const found = (query: string) => filtered(rows, filterFrom(new URLSearchParams(query)), units).map((r) => r.id);
  it.each([
    ['', ['1', '2', '3', '4', '5']],
    ['unit=a', ['1', '2', '3']],
    ['unit=a&audience=leader', ['1', '2']],
    ['met=met', ['1', '3']],
    ['met=owed', ['2', '4']],
    ['met=no-exam', ['2']],
    ['met=exempt', ['5']],
    ['met=nonsense', ['1', '2', '3', '4', '5']],
    ['unit=unknown', []],
    ['q=%E5%90%8D3', ['3']],
  ])('%s', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });
  it('goes into an address and back', () => {
    const filter = { year: 2026, unit: 'a', met: 'owed' as const, q: '周 &' };
    expect(filterFrom(new URLSearchParams(queryOf(filter)))).toEqual({ ...filter, audience: undefined });
    expect(queryOf(filter, { unit: undefined, q: undefined })).toBe('?year=2026&met=owed');
  });
});

describe('the sheet', () => {
  it.each([['=1+1', "'=1+1"], ['+86', "'+86"], ['-1', "'-1"], ['@SUM', "'@SUM"], ['\t=1', "'\t=1"], ['＝1', "'＝1"], ['小周', '小周'], ['0012', '0012']])('neutralises %j', (text, out) => {
    expect(neutral(text)).toBe(out);
  });
  it('has one row each, every row as long as the heading', () => {
    const sheet = sheetOf(plan, rows);
    expect(new Set(sheet.map((r) => r.length))).toEqual(new Set([sheet[0]!.length]));
    expect(sheet[1]).toEqual(['1', '名1', 'a', '领导', 2, 2, 2, '是', '已通过', 80, '2026-11-02', '是', '2026-11-02', '已达标']);
    expect(sheet[5]?.slice(-3)).toEqual(['没有要求', '', '今年没有给您安排学法要求']);
  });
});
