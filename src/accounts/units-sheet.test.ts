import { describe, expect, it } from 'vitest';
import { issueText } from './people-sheet.ts';
import { closeMistake, moveMistake, nameMistake, reopenMistake } from './unit-rules.ts';
import type { Unit } from './units.ts';
import { planUnits } from './units-sheet.ts';

const units: Unit[] = [
  { id: 'x', parentId: null, name: '甲局' },
  { id: 'x1', parentId: 'x', name: '办公室' },
  { id: 'x2', parentId: 'x', name: '大队' },
  { id: 'x21', parentId: 'x2', name: '一股' },
  { id: 'y', parentId: null, name: '乙局' },
  { id: 'y1', parentId: 'y', name: '办公室' },
  { id: 'old', parentId: 'y', name: '旧科', closed: true },
];

describe('the tree', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['below itself', moveMistake(units, 'x2', 'x2'), '不能移到它自己下面'],
    ['below one of its own', moveMistake(units, 'x', 'x21'), '“甲局/大队/一股”是它的下级，移过去就成了一个圈。请先把那个下级移出来'],
    ['where it is', moveMistake(units, 'x21', 'x2'), '它的上级本来就是这个，不用移动'],
    ['below a closed one', moveMistake(units, 'x2', 'old'), '“乙局/旧科”已经停用，下面不能再加单位'],
    ['beside one of its name', moveMistake(units, 'x1', 'y'), '“乙局”下面已经有“办公室”了，请换一个名称'],
    ['to another bureau', moveMistake(units, 'x2', 'y'), undefined],
    ['to the top: a third bureau', moveMistake(units, 'x2', null), undefined],
  ])('moving %s', (_, got, wanted) => {
    expect(got).toBe(wanted);
  });
  it('names, closing and opening', () => {
    expect(nameMistake(units, 'x', '甲/乙')).toContain('斜线');
    expect(nameMistake(units, 'x', '大队', 'x2')).toBeUndefined();
    expect(closeMistake(units, 'x', 0)).toContain('请先停用或移走它们');
    expect(closeMistake(units, 'x21', 3)).toBe('里面还有 3 人，请先把他们调走');
    expect(closeMistake(units, 'x21', 0)).toBeUndefined();
    expect(reopenMistake([...units, { id: 'o1', parentId: 'old', name: '股', closed: true }], 'o1')).toContain('请先恢复上级');
    expect(reopenMistake(units, 'old')).toBeUndefined();
  });
});

describe('a sheet of units', () => {
  let n = 0;
  const plan = (...lines: [string, string][]) => planUnits([['单位', '上级单位'], ...lines].map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) })), units, () => `n${++n}`);
  it('adds parents first, whatever the order of rows, and moves what is known', () => {
    const { units: planned, issues } = plan(['三班', '二股'], ['二股', '大队'], ['一股', '甲局/办公室'], ['丙局', ''], ['大队', '甲局']);
    expect(issues).toEqual([]);
    const id = (name: string) => planned.find((u) => u.name === name)?.id;
    expect(planned.map((u) => [u.name, u.does, u.parentId])).toEqual([['大队', 'nothing', 'x'], ['二股', 'add', 'x2'], ['三班', 'add', id('二股')], ['一股', 'move', 'x1'], ['丙局', 'add', null]]);
  });
  it.each<[string, [string, string][], string]>([
    ['a circle', [['子', '丑'], ['丑', '寅'], ['寅', '子']], '第 2 行“上级单位”：上下级成了一个圈：子（第 2 行） → 丑（第 3 行） → 寅（第 4 行） → 子（第 2 行）。请改其中一行的上级单位。'],
    ['itself as parent', [['子', '子']], '第 2 行“上级单位”：上下级成了一个圈：子（第 2 行） → 子（第 2 行）。请改其中一行的上级单位。'],
    ['a known unit below one of its own', [['大队', '一股']], '第 2 行“上级单位”：“大队”会成为自己的下级，上下级成了一个圈。请改上级单位。'],
    ['a unit twice', [['子', '甲局'], ['子', '乙局']], '第 3 行“单位”：和第 2 行重复，请删掉一行。'],
    ['an unknown parent', [['子', '没有的局']], '第 2 行“上级单位”：没有“没有的局”这个单位，或者不止一个叫这个名称。请写全路径（上下级用 / 隔开），或者在表里加上它。'],
    ['a parent of which there are two', [['子', '办公室']], '第 2 行“上级单位”：没有“办公室”这个单位，或者不止一个叫这个名称。请写全路径（上下级用 / 隔开），或者在表里加上它。'],
  ])('with %s says so', (_, lines, says) => {
    const { issues, units: planned } = plan(...lines);
    expect(issues.map(issueText)[0]).toBe(says);
    expect(planned).toEqual([]);
  });
});
