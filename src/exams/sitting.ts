/**
 * 场次: what a person may sit, as the exam engine needs it. Plans know audiences and
 * windows and make sittings from them; the engine knows only this.
 */
import type { Cap } from '../credits/caps.ts';
import type { Blueprint } from '../quiz/schema.ts';
import type { Counts } from './counting.ts';
import type { ReleaseTimes, ReviewPolicy } from './review-policy.ts';
import type { MakeUp, Terms } from './terms.ts';

/** A sitting with the terms that hold for one person, overrides included. */
export interface Sitting extends Terms {
  readonly kind: 'exam' | 'quiz';
  /** Plan year the outcome counts for (a make-up in January counts for the year before). */
  readonly year: number;
  /** Id of the exam or quiz within the plan. */
  readonly id: string;
  readonly title: string;
  /** Id of the blueprint, for messages. */
  readonly paper: string;
  readonly blueprint: Blueprint;
  /** Percent of the marks that passes, where it is not the blueprint's. */
  readonly passPercent?: number | undefined;
  /** Whoever passed may sit again in the first window, for a better score. */
  readonly improve?: boolean | undefined;
  readonly makeup: MakeUp | undefined;
  readonly counts: Counts;
  readonly review: ReviewPolicy;
  /** When its windows have ended for everyone. */
  readonly release: ReleaseTimes;
  /** Credit granted at the first pass; exams give none. */
  readonly award: { readonly category: string; readonly centi: number; readonly dailyCapCenti: number | undefined; readonly caps?: readonly Cap[] | undefined } | undefined;
}

/**
 * Finds the sitting for this person, or refuses (`not-found`; to sit it also `exam-not-yours`,
 * `credits-short`). Supplied by plans. `look`: for what was sat before, whoever may sit it now.
 */
export type SittingFinder = (personId: string, year: number, id: string, purpose: 'sit' | 'look') => Promise<Sitting>;
