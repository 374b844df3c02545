/** Finding an entry by its path. */
import type { AnyEntry, Library } from './schema.ts';

/** The part of the library that holds pages of prose. */
export type Entries = Pick<Library, 'qa' | 'constitution' | 'safety'>;

/** The entry of this path (`qa/ending/resignation`), or undefined. */
export function entryIn(library: Entries, path: string): AnyEntry | undefined {
  const [column] = path.split('/');
  if (column !== 'qa' && column !== 'constitution' && column !== 'safety') return undefined;
  const all: readonly AnyEntry[] = library[column];
  return all.find((e) => e.id === path);
}
