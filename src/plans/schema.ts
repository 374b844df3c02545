/** What a plan file (`quizzes/plans/<year>.yaml`) may hold: who owes what by when, and how credit is earned. */
import { z } from 'zod';
import { reviewPolicySchema } from '../exams/review-policy.ts';
import { day, line, pagePath, slug } from '../library/schema.ts';
import { moment } from './window.ts';

/** Credits as people write them (2, 0.5), kept as whole hundredths so that sums are exact. */
export const credits = z
  .number()
  .min(0)
  .max(10_000)
  .refine((n) => Number.isInteger(Math.round(n * 100)) && Math.abs(n * 100 - Math.round(n * 100)) < 1e-9, '学分最多两位小数')
  .transform((n) => Math.round(n * 100));

const audience = z.strictObject({
  title: line,
  /** Credits owed in all. */
  credits,
  /** Credits owed within a category, by its id; part of `credits`. */
  shares: z.record(slug, credits).default({}),
  /** Exam that must be passed, by its id in `exams`. */
  exam: slug.optional(),
});

/** An exam of the year: who may sit it, when, how often, and what they are told afterwards. */
const exam = z.strictObject({
  id: slug,
  paper: slug,
  /** First day or minute. */
  opens: moment,
  /** Last day, inclusive, or the minute at which it ends. */
  closes: moment,
  attempts: z.number().int().min(1).max(20),
  /** Minutes for one attempt; the blueprint's when omitted. */
  minutes: z.number().int().min(1).max(600).optional(),
  /** Hours to wait after one attempt before the next. */
  waitHours: z.number().int().min(0).max(24 * 90).default(0),
  /** Which finished attempt counts. */
  counts: z.enum(['best', 'last']).default('best'),
  /** Open to those who owe it, or to everyone in an audience of the plan. */
  who: z.enum(['owing', 'everyone']).default('owing'),
  /** Credits of the year that must be reached before beginning. */
  minCredits: credits.optional(),
  review: reviewPolicySchema.default({ now: 'score', after: 'explanations' }),
  /** A second window for those who did not pass; it counts for the same year. */
  makeup: z
    .strictObject({
      opens: moment,
      closes: moment,
      attempts: z.number().int().min(1).max(20).default(1),
      for: z.enum(['all', 'failed', 'absent']).default('all'),
    })
    .optional(),
});
export type PlanExam = z.output<typeof exam>;

export const planSchema = z.strictObject({
  year: z.number().int().min(2000).max(2100),
  title: line,
  opens: day,
  /** The last day, inclusive: the year's window ends at 24:00. */
  closes: day,
  categories: z.record(slug, line),
  audiences: z.record(slug, audience),
  /** Most credits a person can be granted on one Asia/Shanghai day, over all rules but the exam. */
  dailyCap: credits.optional(),
  study: z.strictObject({
    /** Reading pace: seconds of visible reading asked for per 1,000 characters. */
    secondsPerThousand: z.number().int().min(1).max(3600),
  }),
  courses: z.array(z.strictObject({ page: pagePath, category: slug, credits })),
  quizzes: z.array(z.strictObject({ id: slug, paper: slug, category: slug, credits })).default([]),
  exams: z.array(exam),
});
export type Plan = z.output<typeof planSchema>;
