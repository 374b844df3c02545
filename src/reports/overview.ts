/** 达标总览: the counts by unit, each with what is below it. Pure. */
import { unitPath, type Unit } from '../accounts/units.ts';
import type { Standing } from '../plans/standing.ts';
import { addTo, nobody, type Count, type Figures } from './figures.ts';
import type { Tally } from './tally.ts';

/** A person in a report. */
export interface ReportRow {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: string;
  /** `局/科`. */
  readonly unit: string;
  /** Ids of the audiences that count. */
  readonly audiences: readonly string[];
  readonly standing: Standing;
}

export interface UnitLine {
  readonly id: string;
  readonly path: string;
  /** How deep below the topmost shown. */
  readonly depth: number;
  /** Whether there is more to see below it. */
  readonly more: boolean;
  /** The unit and everything below it. */
  readonly figures: Figures;
}

/** So many lines are still a page; a larger tree is shown two levels at a time. */
const MOST_LINES = 40;

/**
 * Lines for the units that hold somebody, in or below them, the topmost first.
 * @param units the whole tree.
 * @param top shows this unit and what is below it; otherwise everything that was counted.
 * @param most lines of a page; more than that are cut to two levels.
 */
export function unitLines(tally: Pick<Tally, 'units'>, units: readonly Unit[], top?: string, most = MOST_LINES): UnitLine[] {
  const byId = new Map(units.map((u) => [u.id, u]));
  const sums = new Map<string, Count>();
  for (const [id, figures] of tally.units) {
    const above = new Set<string>();
    for (let unit = byId.get(id); unit && !above.has(unit.id) && !above.has(top ?? ''); unit = unit.parentId ? byId.get(unit.parentId) : undefined) above.add(unit.id);
    if (top !== undefined && !above.has(top)) continue;
    for (const unit of above) sums.set(unit, addTo(sums.get(unit) ?? nobody(), figures));
  }
  const children = Map.groupBy([...sums.keys()], (id) => (id === top ? '' : (byId.get(id)?.parentId ?? '')));
  const below = (id: string): readonly string[] => children.get(id) ?? [];
  // A unit above that holds only what one unit below it holds would repeat its line.
  const kept = new Set([...sums.keys()].filter((id) => id === top || tally.units.has(id) || below(id).length !== 1));
  const shown = [...kept].map((id) => ({ id, path: unitPath(units, id), figures: sums.get(id) ?? nobody() })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const levels = (path: string): number => path.split('/').length;
  const least = Math.min(...shown.map((u) => levels(u.path)));
  const lines = shown.map((u) => ({ ...u, depth: levels(u.path) - least, more: shown.some((v) => v.path.startsWith(`${u.path}/`)) }));
  const deepest = lines.length <= most ? Infinity : lines.filter((l) => l.depth <= 1).length > 1 ? 1 : 2;
  return lines.filter((l) => l.depth <= deepest);
}
