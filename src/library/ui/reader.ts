/** What the public pages need of the library, gathered once for a whole build. */
import { href } from '../../ui/href.ts';
import { citationsOf, pagesByLaw, type Citing } from '../citations.ts';
import { basisKey, shortNames } from '../cite.ts';
import { pageRenderer } from '../markdown.ts';
import { allEntries } from '../entries.ts';
import type { FindProvision } from '../notes.ts';
import type { AnyEntry, Law, Library, Site } from '../schema.ts';
import { getLibrary } from './library.ts';

export interface Reader {
  readonly library: Library & { readonly site: Site };
  readonly laws: ReadonlyMap<string, Law>;
  /** Every page of prose by its path, for titles of links. */
  readonly entries: ReadonlyMap<string, AnyEntry>;
  readonly citations: ReadonlyMap<string, readonly Citing[]>;
  /** How many pages rest on each law. */
  readonly byLaw: ReadonlyMap<string, number>;
  /** A renderer for one page: its notes are numbered from 〔一〕. */
  renderer(): ReturnType<typeof pageRenderer>;
}

async function make(): Promise<Reader> {
  const library = await getLibrary();
  const laws = new Map(library.laws.map((law) => [law.id, law]));
  const ids = shortNames(library.laws);
  const citations = citationsOf(library);
  const find: FindProvision = ({ short, article }) => {
    const id = ids.get(short);
    if (!id) return undefined;
    const basis = { law: id, article };
    return { basis, law: short, digest: laws.get(id)?.digests[article], citedBy: citations.get(basisKey(basis))?.length ?? 0 };
  };
  const entries = new Map(allEntries(library).map((e) => [e.id, e]));
  return { library, laws, entries, citations, byLaw: pagesByLaw(citations), renderer: () => pageRenderer(find, href) };
}

let kept: Promise<Reader> | undefined;

/** The reader; made once in a build, afresh for each page in `astro dev`. */
export function getReader(): Promise<Reader> {
  if (import.meta.env.DEV) return make();
  kept ??= make();
  return kept;
}
