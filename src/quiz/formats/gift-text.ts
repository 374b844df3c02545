/** GIFT as text: cutting a file into questions, and the signs that mean something. */

/** A question of a file as it stands there. */
export interface GiftBlock {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** From comments in front of it: `[id:…]` and `[tag:…]`. */
  readonly id: string | undefined;
  readonly tags: readonly string[];
}

/** Offset of the first of `signs` that no backslash stands before, from `from` on; -1 when there is none. */
export function findSign(text: string, signs: string, from = 0): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (signs.includes(text[i] ?? '')) return i;
  }
  return -1;
}

/** Cuts at blank lines, as Moodle does, but never inside braces: people leave blank lines between options. Comments and `$CATEGORY` are not part of a question. */
export function cutGift(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let lines: string[] = [];
  let [start, open, id, tags] = [0, false, undefined as string | undefined, [] as string[]];
  const end = () => {
    if (lines.length > 0) blocks.push({ line: start, text: lines.join('\n').trim(), id, tags });
    [lines, open, id, tags] = [[], false, undefined, []];
  };
  text.split('\n').forEach((line, i) => {
    if (/^\s*\/\//.test(line)) {
      if (lines.length > 0 && !open) end();
      id = /\[id:([^\]]+)\]/.exec(line)?.[1]?.trim() ?? id;
      tags.push(...Array.from(line.matchAll(/\[tag:([^\]]+)\]/g), (m) => (m[1] ?? '').trim()));
      return;
    }
    // A title begins the next question, whatever the last one has left open.
    if (lines.length > 0 && open && /^\s*::/.test(line)) end();
    if (line.trim() === '') {
      if (!open && lines.length > 0) end();
      else if (open) lines.push('');
      return;
    }
    if (lines.length === 0 && /^\s*\$CATEGORY\s*:/i.test(line)) return;
    if (lines.length === 0) start = i + 1;
    lines.push(line);
    for (let at = findSign(line, '{}'); at >= 0; at = findSign(line, '{}', at + 1)) open = line[at] === '{';
  });
  end();
  return blocks;
}

/** Text as GIFT must write it. */
export const escapeGift = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');

/** What such text says. A backslash before any other sign is a backslash. */
export const unescapeGift = (text: string): string => text.replace(/\\([\\~=#{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/** Cuts at the signs that no backslash stands before; each piece begins with its sign. */
export function cutAt(text: string, signs: string): string[] {
  const cuts: number[] = [];
  for (let at = findSign(text, signs); at >= 0; at = findSign(text, signs, at + 1)) cuts.push(at);
  return cuts.map((at, i) => text.slice(at, cuts[i + 1]));
}
