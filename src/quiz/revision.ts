/**
 * 修订版: a question as it was asked, for good. The editor's difficulty, category, `retired` and
 * `reserved` are not part of it: changing them changes nothing that a candidate was asked.
 */
import { z } from 'zod';
import { fillAsked } from './kinds/fill.ts';
import { kindOf } from './kinds/index.ts';
import { matchingAsked } from './kinds/matching.ts';
import { multipleAsked } from './kinds/multiple.ts';
import { orderingAsked } from './kinds/ordering.ts';
import { singleAsked } from './kinds/single.ts';
import { trueFalseAsked } from './kinds/truefalse.ts';
import type { Question } from './schema.ts';

/** Reads a stored revision. */
export const askedSchema = z.discriminatedUnion('kind', [singleAsked, multipleAsked, trueFalseAsked, fillAsked, orderingAsked, matchingAsked]);

/** A question as asked, key and explanation included. Never leaves the server before release. */
export type Asked = z.output<typeof askedSchema>;

/** A question that is no case. */
export type PlainQuestion = Exclude<Question, { kind: 'case' }>;
type Told = Pick<PlainQuestion, 'id' | 'stem' | 'explanation' | 'basis' | 'page'>;

const common = (q: Told) => ({ id: q.id, stem: q.stem, explanation: q.explanation, basis: q.basis.map(({ law, article }) => ({ law, article })), page: q.page });

/** One question as it is asked. */
export const askedOf = (q: PlainQuestion): Asked => ({ ...common(q), ...kindOf(q.kind).asked(q) }) as Asked;

/** Everything that an entry of a bank asks, in order: itself, or each part of a case with the case's text and, unless the part says otherwise, its basis and page. */
export function askedIn(q: Question): Asked[] {
  if (q.kind !== 'case') return [askedOf(q)];
  return q.parts.map((part, n) => {
    const own = common({ ...part, id: `${q.id}.${n + 1}`, basis: part.basis ?? q.basis, page: part.page ?? q.page });
    return { ...own, ...kindOf(part.kind).asked(part), caseId: q.id, material: q.material } as Asked;
  });
}

/** JSON with the keys of every object in order and no white space: equal content, equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
