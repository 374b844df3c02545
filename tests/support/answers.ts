/** Answers to the test bank as a candidate who reads would give them: the right choices say 对的. */
import type { QuestionView } from '#quiz/view.ts';

export function rightAnswer(q: QuestionView): string {
  if (q.kind === 'truefalse') return q.stem.includes('为真') ? 'T' : 'F';
  return q.choices
    .filter((c) => c.text.startsWith('对的'))
    .map((c) => c.letter)
    .join('');
}

export function wrongAnswer(q: QuestionView): string {
  if (q.kind === 'truefalse') return q.stem.includes('为真') ? 'F' : 'T';
  return q.choices.find((c) => c.text.startsWith('错的'))?.letter ?? '';
}
