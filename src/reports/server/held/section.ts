/** One part of what is held on a person: a table with a heading, for the page, the sheet and JSON alike. */
import type { SittingFinder } from '../../../exams/sitting.ts';
import type { LearnDeps } from '../../../plans/server/year.ts';
import { minuteOf, msOf } from '../../../kernel/day.ts';

export type Cell = string | number;

export interface Section {
  /** As in accounts/retention.ts, which says how long it is kept. */
  readonly kind: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface HeldDeps extends LearnDeps {
  readonly finder: SittingFinder;
}

/** Reads one part. The tables it covers are named, so that a test can tell which are missing. */
export interface Part {
  readonly tables: readonly string[];
  readonly read: (deps: HeldDeps, personId: string) => Promise<Section>;
}

/** 2026-11-23 14:02, or nothing. */
export const when = (instant: string | null | undefined): string => (instant ? minuteOf(msOf(instant)) : '');
export const yesNo = (flag: number): string => (flag === 1 ? '是' : '否');
