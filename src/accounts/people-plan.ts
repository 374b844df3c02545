/** What importing a list would do: new, changed, unchanged, and what may not be done. Pure. */
import type { PersonRow, SheetIssue } from './people-sheet.ts';
import { unitPath, unitsBelow, type Unit } from './units.ts';

export interface KnownPerson {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly email: string | null;
  readonly state: 'active' | 'closed';
  /** Held today. */
  readonly audiences: readonly string[];
  readonly roles: readonly string[];
}

export interface Known {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly units: readonly Unit[];
  /** Units that the importing person may fill; `everywhere` for administrators. */
  readonly reach: 'everywhere' | readonly string[];
  readonly mayGrantRoles: boolean;
}

export interface PlannedPerson {
  readonly row: PersonRow;
  readonly known: KnownPerson | undefined;
  /** Id of an existing unit, or the path of one to be made. */
  readonly unit: { readonly id: string } | { readonly path: string };
  /** Chinese names of what changes; empty when nothing does, undefined for somebody new. */
  readonly changes: readonly string[] | undefined;
}

export interface ImportPlan {
  readonly issues: readonly SheetIssue[];
  readonly people: readonly PlannedPerson[];
  /** Units to be made, parents first: full paths. */
  readonly newUnits: readonly { readonly path: string; readonly name: string; readonly parent: { readonly id: string } | { readonly path: string } | undefined }[];
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && [...a].sort().every((x, i) => x === [...b].sort()[i]);

/** Finds units by path, remembers those to be made. */
function unitFinder({ units, reach }: Known) {
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const made = new Map<string, ImportPlan['newUnits'][number]>();
  const child = (parentId: string | null, name: string) => units.find((u) => u.parentId === parentId && u.name === name);
  /** Own units by name, and a single unit of that name: people write the last part only. */
  const start = (name: string): Unit | undefined => {
    const top = child(null, name);
    if (top) return top;
    const called = units.filter((u) => u.name === name && mine.has(u.id));
    return called.length === 1 ? called[0] : undefined;
  };
  const mineSays = reach === 'everywhere' ? '' : reach.map((id) => `“${unitPath(units, id)}”`).join('、');

  const find = (path: readonly string[]): { unit: PlannedPerson['unit'] } | { say: string } => {
    const [first = '', ...below] = path;
    let at = start(first);
    let rest = below;
    if (!at) {
      if (reach !== 'everywhere') return { say: `没有“${first}”这个单位，或者不归您管理。您管理的是${mineSays}，请从它写起。` };
      rest = [...path];
    }
    while (at && rest.length > 0) {
      const next: Unit | undefined = child(at.id, rest[0] ?? '');
      if (!next) break;
      at = next;
      rest = rest.slice(1);
    }
    if (at && !mine.has(at.id)) return { say: `“${unitPath(units, at.id)}”不归您管理。您管理的是${mineSays}。` };
    if (rest.length === 0 && at) return { unit: { id: at.id } };
    let parent: ImportPlan['newUnits'][number]['parent'] = at && { id: at.id };
    let full = at ? unitPath(units, at.id) : '';
    for (const name of rest) {
      if ([...name].length > 60) return { say: `单位名称“${name}”太长，最多 60 个字。` };
      full = full ? `${full}/${name}` : name;
      if (!made.has(full)) made.set(full, { path: full, name, parent });
      parent = { path: full };
    }
    return { unit: { path: full } };
  };
  return { find, made, mine };
}

/** Compares the rows with what is known. With any issue nothing may be imported. */
export function planImport(rows: readonly PersonRow[], known: Known): ImportPlan {
  const issues: SheetIssue[] = [];
  const people: PlannedPerson[] = [];
  const { find, made, mine } = unitFinder(known);
  for (const row of rows) {
    const before = known.people.get(row.staffNo);
    if (before && !mine.has(before.unitId)) {
      // Neither the name nor the unit: the number alone was known to the writer.
      issues.push({ row: row.row, column: '工号', say: '这个工号在别的单位，不归您管理。人员调动请联系管理员。' });
      continue;
    }
    if (before?.state === 'closed') {
      issues.push({ row: row.row, column: '工号', say: '这个账号已经停用，请联系管理员恢复，或者删掉这一行。' });
      continue;
    }
    if (row.role && !known.mayGrantRoles && !before?.roles.includes(row.role)) {
      issues.push({ row: row.row, column: '角色', say: '只有管理员能授予角色，请把这一格空着。' });
      continue;
    }
    const found = find(row.unit);
    if ('say' in found) {
      issues.push({ row: row.row, column: '单位', say: found.say });
      continue;
    }
    const changes = before && [
      before.name !== row.name && '姓名',
      !('id' in found.unit && found.unit.id === before.unitId) && '单位',
      !same(before.audiences, row.audiences) && '人员类别',
      row.email !== undefined && row.email !== before.email && '邮箱',
      row.role !== undefined && !before.roles.includes(row.role) && '角色',
    ].filter((x) => x !== false);
    people.push({ row, known: before, unit: found.unit, changes });
  }
  return { issues, people, newUnits: issues.length > 0 ? [] : [...made.values()] };
}
