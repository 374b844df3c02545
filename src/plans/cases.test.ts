/** Published rules as plans, with people and outcomes: `cases/*.yaml`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { YearRoom } from '../credits/caps.ts';
import { formatIssue } from '../kernel/issue.ts';
import { readYaml } from '../library/server/read.ts';
import { sentenceOf } from './say.ts';
import { planSchema, type Plan } from './schema.ts';
import { standingOf, type Credited, type ExamResult } from './standing.ts';
import { cheapestWay, sourcesLeft } from './way.ts';

const amount = z.record(z.string(), z.number());
const earned = z.strictObject({ category: z.string(), credits: z.number(), on: z.string() });
const sat = z.union([z.number(), z.strictObject({ exam: z.string().optional(), score: z.number(), on: z.string(), makeup: z.boolean().default(false) })]);
const caseSchema = z.strictObject({
  who: z.string(),
  as: z.union([z.string(), z.array(z.string())]),
  on: z.string(),
  earned: z.union([amount, z.array(earned)]).default([]),
  sat: z.array(sat).default([]),
  exempt: z.string().optional(),
  expect: z.strictObject({
    met: z.boolean(), owes: z.boolean().optional(), metOn: z.string().optional(), band: z.string().optional(), says: z.string().optional(),
    /** Points of the year's score, credits that count, credits missing before the exam, days at least. */
    score: z.number().optional(), have: z.number().optional(), gate: z.number().optional(), days: z.number().optional(),
  }),
});
const fileSchema = z.strictObject({
  place: z.string().min(2),
  source: z.strictObject({ title: z.string().min(10), address: z.url(), unsaid: z.string().min(5) }),
  plan: planSchema,
  cases: z.array(caseSchema).min(3),
});

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const { value, issues } = readYaml(name, readFileSync(folder + name, 'utf8'), fileSchema);
    if (!value) throw new Error(issues.map(formatIssue).join('\n'));
    return value;
  });
type Case = z.output<typeof caseSchema>;

/** What the caps let count, as the ledger would: each day's and the year's. */
function creditedIn(plan: Plan, c: Case): Credited[] {
  const list = Array.isArray(c.earned) ? c.earned : Object.entries(c.earned).map(([category, credits]) => ({ category, credits, on: '' }));
  const room = new YearRoom(plan.caps);
  const day = new Map<string, number>();
  return list.map(({ category, credits, on }) => {
    const counts = room.take({ category, kind: 'study' }, Math.round(credits * 100));
    const granted = on && plan.dailyCap !== undefined ? Math.min(counts, plan.dailyCap - (day.get(on) ?? 0)) : counts;
    day.set(on, (day.get(on) ?? 0) + granted);
    return { category, granted_centi: granted, on_day: on || plan.opens };
  });
}

function resultsIn(plan: Plan, c: Case): ExamResult[] {
  return c.sat.map((s, i) => {
    const { score, on, exam: id, makeup } = typeof s === 'number' ? { score: s, on: plan.exams[0]?.opens.slice(0, 10) ?? '', exam: undefined, makeup: false } : s;
    const exam = plan.exams.find((e) => e.id === (id ?? plan.exams[0]?.id));
    return { exam: exam?.id ?? '', number: i + 1, makeup, state: 'handed', passed: score >= (exam?.passPercent ?? 60), score, full: 100, on };
  });
}

it('there are rules of at least five provinces or cities', () => expect(new Set(files.map((f) => f.place)).size).toBeGreaterThanOrEqual(5));

it('the example in the editors’ handbook is a plan', () => {
  const handbook = readFileSync(fileURLToPath(new URL('../../content/README.md', import.meta.url)), 'utf8');
  const example = handbook.split('### 年度计划怎么写')[1]?.split('```yaml\n')[1]?.split('```')[0] ?? '';
  expect(readYaml('content/README.md', example, planSchema)).toMatchObject({ issues: [], value: { score: { study: 50 }, audiences: { staff: { exam: ['annual', 'safety'] } } } });
});

describe.each(files)('$place', ({ plan, cases }) => {
  it.each(cases.map((c): [string, Case] => [c.who, c]))('%s', (_, c) => {
    const s = standingOf(plan, [c.as].flat(), creditedIn(plan, c), resultsIn(plan, c), c.on, undefined, { exempt: c.exempt === undefined ? undefined : { reason: c.exempt } });
    const way = cheapestWay(s, sourcesLeft(plan, new Set()), plan.dailyCap);
    const all = { met: s.met, owes: s.owes, metOn: s.metOn, band: s.band, says: sentenceOf(s), score: s.score && s.score.centi / 100, have: s.haveCenti / 100, gate: (s.exams[0]?.gate?.owedCenti ?? 0) / 100, days: way.days };
    expect(all).toMatchObject(c.expect);
  });
});
