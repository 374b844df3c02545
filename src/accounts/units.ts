/** 单位: a tree. A bureau has at most some hundreds, so rules hold the whole of it. */

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Takes nobody new. */
  readonly closed?: boolean;
}

/** Ids of the given units and of every unit below them. */
export function unitsBelow(units: readonly Unit[], tops: Iterable<string>): Set<string> {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of units) if (parentId) children.set(parentId, [...(children.get(parentId) ?? []), id]);
  const known = new Set(units.map((u) => u.id));
  const found = new Set<string>();
  const todo = [...tops].filter((id) => known.has(id));
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    todo.push(...(children.get(id) ?? []));
  }
  return found;
}

/** The unit and all above it. */
export function unitsAbove(units: readonly Unit[], id: string): Set<string> {
  const byId = new Map(units.map((u) => [u.id, u]));
  const found = new Set<string>();
  for (let unit = byId.get(id); unit && !found.has(unit.id); unit = unit.parentId ? byId.get(unit.parentId) : undefined) found.add(unit.id);
  return found;
}

/** `本单位/政策法规科`: names from the top, joined by `/`. */
export function unitPath(units: readonly Unit[], id: string): string {
  const byId = new Map(units.map((u) => [u.id, u]));
  const names: string[] = [];
  const seen = new Set<string>();
  for (let unit = byId.get(id); unit && !seen.has(unit.id); unit = unit.parentId ? byId.get(unit.parentId) : undefined) {
    seen.add(unit.id);
    names.unshift(unit.name);
  }
  return names.join('/');
}
