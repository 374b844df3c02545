/** Whether an answer leaves something open: an order not finished, a left side without a right one, an empty blank. */
import { linesOf } from './blanks.ts';
import type { QuestionView } from './view.ts';

/** True for an answer of which a part is missing; false for none at all. */
export function isIncomplete(question: Pick<QuestionView, 'kind' | 'choices' | 'blanks'>, value: string): boolean {
  if (value === '') return false;
  if (question.kind === 'ordering') return value.length < question.choices.length;
  if (question.kind === 'matching') return value.includes('-');
  return question.kind === 'fill' && linesOf(value, question.blanks ?? 0).some((text) => text.trim() === '');
}
