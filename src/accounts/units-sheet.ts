/** 单位表: a sheet of units with their parents, read and compared with the tree. Every mistake is named by row and column. Pure. */
import type { SheetIssue, SheetRow } from './people-sheet.ts';
import { nameMistake } from './unit-rules.ts';
import { unitPath, type Unit } from './units.ts';

export interface PlannedUnit {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  /** Id of an existing unit or of a planned one; null at the top. */
  readonly parentId: string | null;
  readonly does: 'add' | 'move' | 'nothing';
}

export const UNIT_COLUMNS = ['单位', '上级单位'] as const;
export const MOST_UNITS = 2000;
const tidy = (text: string | undefined): string => (text ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim();

interface Line {
  readonly row: number;
  readonly name: string;
  readonly parent: string;
}

function linesOf(rows: readonly SheetRow[], issues: SheetIssue[]): Line[] {
  const [first, ...rest] = rows.filter((r) => r.cells.some((c) => c.text.trim() !== ''));
  const at = UNIT_COLUMNS.map((column) => first?.cells.findIndex((c) => [column, column === '单位' ? '单位名称' : '上级'].includes(tidy(c.text))) ?? -1);
  if (!first || at[0] === -1 || at[1] === -1) issues.push({ row: first?.row ?? 0, column: '', say: '第一行应当是表头：单位、上级单位。最上一级的单位，上级单位空着。' });
  else if (rest.length === 0 || rest.length > MOST_UNITS) issues.push({ row: 0, column: '', say: rest.length === 0 ? '只有表头，没有单位。请从第二行开始填。' : `一次最多 ${MOST_UNITS} 个单位。` });
  if (issues.length > 0) return [];
  return rest.map((r) => ({ row: r.row, name: tidy(r.cells[at[0] ?? 0]?.text), parent: tidy(r.cells[at[1] ?? 1]?.text) }));
}

/** Those whose way up comes back to themselves. */
function circles(lines: ReadonlyMap<string, Line>): Line[][] {
  const done = new Set<string>();
  const found: Line[][] = [];
  for (const start of lines.keys()) {
    const way: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && lines.has(at) && !done.has(at) && !way.includes(at)) {
      way.push(at);
      at = lines.get(at)?.parent;
    }
    if (at !== undefined && way.includes(at)) found.push(way.slice(way.indexOf(at)).flatMap((name) => lines.get(name) ?? []));
    for (const name of way) done.add(name);
  }
  return found;
}

/**
 * What the sheet would do: units to be added, parents first, and known ones to be moved. A unit is
 * known by its name (one of that name) or its path; parents may stand in the sheet or in the tree.
 */
export function planUnits(rows: readonly SheetRow[], units: readonly Unit[], newId: () => string): { readonly units: readonly PlannedUnit[]; readonly issues: readonly SheetIssue[] } {
  const issues: SheetIssue[] = [];
  const lines = new Map<string, Line>();
  for (const line of linesOf(rows, issues)) {
    const twin = lines.get(line.name);
    const known = line.name.includes('/') || units.filter((u) => u.name === line.name).length === 1;
    if (twin) issues.push({ row: line.row, column: '单位', say: `和第 ${twin.row} 行重复，请删掉一行。` });
    else if (line.name === '') issues.push({ row: line.row, column: '单位', say: '没有填写。' });
    else if (!known && nameMistake([], null, line.name)) issues.push({ row: line.row, column: '单位', say: `${nameMistake([], null, line.name) ?? ''}。` });
    lines.set(line.name, line);
  }
  for (const circle of circles(lines)) {
    const [first] = circle;
    if (first) issues.push({ row: first.row, column: '上级单位', say: `上下级成了一个圈：${[...circle, first].map((l) => `${l.name}（第 ${l.row} 行）`).join(' → ')}。请改其中一行的上级单位。` });
  }
  if (issues.length > 0) return { units: [], issues };

  const byName = (name: string): Unit | undefined => {
    const called = units.filter((u) => (name.includes('/') ? unitPath(units, u.id) === name : u.name === name));
    return called.length === 1 ? called[0] : undefined;
  };
  const planned = new Map<string, PlannedUnit>();
  const plan = (line: Line): PlannedUnit | undefined => {
    const before = planned.get(line.name);
    if (before) return before;
    const above = lines.get(line.parent);
    const parent = line.parent === '' ? null : ((above ? plan(above)?.id : undefined) ?? byName(line.parent)?.id);
    if (parent === undefined) {
      issues.push({ row: line.row, column: '上级单位', say: above ? `它的上级（第 ${above.row} 行）有错，请先改那一行。` : `没有“${line.parent}”这个单位，或者不止一个叫这个名称。请写全路径（上下级用 / 隔开），或者在表里加上它。` });
      return undefined;
    }
    const known = byName(line.name);
    if (!known && line.name.includes('/')) {
      issues.push({ row: line.row, column: '单位', say: `没有“${line.name}”这个单位。新单位只写自己的名称，上级写在“上级单位”一列。` });
      return undefined;
    }
    const unit: PlannedUnit = { row: line.row, id: known?.id ?? newId(), name: known?.name ?? line.name, parentId: parent, does: !known ? 'add' : known.parentId === parent ? 'nothing' : 'move' };
    planned.set(line.name, unit);
    return unit;
  };
  for (const line of lines.values()) plan(line);
  // The whole tree as it would be: a known unit below one of its own is a circle too.
  const after = new Map<string, string | null>([...units.map((u) => [u.id, u.parentId] as const), ...[...planned.values()].map((u) => [u.id, u.parentId] as const)]);
  for (const u of planned.values()) {
    const seen = new Set<string>();
    let at: string | null | undefined = u.id;
    while (at && !seen.has(at)) {
      seen.add(at);
      at = after.get(at);
    }
    if (at === u.id && u.does !== 'nothing') issues.push({ row: u.row, column: '上级单位', say: `“${u.name}”会成为自己的下级，上下级成了一个圈。请改上级单位。` });
  }
  return { units: issues.length > 0 ? [] : [...planned.values()], issues };
}
