/** Sets a printed paper: question sheet, answer sheet and key, each a file of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setterIn } from '../../../library/server/typst.ts';
import type { Sheet, SheetKey } from '../../print.ts';

export const PARTS = ['questions', 'answers', 'key'] as const;
export type Part = (typeof PARTS)[number];
export type PaperFiles = Readonly<Record<Part, { readonly pdf: Buffer; readonly pages: number }>>;

/** A press for as many papers as are wanted; the fonts are read once. What looks like markup in a question is printed as it stands. */
export function press(): { print(sheet: Sheet, key: SheetKey): PaperFiles; end(): void } {
  const setter = setterIn(import.meta.dirname);
  const template = readFileSync(join(import.meta.dirname, 'paper.typ'), 'utf8');
  const set = (part: Part, data: Sheet | SheetKey) => {
    const { pdf, pages } = setter.set(template, { 'paper.json': Buffer.from(JSON.stringify({ part, ...data })) }, true);
    return { pdf, pages };
  };
  return { print: (sheet, key) => ({ questions: set('questions', sheet), answers: set('answers', sheet), key: set('key', key) }), end: () => setter.end() };
}
