/** What a plan file (`quizzes/plans/<year>.yaml`) may hold: who owes what by when, and how credit is earned. */
import { z } from 'zod';
import { day, line, pagePath, slug } from '../library/schema.ts';

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
  exams: z.array(
    z.strictObject({
      id: slug,
      paper: slug,
      opens: day,
      closes: day,
      attempts: z.number().int().min(1).max(20),
    }),
  ),
});
export type Plan = z.output<typeof planSchema>;
