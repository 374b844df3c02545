/**
 * Markdown of an entry → a tree of plain data for whatever sets it on paper. No markup of any
 * target in it: every text is carried as it was written, so nothing in it can be obeyed.
 */
import type { Token } from 'markdown-it';
import { marksIn } from './cite.ts';
import { tokensOf } from './markdown.ts';

/** A piece of a line. */
export type Inline =
  | { readonly is: 'text' | 'code'; readonly text: string }
  | { readonly is: 'strong' | 'em' | 's'; readonly inside: readonly Inline[] }
  | { readonly is: 'break' }
  /** A reference to note `n` of the entry; the first one brings the note with it. */
  | { readonly is: 'note'; readonly n: number; readonly first: boolean }
  /** `to` as written: `/qa/wages/payday/`, `https://…`. */
  | { readonly is: 'link'; readonly to: string; readonly inside: readonly Inline[] };

export type Line = readonly Inline[];

export type Block =
  | { readonly is: 'paragraph' | 'heading'; readonly line: Line }
  /** `start` is undefined for bullets. */
  | { readonly is: 'list'; readonly start?: number; readonly items: readonly (readonly Block[])[] }
  | { readonly is: 'table'; readonly align: readonly ('left' | 'center' | 'right')[]; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly is: 'quote'; readonly blocks: readonly Block[] }
  | { readonly is: 'listing'; readonly text: string }
  | { readonly is: 'rule' };

/** A `##` section; what stands before the first heading has an empty title. */
export interface BookSection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The number of the note for a mark and whether it is new; `undefined` for a law that is not in the register. */
export type Refer = (mark: { readonly short: string; readonly article: string }) => { readonly n: number; readonly first: boolean } | undefined;

/** A short text of the front matter: one paragraph for each line. */
export const proseBlocks = (text: string, refer: Refer): readonly Block[] => blocksOf(new Tokens(tokensOf(text.replace(/\n+/g, '\n\n'))), refer);

/** The body of an entry by sections. */
export function bodySections(body: string, refer: Refer): readonly BookSection[] {
  const tokens = new Tokens(tokensOf(body));
  const sections: BookSection[] = [];
  for (;;) {
    const blocks = blocksOf(tokens, refer, true);
    const last = sections.at(-1);
    if (last) sections[sections.length - 1] = { ...last, blocks };
    else if (blocks.length > 0) sections.push({ title: '', blocks });
    if (!tokens.next()) return sections;
    sections.push({ title: (tokens.next()?.content ?? '').replace(/〔[^〔〕]*〕/g, ''), blocks: [] });
    tokens.next();
  }
}

/** A list of tokens read from the front. */
class Tokens {
  readonly #all: readonly Token[];
  #at = 0;
  constructor(all: readonly Token[]) {
    this.#all = all;
  }
  peek = (): Token | undefined => this.#all[this.#at];
  next = (): Token | undefined => this.#all[this.#at++];
}

const opensSection = (token: Token): boolean => token.type === 'heading_open' && (token.tag === 'h1' || token.tag === 'h2');

/** Blocks up to the token that closes their parent, or up to the next section when asked to stop there. */
function blocksOf(tokens: Tokens, refer: Refer, bySection = false): readonly Block[] {
  const out: Block[] = [];
  for (let token = tokens.peek(); token && token.nesting >= 0 && !(bySection && opensSection(token)); token = tokens.peek()) {
    tokens.next();
    switch (token.type) {
      case 'paragraph_open':
      case 'heading_open':
        out.push({ is: token.type === 'heading_open' ? 'heading' : 'paragraph', line: lineOf(tokens.next(), refer) });
        tokens.next();
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        out.push({ is: 'list', ...(token.type === 'ordered_list_open' ? { start: Number(token.attrGet('start') ?? 1) } : {}), items: itemsOf(tokens, refer) });
        break;
      case 'blockquote_open':
        out.push({ is: 'quote', blocks: blocksOf(tokens, refer) });
        tokens.next();
        break;
      case 'table_open':
        out.push(tableOf(tokens, refer));
        break;
      case 'fence':
      case 'code_block':
        out.push({ is: 'listing', text: token.content.replace(/\n$/, '') });
        break;
      case 'hr':
        out.push({ is: 'rule' });
        break;
      default:
        // A kind this reader does not know: its words must not be lost.
        if (token.content) out.push({ is: 'paragraph', line: [{ is: 'text', text: token.content }] });
    }
  }
  return out;
}

function itemsOf(tokens: Tokens, refer: Refer): readonly (readonly Block[])[] {
  const items: (readonly Block[])[] = [];
  while (tokens.next()?.type === 'list_item_open') {
    items.push(blocksOf(tokens, refer));
    tokens.next();
  }
  return items;
}

function tableOf(tokens: Tokens, refer: Refer): Block {
  const rows: Line[][] = [];
  const align: ('left' | 'center' | 'right')[] = [];
  for (let token = tokens.next(); token && token.type !== 'table_close'; token = tokens.next()) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'th_open') align.push((/center|right/.exec(String(token.attrGet('style') ?? ''))?.[0] ?? 'left') as 'left');
    if (token.type === 'inline') rows.at(-1)?.push(lineOf(token, refer));
  }
  return { is: 'table', align, head: rows[0] ?? [], rows: rows.slice(1) };
}

function lineOf(inline: Token | undefined, refer: Refer): Line {
  const children = inline?.children ?? [];
  let at = 0;
  const run = (): Inline[] => {
    const out: Inline[] = [];
    while (at < children.length) {
      const token = children[at++];
      if (!token || token.nesting < 0) break;
      if (token.type === 'text') out.push(...withNotes(token.content, refer));
      else if (token.type === 'code_inline') out.push({ is: 'code', text: token.content });
      else if (token.type === 'hardbreak') out.push({ is: 'break' });
      else if (token.type === 'softbreak') {
        // Between Chinese characters a line break in the file is no space on the page.
        if (/[\x21-\x7e]$/.test(children[at - 2]?.content ?? '') && /^[\x21-\x7e]/.test(children[at]?.content ?? '')) out.push({ is: 'text', text: ' ' });
      } else if (token.type === 'link_open') out.push({ is: 'link', to: String(token.attrGet('href') ?? ''), inside: run() });
      else if (token.nesting > 0) out.push({ is: token.tag === 'em' ? 'em' : token.tag === 's' ? 's' : 'strong', inside: run() });
      else if (token.content) out.push({ is: 'text', text: token.content });
    }
    return out;
  };
  return run();
}

/** A text cut at its marks; a mark of an unknown law stays as it was written. */
function withNotes(text: string, refer: Refer): Inline[] {
  const out: Inline[] = [];
  let from = 0;
  for (const mark of marksIn(text)) {
    const note = refer(mark);
    if (!note) continue;
    const before = text.slice(from, mark.at).trimEnd();
    if (before) out.push({ is: 'text', text: before });
    out.push({ is: 'note', ...note });
    from = mark.at + mark.length;
  }
  if (from < text.length) out.push({ is: 'text', text: text.slice(from) });
  return out;
}
