/** The search on the server: from the very file that browsers load, so that both find the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '../../library/schema.ts';
import { documentsOf } from '../documents.ts';
import { siteIndex } from '../build.ts';
import { searcherOf, type Searcher, type SiteIndex } from '../site-index.ts';

export interface ServerSearch {
  readonly searcher: Searcher;
  /** The whole text of a page by its address, for excerpts. */
  readonly bodyOf: (path: string) => string | undefined;
}

let kept: { readonly key: string; readonly search: ServerSearch } | undefined;

/**
 * The search of the built site; built from the library where there is no build (`astro dev`).
 * Read once: building takes a second in which the process could not save anybody's answer.
 */
export function serverSearch(library: Library, buildDir: string | undefined): ServerSearch {
  const key = buildDir ?? JSON.stringify(library);
  if (kept?.key !== key) {
    const bodies = new Map(documentsOf(library).map((doc) => [doc.path, doc.body]));
    kept = { key, search: { searcher: searcherOf(readBuilt(buildDir) ?? siteIndex(library)), bodyOf: (path) => bodies.get(path) } };
  }
  return kept.search;
}

function readBuilt(buildDir: string | undefined): SiteIndex | undefined {
  if (buildDir === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(join(buildDir, 'client/search/index.json'), 'utf8')) as SiteIndex;
  } catch {
    return undefined;
  }
}
