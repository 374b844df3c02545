/** Sets the booklet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '../../book.ts';
import { setterIn } from '../typst.ts';

export interface Typeset {
  readonly pdf: Buffer;
  readonly pages: number;
  /** Pages on which the index says each provision is cited, by `labour-law#44`. */
  readonly index: ReadonlyMap<string, readonly number[]>;
}

/** The template itself, for the key of what is kept. */
export const templateText = (): string => readFileSync(join(import.meta.dirname, 'booklet.typ'), 'utf8');

/**
 * Sets `book`. `mark` is the site's mark (SVG) for the cover. Everything in the book is data:
 * what looks like markup in it is printed as it stands. `tagged`: with the structure that screen
 * readers use. Throws when typst finds a fault in the template.
 */
export function typeset(book: Book, mark: Buffer, tagged = false): Typeset {
  const setter = setterIn(import.meta.dirname);
  const { pdf, pages, query } = setter.set(templateText(), { 'book.json': Buffer.from(JSON.stringify(book)), 'mark.svg': mark }, tagged);
  const indexed = query('<indexed>') as { key: string; pages: number[] }[];
  setter.end();
  return { pdf, pages, index: new Map(indexed.map(({ key, pages: on }) => [key, on])) };
}
