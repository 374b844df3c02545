/** Sets the booklet with typst: no browser, no network, the fonts of two npm packages. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Book } from '../../book.ts';

/** The four cuts that are used, of the whole families; they also draw what one of them lacks. */
const FONTS = [
  ['noto-serif-sc', '400Regular/NotoSerifSC_400Regular.ttf'],
  ['noto-serif-sc', '700Bold/NotoSerifSC_700Bold.ttf'],
  ['noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf'],
  ['noto-sans-sc', '700Bold/NotoSansSC_700Bold.ttf'],
] as const;

const require = createRequire(import.meta.url);
export const fontFiles = (): readonly string[] => FONTS.map(([name, file]) => join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), file));

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
 * what looks like markup in it is printed as it stands. Throws when typst finds a fault in the template.
 */
export function typeset(book: Book, mark: Buffer): Typeset {
  const workspace = import.meta.dirname;
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fontFiles().map((file) => readFileSync(file)) }] });
  compiler.mapShadow(join(workspace, 'book.json'), Buffer.from(JSON.stringify(book)));
  compiler.mapShadow(join(workspace, 'mark.svg'), mark);
  const compiled = compiler.compile({ mainFileContent: templateText() });
  const doc = compiled.result;
  if (!doc) {
    const error = compiled.takeDiagnostics();
    throw new Error(`typst: ${JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'no document')}`);
  }
  const indexed = compiler.query(doc, { selector: '<indexed>', field: 'value' }) as { key: string; pages: number[] }[];
  // Without tags: they more than double the file, and /qa/print/ is the book for screen readers.
  const pdf = compiler.pdf(doc, { pdfTags: false });
  compiler.evictCache(0);
  return { pdf, pages: doc.numOfPages, index: new Map(indexed.map(({ key, pages }) => [key, pages])) };
}
