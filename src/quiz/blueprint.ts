/** 组卷规则: what a blueprint (`quizzes/papers/<paper>.yaml`) may hold, and how long and how heavy its papers are. */
import { z } from 'zod';
import { line, slug } from '../library/schema.ts';
import { questionKinds, unitOf } from './kinds/index.ts';
import { scoringSchemes } from './scoring.ts';

const level = z.number().int().min(1, '难度是 1 到 5').max(5, '难度是 1 到 5');

const pickSchema = z.strictObject({
  bank: slug,
  /** How many questions, or cases. */
  count: z.number().int().min(1),
  /** Only those that the editor sorted here. */
  category: slug.optional(),
  /** Only those that rest on this law, beside others perhaps. */
  law: slug.optional(),
  /** Only of this difficulty, or from one to another. Every paper then has the same sum of difficulties. */
  difficulty: z.union([level, z.tuple([level, level]).refine(([from, to]) => from <= to, '难度的范围从小到大写，例如 [2, 4]')]).optional(),
  /** Only cases of so many parts: without it two papers could differ in length. */
  parts: z.number().int().min(2).max(6).optional(),
});
export type Pick = z.output<typeof pickSchema>;

const sectionSchema = z
  .strictObject({
    title: line,
    kind: z.enum(questionKinds),
    /** Whole marks for each question; for each part of a case. */
    marks: z.number().int().min(1).max(100),
    scoring: z.enum(scoringSchemes).default('all-or-nothing'),
    pick: z.array(pickSchema).min(1),
  })
  .check(({ value: section, issues }) => {
    const kind = unitOf(section.kind);
    const refuse = (path: PropertyKey[], message: string) => void issues.push({ code: 'custom', path, message, input: section });
    if (!(section.scoring in kind.schemes)) refuse(['scoring'], `${kind.short}不能用 ${section.scoring} 计分，可以写：${Object.keys(kind.schemes).join('、')}`);
    else if (section.scoring !== 'all-or-nothing' && section.marks < 2) refuse(['marks'], '按部分给分的题每题至少 2 分，1 分再分就都舍去了');
    section.pick.forEach((pick, n) => {
      if (section.kind === 'case' && pick.parts === undefined) refuse(['pick', n], '材料题要写明每道几小题（parts: 3），两份试卷才一样重');
      if (section.kind !== 'case' && pick.parts !== undefined) refuse(['pick', n, 'parts'], '只有材料题才写 parts');
    });
  });

export const blueprintSchema = z.strictObject({
  title: line,
  /** Minutes for one attempt; omitted for untimed quizzes. */
  minutes: z.number().int().min(1).max(600).optional(),
  /** Pass mark in percent of the full score. */
  passPercent: z.number().int().min(1).max(100),
  shuffleQuestions: z.boolean().default(true),
  shuffleOptions: z.boolean().default(true),
  /** A further attempt takes questions that this person has not had yet, as far as the banks hold any. */
  fresh: z.boolean().default(true),
  /** 专题小测: anybody may play it in practice, drawn from open questions. */
  public: z.boolean().default(false),
  /** 模拟考试: its composition may be tried under exam conditions, with open questions. */
  mock: z.boolean().default(false),
  sections: z.array(sectionSchema).min(1),
});
export type Blueprint = z.output<typeof blueprintSchema>;
export type BlueprintSection = Blueprint['sections'][number];

/** How many questions a section asks, each part of a case being one. */
export const questionsIn = (section: BlueprintSection): number => section.pick.reduce((sum, p) => sum + p.count * (p.parts ?? 1), 0);

/** Questions and full marks: the same for every paper of the blueprint. */
export function sizeOf(blueprint: Blueprint): { readonly questions: number; readonly full: number } {
  let questions = 0;
  let full = 0;
  for (const section of blueprint.sections) {
    questions += questionsIn(section);
    full += questionsIn(section) * section.marks;
  }
  return { questions, full };
}

/** The marking rule of a section as the candidate is told it. */
export const ruleOf = (kind: BlueprintSection['kind'], scoring: BlueprintSection['scoring']): string => unitOf(kind).schemes[scoring] ?? unitOf(kind).schemes['all-or-nothing'];
