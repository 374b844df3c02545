/** Answers to the test bank as a candidate who reads would give them: the right choices say 对的. */
import type { Asked } from '#quiz/revision.ts';
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

const bare = (text: string): string => text.replace(/\s+/g, '');

/** The right answer to a question as it is shown, from what its editor wrote. */
export function answerFrom(q: Pick<QuestionView, 'choices' | 'lefts'>, asked: Asked): string {
  const letter = (text = ''): string => q.choices.find((c) => bare(c.text) === bare(text))?.letter ?? '';
  switch (asked.kind) {
    case 'truefalse':
      return asked.answer ? 'T' : 'F';
    case 'single':
      return letter(asked.options[asked.answer]);
    case 'multiple':
      return asked.answer.map((key) => letter(asked.options[key])).sort().join('');
    case 'fill':
      return asked.blanks.map((b) => b.accept[0] ?? '').join('\n');
    case 'ordering':
      return asked.answer.map((key) => letter(asked.items[key])).join('');
    case 'matching':
      return (q.lefts ?? []).map((text) => letter(asked.right[asked.answer[Object.keys(asked.left).find((key) => bare(asked.left[key] ?? '') === bare(text)) ?? ''] ?? ''])).join('');
  }
}
