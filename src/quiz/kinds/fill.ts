/**
 * 填空题: blanks written `____` in the stem. An answer is one line of text for each blank, joined by line breaks
 * (a blank is a single line, and JSON and every database carry a line break); at most
 * {@link MOST_CHARACTERS} characters a blank. No line with anything in it is no answer.
 */
import { z } from 'zod';
import { BREAK, MOST_CHARACTERS, stemPieces } from '../blanks.ts';
import { normalised } from '../fill-text.ts';
import { line } from '../../library/schema.ts';
import { askedBase, partRecord, record, told } from './base.ts';
import { unanswered, type AskedOf, type Fault, type Kind, type PartVerdict } from './kind.ts';

const shape = {
  ...told,
  kind: z.literal('fill'),
  /** What each blank takes, in order; the first is shown as the answer. Equal spellings need not be listed: see `fill-text.ts`. */
  blanks: z.array(z.strictObject({ accept: z.array(line.max(MOST_CHARACTERS, `每个答案最长 ${MOST_CHARACTERS} 字`)).min(1, '每个空至少要有一个答案') })).min(1, '填空题至少要有一个空').max(8, '填空题最多 8 个空'),
};
export const fillSchema = z.strictObject({ ...record, ...shape });
export const fillPart = z.strictObject({ ...partRecord, ...shape });
export const fillAsked = z.object({ ...askedBase, kind: z.literal('fill'), blanks: z.array(z.object({ accept: z.array(z.string()) })) });

const blanksIn = (stem: string): number => stemPieces(stem).length - 1;

/** What the blanks of a question accept, made comparable; made once. */
const accepted = new WeakMap<AskedOf<'fill'>, readonly ReadonlySet<string>[]>();
function acceptedBy(asked: AskedOf<'fill'>): readonly ReadonlySet<string>[] {
  const known = accepted.get(asked);
  if (known) return known;
  const made = asked.blanks.map((b) => new Set(b.accept.map(normalised)));
  accepted.set(asked, made);
  return made;
}

/** Control characters (NUL breaks a database) and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;
/** What most answers are made of: nothing in it has to be taken out. */
const USUAL = /^[\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]*$/;
const cleaned = (text: string): string => (USUAL.test(text) ? text : text.replace(UNPRINTABLE, ' ')).trim();
const isLong = (text: string): boolean => text.length > MOST_CHARACTERS && [...text].length > MOST_CHARACTERS;

const verdictOf = (accept: ReadonlySet<string>, given: string): PartVerdict => (given === '' ? 'unanswered' : accept.has(normalised(given)) ? 'right' : 'wrong');
const verdicts = (asked: AskedOf<'fill'>, value: string): PartVerdict[] => {
  const lines = value.split(BREAK);
  return acceptedBy(asked).map((accept, n) => verdictOf(accept, lines[n] ?? ''));
};

/** The first, and those that say more than the first with a word behind it (30, 30日 are told as 30). */
const tellingly = (accept: readonly string[]): string[] => accept.filter((text, i) => i === 0 || !normalised(text).startsWith(normalised(accept[0] ?? '')));

export const fill: Kind<'fill'> = {
  name: '填空题',
  short: '填空题',
  schemes: { 'all-or-nothing': '每个空都填对才得分', 'per-part': '按填对的空数给分（不足 1 分的舍去）' },
  practice: 'per-part',
  alwaysMixed: false,
  asked: (q) => ({ kind: 'fill', blanks: q.blanks.map(({ accept }) => ({ accept: [...accept] })) }),
  faults(q) {
    const out: Fault[] = [];
    const inStem = blanksIn(q.stem);
    if (inStem !== q.blanks.length) {
      out.push({ code: 'blank-count', path: ['stem'], message: `题干里有 ${inStem} 个空，答案写了 ${q.blanks.length} 个空。`, hint: '空写成四个以上的下划线 ____，blanks 里按顺序每空一条' });
    }
    q.blanks.forEach(({ accept }, n) =>
      accept.forEach((text, i) => {
        if (normalised(text) === '') out.push({ code: 'blank-accepts-nothing', path: ['blanks', n, 'accept', i], message: `第 ${n + 1} 空的答案“${text}”里没有字。`, hint: '写上答案，或者删掉这一条' });
      }),
    );
    return out;
  },
  keys: (asked) => asked.blanks.map((_, n) => String(n + 1)),
  pinned: (asked) => asked.blanks.map((_, n) => String(n + 1)),
  shown: (_, order) => ({ choices: [], blanks: order.length }),
  read(value, order) {
    if (value === '') return unanswered;
    const lines = value.split(BREAK).map(cleaned);
    if (lines.length > order.length) return { state: 'invalid', say: `这道题有 ${order.length} 个空，每空只能写一行。` };
    if (lines.some(isLong)) return { state: 'invalid', say: `每个空最多写 ${MOST_CHARACTERS} 个字。` };
    if (lines.every((text) => text === '')) return unanswered;
    while (lines.length < order.length) lines.push('');
    return { state: 'answered', value: lines.join(BREAK) };
  },
  tally(asked, _, value) {
    const accepts = acceptedBy(asked);
    const lines = value.split(BREAK);
    let hits = 0;
    let wrongs = 0;
    for (let n = 0; n < accepts.length; n++) {
      const verdict = verdictOf(accepts[n] as ReadonlySet<string>, lines[n] ?? '');
      if (verdict === 'right') hits++;
      else if (verdict === 'wrong') wrongs++;
    }
    return { hits, wrongs, total: accepts.length };
  },
  rightValue: (asked) => asked.blanks.map((b) => b.accept[0] ?? '').join(BREAK),
  keyShown: (asked) => asked.blanks.map(({ accept }) => tellingly(accept).join(' 或 ')),
  parts: (asked, _, value) => verdicts(asked, value),
};
