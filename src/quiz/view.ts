/**
 * What a candidate may see of a question before release: built field by field and parsed
 * by a strict allow-list. There is no copy from which secrets are struck, so a new field
 * of a question stays secret until someone adds it here.
 */
import { z } from 'zod';
import { lettersOf, type OptionOrder } from './order.ts';
import type { Asked } from './revision.ts';
import { kindOf } from './kinds/index.ts';

export const questionViewSchema = z.strictObject({
  /** 1, 2, 3… within the paper. */
  pos: z.number().int().min(1),
  kind: z.enum(['single', 'multiple', 'truefalse']),
  kindName: z.string(),
  stem: z.string(),
  choices: z.array(z.strictObject({ letter: z.string(), text: z.string() })),
});
export type QuestionView = z.output<typeof questionViewSchema>;

/** The view of question number `pos` with its choices in this order. */
export function questionView(pos: number, asked: Asked, order: OptionOrder): QuestionView {
  const kind = kindOf(asked.kind);
  const choices = kind.choices(asked);
  const letters = kind.letters(order.length);
  return questionViewSchema.parse({
    pos,
    kind: asked.kind,
    kindName: kind.name,
    stem: asked.stem,
    choices: [...order].map((key, i) => ({ letter: letters[i], text: choices.find((c) => c.key === key)?.text })),
  });
}

export const feedbackSchema = z.strictObject({
  /** Right choices in the letters shown. */
  key: z.array(z.string()),
  explanation: z.string(),
  /** Page to read, `qa/ending/resignation`. */
  page: z.string(),
  basis: z.array(z.strictObject({ law: z.string(), article: z.string() })),
});
/** What is told after release only: key, explanation, page to read. */
export type Feedback = z.output<typeof feedbackSchema>;

/** Call only where the rules have released the question to this person. */
export function feedbackOn(asked: Asked, order: OptionOrder): Feedback {
  return {
    key: lettersOf(asked, order, kindOf(asked.kind).answerKeys(asked)),
    explanation: asked.explanation,
    page: asked.page,
    basis: asked.basis.map(({ law, article }) => ({ law, article })),
  };
}
