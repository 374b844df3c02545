/** Which characters the booklet's own fonts can draw, read from their `cmap`. */
import { readFileSync } from 'node:fs';
import { fontFiles } from '../typst.ts';

/** First and last character of a run, from a subtable of format 12. */
function runsOf(font: Buffer): readonly (readonly [number, number])[] {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    if (font.toString('latin1', 12 + i * 16, 16 + i * 16) !== 'cmap') continue;
    const cmap = font.readUInt32BE(20 + i * 16);
    for (let j = 0; j < font.readUInt16BE(cmap + 2); j++) {
      const sub = cmap + font.readUInt32BE(cmap + 8 + j * 8);
      if (font.readUInt16BE(sub) !== 12) continue;
      return Array.from({ length: font.readUInt32BE(sub + 12) }, (_, k) => [font.readUInt32BE(sub + 16 + k * 12), font.readUInt32BE(sub + 20 + k * 12)] as const);
    }
  }
  throw new Error('A font of the booklet has no cmap of format 12');
}

/** Characters of `text` that none of the fonts has: they come from a font of the machine, or as an empty box. Each once. */
export function missingCharacters(text: string): readonly string[] {
  const runs = fontFiles().map((file) => runsOf(readFileSync(file)));
  const has = (code: number): boolean => runs.some((font) => font.some(([from, to]) => from <= code && code <= to));
  return [...new Set(text)].filter((char) => char > ' ' && !has(char.codePointAt(0) ?? 0));
}
