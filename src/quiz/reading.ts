/** Where the page to read stands: `laws/labour-law#art-21` → `/laws/labour-law/#art-21`. */
export function pageAddress(page: string): string {
  const [path, anchor] = page.split('#');
  return `/${path}/${anchor ? `#${anchor}` : ''}`;
}

/** What a reader sees instead of ids: titles of pages by path, short names of laws by id. */
export interface Names {
  readonly pages: Readonly<Record<string, string>>;
  readonly laws: Readonly<Record<string, string>>;
}

interface Known {
  readonly id: string;
}
/** Names out of the library. */
export function namesOf(library: {
  readonly qa: readonly (Known & { readonly data: { readonly title: string } })[];
  readonly constitution: readonly (Known & { readonly data: { readonly title: string } })[];
  readonly safety: readonly (Known & { readonly data: { readonly title: string } })[];
  readonly calculators: readonly (Known & { readonly data: { readonly title: string } })[];
  readonly laws: readonly (Known & { readonly short: string })[];
}): Names {
  const entries = [...library.qa, ...library.constitution, ...library.safety, ...library.calculators];
  return {
    pages: Object.fromEntries(entries.map((e) => [e.id, e.data.title])),
    laws: Object.fromEntries(library.laws.map((l) => [l.id, l.short])),
  };
}

/** Title of a page: of an entry its own, of a law its short name. */
export function titleOf(names: Names, page: string): string {
  const path = page.split('#')[0] ?? page;
  return names.pages[path] ?? names.laws[path.replace(/^laws\//, '')] ?? '相关页面';
}
