/** How the words of the site sound: made while building, with pinyin-pro and the engine's own word breaker. */
import { pinyin } from 'pinyin-pro';
import type { SearchDocument } from './documents.ts';
import type { LettersFile } from './letters.ts';
import { termsOf, type Lexicon } from './terms.ts';
import { ALIKE, SAME } from './words.ts';

const MOST_WORDS = 2500;
/** Signs that are looked through for words; of more documents only every so-manieth is read. */
const MOST_SIGNS = 150_000;

/** Words of the site and their sounds. `count`: in how many documents a term is listed. */
export function lettersOf(docs: readonly SearchDocument[], count: (term: string) => number, lexicon: Lexicon): LettersFile {
  const uses = usesOf(docs);
  for (const word of [...ALIKE.keys(), ...Object.entries(SAME).flat(2), ...lexicon.map(([name]) => name)]) if (/^\p{Script=Han}{2,6}$/u.test(word)) uses.set(word, Math.max(uses.get(word) ?? 0, 3));
  const words = [...uses]
    // Filler and numbers of articles (十条) are no words to look for.
    .filter(([word, n]) => n >= 2 && (ALIKE.has(word) || termsOf(word, lexicon).filter((term) => !term.startsWith('@')).every((term, i) => term === word.slice(i, i + 2))))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, n]): [string, string, number] => {
      const found = Math.min(...termsOf(word, lexicon).filter((term) => !term.startsWith('@')).map(count));
      return [word, syllablesOf(word), Number.isFinite(found) ? found : n];
    })
    .filter(([, syllables, found]) => found > 0 && /^[a-z ]+$/.test(syllables));
  const bySyllable = new Map<string, string>();
  for (const sign of signsOf(docs)) {
    for (const syllable of pinyin(sign, { toneType: 'none', type: 'array', multiple: true, v: true })) {
      if (/^[a-z]+$/.test(syllable) && !bySyllable.get(syllable)?.includes(sign)) bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + sign);
    }
  }
  return { words, signs: [...bySyllable].sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
}

const syllablesOf = (word: string): string => pinyin(word, { toneType: 'none', type: 'array', v: true }).join(' ');

/** Words, and pairs of neighbours that stand together again and again (试用期, 劳动仲裁). */
function usesOf(docs: readonly SearchDocument[]): Map<string, number> {
  const breaker = new Intl.Segmenter('zh', { granularity: 'word' });
  const uses = new Map<string, number>();
  const use = (word: string, n: number) => uses.set(word, (uses.get(word) ?? 0) + n);
  const texts = docs.map((doc) => [doc.title, ...doc.asked, doc.summary].join('。'));
  const signs = texts.reduce((sum, text) => sum + text.length, 0);
  const stride = Math.ceil(signs / MOST_SIGNS);
  texts.forEach((text, i) => {
    if (i % stride !== 0) return;
    let before = '';
    for (const { segment } of breaker.segment(text)) {
      const word = /^\p{Script=Han}{1,4}$/u.test(segment) ? segment : '';
      if (word.length > 1) use(word, 1);
      const both = before + word;
      // Half of what a word counts: most such pairs are chance.
      if (before && word && both.length > 1 && both.length <= 5) use(both, 0.5);
      before = word;
    }
  });
  return uses;
}

/** Signs of the site and the commonest ones besides (those of GB 2312's first level), which a reader may mistake for them. */
function signsOf(docs: readonly SearchDocument[]): Set<string> {
  const out = new Set<string>();
  const decoder = new TextDecoder('gb2312');
  for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) out.add(decoder.decode(Uint8Array.of(row, cell)));
  for (const { title, asked } of docs) for (const sign of [title, ...asked].join('')) out.add(sign);
  return new Set([...out].filter((sign) => /^\p{Script=Han}$/u.test(sign)));
}
