import { describe, expect, it } from 'vitest';
import type { Unit } from '../accounts/units.ts';
import { planSchema } from '../plans/schema.ts';
import { standingOf } from '../plans/standing.ts';
import { HOLDS, filterFrom, queryOf } from './filter.ts';
import { nobody } from './figures.ts';
import { unitLines, type ReportRow } from './overview.ts';
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

describe('the lines by unit', () => {
  const counted = new Map([['a', 1], ['a1', 2], ['b', 1]].map(([id, owed]) => [String(id), { ...nobody(), owed: Number(owed) }] as const));
  const seen = (top?: string, tree: readonly Unit[] = units, tally: typeof counted = counted) => unitLines({ units: tally }, tree, top).map((l) => [l.path, l.depth, l.figures.owed, l.more]);
  it('count a unit with what is below it, and show no empty ones', () => {
    expect(seen()).toEqual([['局', 0, 4, true], ['局/乙', 1, 1, false], ['局/甲', 1, 3, true], ['局/甲/一股', 2, 2, false]]);
    expect(seen('a')).toEqual([['局/甲', 0, 3, true], ['局/甲/一股', 1, 2, false]]);
  });
  it('leave out a unit that would only repeat the one below it', () => {
    expect(unitLines({ units: new Map([['a1', { ...nobody(), owed: 2 }]]) }, units).map((l) => l.path)).toEqual(['局/甲/一股']);
  });
  it('of four hundred units show two levels, and say where there is more', () => {
    const many: Unit[] = [...units.slice(0, 1), ...Array.from({ length: 20 }, (_, i) => ({ id: `d${i}`, parentId: 'top', name: `部${i}` })), ...Array.from({ length: 400 }, (_, i) => ({ id: `s${i}`, parentId: `d${i % 20}`, name: `科${i}` }))];
    const lines = seen(undefined, many, new Map(many.slice(21).map((u) => [u.id, { ...nobody(), owed: 1 }])));
    expect(lines).toHaveLength(21);
    expect(lines.every((l) => l[3])).toBe(true);
    expect(lines[0]).toEqual(['局', 0, 400, true]);
  });
});

describe('the filter', () => {
  it.each([
    ['met', ['1', '3']],
    ['owed', ['2', '4']],
    ['no-exam', ['2']],
    ['no-credits', ['4']],
    ['exempt', ['5']],
  ] as const)('%s', (met, ids) => {
    expect(rows.filter((r) => HOLDS[met](r.standing)).map((r) => r.id)).toEqual(ids);
  });
  it('leaves out what makes no sense', () => {
    expect(filterFrom(new URLSearchParams('met=nonsense&year=x&unit=a'))).toEqual({ year: undefined, unit: 'a', audience: undefined, met: undefined, q: undefined });
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
