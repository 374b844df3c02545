/** Which questions of the book were read. A list on the reader's own device; nobody else learns of it. */

/** `/base/qa/wages/payday/` → `wages/payday`; undefined for any other page. */
export function questionOf(pathname: string): string | undefined {
  const id = /\/qa\/([a-z0-9-]+\/[a-z0-9-]+)\/$/.exec(pathname)?.[1];
  return id?.endsWith('/print') ? undefined : id;
}

/** The list as it was kept, the one read last at the end. What is damaged counts as nothing read. */
export function readList(text: string | null): readonly string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? [...new Set(list.filter((id): id is string => typeof id === 'string' && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)))] : [];
  } catch {
    return [];
  }
}

/** The list with `id` read last. */
export const withRead = (list: readonly string[], id: string): readonly string[] => [...list.filter((other) => other !== id), id];

export interface Progress {
  /** How many of `all` were read. */
  readonly read: number;
  /** Where to go on: the first unread after the one read last, else the first unread of all; undefined when all or none are read. */
  readonly next: string | undefined;
}

/** Where the reader stands in `all` (ids in the order of the book). Pages that are gone do not count. */
export function progressIn(all: readonly string[], list: readonly string[]): Progress {
  const done = new Set(list);
  const read = all.filter((id) => done.has(id)).length;
  if (read === 0) return { read, next: undefined };
  const from = all.indexOf([...list].reverse().find((id) => all.includes(id)) ?? '');
  return { read, next: [...all.slice(from + 1), ...all.slice(0, from)].find((id) => !done.has(id)) };
}
