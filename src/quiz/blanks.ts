/** How a filled answer is written: one line for each blank. Apart from the kind, so that a browser needs nothing else for it. */

/** Longest text for one blank, in characters. */
export const MOST_CHARACTERS = 100;
/** Between the blanks of an answer. */
export const BREAK = '\n';

const BLANK = /_{4,}/;
/** The stem between its blanks: one text more than there are blanks. */
export const stemPieces = (stem: string): string[] => stem.split(BLANK);

/** The texts of so many blanks in an answer. */
export function linesOf(value: string, blanks: number): string[] {
  const lines = value.split(BREAK);
  return Array.from({ length: blanks }, (_, n) => lines[n] ?? '');
}

/** The answer that these texts make; nothing in any of them is no answer. */
export const answerOf = (lines: readonly string[]): string => (lines.every((text) => text.trim() === '') ? '' : lines.join(BREAK));
