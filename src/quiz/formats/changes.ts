/** What differs between a question as it stands and as a file has it, field by field. */
import { canonicalJson } from '../revision.ts';
import type { Question } from '../schema.ts';
import { fieldName, KIND_NAMES } from './item.ts';
import { ownCells } from './sheet-cells.ts';

export interface Change {
  /** In the editor's words. */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Whether two questions say the same; the order of the letters of several choice says nothing. */
export const sameQuestion = (a: Question, b: Question): boolean => canonicalJson(sorted(a)) === canonicalJson(sorted(b));
function sorted(q: Question): unknown {
  const own = <T extends { readonly kind: string }>(x: T): unknown => ('answer' in x && Array.isArray(x.answer) && x.kind === 'multiple' ? { ...x, answer: [...(x.answer as string[])].sort() } : x);
  return q.kind === 'case' ? { ...q, parts: q.parts.map(own) } : own(q);
}

/** The fields that differ, in the order in which editors write them. */
export function changesOf(before: Question, after: Question): Change[] {
  const [a, b] = [flat(sorted(before) as Question), flat(sorted(after) as Question)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((field) => {
    const [from = '', to = ''] = [a.get(field), b.get(field)];
    return from === to ? [] : [{ field, from, to }];
  });
}

function flat(q: Question): Map<string, string> {
  const out = new Map(Object.entries(ownCells(q)));
  for (const key of ['kind', 'basis', 'page', 'difficulty', 'category', 'reserved', 'fixed', 'retired'] as const) {
    const value = (q as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) out.set(fieldName(key), shown(key, value));
  }
  if (q.kind === 'case') {
    q.parts.forEach((part, n) => {
      for (const [field, text] of flat({ ...q, ...part, material: undefined, parts: undefined, basis: part.basis ?? q.basis, page: part.page ?? q.page } as unknown as Question)) out.set(`小题${n + 1}·${field}`, text);
    });
  }
  return out;
}

function shown(key: string, value: unknown): string {
  if (key === 'kind') return KIND_NAMES[String(value)] ?? String(value);
  if (key === 'basis') return (value as Question['basis']).map((b) => `${b.law} ${b.article}`).join('；');
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}
