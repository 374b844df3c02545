/** What the public pages may know of the question bank. */
import { knownHanded, knownOf, type Known } from '#quiz/server/known.ts';
import { loadQuizzes } from '#quiz/server/load.ts';

let kept: Known | undefined;

/** As the build handed it over; read once elsewhere, afresh for each page in `astro dev`. */
export function questionsKnown(): Known {
  if (import.meta.env.DEV) return read();
  kept ??= knownHanded() ?? read();
  return kept;
}

const read = (): Known => knownOf(loadQuizzes(process.cwd()).quizzes);
