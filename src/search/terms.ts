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

/** The text with letters small, full-width signs halved and control signs blank. Keeps its length, so that places stay true. */
export function fold(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x3000 || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) out += ' ';
    else if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0).toLowerCase();
    else if (code >= 0x41 && code <= 0x5a) out += String.fromCharCode(code + 32);
    else out += text[i];
  }
  return out.replace(/双(?=倍)/g, '二').replace(/两(?=[年个倍天次月周万千百])/g, '二');
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Stands where filler was cut: what it parted is read together (签了合同 as 签合同). */
const JOIN = '\ue000';
const blank = (text: string): string => ' '.repeat(text.length);
const NUMERAL = '\\d{1,4}|[一二三四五六七八九十百千零〇两]{1,9}';
const FILLER_FORM = new RegExp(FILLER.map(escape).join('|'), 'g');
const ALIKE_FORM = [...ALIKE.keys()].sort((a, b) => b.length - a.length).map(escape).join('|');
const SIGN_FORM = new RegExp(`${ALIKE_FORM}|\\p{Script=Han}|[a-z]+[a-z0-9]*(?:\\+\\d+)?|\\d+(?:\\.\\d+)?%?[a-z]*`, 'gu');
const UNIT = /^[年月天日倍个小周岁元万千百人次条级]/;

interface Knife {
  readonly ids: ReadonlyMap<string, string>;
  readonly cited: RegExp;
  readonly named: RegExp;
}
const knives = new WeakMap<Lexicon, Knife>();

function knifeOf(lexicon: Lexicon): Knife {
  const known = knives.get(lexicon);
  if (known) return known;
  const names = lexicon.map(([name]) => escape(name)).join('|') || '(?!)';
  const knife = {
    ids: new Map(lexicon),
    cited: new RegExp(`(?:中华人民共和国)?(${names})[》>"”]*\\s*的?\\s*(?:第?\\s*(${NUMERAL})\\s*条(?:\\s*之\\s*(${NUMERAL}))?|第?(\\d{1,4})(?:之(\\d{1,2}))?(?![\\d年月日号天倍.%]))`, 'g'),
    named: new RegExp(names, 'g'),
  };
  knives.set(lexicon, knife);
  return knife;
}

const BARE = new RegExp(`第\\s*(${NUMERAL})\\s*条(?:\\s*之\\s*(${NUMERAL}))?|(?<!\\d)(\\d{1,4}|[一二三四五六七八九十百千零〇]{2,9})条(?![件款例约路])(?:之(${NUMERAL}))?`, 'g');

function articleOf(main: string | undefined, sub: string | undefined): string | undefined {
  const n = readNumeral(main ?? '');
  const m = sub ? readNumeral(sub) : undefined;
  return n === undefined || n > 9999 ? undefined : m ? `${n}-${m}` : String(n);
}

/** Cuts a text into terms, in order of place. Total: any text gives a list. */
export function cut(text: string, lexicon: Lexicon): Term[] {
  const { ids, cited, named } = knifeOf(lexicon);
  const out: Term[] = [];
  let rest = fold(text).replace(cited, (whole: string, name: string, a?: string, b?: string, c?: string, d?: string, at = 0) => {
    const law = ids.get(name);
    const article = articleOf(a ?? c, b ?? d);
    if (law === undefined || article === undefined) return whole;
    out.push({ text: `${law}#${article}`, at, length: whole.length });
    return blank(whole);
  });
  rest = rest.replace(BARE, (whole: string, a?: string, b?: string, c?: string, d?: string, at = 0) => {
    const article = articleOf(a ?? c, b ?? d);
    if (article === undefined) return whole;
    out.push({ text: `#${article}`, at, length: whole.length });
    return blank(whole);
  });
  for (const m of rest.matchAll(named)) out.push({ text: `@${ids.get(m[0]) ?? ''}`, at: m.index, length: m[0].length });
  rest = rest.replace(FILLER_FORM, (word) => JOIN.repeat(word.length));
  for (const run of runsOf(rest)) out.push(...bigrams(run));
  return out.sort((x, y) => x.at - y.at);
}

/** The terms of a text without their places. */
export const termsOf = (text: string, lexicon: Lexicon): string[] => cut(text, lexicon).map((term) => term.text);

/** Runs of signs that stand together; a word in letters or digits is a run of its own. */
function* runsOf(text: string): Generator<Term[]> {
  let run: Term[] = [];
  let end = -1;
  for (const m of text.matchAll(SIGN_FORM)) {
    const [word] = m;
    if (m.index !== end && run.length > 0 && !/^\ue000+$/.test(text.slice(end, m.index))) {
      yield run;
      run = [];
    }
    end = m.index + word.length;
    const number = /^[1-9]\d{0,3}$/.test(word) && UNIT.test(text.charAt(end)) && !(/^(19|20)\d\d$/.test(word) && text[end] === '年') ? chineseNumeral(Number(word)) : undefined;
    // A word that stands for another has its place in the text and the other's signs.
    const read = number ?? ALIKE.get(word);
    if (read !== undefined) for (const sign of read) run.push({ text: sign, at: m.index, length: word.length });
    else if (/^[a-z0-9]/.test(word)) {
      if (run.length > 0) yield run;
      yield [{ text: word, at: m.index, length: word.length }];
      run = [];
    } else run.push({ text: word, at: m.index, length: word.length });
  }
  if (run.length > 0) yield run;
}

function bigrams(run: readonly Term[]): Term[] {
  const [only] = run;
  if (run.length === 1 && only) return [{ text: only.text, at: only.at, length: only.length }];
  return run.slice(1).map((sign, i) => {
    const before = run[i] ?? sign;
    return { text: before.text + sign.text, at: before.at, length: sign.at + sign.length - before.at };
  });
}
