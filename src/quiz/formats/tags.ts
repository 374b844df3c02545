/**
 * What no question format has a place for (basis, page, who may draw it) travels as tags
 * `basis=labour-contract-law:47`, which other systems show, keep and hand back. Tags that
 * are not ours are passed by.
 */
import type { Question } from '../schema.ts';
import { draftOf, type Draft } from './item.ts';

/** The tags of a question. `native` names what the format says in its own way. */
export function tagsOf(q: Question, native: readonly ('difficulty' | 'fixed')[] = []): string[] {
  return [
    ...q.basis.map((b) => `basis=${b.law}:${b.article}`),
    `page=${q.page}`,
    ...(native.includes('difficulty') ? [] : [`difficulty=${q.difficulty}`]),
    ...(q.reserved ? ['reserved'] : []),
    ...('fixed' in q && q.fixed && !native.includes('fixed') ? ['fixed'] : []),
    ...(q.category ? [`category=${q.category}`] : []),
    ...(q.retired ? [`retired=${q.retired}`] : []),
  ];
}

/** The fields that tags speak of. */
export function readTags(tags: readonly string[]): Draft {
  const valuesOf = (name: string) => tags.filter((t) => t.startsWith(`${name}=`)).map((t) => t.slice(name.length + 1).trim());
  const basis = valuesOf('basis').map((value) => ({ law: value.replace(/:[^:]*$/, ''), article: value.replace(/^.*:/, '') }));
  const [difficulty] = valuesOf('difficulty');
  return draftOf({
    basis: basis.length > 0 ? basis : undefined,
    page: valuesOf('page')[0],
    difficulty: difficulty === undefined ? undefined : /^\d+$/.test(difficulty) ? Number(difficulty) : difficulty,
    reserved: tags.includes('reserved') || undefined,
    fixed: tags.includes('fixed') || undefined,
    category: valuesOf('category')[0],
    retired: valuesOf('retired')[0],
  });
}
