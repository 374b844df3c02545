/** 阅卷公布: how much a candidate is told after handing in, at once and after the window. */
import { z } from 'zod';
import { GRACE_MS } from './grace.ts';

/** From nothing at all to key and explanation of every question; each includes those before. */
export const LEVELS = ['nothing', 'score', 'marks', 'explanations'] as const;
export type Level = (typeof LEVELS)[number];

export const reviewPolicySchema = z
  .strictObject({ now: z.enum(LEVELS).default('score'), after: z.enum(LEVELS).default('explanations') })
  .refine((p) => LEVELS.indexOf(p.after) >= LEVELS.indexOf(p.now), { message: '考试结束后公布的（after）不能比交卷时（now）还少', path: ['after'] });
export type ReviewPolicy = z.output<typeof reviewPolicySchema>;

export const EXAM_REVIEW: ReviewPolicy = { now: 'score', after: 'explanations' };
/** A quiz is for learning: everything at once. */
export const QUIZ_REVIEW: ReviewPolicy = { now: 'explanations', after: 'explanations' };

/** The policy frozen on a paper; papers of before the rule follow their kind. */
export const policyOf = (kind: 'exam' | 'quiz', frozen: ReviewPolicy | undefined): ReviewPolicy => frozen ?? (kind === 'quiz' ? QUIZ_REVIEW : EXAM_REVIEW);

export const atLeast = (level: Level, wanted: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

/** When what is told only after the window may be told, ms; the grace of the last candidates is added here. */
export interface ReleaseTimes {
  /** End of the first window for everyone: then everybody may know their own score, since a make-up may follow. */
  readonly scoreAt: number;
  /** End of the last window for everyone, make-ups included: only then keys may be known. */
  readonly keysAt: number;
}

/** What may be told of a handed-in attempt at this instant. */
export function levelAt(policy: ReviewPolicy, times: ReleaseTimes, now: number): Level {
  if (now >= times.keysAt + GRACE_MS) return policy.after;
  if (now >= times.scoreAt + GRACE_MS && policy.now === 'nothing' && policy.after !== 'nothing') return 'score';
  return policy.now;
}
