/** What a plan file (`quizzes/plans/<year>.yaml`) may hold: who owes what by when, and how credit is earned. */
import { z } from 'zod';
import { CAPPED_KINDS } from '../credits/caps.ts';
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
  /** Exam or exams that must be passed, by their ids in `exams`. */
  exam: z
    .union([slug, z.array(slug).min(1)])
    .default([])
    .transform((ids) => (typeof ids === 'string' ? [ids] : ids)),
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
  /** Whoever passed may sit again for a better score, as long as the first window and the attempts last. */
  improve: z.boolean().default(false),
  /** Open to those who owe it, or to everyone in an audience of the plan. */
  who: z.enum(['owing', 'everyone']).default('owing'),
  /** Percent of the marks that passes; the blueprint's when omitted. 0: whoever hands in has passed, and only the year's score counts. */
  passPercent: z.number().int().min(0).max(100).optional(),
  /** Credits of the year that must be reached before beginning, in all and within categories; for part of a year as much less as the requirement. */
  minCredits: credits.optional(),
  minShares: z.record(slug, credits).default({}),
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

/** 上限: the most that counts on a day, or in the year; of one category, of one kind of learning, or of both where both are named. */
const cap = z.strictObject({ per: z.enum(['day', 'year']), category: slug.optional(), kind: z.enum(CAPPED_KINDS).optional(), credits });

/** 折算: what part of a year owes. Without it the whole is owed, however short the service. */
const proration = z.strictObject({
  by: z.enum(['month', 'day']),
  /** Whether a month begun counts as a whole month, or not at all. */
  months: z.enum(['begun', 'full']).default('begun'),
  /** To which multiple (`to` credits) the part is rounded, and how. */
  round: z.enum(['up', 'down', 'nearest']).default('up'),
  to: credits.refine((centi) => centi > 0, '要大于 0').prefault(1),
  /** Who serves fewer days of the plan's window owes nothing. */
  leastDays: z.number().int().min(0).max(366).default(0),
});

const percent = z.number().min(0).max(100);

/** 综合分: study and exam weighed together, 0 to 100. */
const score = z.strictObject({
  /** Percent for study; the rest is for the exam (of several, their mean). */
  study: z.number().int().min(0).max(100),
  /** Credits that earn all of the study's part; what the person owes when omitted. */
  full: credits.refine((centi) => centi > 0, '要大于 0').optional(),
  /** Score that must be reached to have met the year. */
  pass: percent.default(0),
});

/** 等次 of those who have met the year. */
const bands = z.strictObject({
  by: z.enum(['score', 'exam', 'credits']),
  /** From the highest down: percent of score or exam, or credits. */
  levels: z.array(z.strictObject({ name: line, from: z.number().min(0).max(10_000) })).min(1),
  /** Whoever reaches none, or has not met the year when it is over. */
  otherwise: line.default('不合格'),
});

/** 线下学法活动 of a kind (旁听庭审, 集中学习): who was there earns `credits`, of the kind at most `most` in the year. */
const activityKind = z.strictObject({ id: slug, title: line, category: slug, credits, most: credits.optional() });
export type ActivityKind = z.output<typeof activityKind>;

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
  caps: z.array(cap).default([]),
  /** 补学: days after the window on which credit still counts for this year, both inclusive. */
  makeup: z.strictObject({ opens: day, closes: day }).optional(),
  proration: proration.optional(),
  score: score.optional(),
  bands: bands.optional(),
  study: z.strictObject({
    /** Reading pace: seconds of visible reading asked for per 1,000 characters. */
    secondsPerThousand: z.number().int().min(1).max(3600),
  }),
  courses: z.array(z.strictObject({ page: pagePath, category: slug, credits })),
  quizzes: z.array(z.strictObject({ id: slug, paper: slug, category: slug, credits })).default([]),
  activities: z.array(activityKind).default([]),
  exams: z.array(exam),
});
export type Plan = z.output<typeof planSchema>;
