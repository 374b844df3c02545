/**
 * What the public pages may know of the question bank: how many questions rest on a provision,
 * and which bank asks about a page. Nothing asked or answered may reach a page rendered ahead of time.
 */
import { countByLaw, countByProvision } from '#library/citations.ts';
import { aimsOf, type Aims } from '#quiz/about.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { poolOf } from '#quiz/server/pool.ts';

interface Known {
  /** Number of questions in use by `basisKey`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of questions in use by law. */
  readonly byLaw: ReadonlyMap<string, number>;
  /** By path of the page to read: the bank with the most questions about it. */
  readonly banks: ReadonlyMap<string, { readonly id: string; readonly title: string; readonly count: number }>;
  /** Pages and provisions about which something can be practised. */
  readonly aims: Aims;
}

function read(): Known {
  const { quizzes } = loadQuizzes(process.cwd());
  const { banks } = quizzes;
  const about = new Map<string, { id: string; title: string; count: number }>();
  for (const { id, title, questions } of banks.values()) {
    for (const [page, list] of Map.groupBy(questions, (q) => q.page)) {
      const count = list.filter((q) => !q.retired).length;
      if (count > (about.get(page)?.count ?? 0)) about.set(page, { id, title, count });
    }
  }
  const all = [...banks.values()].flatMap((bank) => bank.questions);
  return { counts: countByProvision(all), byLaw: countByLaw(all), banks: about, aims: aimsOf(poolOf(quizzes).banks.values()) };
}

let kept: Known | undefined;

/** Read once in a build, afresh for each page in `astro dev`. */
export function questionsKnown(): Known {
  if (import.meta.env.DEV) return read();
  kept ??= read();
  return kept;
}
