/** The text of an instrument held against the register of laws, and against an earlier text of the same. */
import { articleName, articleOrder } from './cite.ts';
import type { Statute, StatuteArticle } from './statute.ts';

/** What the register knows about an instrument, as far as a text can be held against it. */
export interface Registered {
  readonly title: string;
  /** Absent while unconfirmed. */
  readonly articles?: number | undefined;
  readonly digests: Readonly<Record<string, string>>;
}

/** A name without what offices write differently: spaces, brackets, the name of the country. */
export const plainTitle = (text: string): string => text.replace(/[\s　《》〈〉（）()·]/g, '').replace(/^中华人民共和国/, '');

/** The law that a line of the opening names in full, the first line first. Short names and aliases count as names. */
export function lawNamed<L extends { readonly title: string; readonly short: string; readonly aliases: readonly string[] }>(statute: Statute, laws: Iterable<L>): L | undefined {
  const names = new Map<string, L>();
  for (const law of laws) for (const name of [law.title, law.short, ...law.aliases]) names.set(plainTitle(name), law);
  for (const line of statute.opening) {
    const law = names.get(plainTitle(line));
    if (law) return law;
  }
  return undefined;
}

/** A text that is one part of an instrument: from which article to which, and the part's name. */
export interface Part {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const main = (article: string): number => Number(article.split('-')[0]);

/** What part the text is: it begins at its own number, or its opening names a part (总则, 侵权责任编). `undefined` for a whole. */
export function partOf(statute: Statute): Part | undefined {
  const numbers = statute.articles.map((a) => main(a.article));
  if (numbers.length === 0) return undefined;
  const from = numbers[0] ?? 1;
  const to = Math.max(...numbers);
  const named = statute.opening.slice(1).find((line) => /^(第[一二三四五六七八九十]+编[\s　]*)?(总则|分则|附则|[^，。：；\s]{1,12}编)$/.test(line));
  if (from === 1 && named === undefined) return undefined;
  return { name: named ?? statute.articles[0]?.headings[0] ?? `第 ${from} 至 ${to} 条`, from, to };
}

/** Differences between a text and the register, in Chinese; empty when they agree. Of a part only the part is compared. */
export function compareWithRegister(statute: Statute, law: Registered): string[] {
  const out: string[] = [];
  const title = plainTitle(law.title);
  const meant = statute.opening.some((line) => plainTitle(line).includes(title)) || (statute.title !== undefined && title.includes(plainTitle(statute.title)));
  if (statute.title && !meant) out.push(`标题不一致：文本是“${statute.title}”，台账是“${law.title}”。`);
  const numbers = new Set(statute.articles.map((a) => a.article));
  const highest = Math.max(0, ...statute.articles.map((a) => main(a.article)));
  const part = partOf(statute);
  if (law.articles === undefined) {
    if (!part) out.push(`台账的条数待核：文本到第 ${highest} 条，核对后补进台账。`);
  } else if (part ? highest > law.articles : highest !== law.articles) out.push(`条数不一致：文本到第 ${highest} 条，台账记为 ${law.articles} 条。`);
  const within = (article: string) => !part || (main(article) >= part.from && main(article) <= part.to);
  for (const article of Object.keys(law.digests)) if (within(article) && !numbers.has(article)) out.push(`台账写了${articleName(article)}的要点，文本里没有这一条。`);
  return out;
}

/** Articles of one text beside another of the same instrument, each list in the order of the law. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Same number, other words (white space apart). */
  readonly changed: readonly string[];
}

/** What changed from `before` to `after`. Renumbered articles show as changed: their number now stands for other words. */
export function changesBetween(before: Statute, after: Statute): Changes {
  const words = (list: readonly StatuteArticle[]) => new Map(list.map((a) => [a.article, a.text.replace(/[\s　]/g, '')]));
  const [old, now] = [words(before.articles), words(after.articles)];
  const sorted = (list: Iterable<string>) => [...list].sort((a, b) => articleOrder(a) - articleOrder(b));
  return {
    added: sorted([...now.keys()].filter((a) => !old.has(a))),
    removed: sorted([...old.keys()].filter((a) => !now.has(a))),
    changed: sorted([...now].flatMap(([a, text]) => (old.has(a) && old.get(a) !== text ? [a] : []))),
  };
}
