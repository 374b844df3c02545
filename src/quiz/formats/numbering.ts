/** 编号: the next numbers of a bank. A number that was ever used is not used again. */
import type { Question } from '../schema.ts';
import type { Item } from './item.ts';

/**
 * Hands out ids. `prefix` (`LC-`) is that of most questions in the bank, in an empty bank that
 * of the file's first; without either `next` has none to give.
 */
export function numbering(questions: readonly Question[], items: readonly Item[], used: readonly string[]) {
  const given = items.flatMap(({ draft }) => (typeof draft.id === 'string' ? [draft.id] : []));
  const prefixOf = (id: string): string | undefined => /^[A-Z]{2,4}-(?=\d{3,5}$)/.exec(id)?.[0];
  const counts = new Map<string, number>();
  for (const { id } of questions) {
    const prefix = prefixOf(id);
    if (prefix) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const prefix = most?.[0] ?? given.map(prefixOf).find((p) => p !== undefined);
  let last = 0;
  for (const id of [...used, ...given]) if (prefix && prefixOf(id) === prefix) last = Math.max(last, Number(id.slice(prefix.length)));
  return {
    prefix,
    next: (): string | undefined => (prefix === undefined ? undefined : `${prefix}${String(++last).padStart(3, '0')}`),
  };
}
