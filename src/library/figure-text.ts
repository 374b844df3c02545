/** Setting Chinese text in SVG, which breaks no lines by itself. */
import { widthOf } from './wall-sheet.ts';

/** Signs that may not end a line, and those that may not begin one. */
const NEVER_LAST = /^[（〔《“‘]/;
const NEVER_FIRST = /^[，。；：、？！）〕》”’—…]/;

/** Lines of at most `characters` full-width characters; closing punctuation hangs on to the line before, by at most one. */
export function wrap(text: string, characters: number): string[] {
  const lines: string[][] = [];
  let line: string[] = [];
  const width = (pieces: readonly string[]) => widthOf(pieces.join('').trimEnd());
  // A number or word stays in one piece with the spaces around it.
  for (const piece of text.match(/[\x21-\x7e]+ ?|[^\x21-\x7e]/gu) ?? []) {
    if (line.length > 0 && width([...line, piece]) > characters + (NEVER_FIRST.test(piece) ? 1 : 0)) {
      // A sign too many takes the word before it along, a word the bracket that opens before it; where nothing would be left, the line breaks here after all.
      let at = NEVER_FIRST.test(piece) ? line.findLastIndex((p) => !NEVER_FIRST.test(p)) : line.length;
      while (at > 0 && NEVER_LAST.test(line[at - 1] ?? '')) at--;
      const along = at > 0 ? line.splice(at) : [];
      lines.push(line);
      line = along;
    }
    line.push(piece);
  }
  return [...lines, line].map((pieces) => pieces.join('').trim()).filter((say) => say !== '');
}

/** One thing on the picture. Colours are classes, so that themes, contrast and paper decide. */
export type Shape =
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly size: number; readonly say: string; readonly look: 'ink' | 'soft' | 'seal'; readonly bold?: boolean }
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly look: 'bar' | 'bar-soft' | 'box' | 'aside' }
  | { readonly kind: 'line'; readonly d: string; readonly look: 'spine' | 'gap' | 'arrow' }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly say?: string };

/** A picture `width` units wide; at 390 px a unit is about a pixel. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export const WIDTH = 360;

/** A pen that sets paragraphs one below the other. `y` is the top of what comes next. */
export class Pen {
  readonly shapes: Shape[] = [];
  y: number;
  constructor(y: number) {
    this.y = y;
  }
  text(say: string, x: number, size: number, look: 'ink' | 'soft' | 'seal', bold = false, right = WIDTH - 4): void {
    for (const line of wrap(say, Math.floor((right - x) / size) - 1)) {
      this.y += size * 1.4;
      this.shapes.push({ kind: 'text', x, y: this.y - size * 0.3, size, say: line, look, ...(bold ? { bold } : {}) });
    }
  }
}
