/** 依据 as editors write it in a cell: `劳动合同法 47；劳动合同法第八十二条`, or with the law's id. */
import { readNumeral, type Basis } from '../../library/cite.ts';
import { bigrams } from '../likeness.ts';

/** A law by everything people call it. */
export interface LawName {
  readonly id: string;
  readonly short: string;
  readonly title: string;
  readonly aliases: readonly string[];
}

const bare = (name: string): string => name.replace(/[《》〈〉\s]/g, '').replace(/^中华人民共和国/, '');

/** Ids of laws by the names that mean one law only. */
export function lawsByName(laws: readonly LawName[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string | undefined>();
  for (const { id, short, title, aliases } of laws) {
    for (const name of new Set([short, title, ...aliases].map(bare))) ids.set(name, ids.has(name) && ids.get(name) !== id ? undefined : id);
  }
  for (const { id } of laws) ids.set(id, id);
  return new Map([...ids].filter((e): e is [string, string] => e[1] !== undefined));
}

/** Writes the provisions with the law's short name where that means one law, else with its id. */
export function basisText(basis: readonly Basis[], laws: readonly LawName[]): string {
  const ids = lawsByName(laws);
  return basis
    .map(({ law, article }) => {
      const short = laws.find((l) => l.id === law)?.short;
      return `${short !== undefined && ids.get(bare(short)) === law && !/[；;\n]/.test(short) ? short : law} ${article}`;
    })
    .join('；');
}

const ARTICLE = /^(.+?)\s*[:：,，]?\s*第?\s*([\d０-９]{1,4}|[零〇一二三四五六七八九十百千两]+)\s*(?:条)?(?:\s*(?:之|-|－)\s*(\d{1,2}|[一二三四五六七八九十]+))?\s*条?$/;

/** Reads such a text. `unread` is what names no provision, `unknown` the laws that nobody knows. */
export function readBasis(text: string, ids: ReadonlyMap<string, string>): { readonly basis: readonly Basis[]; readonly unread: readonly string[]; readonly unknown: readonly string[] } {
  const basis: Basis[] = [];
  const unread: string[] = [];
  const unknown: string[] = [];
  for (const part of text.split(/[；;、\n]/).map((p) => p.trim()).filter(Boolean)) {
    const [, name = '', main = '', sub] = ARTICLE.exec(part) ?? [];
    const [n, m] = [readNumeral(main), sub === undefined ? undefined : readNumeral(sub)];
    const id = ids.get(bare(name)) ?? (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? name : undefined);
    if (!name || n === undefined) unread.push(part);
    else if (id === undefined) unknown.push(name);
    else basis.push({ law: id, article: m === undefined ? String(n) : `${n}-${m}` });
  }
  return { basis, unread, unknown };
}

/** A name that was probably meant. */
export function nearestLaw(name: string, laws: ReadonlyMap<string, string>): string | undefined {
  const mine = bigrams(bare(name));
  const common = (other: ReadonlySet<string>) => [...mine].filter((gram) => other.has(gram)).length;
  const [best] = Array.from(laws.keys(), (known) => ({ known, n: common(bigrams(known)) / Math.max(mine.size, bigrams(known).size) })).sort((a, b) => b.n - a.n);
  return best && best.n >= 0.5 ? best.known : undefined;
}
