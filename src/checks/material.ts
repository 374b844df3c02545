/**
 * What the checks look at: everything the editors wrote, parsed, with a way to point
 * back into the files. One shape for all rules, so that a rule is `(material) => issues`.
 */
import type { Day } from '../kernel/day.ts';
import type { Issue } from '../kernel/issue.ts';
import type { Basis } from '../library/cite.ts';
import { allEntries } from '../library/entries.ts';
import type { AnyEntry, Library } from '../library/schema.ts';
import type { Plan } from '../plans/schema.ts';
import type { Blueprint, Question } from '../quiz/schema.ts';

/** Where a value stands, 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file and a way to find the value at a path in it (its nearest existing parent when it is missing). */
export interface Origin {
  readonly file: string;
  readonly at: (path: readonly PropertyKey[]) => Position;
}

export interface Bank {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

export interface Material {
  /** The day on which "in force" and "due for review" are judged. */
  readonly today: Day;
  readonly library: Library;
  readonly banks: ReadonlyMap<string, Bank>;
  readonly papers: ReadonlyMap<string, Blueprint>;
  /** By the name of the file. */
  readonly plans: ReadonlyMap<string, Plan>;
  /**
   * Every file that exists, also those that broke their schema (and are missing above), by
   * `qa/ending/resignation`, `laws/labour-law`, `topics/signing`, `weeks/2026`, `rates/…`, `figures/…`, `kits/…`, `banks/wages`, `papers/…`, `plans/2026`.
   */
  readonly sources: ReadonlyMap<string, Origin>;
  /** Addresses of pages and public files that do not come from content: `/practice/`, `/favicon.svg`. */
  readonly addresses: ReadonlySet<string>;
}

/** One rule over everything. Pure and total: it never throws for what an editor can write. */
export type Rule = (material: Material) => Issue[];

/** All pages of prose. */
export const entriesOf = (library: Library): readonly AnyEntry[] => allEntries(library);

const START: Position = { line: 1, column: 1 };

/** Makes an issue that points at the value at `path` in the file known as `key`. */
export function issueAt(
  material: Material,
  key: string,
  path: readonly PropertyKey[],
  what: { code: string; level?: Issue['level']; message: string; hint?: string },
): Issue {
  const origin = material.sources.get(key);
  const { line, column } = origin?.at(path) ?? START;
  return { level: 'error', ...what, file: origin?.file ?? key, line, column };
}

/** The same for a place inside the Markdown body of an entry, `offset` in UTF-16 units. */
export function issueInBody(material: Material, entry: AnyEntry, offset: number, what: { code: string; level?: Issue['level']; message: string; hint?: string }): Issue {
  const before = entry.body.slice(0, offset).split('\n');
  const file = material.sources.get(entry.id)?.file ?? entry.id;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { level: 'error', ...what, file, line: entry.bodyLine + before.length - 1, column };
}

/** A citation and where it stands. */
export interface Citation extends Basis {
  /** Key in `sources`. */
  readonly key: string;
  /** Path of the `{law, article}` pair. */
  readonly path: readonly PropertyKey[];
  /** How messages name it: empty for a page, `LC-001 ` for a question, `LC-040 第 2 小题 ` for a part of a case. */
  readonly who: string;
}

/** Every question with the bank it is in and its index there. */
export function questionsOf(material: Material): { bank: Bank; index: number; question: Question; key: string }[] {
  return Array.from(material.banks.values()).flatMap((bank) =>
    bank.questions.map((question, index) => ({ bank, index, question, key: `banks/${bank.id}` })),
  );
}

/** One thing that is asked: a question, or a part of a case with what it takes over from its case. */
export interface AskedAt {
  /** `LC-001`; of a part `LC-040.2`. */
  readonly id: string;
  readonly question: Exclude<Question, { kind: 'case' }> | Extract<Question, { kind: 'case' }>['parts'][number];
  /** Of the case, empty for a question of its own. */
  readonly material: string;
  readonly basis: readonly Basis[];
  readonly page: string;
  /** Key in `sources`. */
  readonly key: string;
  readonly path: readonly PropertyKey[];
  /** Where its page stands: its own, or its case's. */
  readonly pagePath: readonly PropertyKey[];
}

/** Everything that is asked in the banks. */
export const askedOf = (material: Material): AskedAt[] =>
  questionsOf(material).flatMap(({ question: q, index, key }): AskedAt[] => {
    const path = ['questions', index];
    if (q.kind !== 'case') return [{ id: q.id, question: q, material: '', basis: q.basis, page: q.page, key, path, pagePath: [...path, 'page'] }];
    return q.parts.map((part, n) => {
      const own = [...path, 'parts', n];
      return { id: `${q.id}.${n + 1}`, question: part, material: q.material, basis: part.basis ?? q.basis, page: part.page ?? q.page, key, path: own, pagePath: part.page === undefined ? [...path, 'page'] : [...own, 'page'] };
    });
  });

/** Everything cited by what is no page of prose: figures, kits, leaflets and tables of rates. Paths lead to the `{law, article}` pairs. */
function citationsBeside({ figures, kits, leaflets, rates }: Library): Citation[] {
  const list = (key: string, path: readonly PropertyKey[], basis: readonly Basis[]): Citation[] => basis.map((b, i) => ({ ...b, key, path: [...path, 'basis', i], who: '' }));
  const drawn = figures.flatMap((figure) => {
    const key = `figures/${figure.id}`;
    if (figure.kind === 'limits') return figure.stages.flatMap((stage, s) => stage.limits.flatMap((limit, l) => list(key, ['stages', s, 'limits', l], limit.basis)));
    return figure.steps.flatMap((step, s) => [...list(key, ['steps', s], step.basis), ...(step.aside ? list(key, ['steps', s, 'aside'], step.aside.basis) : [])]);
  });
  const taken = kits.flatMap((kit) => {
    const key = `kits/${kit.id}`;
    return [
      ...kit.activities.flatMap((activity, a) => activity.steps.flatMap((step, s) => list(key, ['activities', a, 'steps', s], step.basis))),
      ...kit.points.flatMap((point, p) => list(key, ['points', p], point.basis)),
      ...kit.poster.lines.flatMap((line, l) => list(key, ['poster', 'lines', l], line.basis)),
    ];
  });
  const printed = leaflets.flatMap((leaflet) => {
    const [field, said] = leaflet.form === '折页' ? (['points', leaflet.points] as const) : (['lines', leaflet.lines] as const);
    return said.flatMap(({ basis }, i) => list(`leaflets/${leaflet.id}`, [field, i], basis));
  });
  const counted = rates.flatMap((table) => list(`rates/${table.id}`, [], table.basis));
  return [...drawn, ...taken, ...printed, ...counted];
}

/** Everything that is cited: the basis of pages, of questions, of figures and kits. */
export function citationsOf(material: Material): Citation[] {
  const pages = entriesOf(material.library).flatMap((entry) =>
    entry.data.basis.map((basis, i) => ({ ...basis, key: entry.id, path: ['basis', i], who: '' })),
  );
  const questions = questionsOf(material).flatMap(({ question, index, key }) => {
    const cited = (list: readonly Basis[], path: readonly PropertyKey[], part = '') => list.map((basis, i) => ({ ...basis, key, path: ['questions', index, ...path, 'basis', i], who: `${question.id} ${part}` }));
    return [...cited(question.basis, []), ...(question.kind === 'case' ? question.parts.flatMap((part, n) => cited(part.basis ?? [], ['parts', n], `第 ${n + 1} 小题 `)) : [])];
  });
  return [...pages, ...questions, ...citationsBeside(material.library)];
}
