/**
 * Markdown of an entry → HTML by sections, with the inline marks turned into references and
 * margin notes. Pure: the register and the addresses come in as functions. Raw HTML is shown
 * as text, `javascript:` links are refused, images are left out (we have none of our own).
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { anchorMaker } from './anchors.ts';
import { marksIn } from './cite.ts';
import { isOutside, leavePath } from './leave.ts';
import { headingHeight, textHeight } from './margin.ts';
import { NoteBook, escapeHtml, type FindProvision, type WriteHref } from './notes.ts';

/** One `##` section; what stands before the first heading has an empty title. */
export interface Section {
  readonly title: string;
  readonly anchor: string;
  readonly html: string;
}

/** What the rules of the renderer may need, handed through by markdown-it. */
interface Env extends Record<PropertyKey, unknown> {
  notes: NoteBook;
  href: WriteHref;
  /** How many tables the page has so far. */
  tables: number;
}
const envOf = (env: unknown): Env => env as Env;

/** A page in the making: one numbering of notes over all its parts, rendered in the order in which they stand. */
export function pageRenderer(find: FindProvision, href: WriteHref) {
  const notes = new NoteBook(find, href);
  const env: Env = { notes, href, tables: 0 };
  const anchorOf = anchorMaker();
  return {
    /** The body by sections. */
    sections: (body: string): Section[] => sectionsOf(body, env, anchorOf),
    /** A short text of the front matter (answer, 江苏): paragraphs, one for each line. */
    prose: (text: string): string => blocksIn(md.parse(text.replace(/\n+/g, '\n\n'), env)).map((block) => blockHtml(block, env)).join(''),
  };
}

const md = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image');

/** `**要点。**接着` : beside a Chinese sign or mark, emphasis may begin and end where only a space forbids it. */
const delimit = md.inline.State.prototype.scanDelims;
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]/;
md.inline.State.prototype.scanDelims = function (start, canSplitWord) {
  const found = delimit.call(this, start, canSplitWord);
  const before = start > 0 ? (this.src[start - 1] ?? ' ') : ' ';
  const after = this.src[start + found.length] ?? ' ';
  if (this.src[start] === '*' && (CJK.test(before) || CJK.test(after))) {
    if (!/\s/.test(after)) found.can_open = true;
    if (!/\s/.test(before)) found.can_close = true;
  }
  return found;
};

/** What the parser makes of a text, for other ways of setting it than HTML (`book-text.ts`). */
export const tokensOf = (text: string): Token[] => md.parse(text, {});

const rules = md.renderer.rules;
rules.text = (tokens, i, _options, env) => withMarks(tokens[i]?.content ?? '', envOf(env).notes);
rules.table_open = (tokens, i, _options, env) => `<div class="table-box" tabindex="0" role="region" aria-label="${tableName(tokens, i, ++envOf(env).tables)}"><table class="table">`;
rules.table_close = () => '</table></div>';
// The corner above row names is often empty: no heading then (a reader of screens would announce one without a name).
// Alignment is a class, for a `style` would be refused by the content policy.
const headName = (content: string | undefined): 'th' | 'td' => (content?.trim() ? 'th' : 'td');
const alignment = (token: Token | undefined): string => (/right/.test(String(token?.attrGet('style') ?? '')) ? ' class="right"' : '');
rules.th_open = (tokens, i) => (headName(tokens[i + 1]?.content) === 'th' ? `<th scope="col"${alignment(tokens[i])}>` : `<td${alignment(tokens[i])}>`);
rules.th_close = (tokens, i) => `</${headName(tokens[i - 1]?.content)}>`;
rules.td_open = (tokens, i) => `<td${alignment(tokens[i])}>`;
// Between Chinese characters a line break in the file is no space on the page.
rules.softbreak = (tokens, i) => (/[\x21-\x7e]$/.test(tokens[i - 1]?.content ?? '') && /^[\x21-\x7e]/.test(tokens[i + 1]?.content ?? '') ? '\n' : '');
rules.link_open = (tokens, i, options, env, self) => {
  const token = tokens[i];
  const to = String(token?.attrGet('href') ?? '');
  token?.attrSet('href', envOf(env).href(isOutside(to) ? leavePath(to) : to));
  return self.renderToken(tokens, i, options);
};

/** `表格 2：工作年限、医疗期`: by its number on the page and its head, since each box that scrolls needs a name of its own. */
function tableName(tokens: readonly Token[], from: number, nth: number): string {
  const end = tokens.findIndex((token, i) => i > from && token.type === 'thead_close');
  const heads = tokens.slice(from, end).flatMap((token) => (token.type === 'inline' && token.content.trim() ? [token.content.replace(/〔[^〕]*〕|[*`]/g, '').trim()] : []));
  return escapeHtml(`表格 ${nth}：${heads.join('、')}`);
}

/** Addresses of the links of a Markdown text, as the page writes them. */
export const linksOf = (text: string): string[] =>
  md.parse(text, {}).flatMap((block) => (block.children ?? []).flatMap((token) => (token.type === 'link_open' ? [String(token.attrGet('href') ?? '')] : [])));

/** Anchors of the headings of a body, those that its page will have. */
export function anchorsIn(body: string): Set<string> {
  const anchorOf = anchorMaker();
  const blocks = blocksIn(md.parse(body, {}));
  return new Set(blocks.flatMap(([first, inline]) => (first?.type === 'heading_open' ? [anchorOf(inline?.content ?? '')] : [])));
}

/** Escaped text with its marks as references; an unknown law stays as it was written. */
function withMarks(text: string, notes: NoteBook): string {
  if (!text.includes('〔')) return escapeHtml(text);
  let out = '';
  let from = 0;
  for (const mark of marksIn(text)) {
    const reference = notes.refer(mark);
    if (!reference) continue;
    out += escapeHtml(text.slice(from, mark.at).trimEnd()) + reference;
    from = mark.at + mark.length;
  }
  return out + escapeHtml(text.slice(from));
}

function sectionsOf(body: string, env: Env, anchorOf: (heading: string) => string): Section[] {
  const sections: { title: string; anchor: string; html: string }[] = [];
  const current = () => {
    if (sections.length === 0) sections.push({ title: '', anchor: '', html: '' });
    return sections.at(-1)!;
  };
  for (const block of blocksIn(md.parse(body, env))) {
    const [first, inline] = block;
    if (first?.type === 'heading_open') {
      const title = inline?.content ?? '';
      const anchor = anchorOf(title);
      env.notes.take(headingHeight);
      if (first.tag === 'h1' || first.tag === 'h2') {
        sections.push({ title: title.replace(/〔[^〔〕]*〕/g, ''), anchor, html: '' });
        continue;
      }
      first.attrSet('id', anchor);
    }
    current().html += blockHtml(block, env);
  }
  return sections;
}

/** Top-level blocks: a paragraph, a heading, a whole list, a table… */
function blocksIn(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let block: Token[] = [];
  for (const token of tokens) {
    block.push(token);
    if (token.level === 0 && token.nesting <= 0) {
      blocks.push(block);
      block = [];
    }
  }
  return blocks;
}

/** One block with its notes after it; in a list each item has its own. */
function blockHtml(block: readonly Token[], env: Env): string {
  if (block[0]?.type.endsWith('_list_open')) return listHtml(block, env);
  const html = md.renderer.render([...block], md.options, env);
  const notes = env.notes.take(heightOf(block));
  return notes ? `<div class="cited">${html}${notes}</div>\n` : html;
}

function listHtml(block: readonly Token[], env: Env): string {
  let html = '';
  let item: Token[] = [];
  for (const token of block) {
    item.push(token);
    if (token.level === 1 && token.type === 'list_item_close') {
      const rendered = md.renderer.render(item.slice(0, -1), md.options, env);
      const notes = env.notes.take(heightOf(item));
      html += `${notes ? rendered.replace('<li>', '<li class="cited">') : rendered}${notes}</li>\n`;
      item = [];
    }
  }
  return html + md.renderer.render(item, md.options, env);
}

/** About how tall these tokens stand in the text column, in rem. */
const heightOf = (tokens: readonly Token[]): number => tokens.reduce((sum, token) => sum + (token.type === 'inline' ? textHeight(token.content) : 0), 0);
