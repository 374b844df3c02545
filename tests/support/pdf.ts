/**
 * A small reader of PDFs as typst writes them, to see what is really on a page: the text by the
 * fonts' own tables, and whether the glyph shown has an outline in the embedded font. Extracted
 * text alone proves nothing: it looks right even where nothing is drawn.
 */
import { inflateSync } from 'node:zlib';

export interface Glyph {
  readonly char: string;
  /** Bytes of its outline; 0 for an empty one such as a space. CFF fonts are not looked into: 1. */
  readonly outline: number;
  readonly font: string;
}

interface Font {
  readonly name: string;
  readonly chars: ReadonlyMap<number, string>;
  readonly outline: (cid: number) => number;
}

/** The pages in order, each as the glyphs shown on it. */
export function pagesOf(pdf: Buffer): readonly (readonly Glyph[])[] {
  const source = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const m of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(m[1] ?? '', m[2] ?? '');
  const object = (ref: string | undefined): string => objects.get(ref ?? '') ?? '';
  const stream = (ref: string | undefined): Buffer => {
    const [head = '', ...rest] = object(ref).split('stream\n');
    const raw = Buffer.from(rest.join('stream\n').slice(0, Number(/\/Length (\d+)/.exec(head)?.[1])), 'latin1');
    return head.includes('/FlateDecode') ? inflateSync(raw) : raw;
  };
  const fonts = new Map<string, Font>();
  const fontOf = (ref: string): Font => {
    const known = fonts.get(ref);
    if (known) return known;
    const top = object(ref);
    const chars = charsOf(stream(/\/ToUnicode (\d+)/.exec(top)?.[1]).toString('latin1'));
    const descriptor = object(/\/FontDescriptor (\d+)/.exec(object(/\/DescendantFonts \[(\d+)/.exec(top)?.[1]))?.[1]);
    const truetype = /\/FontFile2 (\d+)/.exec(descriptor)?.[1];
    const font = { name: /\/BaseFont \/(\S+)/.exec(top)?.[1] ?? '', chars, outline: truetype ? outlines(stream(truetype)) : () => 1 };
    fonts.set(ref, font);
    return font;
  };
  const walk = (ref: string): (readonly Glyph[])[] => {
    const node = object(ref);
    const kids = /\/Kids \[([^\]]*)\]/.exec(node)?.[1];
    if (kids !== undefined) return Array.from(kids.matchAll(/(\d+) 0 R/g), (m) => walk(m[1] ?? '')).flat();
    const names = new Map(Array.from((/\/Font <<([\s\S]*?)>>/.exec(node)?.[1] ?? '').matchAll(/\/(\S+) (\d+) 0 R/g), (m) => [m[1] ?? '', m[2] ?? '']));
    return [shown(stream(/\/Contents (\d+)/.exec(node)?.[1]).toString('latin1'), (name) => fontOf(names.get(name) ?? ''))];
  };
  return walk(/\/Type \/Catalog[\s\S]*?\/Pages (\d+)/.exec(source)?.[1] ?? '');
}

/** Titles of the outline beside the pages (bookmarks), in order, as typst writes them. */
export const outlineOf = (pdf: Buffer): readonly string[] =>
  Array.from(pdf.toString('latin1').matchAll(/\/Parent \d+ 0 R[\s\S]{0,120}?\/Title (?:<FEFF([\dA-F]*)>|\(([^)]*)\))/g), (m) => (m[1] === undefined ? (m[2] ?? '') : Buffer.from(m[1], 'hex').swap16().toString('utf16le')));

/** The page as text, without what joins or spaces. */
export const textOf = (page: readonly Glyph[]): string => page.map((g) => g.char).join('').replace(/[\s\u2060]/g, '');

function shown(content: string, fontOf: (name: string) => Font): Glyph[] {
  const out: Glyph[] = [];
  let font: Font | undefined;
  const show = (bytes: string): void => {
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      const cid = bytes.charCodeAt(i) * 256 + bytes.charCodeAt(i + 1);
      out.push({ char: font?.chars.get(cid) ?? '', outline: font?.outline(cid) ?? 0, font: font?.name ?? '' });
    }
  };
  // Operators that show text take strings; so do properties such as ActualText, which show nothing.
  const next = /\/(?:ActualText|Alt|Lang|E) <[^<>]+>|\/(?:ActualText|Alt|Lang|E) \(|\/(f\d+) [\d.]+ Tf|<([\dA-Fa-f]+)>|\(/g;
  for (let m = next.exec(content); m; m = next.exec(content)) {
    if (/^\/(ActualText|Alt|Lang|E) /.test(m[0])) {
      if (m[0].endsWith('(')) next.lastIndex = endOfString(content, next.lastIndex) + 1;
    } else if (m[1]) font = fontOf(m[1]);
    else if (m[2]) show(Buffer.from(m[2], 'hex').toString('latin1'));
    else {
      const end = endOfString(content, next.lastIndex);
      show(unescaped(content.slice(next.lastIndex, end)));
      next.lastIndex = end + 1;
    }
  }
  return out;
}

/** Place of the bracket that closes the string begun before `at`; balanced brackets inside need no escape. */
function endOfString(content: string, at: number): number {
  for (let depth = 1; ; at++) {
    if (content[at] === '\\') at++;
    else if (content[at] === '(') depth++;
    else if (content[at] === ')' && --depth === 0) return at;
  }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescaped = (text: string): string => text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, c: string) => (/^[0-7]/.test(c) ? String.fromCharCode(parseInt(c, 8)) : (ESCAPES[c] ?? c)));

/** `<0001> <666E>` and `<0001> <0005> <666E>` of a ToUnicode table. */
function charsOf(cmap: string): ReadonlyMap<number, string> {
  const chars = new Map<number, string>();
  const text = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const block of cmap.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const m of (block[1] ?? '').matchAll(/<(\w+)> <(\w+)>/g)) chars.set(parseInt(m[1] ?? '', 16), text(m[2] ?? ''));
  }
  for (const block of cmap.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const m of (block[1] ?? '').matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const from = parseInt(m[1] ?? '', 16);
      for (let cid = from; cid <= parseInt(m[2] ?? '', 16); cid++) chars.set(cid, String.fromCodePoint((text(m[3] ?? '').codePointAt(0) ?? 0) + cid - from));
    }
  }
  return chars;
}

/** Length of each glyph's outline, from the tables `loca` and `head` of a TrueType file. */
function outlines(font: Buffer): (gid: number) => number {
  const table = (name: string): number => {
    for (let i = 0; i < font.readUInt16BE(4); i++) if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === name) return font.readUInt32BE(20 + i * 16);
    throw new Error(`The embedded font has no table ${name}`);
  };
  const [loca, long] = [table('loca'), font.readInt16BE(table('head') + 50) === 1];
  const at = (gid: number): number => (long ? font.readUInt32BE(loca + gid * 4) : font.readUInt16BE(loca + gid * 2) * 2);
  return (gid) => at(gid + 1) - at(gid);
}
