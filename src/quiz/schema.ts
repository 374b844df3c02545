/** What a bank file (`quizzes/banks/<bank>.yaml`) may hold. Each kind declares its own in `kinds/`; blueprints are in `blueprint.ts`. */
import { z } from 'zod';
import { line } from '../library/schema.ts';
import { caseSchema } from './kinds/case.ts';
import { fillSchema } from './kinds/fill.ts';
import { matchingSchema } from './kinds/matching.ts';
import { multipleSchema } from './kinds/multiple.ts';
import { orderingSchema } from './kinds/ordering.ts';
import { singleSchema } from './kinds/single.ts';
import { trueFalseSchema } from './kinds/truefalse.ts';

export const questionSchema = z.discriminatedUnion('kind', [singleSchema, multipleSchema, trueFalseSchema, fillSchema, orderingSchema, matchingSchema, caseSchema]);
export const bankSchema = z.strictObject({
  title: line,
  /** Place among the banks offered for practice; those without one come last. */
  order: z.number().int().positive().default(99),
  questions: z.array(questionSchema),
});

/** A question as an editor wrote it, key and explanation included. Never leaves the server before release. */
export type Question = z.output<typeof questionSchema>;
export type QuestionKind = Question['kind'];

export { blueprintSchema, type Blueprint } from './blueprint.ts';
