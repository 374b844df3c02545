/**
 * How many questions rest on each provision. Only these numbers leave the question bank:
 * nothing asked or answered may reach a page rendered ahead of time.
 */
import { countByProvision } from '#library/citations.ts';
import { loadQuizzes } from '#quiz/server/load.ts';

let kept: ReadonlyMap<string, number> | undefined;

/** Counts by `basisKey`; read once in a build. */
export function questionCounts(): ReadonlyMap<string, number> {
  if (kept && !import.meta.env.DEV) return kept;
  const { quizzes } = loadQuizzes(process.cwd());
  kept = countByProvision([...quizzes.banks.values()].flatMap((bank) => bank.questions));
  return kept;
}
