/** The rules of an attempt. Instants are ms since 1970; windows hold from their start up to and without their end. */
import type { RefusalCode } from '../kernel/refusal.ts';
import { GRACE_MS } from './grace.ts';
import { countingOf, type Countable } from './counting.ts';
import { atLeast, levelAt } from './review-policy.ts';
import type { Sitting } from './sitting.ts';
import { phaseOf, type Phase, type Taken, type Terms } from './terms.ts';

/** When an attempt begun at `start` ends: the time limit or the end of the window, whichever is first. */
export function closesAt(start: number, minutes: number | undefined, windowClosesAt: number): number {
  return minutes === undefined ? windowClosesAt : Math.min(windowClosesAt, start + minutes * 60_000);
}

/** Whether the attempt is over for the server: past its end and the grace. */
export const isOver = (closes: number, now: number): boolean => now >= closes + GRACE_MS;

/** A finished attempt as the decision to begin another needs it. */
export interface Finished extends Countable, Taken {
  /** When it ended, ISO-8601 UTC. */
  readonly handedAt: string;
}

export type MayStart = { readonly may: true; readonly phase: Phase } | { readonly may: false; readonly code: RefusalCode; readonly phase: Phase; /** When one may begin, if later than now, ms. */ readonly from?: number };

const HOUR_MS = 3_600_000;

/**
 * Whether another attempt may begin. Whoever passed an exam is not asked again, unless they
 * may improve it, or the outcome is still kept from them (the refusal would tell it); a quiz may be repeated for
 * practice, since its credit is granted once only.
 */
export function mayStart(sitting: Pick<Sitting, keyof Terms | 'kind' | 'improve' | 'makeup' | 'counts' | 'review' | 'release'>, finished: readonly Finished[], now: number): MayStart {
  const phase = phaseOf(sitting, sitting.makeup, finished, now);
  const told = atLeast(levelAt(sitting.review, sitting.release, now), 'score');
  if (now < sitting.opensAt) return { may: false, code: 'exam-not-open', phase, from: sitting.opensAt };
  if (sitting.kind === 'exam' && (phase.makeup || (told && !sitting.improve)) && countingOf(finished, sitting.counts)?.passed) return { may: false, code: 'already-passed', phase };
  if (now < phase.opensAt) return { may: false, code: 'exam-not-open', phase, from: phase.opensAt };
  if (now >= phase.closesAt) return { may: false, code: 'exam-closed', phase };
  if (phase.attempts !== undefined && phase.used >= phase.attempts) return { may: false, code: 'attempts-used-up', phase };
  const last = finished.reduce((latest, f) => Math.max(latest, Date.parse(f.handedAt)), -Infinity);
  const from = last + sitting.waitHours * HOUR_MS;
  if (sitting.waitHours > 0 && now < from) return { may: false, code: 'attempt-too-soon', phase, from };
  return { may: true, phase };
}

/** Whether the score passes: compared in whole numbers, never rounded (59.9 of 100 is not 60). */
export const isPass = (score: number, full: number, passPercent: number): boolean => score * 100 >= full * passPercent;

/** The least score that passes. */
export const passScore = (full: number, passPercent: number): number => Math.ceil((full * passPercent) / 100);

/**
 * The moment an attempt counts as handed in. Never at or after its end: an attempt that the
 * clock closes at 24:00 of the last day belongs to that day, however late it was swept up.
 */
export const handedAt = (closes: number, now: number): number => Math.min(now, closes - 1);
