/**
 * How full the margin is. A page can cite more than its margin holds; the notes then sink
 * further and further below what they explain. So heights are estimated while the page is
 * made, and a note that would stand too low stays folded: its name remains, a tap opens it.
 * Everything is in rem, hence true for large text as well.
 */
import { withoutMarks } from './cite.ts';

/** How far below its text a note may begin before it is folded: about seven lines. */
const MAY_SINK = 14;
/** A folded note: one line. */
const FOLDED = 1.9;
const BETWEEN = 0.35;
const BETWEEN_GROUPS = 1;

/** A `##` or `###` heading with the space around it. */
export const headingHeight = 3.6;

/** Height of a paragraph or list item at 38 characters a line; Latin letters and figures take half a place. */
export function textHeight(text: string): number {
  const plain = withoutMarks(text);
  const narrow = plain.match(/[\x20-\x7e]/g)?.length ?? 0;
  return Math.max(1, Math.ceil((plain.length - narrow * 0.45) / 38)) * 1.9125 + 0.9;
}

/** The text column and the margin of one page, filled side by side from the top. */
export class Margin {
  #text = 0;
  #notes = 0;

  /** Puts a note of this height beside the text that comes now; false when it has to be folded. */
  holds(height: number): boolean {
    const top = Math.max(this.#text, this.#notes);
    const open = top - this.#text <= MAY_SINK;
    this.#notes = top + (open ? height : FOLDED) + BETWEEN;
    return open;
  }

  /** Goes on below text of this height. */
  pass(height: number): void {
    this.#notes += this.#notes > this.#text ? BETWEEN_GROUPS - BETWEEN : 0;
    this.#text += height;
  }
}
