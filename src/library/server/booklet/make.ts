/**
 * The booklet as a file. Setting it takes some seconds and depends on nothing but the content,
 * the template and the fonts, so what has been set is kept under a key made of these.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bookOf, type Book } from '../../book.ts';
import { MOST_IN_BOOK, type BookletFacts } from '../../booklet.ts';
import type { Library } from '../../schema.ts';
import { loadLibrary } from '../load.ts';
import { missingCharacters } from './coverage.ts';
import { fontFiles } from '../typst.ts';
import { templateText, typeset } from './typeset.ts';

export interface MadeBooklet extends BookletFacts {
  /** Where the PDF is kept. */
  readonly file: string;
}

/** How many of the booklets set last are kept. */
const KEPT = 4;

const mark = (): Buffer => readFileSync(join(import.meta.dirname, '../../../../public/mark.svg'));

/**
 * Sets the booklet from the content below `root`, afresh; `tagged` for screen readers. The site's own file is not:
 * tags more than double it, and /qa/print/ is the book for screen readers. `missing`: characters its fonts do not have.
 */
export function setBooklet(root: string, tagged = false): { readonly pdf: Buffer; readonly pages: number; readonly verified: string; readonly missing: readonly string[] } {
  const book = bookOf(loadLibrary(root).library);
  const { pdf, pages } = typeset(book, mark(), tagged);
  return { pdf, pages, verified: book.verified, missing: missingCharacters(JSON.stringify(book)) };
}

/**
 * The booklet of the content below `root` (`library`): the kept one when nothing has changed, else set in a
 * process of its own, so that a build goes on meanwhile. Undefined when there is nothing to set.
 * Fails with typst's own message.
 */
export async function makeBooklet(root: string, library: Library): Promise<MadeBooklet | undefined> {
  if (library.qa.length === 0 || library.qa.length > MOST_IN_BOOK) return undefined;
  const folder = join(root, 'node_modules/.cache/pufa-booklet');
  const name = keyOf(bookOf(library));
  const [file, facts] = [join(folder, `${name}.pdf`), join(folder, `${name}.json`)];
  if (!existsSync(facts) || !existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'child.ts'), root, folder, name], { maxBuffer: 1e7 });
    forgetOld(folder);
  }
  return { ...(JSON.parse(readFileSync(facts, 'utf8')) as BookletFacts), file };
}

/** What `child.ts` does: sets the booklet and keeps it; the facts come last, so that a broken run leaves none. */
export function keepBooklet(root: string, folder: string, name: string): void {
  const { pdf, pages, verified } = setBooklet(root);
  const facts: BookletFacts = { pages, bytes: pdf.length, verified };
  for (const [ending, body] of [['pdf', pdf], ['json', JSON.stringify(facts)]] as const) {
    const partial = join(folder, `.${name}.${process.pid}.${ending}`);
    writeFileSync(partial, body);
    renameSync(partial, join(folder, `${name}.${ending}`));
  }
}

function keyOf(book: Book): string {
  const hash = createHash('sha256').update(JSON.stringify(book)).update(templateText()).update(readFileSync(join(import.meta.dirname, 'typeset.ts'))).update(readFileSync(join(import.meta.dirname, '../typst.ts'))).update(mark());
  for (const file of fontFiles()) hash.update(`${file.slice(-40)} ${statSync(file).size}`);
  return hash.digest('hex').slice(0, 24);
}

function forgetOld(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  for (const { name } of files.sort((a, b) => b.at - a.at).slice(KEPT * 2)) rmSync(join(folder, name), { force: true });
}
