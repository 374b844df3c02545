/**
 * What a candidate may see of a question before release: built field by field and parsed
 * by a strict allow-list. There is no copy from which secrets are struck, so a new field
 * of a question stays secret until someone adds it here.
 */
import { z } from 'zod';
import { partOf } from './kinds/case.ts';
import { askedKinds, kindOf, type OptionOrder } from './kinds/index.ts';
import type { Asked } from './revision.ts';

export const questionViewSchema = z.strictObject({
  /** 1, 2, 3… within the paper. */
  pos: z.number().int().min(1),
  kind: z.enum(askedKinds),
  kindName: z.string(),
  stem: z.string(),
  /** Choices, items to put in order, or right sides to pair; none for blanks. */
  choices: z.array(z.strictObject({ letter: z.string(), text: z.string() })),
  /** Left sides of a matching question. */
  lefts: z.array(z.string()).optional(),
  /** How many blanks are to be filled. */
  blanks: z.number().int().optional(),
  /** The case that this is a part of, and which part. */
  case: z.strictObject({ material: z.string(), part: z.number().int() }).optional(),
});
export type QuestionView = z.output<typeof questionViewSchema>;

/** The view of question number `pos` with its choices in this order. */
export function questionView(pos: number, asked: Asked, order: OptionOrder): QuestionView {
  const kind = kindOf(asked.kind);
  const { choices, lefts, blanks } = kind.shown(asked, order);
  return questionViewSchema.parse({
    pos,
    kind: asked.kind,
    kindName: kind.name,
    stem: asked.stem,
    choices,
    ...(lefts ? { lefts } : {}),
    ...(blanks ? { blanks } : {}),
    ...(asked.material === undefined ? {} : { case: { material: asked.material, part: partOf(asked.id) ?? 1 } }),
  });
}

export const feedbackSchema = z.strictObject({
  /** The key for people: letters shown, right letter of each position or left side, what each blank accepts. */
  key: z.array(z.string()),
  /** How each position, pair or blank of the answer stands; empty for kinds whose choices say it. */
  parts: z.array(z.enum(['right', 'wrong', 'unanswered'])),
  explanation: z.string(),
  /** Page to read, `qa/ending/resignation`. */
  page: z.string(),
  basis: z.array(z.strictObject({ law: z.string(), article: z.string() })),
});
/** What is told after release only: key, explanation, page to read. */
export type Feedback = z.output<typeof feedbackSchema>;

/** Feedback on this answer. Call only where the rules have released the question to this person. */
export function feedbackOn(asked: Asked, order: OptionOrder, value: string): Feedback {
  const kind = kindOf(asked.kind);
  const read = kind.read(value, order);
  return {
    key: [...kind.keyShown(asked, order)],
    parts: [...kind.parts(asked, order, read.state === 'answered' ? read.value : '')],
    explanation: asked.explanation,
    page: asked.page,
    basis: asked.basis.map(({ law, article }) => ({ law, article })),
  };
}
