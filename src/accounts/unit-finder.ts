/** Finds units by the path that people write, and remembers those to be made. Pure. */
import { unitPath, unitsBelow, type Unit } from './units.ts';

export interface NewUnit {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly parentId: string | null;
}

export type FoundUnit = { readonly id: string; readonly path: string } | { readonly say: string };

export const LONGEST_UNIT_NAME = 60;

/** @param reach units that may be filled; `everywhere` for administrators. */
export function unitFinder(units: readonly Unit[], reach: 'everywhere' | readonly string[], newId: () => string) {
  const mine = reach === 'everywhere' ? new Set(units.map((u) => u.id)) : unitsBelow(units, reach);
  const made = new Map<string, NewUnit>();
  const asked = new Map<string, FoundUnit>();
  const child = (parentId: string | null, name: string) => units.find((u) => u.parentId === parentId && u.name === name);
  /** Own units by name, and a single unit of that name: people write the last part only. */
  const start = (name: string): Unit | undefined => {
    const top = child(null, name);
    if (top) return top;
    const called = units.filter((u) => u.name === name && mine.has(u.id));
    return called.length === 1 ? called[0] : undefined;
  };
  const mineSays = reach === 'everywhere' ? '' : reach.map((id) => `“${unitPath(units, id)}”`).join('、');

  const look = (path: readonly string[]): FoundUnit => {
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
    if (at?.closed) return { say: `“${unitPath(units, at.id)}”已经停用，不能再进人。请写别的单位，或者请管理员恢复它。` };
    let id = at?.id ?? '';
    let full = at ? unitPath(units, at.id) : '';
    for (const name of rest) {
      if ([...name].length > LONGEST_UNIT_NAME) return { say: `单位名称“${name}”太长，最多 ${LONGEST_UNIT_NAME} 个字。` };
      const parentId = id || null;
      full = full ? `${full}/${name}` : name;
      const unit = made.get(full) ?? { id: newId(), path: full, name, parentId };
      made.set(full, unit);
      id = unit.id;
    }
    return { id, path: full };
  };

  const find = (path: readonly string[]): FoundUnit => {
    const key = path.join('/');
    const found = asked.get(key) ?? look(path);
    asked.set(key, found);
    return found;
  };
  return { find, made, mine };
}
