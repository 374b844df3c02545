/**
 * Text → terms. The one knife of the search: building and asking both cut with it, and the
 * excerpt finds its hits with it, so that the three can never disagree.
 *
 * - Runs of Han signs become bigrams (试用期 → 试用 用期); a run of one sign stays itself.
 * - A provision becomes one term however it is written: 劳动合同法第四十七条, 劳动合同法47条,
 *   〔劳动合同法47〕 → `labour-contract-law#47`; without a law, 第47条 → `#47`.
 * - A law's name becomes `@labour-contract-law`, beside its bigrams.
 * - 炒鱿鱼 is read as 辞退 (words.ts), so that either finds the other.
 * - Numbers before a unit are read as Chinese numerals, so that 10年 is 十年.
 */
import { chineseNumeral, readNumeral } from '../library/cite.ts';
import type { Law } from '../library/schema.ts';
import { ALIKE, FILLER } from './words.ts';

/** A term and the piece of the text it came from, in UTF-16 units. */
export interface Term {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** Names of laws as people write them, folded, longest first. */
export type Lexicon = readonly (readonly [name: string, id: string])[];

/** The lexicon of a register. */
export function lexiconOf(laws: Iterable<Pick<Law, 'id' | 'title' | 'short' | 'aliases'>>): Lexicon {
  const names = new Map<string, string>();
  for (const law of laws) {
    for (const name of [law.short, law.title, ...law.aliases]) {
      const plain = fold(name).replace(/^中华人民共和国/, '').replace(/[《》]/g, '');
      if (plain.length >= 2 && !names.has(plain)) names.set(plain, law.id);
    }
  }
  return [...names].sort((a, b) => b[0].length - a[0].length);
}

/** Signs that folding changes; most texts of ours have few. */
const UNFOLDED = /[\p{Cc}\u3000\u200b-\u200f\ufeff\uff01-\uff5eA-Z]/gu;

/** The text with letters small, full-width signs halved and control signs blank. Keeps its length, so that places stay true. */
export function fold(text: string): string {
  return text
    .replace(UNFOLDED, (sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0).toLowerCase() : code >= 0x41 && code <= 0x5a ? sign.toLowerCase() : ' ';
    })
    .replace(/双(?=倍)/g, '二')
    .replace(/两(?=[年个倍天次月周万千百])/g, '二');
}

const NUMERAL = '\\d{1,4}|[一二三四五六七八九十百千零〇两]{1,9}';
const NATION = '中华人民共和国';
const UNIT = /[年月天日倍个小周岁元万千百人次条级]/;
/** What follows the name of a law where a provision is meant. */
const NUMBER = new RegExp(`[》>"”]*\\s*的?\\s*(?:第?\\s*(${NUMERAL})\\s*条(?:\\s*之\\s*(${NUMERAL}))?|第?(\\d{1,4})(?:之(\\d{1,2}))?(?![\\d年月日号天倍.%]))`, 'y');
const BARE = new RegExp(`第\\s*(${NUMERAL})\\s*条(?:\\s*之\\s*(${NUMERAL}))?|(?<!\\d)(\\d{1,4}|[一二三四五六七八九十百千零〇]{2,9})条(?![件款例约路])(?:之(${NUMERAL}))?`, 'g');
const LETTERS = /[a-z]+[a-z0-9]*(?:\+\d+)?|\d+(?:\.\d+)?%?[a-z]*/y;

/** Finds which of some words stands at a place of a text, the longest first. Most places hold none: two look-ups say so. */
class Words {
  readonly #byPair = new Map<number, string[]>();
  readonly #first = new Uint8Array(0x10000);

  constructor(words: Iterable<string>) {
    for (const word of [...words].sort((a, b) => b.length - a.length)) {
      this.#first[word.charCodeAt(0)] = 1;
      const key = pairOf(word, 0, word.length);
      this.#byPair.set(key, [...(this.#byPair.get(key) ?? []), word]);
    }
  }

  /** All of them, the longest first. */
  *at(text: string, i: number): Generator<string> {
    if (this.#first[text.charCodeAt(i)] === 0) return;
    for (const length of [2, 1]) for (const word of this.#byPair.get(pairOf(text, i, length)) ?? []) if (text.startsWith(word, i)) yield word;
  }

  longest(text: string, i: number): string | undefined {
    if (this.#first[text.charCodeAt(i)] === 0) return undefined;
    return this.#byPair.get(pairOf(text, i, 2))?.find((word) => text.startsWith(word, i)) ?? this.#byPair.get(pairOf(text, i, 1))?.[0];
  }
}

const pairOf = (text: string, i: number, length: number): number => text.charCodeAt(i) * 0x10000 + (length > 1 ? text.charCodeAt(i + 1) || 0 : 0);

const FILLER_WORDS = new Words(FILLER);
const ALIKE_WORDS = new Words(ALIKE.keys());

interface Knife {
  readonly ids: ReadonlyMap<string, string>;
  readonly names: Words;
}
const knives = new WeakMap<Lexicon, Knife>();

function knifeOf(lexicon: Lexicon): Knife {
  let knife = knives.get(lexicon);
  if (!knife) knives.set(lexicon, (knife = { ids: new Map(lexicon), names: new Words(lexicon.map(([name]) => name)) }));
  return knife;
}

function articleOf(main: string | undefined, sub: string | undefined): string | undefined {
  const n = readNumeral(main ?? '');
  const m = sub ? readNumeral(sub) : undefined;
  return n === undefined || n > 9999 ? undefined : m ? `${n}-${m}` : String(n);
}

type Emit = (term: string, at: number, length: number) => void;
/** A pair of signs by its code units: whoever cuts millions need not put them together. */
type EmitPair = (first: number, second: number, at: number, length: number) => void;

/** Hands every term of a text over, provisions and laws first; pairs of signs to `pair` instead where it is given. Total: any text is cut. */
export function eachTerm(text: string, lexicon: Lexicon, emit: Emit, pair?: EmitPair): void {
  const knife = knifeOf(lexicon);
  const folded = fold(text);
  const named: number[] = [];
  for (let i = 0; i < folded.length; i++) if (knife.names.longest(folded, i) !== undefined) named.push(i);
  const rest = provisions(folded, knife, named, emit);
  let end = 0;
  for (const i of named) {
    // Names of laws are terms beside their signs.
    const name = i < end ? undefined : knife.names.longest(rest, i);
    if (name === undefined) continue;
    emit(`@${knife.ids.get(name) ?? ''}`, i, name.length);
    end = i + name.length;
  }
  signs(rest, emit, pair ?? ((first, second, at, length) => emit(String.fromCharCode(first, second), at, length)));
}

/** Blanks what names a provision, so that it is not cut again. `named`: where a law's name begins. */
function provisions(text: string, { ids, names }: Knife, named: readonly number[], emit: Emit): string {
  let taken: [from: number, to: number][] = [];
  const take = (from: number, to: number, term: string) => {
    emit(term, from, to - from);
    taken.push([from, to]);
  };
  for (const i of named) {
    if (i < (taken.at(-1)?.[1] ?? 0)) continue;
    for (const name of names.at(text, i)) {
      NUMBER.lastIndex = i + name.length;
      const m = NUMBER.exec(text);
      const article = m ? articleOf(m[1] ?? m[3], m[2] ?? m[4]) : undefined;
      if (article === undefined) continue;
      take(text.startsWith(NATION, i - NATION.length) ? i - NATION.length : i, NUMBER.lastIndex, `${ids.get(name) ?? ''}#${article}`);
      break;
    }
  }
  const rest = blanked(text, taken);
  if (!rest.includes('条')) return rest;
  taken = [];
  for (const m of rest.matchAll(BARE)) {
    const article = articleOf(m[1] ?? m[3], m[2] ?? m[4]);
    if (article !== undefined) take(m.index, m.index + m[0].length, `#${article}`);
  }
  return blanked(rest, taken);
}

/** The text with these places blank; they stand one after another. */
function blanked(text: string, places: readonly (readonly [from: number, to: number])[]): string {
  let out = '';
  let end = 0;
  for (const [from, to] of places) {
    const start = Math.max(end, from);
    out += text.slice(end, start) + ' '.repeat(to - start);
    end = to;
  }
  return end === 0 ? text : out + text.slice(end);
}

const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

/** Runs of signs as pairs; filler is cut out and what it parted is read together (签了合同 as 签合同). */
function signs(text: string, emit: Emit, pair: EmitPair): void {
  let before = '';
  let beforeAt = 0;
  let beforeEnd = 0;
  let alone = false;
  const sign = (read: string, at: number, length: number) => {
    if (before !== '') pair(before.charCodeAt(0), read.charCodeAt(0), beforeAt, at + length - beforeAt);
    alone = before === '';
    [before, beforeAt, beforeEnd] = [read, at, at + length];
  };
  const stop = () => {
    if (before !== '' && alone) emit(before, beforeAt, beforeEnd - beforeAt);
    before = '';
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isHan(code)) {
      const alike = ALIKE_WORDS.longest(text, i);
      const filler = alike === undefined ? FILLER_WORDS.longest(text, i) : undefined;
      // A word that stands for another has its place in the text and the other's signs.
      if (alike !== undefined) for (const read of ALIKE.get(alike) ?? '') sign(read, i, alike.length);
      else if (filler === undefined) sign(text.charAt(i), i, 1);
      i += (alike ?? filler ?? ' ').length - 1;
    } else if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) {
      LETTERS.lastIndex = i;
      const [word = ''] = LETTERS.exec(text) ?? [];
      const after = text.charAt(i + word.length);
      const numeral = /^[1-9]\d{0,3}$/.test(word) && UNIT.test(after) && !(/^(19|20)\d\d$/.test(word) && after === '年');
      if (numeral) for (const read of chineseNumeral(Number(word))) sign(read, i, word.length);
      else {
        stop();
        emit(word, i, word.length);
      }
      i += Math.max(1, word.length) - 1;
    } else stop();
  }
  stop();
}

/** Cuts a text into terms, in order of place. */
export function cut(text: string, lexicon: Lexicon): Term[] {
  const out: Term[] = [];
  eachTerm(text, lexicon, (term, at, length) => out.push({ text: term, at, length }));
  return out.sort((x, y) => x.at - y.at);
}

/** The terms of a text without their places. */
export const termsOf = (text: string, lexicon: Lexicon): string[] => cut(text, lexicon).map((term) => term.text);
