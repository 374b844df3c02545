/** 模拟考试: a paper of open questions, told nothing about until it is handed in, marked as an exam would be. Nothing is kept: paper and order come again from the seed. */
import { z } from 'zod';
import { seededRng } from '../kernel/rng.ts';
import type { Bank } from './bank.ts';
import { ruleOf, sizeOf, type Blueprint } from './blueprint.ts';
import { drawPaper, type Paper, type Shortfall } from './draw.ts';
import { markAnswer } from './mark.ts';
import { orderFor, practiceQuestionSchema, practiceView } from './practice.ts';
import { feedbackOn, feedbackSchema } from './view.ts';

export const mockSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  seed: z.string(),
  minutes: z.number().int().optional(),
  full: z.number().int(),
  passPercent: z.number().int(),
  sections: z.array(z.strictObject({ title: z.string(), marks: z.number().int(), rule: z.string(), questions: z.array(practiceQuestionSchema) })),
});
export type Mock = z.output<typeof mockSchema>;

export const markedSchema = z.strictObject({
  earned: z.number().int(),
  full: z.number().int(),
  passed: z.boolean(),
  /** In the order of the paper. */
  items: z.array(z.strictObject({ handle: z.string(), outcome: z.enum(['right', 'partial', 'wrong', 'unanswered']), earned: z.number().int(), feedback: feedbackSchema })),
});
export type Marked = z.output<typeof markedSchema>;

type Banks = ReadonlyMap<string, Bank>;

/** The paper of this seed: open questions in the composition of the blueprint, or what is short. */
export const mockPaper = (id: string, blueprint: Blueprint, banks: Banks, seed: string): Paper | Shortfall => drawPaper(blueprint, banks, seededRng(`${seed} ${id}`), 'open');

/** The paper as the candidate sees it. */
export function mockView(id: string, blueprint: Blueprint, paper: Paper, seed: string): Mock {
  let pos = 0;
  return mockSchema.parse({
    id,
    title: blueprint.title,
    seed,
    ...(blueprint.minutes === undefined ? {} : { minutes: blueprint.minutes }),
    full: sizeOf(blueprint).full,
    passPercent: blueprint.passPercent,
    sections: paper.sections.map((s) => ({ title: s.title, marks: s.marks, rule: ruleOf(s.kind, s.scoring), questions: s.questions.map((q) => practiceView(q, ++pos, seed)) })),
  });
}

/** The paper marked. Whole marks; passed from `passPercent` of the full score, as in an exam. */
export function markMock(blueprint: Blueprint, paper: Paper, seed: string, answers: Readonly<Record<string, string>>): Marked {
  const { full } = sizeOf(blueprint);
  const items = paper.sections.flatMap((s) =>
    s.questions.map((q) => {
      const order = orderFor(q, seed);
      const value = answers[q.handle] ?? '';
      return { handle: q.handle, ...markAnswer(q.asked, order, value, s.marks, s.scoring), feedback: feedbackOn(q.asked, order, value) };
    }),
  );
  const earned = items.reduce((sum, i) => sum + i.earned, 0);
  return markedSchema.parse({ earned, full, passed: earned * 100 >= full * blueprint.passPercent, items });
}
