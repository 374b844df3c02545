/**
 * 修订版: a question as it was asked, for good. The editor's difficulty, `retired` and
 * `reserved` are not part of it: changing them changes nothing that a candidate was asked.
 */
import { z } from 'zod';
import type { Question } from './schema.ts';

/**
 * Reads a stored revision. Deliberately looser than the editor's schema and apart from it:
 * what was asked years ago must stay readable when today's rules for editors grow stricter.
 */
const told = {
  id: z.string(),
  stem: z.string(),
  explanation: z.string(),
  basis: z.array(z.object({ law: z.string(), article: z.string() })),
  page: z.string(),
};
export const askedSchema = z.discriminatedUnion('kind', [
  z.object({ ...told, kind: z.literal('single'), options: z.record(z.string(), z.string()), answer: z.string(), fixed: z.boolean() }),
  z.object({ ...told, kind: z.literal('multiple'), options: z.record(z.string(), z.string()), answer: z.array(z.string()), fixed: z.boolean() }),
  z.object({ ...told, kind: z.literal('truefalse'), answer: z.boolean() }),
]);

/** A question as asked, key and explanation included. Never leaves the server before release. */
export type Asked = z.output<typeof askedSchema>;

/** Field by field: a field added to the schema does not become part of a revision by itself. */
export function askedOf(q: Question): Asked {
  const common = { id: q.id, stem: q.stem, explanation: q.explanation, basis: q.basis.map(({ law, article }) => ({ law, article })), page: q.page };
  if (q.kind === 'truefalse') return { ...common, kind: q.kind, answer: q.answer };
  if (q.kind === 'single') return { ...common, kind: q.kind, options: q.options, answer: q.answer, fixed: q.fixed };
  return { ...common, kind: q.kind, options: q.options, answer: [...q.answer].sort(), fixed: q.fixed };
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
