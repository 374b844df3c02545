/** A small, wholly correct material for tests of the checks, and what a rule says about a spoilt copy of it. */
import type { Bank, Material, Rule } from '#checks/material.ts';
import type { RateTable } from '#library/schema-rates.ts';
import { calculatorSchema, lawSchema, qaSchema, safetySchema, constitutionSchema, type Law, type Library } from '#library/schema.ts';
import { planSchema } from '#plans/schema.ts';
import { bankSchema, blueprintSchema, type Blueprint } from '#quiz/schema.ts';
import type { z } from 'zod';

/** A field of a file that no body line stands for: its path is remembered under this line. */
const asked: string[] = [];
const PATH_LINES = 1_000_000;

export const law = (id: string, short: string, rest: Partial<z.input<typeof lawSchema>> = {}): Law => ({
  id,
  ...lawSchema.parse({ title: `中华人民共和国${short}`, short, kind: '法律', issuer: '全国人大常委会', effective: '2008-01-01', articles: 98, gist: '管这件事', verified: '2026-11-23', digests: { '21': '试用期内', '47': '每满一年一个月' }, ...rest }),
});

const common = {
  order: 1,
  asked: ['问法一', '问法二', '问法三'],
  answer: '结论。',
  basis: [{ law: 'contract', article: 21 }],
  verified: '2026-11-01',
  review: '2027-05-01',
};

export const QA_BODY = '## 为什么这样规定\n\n因为。〔劳动合同法21〕\n\n## 怎么办\n\n1. 先做。\n\n## 案例\n\n小周。\n\n## 常见误区\n\n- “误”：不对。\n';

export const qa = (id: string, rest: Partial<z.input<typeof qaSchema>> = {}, body = QA_BODY): Library['qa'][number] => ({
  id,
  data: qaSchema.parse({ title: `${id} 的标题`, ...common, asked: [1, 2, 3].map((n) => `${id} 问法 ${n}`), ...rest }),
  body,
  bodyLine: 20,
});

export const safety = (id: string, body: string): Library['safety'][number] => ({
  id,
  data: safetySchema.parse({ title: `${id} 的标题`, ...common, asked: [1, 2, 3].map((n) => `${id} 问法 ${n}`), hazards: ['挤压'], industries: ['机械'], checklist: ['一', '二', '三'], selfCheck: [1, 2, 3, 4, 5].map((n) => ({ ask: `问 ${n}`, good: '是', why: '因为' })) }),
  body,
  bodyLine: 20,
});

export const constitution = (id: string, body: string): Library['constitution'][number] => ({
  id,
  data: constitutionSchema.parse({ title: `${id} 的标题`, ...common, asked: [1, 2, 3].map((n) => `${id} 问法 ${n}`), kind: '讲义' }),
  body,
  bodyLine: 20,
});

export const calculatorPage = (id: string, rest: Partial<z.input<typeof calculatorSchema>> = {}, body = '## 怎样手算\n\n乘一乘。〔劳动合同法21〕\n\n## 常见误区\n\n- “误”：不对。\n'): Library['calculators'][number] => ({
  id,
  data: calculatorSchema.parse({ title: `${id} 的标题`, ...common, asked: [1, 2, 3].map((n) => `${id} 问法 ${n}`), brief: '算一算', ...rest }),
  body,
  bodyLine: 20,
});

const question = { stem: '试用期最长几个月？', explanation: '因为。', basis: [{ law: 'contract', article: 21 }], page: 'qa/wages/first', difficulty: 1 };
export const single = (id: string, rest: object = {}): object => ({ ...question, id, stem: `${id}：试用期最长几个月？`, kind: 'single', options: { A: '一个月', B: '两个月', C: '六个月' }, answer: 'C', ...rest });
export const multiple = (id: string, rest: object = {}): object => ({ ...question, id, kind: 'multiple', options: { A: '一', B: '二', C: '三' }, answer: ['A', 'C'], ...rest });
export const truefalse = (id: string, rest: object = {}): object => ({ ...question, id, kind: 'truefalse', answer: true, ...rest });
export const bank = (id: string, questions: readonly object[]): Bank => ({ id, ...bankSchema.parse({ title: id, questions }) });
export const paper = (...picks: [kind: string, bank: string, count: number][]): Blueprint =>
  blueprintSchema.parse({ title: '试卷', passPercent: 60, sections: picks.map(([kind, from, count]) => ({ title: kind, kind, marks: 1, pick: [{ bank: from, count }] })) });
export const plan = (rest: Partial<z.input<typeof planSchema>> = {}): z.output<typeof planSchema> =>
  planSchema.parse({
    year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { core: '必修' },
    audiences: { staff: { title: '工作人员', credits: 3, shares: { core: 2 }, exam: 'annual' } },
    study: { secondsPerThousand: 60 },
    courses: [{ page: 'qa/wages/first', category: 'core', credits: 2 }],
    quizzes: [{ id: 'small', paper: 'annual', category: 'core', credits: 1 }],
    exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }],
    ...rest,
  });

interface Parts {
  readonly today?: string;
  readonly laws?: readonly Law[];
  readonly qa?: Library['qa'];
  readonly safety?: Library['safety'];
  readonly constitution?: Library['constitution'];
  readonly calculators?: Library['calculators'];
  readonly rates?: readonly RateTable[];
  readonly topics?: Library['topics'];
  readonly weeks?: Library['weeks'];
  readonly figures?: Library['figures'];
  readonly kits?: Library['kits'];
  readonly leaflets?: Library['leaflets'];
  readonly banks?: readonly Bank[];
  readonly papers?: Readonly<Record<string, Blueprint>>;
  readonly plans?: Readonly<Record<string, z.output<typeof planSchema>>>;
  /** Files that exist and broke their schema. */
  readonly broken?: readonly string[];
}

/** The correct material, with the parts given put in place of its own. */
export function material(parts: Parts = {}): Material {
  const library: Library = {
    site: undefined,
    topics: parts.topics ?? [{ id: 'wages', title: '工资', chapter: 1, gist: '工资' }],
    laws: parts.laws ?? [law('contract', '劳动合同法')],
    qa: parts.qa ?? [qa('qa/wages/first')],
    safety: parts.safety ?? [],
    constitution: parts.constitution ?? [],
    calculators: parts.calculators ?? [],
    rates: parts.rates ?? [],
    weeks: parts.weeks ?? [],
    figures: parts.figures ?? [],
    kits: parts.kits ?? [],
    leaflets: parts.leaflets ?? [],
  };
  const banks = new Map((parts.banks ?? [bank('labour', [single('LC-001')])]).map((b) => [b.id, b]));
  const papers = new Map(Object.entries(parts.papers ?? { annual: paper(['single', 'labour', 1]) }));
  const plans = new Map(Object.entries(parts.plans ?? { '2026': plan() }));
  const keys = [
    ...[...library.qa, ...library.safety, ...library.constitution, ...library.calculators].map((e) => e.id),
    ...library.laws.map((l) => `laws/${l.id}`),
    ...library.topics.map((t) => `topics/${t.id}`),
    ...(['rates', 'weeks', 'figures', 'kits', 'leaflets'] as const).flatMap((kind) => library[kind].map((r) => `${kind}/${r.id}`)),
    ...Array.from(banks.keys(), (id) => `banks/${id}`),
    ...Array.from(papers.keys(), (id) => `papers/${id}`),
    ...Array.from(plans.keys(), (id) => `plans/${id}`),
    ...(parts.broken ?? []),
  ];
  const at = (path: readonly PropertyKey[]) => ({ line: PATH_LINES + asked.push(path.map(String).join('.')) - 1, column: 1 });
  return {
    today: parts.today ?? '2026-11-23',
    library,
    banks,
    papers,
    plans,
    sources: new Map(keys.map((key) => [key, { file: key, at }])),
    addresses: new Set(['/', '/practice/', '/leaflet.pdf']),
  };
}

/** What a rule says: `code file path` for fields, `code file line:column` inside a body; warnings begin with `?`, notes with `~`. */
export function said(rule: Rule, parts: Parts): string[] {
  return rule(material(parts)).map((issue) => {
    const place = issue.line >= PATH_LINES ? (asked[issue.line - PATH_LINES] ?? '') : `${issue.line}:${issue.column}`;
    return `${{ error: '', warning: '?', note: '~' }[issue.level]}${issue.code} ${issue.file} ${place}`.trim();
  });
}

/** The hints a rule gives. */
export const hints = (rule: Rule, parts: Parts): (string | undefined)[] => rule(material(parts)).map((issue) => issue.hint);
