/** Finding entries, whatever their column. */
import type { AnyEntry, Library } from './schema.ts';

const COLUMNS = ['qa', 'constitution', 'safety', 'calculators'] as const;
export type Column = (typeof COLUMNS)[number];

/** The part of the library that holds pages of prose. */
export type Entries = Pick<Library, Column>;

/** All pages of prose, in reading order. */
export const allEntries = (library: Entries): AnyEntry[] => COLUMNS.flatMap((column): readonly AnyEntry[] => library[column]);

/** The entry of this path (`qa/ending/resignation`), or undefined. */
export function entryIn(library: Entries, path: string): AnyEntry | undefined {
  const column = COLUMNS.find((name) => path.startsWith(`${name}/`));
  return column && (library[column] as readonly AnyEntry[]).find((e) => e.id === path);
}
