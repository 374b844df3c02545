/** Names that explanations need: of the pages and laws that open questions point to. */
import type { Names } from '../reading.ts';
import { namesOf } from '../reading.ts';
import type { Pool } from './pool.ts';

type Named = Parameters<typeof namesOf>[0];
const kept = new WeakMap<Pool, Names>();

/** Made once for a pool: the library of a running server does not change. */
export function namesAsked(pool: Pool, library: Named): Names {
  const known = kept.get(pool);
  if (known) return known;
  const all = namesOf(library);
  const asked = [...pool.open.values()].map(({ question }) => question.asked);
  const pages = new Set(asked.map((q) => q.page.split('#')[0] ?? ''));
  const laws = new Set(asked.flatMap((q) => [...q.basis.map((b) => b.law), q.page.replace(/^laws\/|#.*$/g, '')]));
  const only = (names: Readonly<Record<string, string>>, wanted: ReadonlySet<string>) => Object.fromEntries(Object.entries(names).filter(([id]) => wanted.has(id)));
  const names = { pages: only(all.pages, pages), laws: only(all.laws, laws) };
  kept.set(pool, names);
  return names;
}
