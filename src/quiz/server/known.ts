/**
 * What the public pages may know of the question bank: how many questions rest on a provision,
 * and which bank asks about a page. Nothing asked or answered may reach a page rendered ahead of time.
 */
import { countByLaw, countByProvision } from '../../library/citations.ts';
import { aimsOf, type Aims } from '../about.ts';
import type { Quizzes } from './load.ts';
import { poolOf } from './pool.ts';

/** Numbers, titles and addresses only. */
export interface Known {
  /** Number of questions in use by `basisKey`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of questions in use by law. */
  readonly byLaw: ReadonlyMap<string, number>;
  /** By path of the page to read: the bank with the most questions about it. */
  readonly banks: ReadonlyMap<string, { readonly id: string; readonly title: string; readonly count: number }>;
  /** Pages and provisions about which something can be practised. */
  readonly aims: Aims;
}

/** What of these banks pages may know. */
export function knownOf(quizzes: Quizzes): Known {
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

const KEY = Symbol.for('pufa.questions');

/** Leaves it for the pages of this thread: a build reads the banks once, not in every thread. */
export const handKnown = (known: Known): void => void Object.assign(globalThis, { [KEY]: known });

/** What was left, if anything. */
export const knownHanded = (): Known | undefined => (globalThis as { [KEY]?: Known })[KEY];
