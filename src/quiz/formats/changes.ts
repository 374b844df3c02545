/** What differs between a question as it stands and as a file has it, field by field. */
import { canonicalJson } from '../revision.ts';
import type { Question } from '../schema.ts';
import { fieldName, KIND_NAMES } from './item.ts';

export interface Change {
  /** In the editor's words. */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Whether two questions say the same; the order of an answer's letters says nothing. */
export const sameQuestion = (a: Question, b: Question): boolean => canonicalJson(sorted(a)) === canonicalJson(sorted(b));
const sorted = (q: Question): unknown => (q.kind === 'multiple' ? { ...q, answer: [...q.answer].sort() } : q);

/** The fields that differ, in the order in which editors write them. */
export function changesOf(before: Question, after: Question): Change[] {
  const [a, b] = [flat(before), flat(after)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((field) => {
    const [from = '', to = ''] = [a.get(field), b.get(field)];
    return from === to ? [] : [{ field, from, to }];
  });
}

function flat(q: Question): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(q)) {
    if (key === 'id' || value === undefined) continue;
    if (key === 'options') for (const [letter, text] of Object.entries(q.kind === 'truefalse' ? {} : (value as Record<string, string>))) out.set(`选项${letter}`, text);
    else out.set(fieldName(key), shown(key, value));
  }
  return out;
}

function shown(key: string, value: unknown): string {
  if (key === 'kind') return KIND_NAMES[String(value)] ?? String(value);
  if (key === 'basis') return (value as Question['basis']).map((b) => `${b.law} ${b.article}`).join('；');
  if (key === 'answer') return typeof value === 'boolean' ? (value ? '正确' : '错误') : Array.isArray(value) ? [...value].sort().join('') : String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'object' ? canonicalJson(value) : String(value);
}
