/** A small plan with a small library, for journeys about the learner's year. */
import { planSchema, type Plan } from '#plans/schema.ts';
import type { PlanBook } from '#plans/server/versions.ts';
import type { LearnDeps } from '#plans/server/year.ts';
import { loadEntry } from '#library/server/load.ts';
import type { AnyEntry, Library, QaEntry } from '#library/schema.ts';
import { bankSchema, blueprintSchema } from '#quiz/schema.ts';
import { officeHere, type Office } from '#reports/server/office.ts';
import type { Quizzes } from '#quiz/server/load.ts';
import type { TestDeps } from '../support/deps.ts';

export const plan: Plan = planSchema.parse({
  year: 2026,
  title: '2026 年度计划',
  opens: '2026-01-01',
  closes: '2026-12-20',
  categories: { must: '必修', law: '专业法规' },
  audiences: {
    leader: { title: '领导干部', credits: 6, shares: { must: 4 }, exam: 'annual' },
    staff: { title: '一般工作人员', credits: 4, exam: 'annual' },
    guest: { title: '旁听', credits: 1 },
  },
  dailyCap: 5,
  study: { secondsPerThousand: 60 },
  courses: [
    { page: 'constitution/a', category: 'must', credits: 2 },
    { page: 'constitution/b', category: 'must', credits: 2 },
    { page: 'qa/x/a', category: 'law', credits: 2 },
    { page: 'qa/x/b', category: 'law', credits: 1.5 },
    { page: 'qa/x/gone', category: 'law', credits: 1 },
  ],
  quizzes: [{ id: 'quiz', paper: 'quiz', category: 'must', credits: 2 }],
  exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }],
});

const entry = (id: string, characters: number): AnyEntry => {
  const kind = id.startsWith('qa') ? 'qa' : 'constitution';
  const text = `---\ntitle: 标题 ${id}\norder: 1\nasked: [一, 二, 三]\nanswer: 结论\nbasis: [{law: labour-law, article: 1}]\nverified: 2026-11-23\nreview: 2027-05-23\n${kind === 'qa' ? '' : 'kind: 讲义\n'}---\n## 为什么\n${'字'.repeat(characters)}\n`;
  const { entry: made, issues } = loadEntry(kind, `content/${id}.md`, text);
  if (!made) throw new Error(JSON.stringify(issues));
  return made;
};

export const library: Library = {
  site: undefined,
  topics: [],
  laws: [],
  qa: [entry('qa/x/a', 1000), entry('qa/x/b', 500)] as QaEntry[],
  constitution: [entry('constitution/a', 1000), entry('constitution/b', 1000)] as Library['constitution'],
  safety: [],
  calculators: [],
  rates: [],
  weeks: [],
  figures: [],
  kits: [],
  leaflets: [],
};

const bank = bankSchema.parse({
  title: '题库',
  questions: [1, 2, 3].map((n) => ({ id: `AA-00${n}`, kind: 'truefalse', stem: `题 ${n}`, answer: true, explanation: '解析', basis: [{ law: 'labour-law', article: n }], page: 'qa/x/a', difficulty: 1 })),
});
const blueprint = (title: string, minutes?: number) =>
  blueprintSchema.parse({ title, passPercent: 60, ...(minutes ? { minutes } : {}), sections: [{ title: '判断题', kind: 'truefalse', marks: 2, pick: [{ bank: 'aa', count: 2 }] }] });

export const quizzes: Quizzes = { banks: new Map([['aa', { id: 'aa', ...bank }]]), papers: new Map([['annual', blueprint('年度考试', 60)], ['quiz', blueprint('小测')]]) };

/** Real database, small content. */
export function learnDeps(deps: TestDeps): LearnDeps & TestDeps & { readonly planBook: PlanBook; readonly office: Office } {
  const plans = new Map([[2026, plan]]);
  return { ...deps, library, quizzes, plans, planBook: { inForce: plans, files: () => new Map(), unreadable: new Set(), refresh: () => Promise.resolve() }, office: officeHere(deps.db, deps.rng) };
}

/** Reads a page to its end as a browser would: a beat every 15 s. */
export async function readThrough(deps: TestDeps, beat: (atEnd: boolean) => Promise<unknown>, seconds: number): Promise<void> {
  await beat(false);
  for (let read = 0; read < seconds; read += 15) {
    deps.clock.advance(15_000);
    await beat(read + 15 >= seconds);
  }
}
