/** Builds the site's file. Apart from {@link ./site-index.ts}, which browsers load: building needs lunr, asking does not. */
import type { Library } from '../library/schema.ts';
import { documentsOf } from './documents.ts';
import { buildIndex } from './index.ts';
import { pack } from './pack.ts';
import type { SiteIndex } from './site-index.ts';
import { lexiconOf } from './terms.ts';

/** Builds the file. The order of documents is that of {@link documentsOf}: pages, then each law with its articles. */
export function siteIndex(library: Library): SiteIndex {
  const docs = documentsOf(library);
  return {
    pages: docs.filter((doc) => doc.kind !== 'law' && doc.kind !== 'article').map((doc) => [doc.kind, doc.path, doc.title, doc.summary, doc.asked]),
    laws: library.laws.map((law) => [law.id, law.title, law.short, law.aliases, law.gist, docs.flatMap((doc) => (doc.kind === 'article' && doc.law === law.id ? [[doc.basis[0]?.article ?? '', doc.summary] as const] : []))]),
    packed: pack(buildIndex(docs, lexiconOf(library.laws))),
  };
}
