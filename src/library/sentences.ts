/** Cutting a paragraph into what is read aloud at one breath. */

/** A piece of the text, `from` inclusive to `to` exclusive, in UTF-16 units. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Longer than this a voice is hard to follow, and some browsers stop it in the middle. */
export const MOST = 90;

const SENTENCE = /[^。！？；…\n]*(?:[。！？；…\n]+[”’」』）】》]*|$)/g;
const SAID = /[\p{L}\p{N}]/u;

/**
 * The sentences of the text in order, without white space at their ends; one longer than `most`
 * is cut behind a comma, or anywhere when it has none. What has neither letters nor figures is left out.
 */
export function sentencesOf(text: string, most = MOST): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(SENTENCE)) {
    let from = match.index;
    const end = from + match[0].length;
    while (end - from > most) {
      const to = from + cutOf(text.slice(from, from + most));
      pieces.push({ from, to });
      from = to;
    }
    pieces.push({ from, to: end });
  }
  return pieces.map((p) => trimmed(text, p)).filter(({ from, to }) => SAID.test(text.slice(from, to)));
}

/** Length of the first part: up to the last comma of its second half, else all of it, never half a character. */
function cutOf(part: string): number {
  const comma = Math.max(...[...'，、：,'].map((sign) => part.lastIndexOf(sign)));
  if (comma >= part.length / 2) return comma + 1;
  const last = part.charCodeAt(part.length - 1);
  return last >= 0xd800 && last <= 0xdbff && part.length > 1 ? part.length - 1 : part.length;
}

function trimmed(text: string, { from, to }: Piece): Piece {
  const said = text.slice(from, to);
  return { from: from + said.length - said.trimStart().length, to: to - said.length + said.trimEnd().length };
}
