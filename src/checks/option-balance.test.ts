import { describe, expect, it } from 'vitest';
import { bank, said, single, truefalse } from '../../tests/support/material.ts';
import { optionBalance } from './option-balance.ts';

const texts = ['一个月', '两个月', '三个月', '四个月'];
/** Twenty singles, the n-th made by `make(n)`: which letter is right and whether it is the longest. */
const twenty = (make: (n: number) => { answer: string; longest: boolean }, rest: object = {}) =>
  Array.from({ length: 20 }, (_, n) => {
    const { answer, longest } = make(n);
    const options = Object.fromEntries(texts.map((text, i) => ['ABCD'[i], 'ABCD'[i] === answer && longest ? `${text}整` : text]));
    return single(`LC-${100 + n}`, { options, answer, ...rest });
  });
const letter = (n: number): string => 'ABCD'[n % 4] ?? 'A';
const verdicts = (right: number) => Array.from({ length: 20 }, (_, n) => truefalse(`TF-${100 + n}`, { answer: n < right }));

describe('the shape of right options over a bank', () => {
  it.each([
    ['a quarter longest, letters even', twenty((n) => ({ answer: letter(n), longest: n < 5 })), []],
    ['six of twenty longest', twenty((n) => ({ answer: letter(n), longest: n < 6 })), ['?option-longest']],
    ['never the longest', twenty((n) => ({ answer: letter(n), longest: n < 1 })), ['?option-never-longest']],
    ['a favourite letter', twenty((n) => ({ answer: n < 7 ? 'B' : letter(n), longest: n < 5 })), ['?option-letter']],
    ['too few to say', twenty(() => ({ answer: 'B', longest: true })).slice(1), []],
    ['questions no longer in use', twenty(() => ({ answer: 'B', longest: true }), { retired: '2026-11-01' }), []],
    ['verdicts, 13 of 20', verdicts(13), []],
    ['verdicts mostly right', verdicts(14), ['?verdict-lopsided']],
    ['verdicts mostly wrong', verdicts(6), ['?verdict-lopsided']],
  ])('%s', (_, questions, expected) => expect(said(optionBalance, { banks: [bank('b', questions)] }).map((line) => line.split(' ')[0])).toEqual(expected));

  it('counts the parts of cases', () => {
    const one = { id: 'CA-100', kind: 'case', material: '案情', basis: [{ law: 'contract', article: 21 }], page: 'qa/wages/first', difficulty: 1 };
    const parts = twenty((n) => ({ answer: letter(n), longest: true })).map((q) => {
      const { stem, options, answer, explanation, kind } = q as Record<string, unknown>;
      return { stem, options, answer, explanation, kind };
    });
    const cases = [0, 1, 2, 3].map((n) => ({ ...one, id: `CA-${100 + n}`, parts: parts.slice(n * 5, n * 5 + 5) }));
    expect(said(optionBalance, { banks: [bank('b', cases)] })).toEqual(['?option-longest banks/b questions']);
  });
});
