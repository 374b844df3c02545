/** The rules of an attempt. Instants are ms since 1970; windows hold from their start up to and without their end. */
import type { RefusalCode } from '../kernel/refusal.ts';
import type { Sitting } from './sitting.ts';

/**
 * Answers and hand-ins that were on their way when time ran out are still taken: a slow
 * line at 23:59:59 costs nobody an answer. Not shown to candidates.
 */
export const GRACE_MS = 5_000;

/** When an attempt begun at `start` ends: the time limit or the end of the window, whichever is first. */
export function closesAt(start: number, minutes: number | undefined, windowClosesAt: number): number {
  return minutes === undefined ? windowClosesAt : Math.min(windowClosesAt, start + minutes * 60_000);
}

/** Whether the attempt is over for the server: past its end and the grace. */
export const isOver = (closes: number, now: number): boolean => now >= closes + GRACE_MS;

/** A finished attempt as the decision to begin another needs it. */
export interface Finished {
  readonly passed: boolean;
}

export type MayStart = { readonly may: true; readonly number: number } | { readonly may: false; readonly code: RefusalCode };

/**
 * Whether another attempt may begin. Whoever passed an exam is not asked again; a quiz may
 * be repeated for practice, since its credit is granted once only.
 */
export function mayStart(sitting: Pick<Sitting, 'kind' | 'opensAt' | 'closesAt' | 'attempts'>, finished: readonly Finished[], now: number): MayStart {
  if (now < sitting.opensAt) return { may: false, code: 'exam-not-open' };
  if (sitting.kind === 'exam' && finished.some((f) => f.passed)) return { may: false, code: 'already-passed' };
  if (now >= sitting.closesAt) return { may: false, code: 'exam-closed' };
  if (sitting.attempts !== undefined && finished.length >= sitting.attempts) return { may: false, code: 'attempts-used-up' };
  return { may: true, number: finished.length + 1 };
}

/** Whether the score passes: compared in whole numbers, never rounded (59.9 of 100 is not 60). */
export const isPass = (score: number, full: number, passPercent: number): boolean => score * 100 >= full * passPercent;

/** The least score that passes. */
export const passScore = (full: number, passPercent: number): number => Math.ceil((full * passPercent) / 100);

/**
 * Whether keys and explanations may be told to the candidate: of a quiz after hand-in, of an
 * exam only when its window has closed for everyone, the grace of the last ones included.
 */
export function isReleased(kind: Sitting['kind'], handed: boolean, windowClosesAt: number, now: number): boolean {
  if (!handed) return false;
  return kind === 'quiz' || isOver(windowClosesAt, now);
}

/**
 * The moment an attempt counts as handed in. Never at or after its end: an attempt that the
 * clock closes at 24:00 of the last day belongs to that day, however late it was swept up.
 */
export const handedAt = (closes: number, now: number): number => Math.min(now, closes - 1);
