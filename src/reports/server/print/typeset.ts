/** Sets a report on paper; the fonts are read once for all reports of the thread. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setterIn, type Setter } from '../../../library/server/typst.ts';
import type { Paper } from '../../papers.ts';

let setter: Setter | undefined;

/** What looks like markup in a name is printed as it stands. */
export function printed(paper: Paper): { readonly pdf: Buffer; readonly pages: number } {
  setter ??= setterIn(import.meta.dirname);
  const { pdf, pages } = setter.set(readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8'), { 'report.json': Buffer.from(JSON.stringify(paper)) }, !paper.wide);
  setter.end();
  return { pdf, pages };
}
