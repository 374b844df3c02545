import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

describe('words of a title', () => {
  it('keep quotes and punctuation with their word', () => {
    const words = wordsOf('试用期里，单位能不能“说辞就辞”？');
    expect(words.some((w) => /^[，？”]/.test(w))).toBe(false);
    expect(words.some((w) => /“$/.test(w))).toBe(false);
    expect(words.length).toBeGreaterThan(3);
  });
  it('lose nothing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'工伤，“注塑机”《法》？ a1：') }), (title) => {
      expect(wordsOf(title).join('')).toBe(title);
    }));
  });
});
