/** 谁引用了本条: the pages and the number of questions that rest on each provision. */
import { articleOrder, basisKey, type Basis } from './cite.ts';
import { allEntries, type Entries } from './entries.ts';

/** A page that rests on a provision. */
export interface Citing {
  /** `qa/ending/resignation`. */
  readonly id: string;
  readonly title: string;
}

/** Sections of the site in the order in which citing pages are listed. */
export const SECTION_NAMES = { qa: '用工问答', constitution: '宪法', safety: '工伤预防', calculators: '计算器' } as const;
export type SectionId = keyof typeof SECTION_NAMES;

/** The section a page belongs to, by its path. */
export const sectionOf = (id: string): SectionId => id.slice(0, id.indexOf('/')) as SectionId;

/** Citing pages by provision (`basisKey`), in reading order, each page once. */
export function citationsOf(library: Entries): ReadonlyMap<string, readonly Citing[]> {
  const out = new Map<string, Citing[]>();
  for (const { id, data } of allEntries(library)) {
    for (const key of new Set(data.basis.map(basisKey))) {
      const list = out.get(key);
      if (list) list.push({ id, title: data.title });
      else out.set(key, [{ id, title: data.title }]);
    }
  }
  return out;
}

/**
 * How many questions in use rest on each provision. Only numbers come out: what is asked
 * and answered must never reach a public page.
 */
export function countByProvision(questions: Iterable<{ readonly basis: readonly Basis[]; readonly retired?: string | undefined }>): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const { basis, retired } of questions) {
    if (retired) continue;
    for (const key of new Set(basis.map(basisKey))) out.set(key, (out.get(key) ?? 0) + 1);
  }
  return out;
}

/** How many questions in use rest on each law, each question once. */
export function countByLaw(questions: Iterable<{ readonly basis: readonly Basis[]; readonly retired?: string | undefined }>): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const { basis, retired } of questions) {
    if (retired) continue;
    for (const law of new Set(basis.map((b) => b.law))) out.set(law, (out.get(law) ?? 0) + 1);
  }
  return out;
}

/** How many pages rest on each law, each page once. */
export function pagesByLaw(citations: ReadonlyMap<string, readonly Citing[]>): ReadonlyMap<string, number> {
  const out = new Map<string, Set<string>>();
  for (const [key, pages] of citations) {
    const law = key.slice(0, key.indexOf('#'));
    const ids = out.get(law) ?? new Set();
    out.set(law, ids);
    for (const { id } of pages) ids.add(id);
  }
  return new Map(Array.from(out, ([law, ids]) => [law, ids.size]));
}

/** Articles of one law that anything rests on or that have a digest, in the order of the law (276 before 276-1). */
export function articlesShown(law: { readonly id: string; readonly digests: Readonly<Record<string, string>> }, cited: Iterable<string>): readonly string[] {
  const prefix = `${law.id}#`;
  const all = new Set(Object.keys(law.digests));
  for (const key of cited) if (key.startsWith(prefix)) all.add(key.slice(prefix.length));
  return [...all].sort((a, b) => articleOrder(a) - articleOrder(b));
}
