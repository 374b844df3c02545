/**
 * What an editor's file may hold, declared once: Astro's collections, `desk check`,
 * the types and the editor's forms all use these objects. Unknown keys are refused,
 * so that a misspelt field is never silently lost.
 */
import { z } from 'zod';
import { isDay } from '../kernel/day.ts';
import type { RateTable } from './schema-rates.ts';
import type { Figure, Kit, Leaflet, Week } from './schema-rooms.ts';

/** One line of text, neither blank nor padded. */
export const line = z.string().trim().min(1, '不能为空').regex(/^[^\n]*$/, '只能写一行');
/** Text of one or more lines. */
export const prose = z.string().trim().min(1, '不能为空');
/** A calendar day. YAML's own dates are switched off, so it always comes as text. */
export const day = z.string().refine(isDay, '不是有效的日期，写成 2026-11-23 的样子');
/** ASCII slug. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只能用小写字母、数字和连字符');
/** Path of a page of ours without slashes at the ends: `qa/ending/resignation`, `laws/labour-law#art-21`. */
export const pagePath = z
  .string()
  .regex(/^(qa\/[a-z0-9-]+|constitution|safety|calculators|laws)\/[a-z0-9-]+(#[a-z0-9-]+)?$/, '不是本站页面的路径，例如 qa/ending/resignation');

/** Article number, `21` or `276-1`; numbers are taken as text. */
export const article = z
  .union([z.number().int().positive(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{0,3}(-[1-9]\d?)?$/, '条号写成 21，或 276-1（第二百七十六条之一）'));

export const basis = z.strictObject({ law: slug, article });

const asked = z.array(line).min(3, '至少写 3 种问法').max(10, '最多写 10 种问法');

/** What every page of prose carries. */
const page = {
  title: line.max(60, '标题最长 60 字'),
  order: z.number().int().positive(),
  asked,
  /** The answer first, at most two or three sentences. */
  answer: prose.max(300, '结论最长 300 字'),
  basis: z.array(basis).min(1, '至少要有一条法律依据'),
  related: z.array(pagePath).default([]),
  verified: day,
  review: day,
  confirm: z.array(line).default([]),
};

/** 相关计算器: ids of calculators that count what the page speaks of. */
const calculators = z.array(slug).default([]);

export const qaSchema = z.strictObject({
  ...page,
  calculators,
  region: z.enum(['全国', '江苏']).default('全国'),
  jiangsu: prose.optional(),
});

export const constitutionSchema = z.strictObject({ ...page, kind: z.enum(['讲义', '时间轴', '问答', '活动']) });

export const selfCheck = z.strictObject({ ask: line, good: z.enum(['是', '否']), why: line });

export const safetySchema = z.strictObject({
  ...page,
  calculators,
  hazards: z.array(line).min(1),
  industries: z.array(line).min(1),
  checklist: z.array(line).min(3, '检查清单至少 3 条'),
  selfCheck: z.array(selfCheck).length(5, '自查要正好五问'),
});

/** The words around a calculator; what it asks and counts is code, `src/calculators/kinds/<id>.ts`. */
export const calculatorSchema = z.strictObject({ ...page, /** What it answers, in the list of calculators. */ brief: line.max(40, '最长 40 字') });

export const topicSchema = z.strictObject({ title: line, chapter: z.number().int().positive(), gist: line });

export const LAW_KINDS = ['宪法', '法律', '行政法规', '部门规章', '司法解释', '地方性法规', '地方政府规章', '规范性文件'] as const;

/** Address of a government's site: an official text, or the place to look for one, stands nowhere else. */
const governmentUrl = z.url({ protocol: /^https?$/, error: '不是网址' }).refine((to) => /(^|\.)gov\.cn$/.test(URL.parse(to)?.hostname ?? ''), '官方文本只链接政府网站（域名以 .gov.cn 结尾）');

export const lawSchema = z.strictObject({
  title: line,
  short: line.regex(/[^\d]$/, '简称不能以数字结尾'),
  aliases: z.array(line).default([]),
  kind: z.enum(LAW_KINDS),
  issuer: line,
  number: line.optional(),
  adopted: day.optional(),
  /** Left out while nobody could confirm it: then the instrument is 时效待核 and nothing may rest on it. */
  effective: day.optional(),
  amended: z.array(z.strictObject({ on: day, note: line.optional() })).default([]),
  repealed: day.optional(),
  /** Left out while nobody could confirm it (条数待核): citations are then checked only as far as digests go. */
  articles: z.number().int().positive().optional(),
  /** Address of the official text itself. */
  official: governmentUrl.optional(),
  gist: prose,
  note: prose.optional(),
  /** Facts of this file that the bureau has to confirm, shown on the page. */
  confirm: z.array(line).default([]),
  verified: day,
  digests: z.record(z.string().regex(/^[1-9]\d{0,3}(-[1-9]\d?)?$/, '条号写成 "21" 或 "276-1"'), prose).default({}),
});

const contact = z.strictObject({ name: line, phone: line.optional(), address: line.optional(), hours: line.optional() });

export const siteSchema = z.strictObject({
  name: line,
  tagline: line,
  bureau: z.string().default(''),
  region: line,
  contacts: z.array(contact).default([]),
  registration: z
    .strictObject({ icp: z.string().default(''), police: z.string().default(''), siteId: z.string().default('') })
    .default({ icp: '', police: '', siteId: '' }),
  /** Where official texts are looked up, by kind of instrument. */
  officialTexts: z.array(z.strictObject({ name: line, url: governmentUrl, kinds: z.array(z.enum(LAW_KINDS)).min(1) })).default([]),
  about: z.union([prose, z.array(prose)]).transform((x) => (Array.isArray(x) ? x : x.split(/\n\s*\n/))),
  privacy: z.union([prose, z.array(prose)]).transform((x) => (Array.isArray(x) ? x : x.split(/\n\s*\n/))),
});

export type Law = z.output<typeof lawSchema> & { readonly id: string };
export type Topic = z.output<typeof topicSchema> & { readonly id: string };
export type Site = z.output<typeof siteSchema>;

/** What the three kinds of entry have in common, as the rest of the product sees them. */
export interface Entry<D> {
  /** Path of the page without slashes at the ends, `qa/ending/resignation`. */
  readonly id: string;
  readonly data: D;
  /** Markdown below the front matter. */
  readonly body: string;
  /** Line of the file on which the body begins, for messages. */
  readonly bodyLine: number;
}
export type QaEntry = Entry<z.output<typeof qaSchema>>;
export type ConstitutionEntry = Entry<z.output<typeof constitutionSchema>>;
export type SafetyEntry = Entry<z.output<typeof safetySchema>>;
export type CalculatorEntry = Entry<z.output<typeof calculatorSchema>>;
export type AnyEntry = QaEntry | ConstitutionEntry | SafetyEntry | CalculatorEntry;

/** Everything the public reads, parsed. */
export interface Library {
  readonly site: Site | undefined;
  readonly topics: readonly Topic[];
  readonly laws: readonly Law[];
  readonly qa: readonly QaEntry[];
  readonly constitution: readonly ConstitutionEntry[];
  readonly safety: readonly SafetyEntry[];
  readonly calculators: readonly CalculatorEntry[];
  /** 标准表, by the name of the file. */
  readonly rates: readonly RateTable[];
  /** 宪法宣传周 by year, oldest first. */
  readonly weeks: readonly Week[];
  readonly figures: readonly Figure[];
  readonly kits: readonly Kit[];
  /** In the order of the editors. */
  readonly leaflets: readonly Leaflet[];
}

/** The headings of a Q&A, in their order. */
export const QA_HEADINGS = ['为什么这样规定', '怎么办', '案例', '常见误区'] as const;

/** The headings of a calculator's page, in their order. */
export const CALCULATOR_HEADINGS = ['怎样手算', '常见误区'] as const;
