/** The piece of a text in which the words that were looked for stand, as segments; never HTML. */
import { cut, type Lexicon } from './terms.ts';

export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** The text in segments, hits marked. `terms` are those looked for. */
export function highlighted(text: string, terms: ReadonlySet<string>, lexicon: Lexicon): Segment[] {
  return segments(text, hitsIn(text, terms, lexicon), 0, text.length);
}

/** At most about `length` signs around the place where most hits stand together, cut at a sentence where one is near. */
export function excerpt(text: string, terms: ReadonlySet<string>, lexicon: Lexicon, length = 80): Segment[] {
  const hits = hitsIn(text, terms, lexicon);
  if (text.length <= length) return segments(text, hits, 0, text.length);
  let best = 0;
  let most = -1;
  for (const [start] of hits) {
    const inside = hits.reduce((sum, [a, b]) => (a >= start && b <= start + length ? sum + b - a : sum), 0);
    if (inside > most) [best, most] = [start, inside];
  }
  // Begin at the sentence the hit is in, when that leaves room for the hit.
  const sentence = Math.max(...['。', '！', '？', '；', '\n'].map((sign) => text.lastIndexOf(sign, Math.max(0, best - 1)))) + 1;
  let from = most < 0 ? 0 : best - sentence <= length / 2 ? sentence : Math.max(0, best - Math.floor(length / 4));
  const whole = from === sentence;
  while (text[from] === ' ') from++;
  const to = Math.min(text.length, from + length);
  const out = segments(text, hits, from, to);
  return [...(from > 0 && !whole ? [{ text: '…', hit: false }] : []), ...out, ...(to < text.length ? [{ text: '…', hit: false }] : [])];
}

/** Places of hits, neighbours joined. */
function hitsIn(text: string, terms: ReadonlySet<string>, lexicon: Lexicon): [from: number, to: number][] {
  const out: [number, number][] = [];
  for (const term of cut(text, lexicon)) {
    // An article of any law is a hit where 第47条 alone was asked for.
    if (!terms.has(term.text) && !terms.has(term.text.slice(Math.max(0, term.text.indexOf('#'))))) continue;
    const last = out.at(-1);
    if (last && term.at <= last[1]) last[1] = Math.max(last[1], term.at + term.length);
    else out.push([term.at, term.at + term.length]);
  }
  return out;
}

function segments(text: string, hits: readonly (readonly [number, number])[], from: number, to: number): Segment[] {
  const out: Segment[] = [];
  const push = (a: number, b: number, hit: boolean) => {
    if (b > a) out.push({ text: text.slice(a, b), hit });
  };
  let at = from;
  for (const [a, b] of hits) {
    if (b <= from || a >= to) continue;
    push(at, Math.max(at, a), false);
    push(Math.max(at, a), Math.min(b, to), true);
    at = Math.min(b, to);
  }
  push(at, to, false);
  return out;
}
