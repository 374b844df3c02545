/** The search of the whole site as one small file: what is found, how it is found, and how laws are named. */
import { articleName, articlePath } from '../library/cite.ts';
import type { Kind, SearchDocument } from './documents.ts';
import type { Packed } from './pack.ts';
import { unpack, type Postings } from './unpack.ts';
import { lexiconOf, type Lexicon } from './terms.ts';

/** As sent. Articles are grouped by their law, so that no address or title is sent twice. */
export interface SiteIndex {
  readonly pages: readonly (readonly [kind: Kind, path: string, title: string, summary: string, asked: readonly string[]])[];
  readonly laws: readonly (readonly [id: string, title: string, short: string, aliases: readonly string[], gist: string, digests: readonly (readonly [article: string, digest: string])[]])[];
  readonly packed: Packed;
}

/** What is shown of a document. */
export type Shown = Pick<SearchDocument, 'kind' | 'path' | 'title' | 'summary' | 'asked'>;

/** The search, ready for questions. */
export interface Searcher {
  readonly docs: readonly Shown[];
  readonly lexicon: Lexicon;
  readonly postings: Postings;
}

/** Makes the file ready for questions. */
export function searcherOf(site: SiteIndex): Searcher {
  const pages = site.pages.map(([kind, path, title, summary, asked]): Shown => ({ kind, path, title, summary, asked }));
  const laws = site.laws.flatMap(([law, title, short, aliases, gist, digests]): Shown[] => [
    { kind: 'law', path: `/laws/${law}/`, title, summary: gist, asked: [short, ...aliases] },
    ...digests.map(([article, summary]): Shown => ({ kind: 'article', path: articlePath({ law, article }), title: short + articleName(article), summary, asked: [] })),
  ]);
  return { docs: [...pages, ...laws], lexicon: lexiconOf(site.laws.map(([id, title, short, aliases]) => ({ id, title, short, aliases: [...aliases] }))), postings: unpack(site.packed) };
}
