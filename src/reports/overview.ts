/** 达标总览: counted by unit and audience. Pure. */
import { unitPath, unitsBelow, type Unit } from '../accounts/units.ts';
import type { Standing } from '../plans/standing.ts';

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

export interface Tally {
  /** Those who owe something: the denominator. */
  readonly owed: number;
  readonly credits: number;
  readonly exams: number;
  readonly met: number;
  /** On the list, outside the denominator: nobody asked them for anything. */
  readonly exempt: number;
}

/** Counts; a person counts once, however many audiences. */
export function tallyOf(rows: Iterable<Pick<ReportRow, 'standing'>>): Tally {
  let [owed, credits, exams, met, exempt] = [0, 0, 0, 0, 0];
  for (const { standing } of rows) {
    if (!standing.owes) {
      exempt += 1;
      continue;
    }
    owed += 1;
    if (standing.creditsMet) credits += 1;
    if (standing.examsMet) exams += 1;
    if (standing.met) met += 1;
  }
  return { owed, credits, exams, met, exempt };
}

/** Whole percent met, rounding down: 99.9% is not everybody. Undefined when nobody owes anything. */
export const percentMet = (t: Tally): number | undefined => (t.owed === 0 ? undefined : Math.floor((100 * t.met) / t.owed));

export interface UnitTally {
  readonly id: string;
  readonly path: string;
  /** How deep below the topmost shown. */
  readonly depth: number;
  /** The unit and everything below it. */
  readonly tally: Tally;
}

export interface Overview {
  readonly total: Tally;
  readonly units: readonly UnitTally[];
  readonly audiences: readonly { readonly id: string; readonly tally: Tally }[];
}

/**
 * @param units the whole tree; only units with somebody in or below them are shown.
 * @param audiences ids in the order of the plan.
 */
export function overviewOf(rows: readonly ReportRow[], units: readonly Unit[], audiences: readonly string[]): Overview {
  const shown = units
    .map((u) => ({ id: u.id, path: unitPath(units, u.id), below: unitsBelow(units, [u.id]) }))
    .map((u) => ({ ...u, rows: rows.filter((r) => u.below.has(r.unitId)) }))
    .filter((u) => u.rows.length > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  // A unit above that holds only what is below it, and nothing else, would repeat one line.
  const kept = shown.filter((u) => u.rows.some((r) => r.unitId === u.id) || shown.filter((v) => v.id !== u.id && v.path.startsWith(`${u.path}/`) && !v.path.slice(u.path.length + 1).includes('/')).length > 1);
  const top = Math.min(...kept.map((u) => u.path.split('/').length));
  return {
    total: tallyOf(rows),
    units: kept.map((u) => ({ id: u.id, path: u.path, depth: u.path.split('/').length - top, tally: tallyOf(u.rows) })),
    audiences: audiences.map((id) => ({ id, tally: tallyOf(rows.filter((r) => r.audiences.includes(id))) })).filter((a) => a.tally.owed + a.tally.exempt > 0),
  };
}
