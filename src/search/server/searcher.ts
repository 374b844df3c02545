/** The search on the server: from the very files that browsers load, so that both find the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '../../library/schema.ts';
import { searchFiles } from '../build.ts';
import { unbundle } from '../bundle.ts';
import type { Directory } from '../directory.ts';
import { documentsOf } from '../documents.ts';
import type { Details } from '../present.ts';
import { sourceOf, type Source } from '../source.ts';
import { nameSearch, type MadeSearch } from './make.ts';

export interface ServerSearch {
  readonly source: Source;
  /** The whole text of a page by its address, for excerpts. */
  readonly detailsOf: (path: string) => Details | undefined;
}

let kept: { readonly key: unknown; readonly search: ServerSearch } | undefined;

/**
 * The search of the built site; made from the library where there is no build (`astro dev`).
 * Read once: building takes a second in which the process could not save anybody's answer.
 */
export function serverSearch(library: Library, buildDir: string | undefined): ServerSearch {
  const key = buildDir ?? JSON.stringify(library);
  if (kept?.key !== key) {
    const details = new Map(documentsOf(library).map((doc) => [doc.path, doc]));
    kept = { key, search: { source: readBuilt(buildDir) ?? madeSource(nameSearch(searchFiles(library))), detailsOf: (path) => details.get(path) } };
  }
  return kept.search;
}

/** The search over files that were just made. */
export const madeSource = ({ directory, files }: MadeSearch): Source => sourceOf(directory, (name) => found(files.get(name), name));

const found = (bytes: Uint8Array | undefined, name: string): Promise<Uint8Array> => (bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no ${name} in the search`)));

function readBuilt(buildDir: string | undefined): Source | undefined {
  if (buildDir === undefined) return undefined;
  try {
    const folder = join(buildDir, 'client/search');
    const directory = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Directory;
    const file = unbundle(readFileSync(join(folder, 'i', directory.version, 'all.pack')));
    return sourceOf(directory, (name) => found(file(name), name));
  } catch {
    return undefined;
  }
}
