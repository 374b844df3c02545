/**
 * The book's tree → HTML for one long page on paper: numbered notes stand after each entry
 * instead of in a margin, and references lead to them. Every text is escaped.
 */
import type { BookEntry } from './book.ts';
import type { Block, Line } from './book-text.ts';
import { chineseNumeral } from './cite.ts';
import { escapeHtml, type WriteHref } from './notes.ts';

/** `qa/wages/payday` → `wages-payday`, where the entry stands on the long page. */
export const bookAnchor = (id: string): string => id.replace(/^qa\//, '').replaceAll('/', '-');

const noteAnchor = (id: string, n: number): string => `${bookAnchor(id)}-n${n}`;
export const noteName = (n: number): string => `〔${chineseNumeral(n)}〕`;

/** Blocks of `entry` as HTML; `link` writes an address as it stands in the Markdown. */
export function bookHtml(blocks: readonly Block[], entry: Pick<BookEntry, 'id'>, link: WriteHref): string {
  const line = (pieces: Line): string =>
    pieces.map((piece) => {
      switch (piece.is) {
        case 'text': return escapeHtml(piece.text);
        case 'code': return `<code>${escapeHtml(piece.text)}</code>`;
        case 'break': return '<br>';
        // The word joiner keeps the reference on the line of the word before it.
        case 'note': return `\u2060<a class="ref" href="#${noteAnchor(entry.id, piece.n)}">${noteName(piece.n)}</a>`;
        case 'link': return `<a href="${escapeHtml(link(piece.to))}"${/^https?:/.test(piece.to) ? ' rel="noreferrer"' : ''}>${line(piece.inside)}</a>`;
        default: return `<${piece.is}>${line(piece.inside)}</${piece.is}>`;
      }
    }).join('');
  const all = (list: readonly Block[]): string => list.map(block).join('\n');
  /** An item of one paragraph needs none of its margins. */
  const item = (list: readonly Block[]): string => list.map((b, i) => (i === 0 && b.is === 'paragraph' ? line(b.line) : block(b))).join('\n');
  const row = (cells: readonly Line[], tag: 'th' | 'td', align: readonly string[]): string =>
    `<tr>${cells.map((cell, i) => {
      // An empty corner above row names is no heading.
      const name = cell.length === 0 ? 'td' : tag;
      return `<${name}${align[i] === 'right' ? ' class="right"' : ''}>${line(cell)}</${name}>`;
    }).join('')}</tr>`;
  const block = (b: Block): string => {
    switch (b.is) {
      case 'paragraph': return `<p>${line(b.line)}</p>`;
      case 'heading': return `<h4>${line(b.line)}</h4>`;
      case 'quote': return `<blockquote>${all(b.blocks)}</blockquote>`;
      case 'listing': return `<pre>${escapeHtml(b.text)}</pre>`;
      case 'rule': return '<hr>';
      case 'table': return `<div class="table-box" tabindex="0" role="group" aria-label="表格"><table class="table"><thead>${row(b.head, 'th', b.align)}</thead><tbody>${b.rows.map((r) => row(r, 'td', b.align)).join('')}</tbody></table></div>`;
      case 'list': {
        const items = b.items.map((i) => `<li>${item(i)}</li>`).join('\n');
        return b.start === undefined ? `<ul>${items}</ul>` : `<ol${b.start === 1 ? '' : ` start="${b.start}"`}>${items}</ol>`;
      }
    }
  };
  return all(blocks);
}

/** The notes of an entry as a list, each where its references lead. */
export const notesHtml = (entry: Pick<BookEntry, 'id' | 'notes'>): string =>
  entry.notes.map((note, i) => `<li id="${noteAnchor(entry.id, i + 1)}"><b><span>${noteName(i + 1)}</span>${escapeHtml(`${note.law} ${note.article}`)}</b> ${escapeHtml(note.digest ?? '')}</li>`).join('\n');
