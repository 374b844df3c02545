/** What can be found: every page of prose, every law, every digested article. */
import { articleName, articlePath, type Basis } from '../library/cite.ts';
import { allEntries } from '../library/entries.ts';
import type { AnyEntry, Law, Library } from '../library/schema.ts';

export const KINDS = { qa: '问答', constitution: '宪法', safety: '工伤预防', calculator: '计算器', law: '法规', article: '法条' } as const;
export type Kind = keyof typeof KINDS;

/** One thing that can be found. */
export interface SearchDocument {
  readonly kind: Kind;
  /** Address below the base path: `/qa/ending/resignation/`. */
  readonly path: string;
  readonly title: string;
  /** What is shown under the title when the words are not in it: the answer, the digest, the gist. */
  readonly summary: string;
  readonly asked: readonly string[];
  /** The rest of the page as plain text. */
  readonly body: string;
  /** The provisions it rests on; an article's document rests on itself. */
  readonly basis: readonly Basis[];
  /** The law it is about, for laws and articles. */
  readonly law?: string;
  /** The chapter it belongs to, for questions and answers. */
  readonly topic?: string;
  /** How many pages cite the article. */
  readonly cited?: number;
}

/** A Markdown text without its signs, its marks and the addresses of its links. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/〔[^〔〕\n]*〕/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+/gm, '')
    .replace(/^\s*\|?[\s|:-]+\|?\s*$/gm, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    // Chinese needs no blank after a full stop.
    .replace(/(?<=[。！？；：，、”）]) /g, '')
    .trim();
}

const KIND_OF = { qa: 'qa', constitution: 'constitution', safety: 'safety', calculators: 'calculator' } as const;

function entryDocument(entry: AnyEntry): SearchDocument {
  const { data } = entry;
  const more = [
    'jiangsu' in data && data.jiangsu ? data.jiangsu : '',
    'checklist' in data ? [...data.hazards, ...data.industries, ...data.checklist, ...data.selfCheck.flatMap((c) => [c.ask, c.why])].join('\n') : '',
  ];
  const kind = KIND_OF[entry.id.split('/')[0] as keyof typeof KIND_OF] ?? 'qa';
  return {
    kind,
    ...(kind === 'qa' ? { topic: entry.id.split('/')[1] ?? '' } : {}),
    path: `/${entry.id}/`,
    title: data.title,
    summary: plainText(data.answer),
    asked: data.asked,
    body: plainText([entry.body, ...more].join('\n')),
    basis: data.basis,
  };
}

function lawDocument(law: Law): SearchDocument {
  return {
    kind: 'law',
    path: `/laws/${law.id}/`,
    title: law.title,
    summary: law.gist,
    asked: [law.short, ...law.aliases],
    body: [law.note ?? '', law.issuer, law.number ?? ''].join(' ').trim(),
    basis: [],
    law: law.id,
  };
}

function articleDocuments(law: Law, citedBy: ReadonlyMap<string, number>): SearchDocument[] {
  return Object.entries(law.digests).map(([article, digest]): SearchDocument => {
    const basis = { law: law.id, article };
    return { kind: 'article', path: articlePath(basis), title: `${law.short}${articleName(article)}`, summary: plainText(digest), asked: [], body: '', basis: [basis], law: law.id, cited: citedBy.get(`${law.id}#${article}`) ?? 0 };
  });
}

/** Everything that can be found: pages chapter by chapter, laws, articles. */
export function documentsOf(library: Library): SearchDocument[] {
  const entries = allEntries(library);
  const citedBy = new Map<string, number>();
  for (const { data } of entries) for (const { law, article } of data.basis) citedBy.set(`${law}#${article}`, (citedBy.get(`${law}#${article}`) ?? 0) + 1);
  return [...entries.map(entryDocument), ...library.laws.map(lawDocument), ...library.laws.flatMap((law) => articleDocuments(law, citedBy))];
}
