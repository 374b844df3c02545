/** 标准表: dated figures, `content/rates/<table>.yaml`. What the calculators count with and the law leaves to a notice or to a year. */
import { z } from 'zod';
import { basis, day, line, prose } from './schema.ts';

/** Units of a figure. Those of yuan are read as money. */
export const RATE_UNITS = ['元/月', '元/年', '天', '个月'] as const;

const rate = z.strictObject({
  /** The first day of its validity. It ends where the next begins, or after `lasts` months. */
  from: day,
  value: z.number().positive('要大于 0').refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, '最多两位小数'),
  /** Who said so, in which document. */
  source: line,
  /** Day on which somebody compared it with the source. */
  checked: day,
  /** Not yet seen in the source itself: shown as such, and listed for the bureau. */
  confirm: z.boolean().default(false),
});

export const rateTableSchema = z.strictObject({
  title: line,
  unit: z.enum(RATE_UNITS),
  /** What it is and where one finds it, for the reader who has to type it himself. */
  about: prose,
  /** After so many months a figure without a successor is out of date. Left out where a figure holds until it is changed. */
  lasts: z.number().int().min(1).max(60).optional(),
  basis: z.array(basis).default([]),
  /** Oldest first. Empty while the bureau has not filled it in. */
  rates: z.array(rate),
});

export type RateTable = z.output<typeof rateTableSchema> & { readonly id: string };
export type DatedRate = RateTable['rates'][number];
