/** What the API tells a candidate: strict allow-lists, every one a schema of a route. */
import { z } from 'zod';
import { REMEDIES } from './remedies.ts';
import { outcomes } from '../quiz/scoring.ts';
import { feedbackSchema, questionViewSchema } from '../quiz/view.ts';

export const savedAnswer = z.strictObject({ pos: z.number().int(), value: z.string(), seq: z.number().int(), savedAt: z.string() });

/** An attempt being sat, or its bare facts once handed in (then without questions). */
export const attemptViewSchema = z.strictObject({
  attempt: z.string(),
  kind: z.enum(['exam', 'quiz']),
  title: z.string(),
  year: z.number().int(),
  sitting: z.string(),
  number: z.number().int(),
  state: z.enum(['open', 'handed']),
  startedAt: z.string(),
  closesAt: z.string(),
  minutes: z.number().nullable(),
  full: z.number().int(),
  passScore: z.number().int(),
  /** The server's time when this was made: the island sets its clock by it. */
  now: z.string(),
  /** `rule` tells how an answer earns marks. */
  sections: z.array(z.strictObject({ title: z.string(), marks: z.number().int(), rule: z.string(), from: z.number().int(), to: z.number().int() })),
  questions: z.array(questionViewSchema),
  answers: z.array(savedAnswer),
});
export type AttemptView = z.output<typeof attemptViewSchema>;

/** Answer to a save. `stored` is what stands in the database now. */
export const saveReceiptSchema = z.strictObject({
  /** False when a later answer (another window, another device) had been saved already: that one stands. */
  accepted: z.boolean(),
  stored: z.strictObject({ value: z.string(), seq: z.number().int() }),
  /** How many questions have a saved answer, of how many. */
  answered: z.number().int(),
  total: z.number().int(),
  savedAt: z.string(),
});
export type SaveReceipt = z.output<typeof saveReceiptSchema>;

export const handInReceiptSchema = z.strictObject({
  attempt: z.string(),
  receipt: z.string(),
  handedAt: z.string(),
  handedBy: z.enum(['candidate', 'clock']),
  answered: z.number().int(),
  total: z.number().int(),
  /** These two are null while the exam keeps its scores back; `scoreAt` says until when (null: for good). */
  score: z.number().int().nullable(),
  passed: z.boolean().nullable(),
  scoreAt: z.string().nullable(),
  full: z.number().int(),
  passScore: z.number().int(),
});
export type HandInReceipt = z.output<typeof handInReceiptSchema>;

export const reviewSchema = z.strictObject({
  ...handInReceiptSchema.shape,
  kind: z.enum(['exam', 'quiz']),
  title: z.string(),
  year: z.number().int(),
  sitting: z.string(),
  number: z.number().int(),
  /** Credit granted for this pass, in hundredths; null when none. */
  creditCenti: z.number().int().nullable(),
  /** When questions and answers are or were opened; null when at once or never. */
  releasedAt: z.string().nullable(),
  /** Results one after the other where the paper was marked anew; empty when it was not, or while the score is kept back. */
  versions: z.array(z.strictObject({ at: z.string(), score: z.number().int(), full: z.number().int(), passed: z.boolean() })),
  /** Empty until release. */
  items: z.array(
    z.strictObject({
      question: questionViewSchema,
      value: z.string(),
      /** This question stands in a paper that the same person is sitting: the next three are null. */
      withheld: z.boolean(),
      outcome: z.enum(outcomes).nullable(),
      earned: z.number().int().nullable(),
      /** Null also when only right and wrong are told. */
      feedback: feedbackSchema.nullable(),
      /** The key was corrected after the paper was sat; told with the explanations. */
      correction: z.strictObject({ remedy: z.enum(REMEDIES), reason: z.string() }).nullable(),
      marks: z.number().int(),
    }),
  ),
});
export type Review = z.output<typeof reviewSchema>;
