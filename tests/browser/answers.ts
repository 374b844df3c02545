/** What the editors' banks say about the question shown: stories answer whatever question comes. */
import { loadQuizzes } from '../../src/quiz/server/load.ts';
import type { Question } from '../../src/quiz/schema.ts';

const questions = Array.from(loadQuizzes('.').quizzes.banks.values()).flatMap((bank) => bank.questions);
const plain = (text: string): string => text.replace(/\s|_/g, '');

/** The question of this kind with the stem as it is read on the page, blanks or their labels left out. */
export function questionShown<K extends Question['kind']>(kind: K, stem: string): Extract<Question, { kind: K }> {
  const shown = plain(stem);
  const found = questions.find((q): q is Extract<Question, { kind: K }> => q.kind === kind && q.kind !== 'case' && q.stem.split(/_{4,}/).every((piece) => shown.includes(plain(piece))));
  if (!found) throw new Error(`no ${kind} question with the stem “${stem}”`);
  return found;
}
