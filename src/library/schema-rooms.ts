/**
 * What stands beside the pages of prose: the weeks of the constitution, the figures of
 * work-injury claims, the kit for those who hold an activity. Kept apart from `schema.ts`
 * because editors change these at other times, by other notices.
 */
import { z } from 'zod';
import { basis, day, line, pagePath } from './schema.ts';

/** 宪法宣传周 of one year, `content/weeks/<year>.yaml`. Dates and theme come from the year's notice and from nowhere else. */
export const weekSchema = z.strictObject({
  /** Whether we have seen this year's notice, or a report of it. */
  announced: z.boolean(),
  from: day.optional(),
  to: day.optional(),
  theme: line.optional(),
  /** 已核实: the notice itself was read. 转引: told by others. */
  confidence: z.enum(['已核实', '转引']).default('转引'),
  /** Who issued the notice, and its name. */
  source: line.optional(),
  verified: day,
});

const cited = z.array(basis).min(1, '至少要有一条法律依据');

/** A time limit of a figure; `days` is its length on the picture, `say` what is written there. */
const limit = z.strictObject({
  who: line.max(12, '最长 12 字'),
  must: line.max(18, '最长 18 字'),
  days: z.number().int().min(1).max(400),
  say: line.max(8, '最长 8 字'),
  note: line.max(40, '最长 40 字').optional(),
  basis: cited,
});
const step = z.strictObject({ title: line.max(16, '最长 16 字'), text: line.max(60, '最长 60 字'), basis: cited });
const figure = { title: line.max(24, '最长 24 字'), summary: line.max(200, '最长 200 字'), verified: day, review: day };

/** A picture that explains, `content/figures/<id>.yaml`: time limits, or the steps of a path. */
export const figureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('limits'), ...figure, stages: z.array(z.strictObject({ start: line.max(24, '最长 24 字'), limits: z.array(limit).min(1) })).min(1) }),
  z.strictObject({ kind: z.literal('path'), ...figure, steps: z.array(step.extend({ aside: step.optional() })).min(2) }),
]);

/** What an organiser takes along, `content/kits/<id>.yaml`. Questions are not in it: nothing asked may stand in a built file. */
export const kitSchema = z.strictObject({
  title: line,
  activities: z
    .array(
      z.strictObject({
        name: line,
        minutes: z.number().int().min(5).max(480),
        who: line,
        need: z.array(line).min(1),
        steps: z.array(z.strictObject({ minutes: z.number().int().min(1), do: line, basis: z.array(basis).default([]) })).min(2),
      }),
    )
    .min(1),
  points: z.array(z.strictObject({ say: line, basis: cited, page: pagePath })).min(3),
  poster: z.strictObject({ title: line.max(12, '最长 12 字'), lines: z.array(z.strictObject({ say: line.max(16, '最长 16 字'), basis: cited })).min(3).max(8) }),
  signIn: z.strictObject({ columns: z.array(line).min(2).max(5), rows: z.number().int().min(5).max(30) }),
  verified: day,
  review: day,
});

/**
 * 折页 and 海报, `content/leaflets/<id>.yaml`: one sheet of paper each, with the code of the page
 * that tells the whole of it. Lengths keep a leaflet on one side of A4 and a poster readable from three steps away.
 */
export const leafletSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('折页'),
    title: line.max(20, '最长 20 字'),
    order: z.number().int().positive(),
    audience: z.enum(['劳动者', '企业']),
    lead: line.max(40, '最长 40 字'),
    points: z.array(z.strictObject({ say: line.max(60, '最长 60 字'), basis: cited })).min(3).max(7),
    steps: z.array(line.max(40, '最长 40 字')).min(2).max(5),
    page: pagePath,
    verified: day,
    review: day,
  }),
  z.strictObject({
    form: z.literal('海报'),
    title: line.max(12, '最长 12 字'),
    order: z.number().int().positive(),
    lines: z.array(z.strictObject({ say: line.max(16, '最长 16 字'), basis: cited })).min(3).max(6),
    page: pagePath,
    verified: day,
    review: day,
  }),
]);

/** `id` is the year. */
export type Week = z.output<typeof weekSchema> & { readonly id: string };
export type Figure = z.output<typeof figureSchema> & { readonly id: string };
export type LimitsFigure = Extract<Figure, { kind: 'limits' }>;
export type PathFigure = Extract<Figure, { kind: 'path' }>;
export type Kit = z.output<typeof kitSchema> & { readonly id: string };
export type Leaflet = z.output<typeof leafletSchema> & { readonly id: string };
