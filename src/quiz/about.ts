/** 读完练三题: the open questions that belong to an entry. */
import { z } from 'zod';
import { seededRng, shuffled } from '../kernel/rng.ts';
import { basisKey, type Basis } from '../library/cite.ts';
import type { Bank, BankQuestion } from './bank.ts';
import { practiceQuestionSchema, practiceView } from './practice.ts';

/** So many questions stand below an entry at most. */
export const ABOUT_TAKE = 3;

export const aboutSchema = z.strictObject({
  seed: z.string(),
  questions: z.array(practiceQuestionSchema),
  /** Titles and short names that the explanations will need; of all open questions, so that they tell nothing of these. */
  names: z.strictObject({ pages: z.record(z.string(), z.string()), laws: z.record(z.string(), z.string()) }),
});
export type About = z.output<typeof aboutSchema>;

/** An entry as far as questions can touch it. */
export interface Subject {
  /** `qa/ending/resignation`. */
  readonly id: string;
  readonly data: { readonly basis: readonly Basis[] };
}

/** Where open questions point to: pages to read, and provisions. */
export interface Aims {
  readonly pages: ReadonlySet<string>;
  readonly provisions: ReadonlySet<string>;
}

const pageOf = (q: BankQuestion): string => q.asked.page.split('#')[0] ?? '';

/** Neither reserved for exams nor withdrawn (banks hold none of these), nor part of a case, which is only shown whole. */
const openIn = (banks: Iterable<Bank>): BankQuestion[] => [...banks].flatMap((bank) => bank.questions.filter((q) => !q.reserved && q.asked.caseId === undefined));

/** What the open questions of these banks aim at. */
export function aimsOf(banks: Iterable<Bank>): Aims {
  const open = openIn(banks);
  return { pages: new Set(open.map(pageOf)), provisions: new Set(open.flatMap((q) => q.asked.basis.map(basisKey))) };
}

/** Whether any open question belongs to the entry. */
export const isAskedAbout = ({ id, data }: Subject, aims: Aims): boolean => aims.pages.has(id) || data.basis.some((b) => aims.provisions.has(basisKey(b)));

/** Up to {@link ABOUT_TAKE} open questions: first those whose page to read is this entry, then those resting on a provision that it cites too; which and in which order the seed decides. */
export function questionsAbout({ id, data }: Subject, banks: Iterable<Bank>, seed: string): BankQuestion[] {
  const cited = new Set(data.basis.map(basisKey));
  const mixed = shuffled(openIn(banks), seededRng(`${seed} ${id}`));
  const own = mixed.filter((q) => pageOf(q) === id);
  const near = mixed.filter((q) => pageOf(q) !== id && q.asked.basis.some((b) => cited.has(basisKey(b))));
  return [...own, ...near].slice(0, ABOUT_TAKE);
}

/** The questions as a reader may see them before answering. */
export function aboutOf(subject: Subject, banks: readonly Bank[], seed: string, names: About['names']): About {
  return aboutSchema.parse({ seed, questions: questionsAbout(subject, banks, seed).map((q, i) => practiceView(q, i + 1, seed)), names });
}
