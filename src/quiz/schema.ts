/** What a bank file (`quizzes/banks/<bank>.yaml`) and a blueprint (`quizzes/papers/<paper>.yaml`) may hold. */
import { z } from 'zod';
import { basis, day, line, pagePath, prose, slug } from '../library/schema.ts';

const questionBase = {
  /** `LC-001`; never reused, not even after the question is withdrawn. */
  id: z.string().regex(/^[A-Z]{2,4}-\d{3,5}$/, '题号写成 LC-001 的样子'),
  stem: prose,
  explanation: prose,
  basis: z.array(basis).min(1, '至少要有一条法律依据'),
  /** The page to read when the answer was wrong. */
  page: pagePath,
  difficulty: z.number().int().min(1).max(5),
  /** Withdrawn on this day: never drawn again, kept for what was asked before. */
  retired: day.optional(),
  /** Kept for exams: never in practice, never in a credit quiz. */
  reserved: z.boolean().default(false),
};

const key = z.string().regex(/^[A-H]$/, '选项用 A 到 H');
const options = z
  .record(key, line)
  .refine((o) => Object.keys(o).length >= 2, '至少要有两个选项');

export const singleSchema = z.strictObject({ ...questionBase, kind: z.literal('single'), options, answer: key, fixed: z.boolean().default(false) });
export const multipleSchema = z.strictObject({
  ...questionBase,
  kind: z.literal('multiple'),
  options,
  answer: z.array(key).min(2, '多选题至少有两个正确选项'),
  fixed: z.boolean().default(false),
});
export const trueFalseSchema = z.strictObject({ ...questionBase, kind: z.literal('truefalse'), answer: z.boolean() });

export const questionSchema = z.discriminatedUnion('kind', [singleSchema, multipleSchema, trueFalseSchema]);
export const bankSchema = z.strictObject({
  title: line,
  /** Place among the banks offered for practice; those without one come last. */
  order: z.number().int().positive().default(99),
  questions: z.array(questionSchema),
});

/** A question as an editor wrote it, key and explanation included. Never leaves the server before release. */
export type Question = z.output<typeof questionSchema>;
export type QuestionKind = Question['kind'];

/** How several-choice answers earn marks. `all-or-nothing` is the only scheme so far. */
export const scoringSchemes = ['all-or-nothing'] as const;

export const blueprintSchema = z.strictObject({
  title: line,
  /** Minutes for one attempt; omitted for untimed quizzes. */
  minutes: z.number().int().min(1).max(600).optional(),
  /** Pass mark in percent of the full score. */
  passPercent: z.number().int().min(1).max(100),
  shuffleQuestions: z.boolean().default(true),
  shuffleOptions: z.boolean().default(true),
  sections: z
    .array(
      z.strictObject({
        title: line,
        kind: z.enum(['single', 'multiple', 'truefalse']),
        /** Whole marks for each question. */
        marks: z.number().int().min(1).max(100),
        scoring: z.enum(scoringSchemes).default('all-or-nothing'),
        pick: z.array(z.strictObject({ bank: slug, count: z.number().int().min(1) })).min(1),
      }),
    )
    .min(1),
});
export type Blueprint = z.output<typeof blueprintSchema>;
