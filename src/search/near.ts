/** 您是不是想找…: words of the site that sound like what was typed (工商 → 工伤), or differ from it in one sign. */
import type { Letters, Spoken } from './letters.ts';

/** So much oftener than what was typed must the other word stand on the site. */
const CLEARLY = 4;
const LEAST_COUNT = 3;
const LONGEST = 5;
const MOST_SIGNS = 60;
/** In a longer run two signs that sound like a word are mostly chance (先发一半 is no 宪法). */
const SHORT_RUN = 6;

/** Sounds that many do not tell apart, when speaking or typing: zh and z, n and l, ing and in. */
const dull = (syllable: string): string => syllable.replace(/^([zcs])h/, '$1').replace(/^n/, 'l').replace(/ng$/, 'n');

const indexes = new WeakMap<Letters, ReadonlyMap<string, readonly Spoken[]>>();

function bySound(letters: Letters): ReadonlyMap<string, readonly Spoken[]> {
  const known = indexes.get(letters);
  if (known) return known;
  const out = new Map<string, Spoken[]>();
  for (const word of letters.words) {
    const key = word.syllables.map(dull).join(' ');
    out.set(key, [...(out.get(key) ?? []), word]);
  }
  indexes.set(letters, out);
  return out;
}

/** Another way to read a question. */
export interface Other {
  readonly question: string;
  readonly typed: string;
  readonly meant: string;
}

/**
 * Ways to read the question with one word put right, the likeliest first (the more signs agree, the less it is chance); at most three. `count`
 * tells in how many documents a word stands. Whether they find more is for the caller to see.
 */
export function otherReadings(question: string, letters: Letters, count: (word: string) => number): Other[] {
  const text = question.slice(0, MOST_SIGNS);
  const out: (Other & { readonly worth: number })[] = [];
  for (const run of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let from = 0; from < run[0].length; from++) {
      for (let length = Math.min(LONGEST, run[0].length - from); length >= (run[0].length <= SHORT_RUN ? 2 : 3); length--) {
        const typed = run[0].slice(from, from + length);
        if ((letters.byWord.get(typed)?.count ?? 0) >= LEAST_COUNT && count(typed) >= LEAST_COUNT) continue;
        for (const { word, count: often } of alternatives(typed, letters, count)) {
          if (often < LEAST_COUNT || often < CLEARLY * (count(typed) + 1)) continue;
          const at = run.index + from;
          out.push({ typed, meant: word, question: text.slice(0, at) + word + text.slice(at + length), worth: often * length ** 3 });
        }
      }
    }
  }
  return out.sort((a, b) => b.worth - a.worth).slice(0, 3);
}

function alternatives(typed: string, letters: Letters, count: (word: string) => number): Spoken[] {
  let keys = [''];
  for (const sign of typed) {
    const readings = new Set((letters.readings.get(sign) ?? ['?']).map(dull));
    keys = keys.flatMap((key) => Array.from(readings, (r) => (key ? `${key} ${r}` : r))).slice(0, 16);
  }
  const alikeInSound = keys.flatMap((key) => bySound(letters).get(key) ?? []);
  // A wrong sign stands in pairs that the site does not know; 试岗 in 试岗期间 is no mistake.
  const strange = (i: number) => [i - 1, i].every((from) => from < 0 || from + 2 > typed.length || count(typed.slice(from, from + 2)) === 0);
  const differing = (word: string) => Array.from(word, (_, i) => i).filter((i) => word[i] !== typed[i]);
  const oneSignOff = typed.length < 3 ? [] : letters.words.filter(({ word }) => word.length === typed.length && differing(word).length === 1 && differing(word).every(strange));
  return [...new Set([...alikeInSound, ...oneSignOff])].filter(({ word }) => word !== typed);
}
