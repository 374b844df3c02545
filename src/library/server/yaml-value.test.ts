/** The fast reader says what the strict one says, or nothing. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { filesBelow } from './load.ts';
import { plainValue } from './yaml-value.ts';

const strict = (text: string): unknown => {
  const doc = parseDocument(text, { prettyErrors: false, strict: true, uniqueKeys: true, stringKeys: true });
  return doc.errors.length > 0 ? 'wrong' : (doc.toJS({ maxAliasCount: 50 }) as unknown);
};
const front = (name: string): string => /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(`content/${name}`, 'utf8'))?.[1] ?? '';
const pages = filesBelow('content', '.md').filter((name) => name.includes('/')).map(front);

describe('plainValue', () => {
  it('reads the front matter of every page as the strict reader does', () => {
    expect(pages.length).toBeGreaterThan(100);
    for (const text of pages) expect(plainValue(text)).toEqual(strict(text));
  });

  it.each([
    ['yes: no\non: off'], ['n: 1_000'], ['n: 1e3\nm: .5\nk: -7'], ['b:\nc: null'], ['d: 2026-11-23'], ['t: 8:30'], ['"1": 甲\n"276-1": 乙'], ['a: |-\n  一\n\n  二'], ['a: [甲, 乙]\nb: {c: 1}'], ['<<: 1'],
  ])('%j', (text) => expect(plainValue(text)).toEqual(strict(text)));

  it.each([
    ['a: 1\na: 2'], ['a: "没有收尾\nb: "又一个"'], ['a:\t1'], ['a: &x 1\nb: *x'], ['a: !!binary aGk='], ['? a\n: b'], ['- #丢了\n - 缩进'], ['a: 017'], ['a: 0x1F'], ['a: 1\n---\nb: 2'], ['a: {b: 1,\nc: 2}'], ["a: 'b\n c'"], [''], ['[a]: 1'],
  ])('leaves %j to the strict reader', (text) => expect(plainValue(text)).toBeUndefined());

  it('never reads a text with a slip in it otherwise than the strict reader', () => {
    const slip = fc.record({ page: fc.nat(pages.length - 1), at: fc.nat(5000), cut: fc.nat(2), put: fc.constantFrom('', '\n', ' ', '\t', ': ', '- ', '#', ' #', '[', ']', '{', '}', '"', "'", '|', '>', '&a ', '*a', '!', '%', '@', '`', '~ ', '1_0', '0x1', '017', '<<: ', '? ', '---\n', '：') });
    fc.assert(
      fc.property(slip, ({ page, at, cut, put }) => {
        const whole = pages[page] ?? '';
        const place = at % (whole.length + 1);
        const text = whole.slice(0, place) + put + whole.slice(place + cut);
        const fast = plainValue(text);
        if (fast !== undefined) expect(fast).toEqual(strict(text));
      }),
      { numRuns: 300 },
    );
  });
});
