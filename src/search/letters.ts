/**
 * Pinyin typed instead of signs: whole syllables (`gongshang`), the beginning of one, first
 * letters (`gs`), signs and letters mixed while an input method is still open (`工shang`).
 */
import { fold } from './terms.ts';

/** As sent, only when letters are typed or nothing is found. Made by ./sounds.ts. */
export interface LettersFile {
  /** Words in order of use: word, its syllables with blanks between, in how many documents. */
  readonly words: readonly (readonly [word: string, syllables: string, count: number])[];
  /** A syllable and all signs that can be read so. */
  readonly signs: readonly (readonly [syllable: string, signs: string])[];
}

export interface Spoken {
  readonly word: string;
  readonly syllables: readonly string[];
  readonly count: number;
}

/** Ready for questions. */
export interface Letters {
  readonly words: readonly Spoken[];
  /** Words by their letters without blanks. */
  readonly byLetters: ReadonlyMap<string, readonly Spoken[]>;
  readonly byInitials: ReadonlyMap<string, readonly Spoken[]>;
  readonly byWord: ReadonlyMap<string, Spoken>;
  readonly readings: ReadonlyMap<string, readonly string[]>;
}

/** Makes the file ready. */
export function readLetters(file: LettersFile): Letters {
  const words = file.words.map(([word, syllables, count]): Spoken => ({ word, syllables: syllables.split(' '), count }));
  const group = (key: (word: Spoken) => string) => {
    const out = new Map<string, Spoken[]>();
    for (const word of words) out.set(key(word), [...(out.get(key(word)) ?? []), word]);
    return out;
  };
  const readings = new Map<string, string[]>();
  for (const [syllable, signs] of file.signs) for (const sign of signs) readings.set(sign, [...(readings.get(sign) ?? []), syllable]);
  return { words, byLetters: group(({ syllables }) => syllables.join('')), byInitials: group(({ syllables }) => syllables.map((s) => s.charAt(0)).join('')), byWord: new Map(words.map((w) => [w.word, w])), readings };
}

/** A word that letters may mean, and how surely, from 0 to 1. */
export interface Meant {
  readonly word: string;
  readonly boost: number;
}

/** Letters of a question with the signs before them, an input method's apostrophes left out. */
const TYPED = /(\p{Script=Han}{0,3})([a-z]+(?:['’ ]*[a-z]+)*)/gu;
/** Readings that are looked at for one run of letters. */
const MOST = 3;

/** The words that the letters in a question may mean, the surest first. */
export function spelled(question: string, letters: Letters): Meant[] {
  const out = new Map<string, Meant>();
  for (const [, before = '', typed = ''] of fold(question.slice(0, 100)).matchAll(TYPED)) {
    const mixed = mixedWith(before, typed.replace(/['’ ]/g, ''), letters);
    for (const meant of mixed.length > 0 ? mixed : readingsOf(typed, letters)) if (!out.has(meant.word)) out.set(meant.word, meant);
  }
  return [...out.values()].slice(0, 2 * MOST);
}

function readingsOf(typed: string, letters: Letters): Meant[] {
  const whole = typed.replace(/['’ ]/g, '');
  const [first, ...others] = letters.byLetters.get(whole) ?? [];
  if (first) return [{ word: first.word, boost: 1 }, ...others.slice(0, MOST - 1).map(({ word }) => ({ word, boost: 0.4 }))];
  const parts = typed.includes(' ') ? typed.split(' ').flatMap((part) => readingsOf(part, letters)) : inWords(whole, letters);
  if (parts.length > 0) return parts;
  const initials = letters.byInitials.get(whole) ?? [];
  // Two letters stand for many words: where more than a few are meant, none of them counts for much.
  if (whole.length >= 2 && initials.length > 0) return initials.slice(0, MOST).map(({ word }, i) => ({ word, boost: initials.length <= MOST && i === 0 ? 0.8 : 0.4 }));
  if (whole.length < 3) return [];
  return letters.words.filter(({ syllables }) => syllables.join('').startsWith(whole)).slice(0, MOST).map(({ word }, i) => ({ word, boost: i === 0 ? 0.7 : 0.4 }));
}

/** `laodonghetong` as the words 劳动 and 合同: as few words as possible; the last may be only begun. */
function inWords(typed: string, letters: Letters): Meant[] {
  const best: (readonly Spoken[] | undefined)[] = [[]];
  for (let end = 1; end <= Math.min(typed.length, 40); end++) {
    for (let start = Math.max(0, end - 18); start < end; start++) {
      const before = best[start];
      const [word] = letters.byLetters.get(typed.slice(start, end)) ?? [];
      if (before && word && word.word.length > 1 && before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, word];
    }
  }
  const whole = best[typed.length];
  if (whole) return whole.map(({ word }) => ({ word, boost: 1 }));
  for (let end = Math.min(typed.length - 1, 40); end >= 4; end--) {
    const begun = best[end];
    if (begun && begun.length > 0) return begun.map(({ word }) => ({ word, boost: 1 }));
  }
  return [];
}

/** `工shang`, `工s`: words that begin with the signs and go on as the letters say. */
function mixedWith(before: string, typed: string, letters: Letters): Meant[] {
  for (let from = 0; from < before.length; from++) {
    const signs = before.slice(from);
    const found = letters.words.filter(({ word, syllables }) => {
      if (!word.startsWith(signs) || word.length === signs.length) return false;
      const rest = syllables.slice(signs.length);
      return rest.join('').startsWith(typed) || rest.map((s) => s.charAt(0)).join('') === typed;
    });
    if (found.length > 0) return found.slice(0, MOST).map(({ word }, i) => ({ word, boost: i === 0 ? 1 : 0.4 }));
  }
  return [];
}
