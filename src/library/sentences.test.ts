import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sentencesOf } from './sentences.ts';

const said = (text: string, most?: number) => sentencesOf(text, most).map(({ from, to }) => text.slice(from, to));

it.each([
  ['不能。要赔钱！真的？', ['不能。', '要赔钱！', '真的？']],
  ['没有句号', ['没有句号']],
  ['他说“不行。”然后走了。', ['他说“不行。”', '然后走了。']],
  ['  第一句。 \n 第二句  ', ['第一句。', '第二句']],
  ['等等……再说', ['等等……', '再说']],
  ['3.5 个月的工资', ['3.5 个月的工资']],
  ['✕　——', []],
  ['', []],
])('%j is read as %j', (text, sentences) => expect(said(text)).toEqual(sentences));

it('cuts a long sentence behind a comma', () => expect(said('一二三四五六，七八九十。', 8)).toEqual(['一二三四五六，', '七八九十。']));
it('cuts what has no comma, but no character in two', () => expect(said('𠮷𠮷𠮷', 3)).toEqual(['𠮷', '𠮷', '𠮷']));

it('whatever the text: every letter is read once, in order, in pieces that are not too long', () => {
  const text = fc.string({ unit: fc.constantFrom('法', '，', '。', ' ', '\n', 'a', '1', '”', '—', '𠮷'), maxLength: 120 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 20 }), (t, most) => {
      const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '');
      const pieces = said(t, most);
      expect(letters(pieces.join(''))).toBe(letters(t));
      expect(pieces.every((p) => p.length <= most && p.trim() === p && p.isWellFormed())).toBe(true);
    }),
  );
});
