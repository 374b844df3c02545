/**
 * 场次: what a person may sit, as the exam engine needs it. Plans know audiences and
 * windows and make sittings from them; the engine knows only this.
 */
import type { Blueprint } from '../quiz/schema.ts';

export interface Sitting {
  readonly kind: 'exam' | 'quiz';
  /** Plan year the outcome counts for (a make-up in January counts for the year before). */
  readonly year: number;
  /** Id of the exam or quiz within the plan. */
  readonly id: string;
  readonly title: string;
  /** Id of the blueprint, for messages. */
  readonly paper: string;
  readonly blueprint: Blueprint;
  /** Window in ms since 1970: from `opensAt` up to and without `closesAt`. */
  readonly opensAt: number;
  readonly closesAt: number;
  /** How many attempts; `undefined` when as often as one likes. */
  readonly attempts: number | undefined;
  /** Credit granted at the first pass; exams give none. */
  readonly award: { readonly category: string; readonly centi: number; readonly dailyCapCenti: number | undefined } | undefined;
}

/** Finds the sitting for this person, or refuses (`not-found`, `exam-not-yours`). Supplied by plans. */
export type SittingFinder = (personId: string, year: number, id: string) => Promise<Sitting>;
