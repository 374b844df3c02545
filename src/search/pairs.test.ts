import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PairNumbers } from './pairs.ts';

it('numbers pairs in the order in which they are met, as a map would, however many there are', () => {
  const sign = fc.integer({ min: 1, max: 0xffff });
  fc.assert(
    fc.property(fc.array(fc.tuple(sign, fc.oneof(sign, fc.integer({ min: 0x4e00, max: 0x4e20 }))), { maxLength: 300 }), (met) => {
      const [pairs, map] = [new PairNumbers(), new Map<string, number>()];
      for (const [first, second] of met) {
        const key = String.fromCharCode(first, second);
        const known = map.get(key) ?? map.size;
        expect(pairs.of(first, second, map.size)).toBe(known);
        map.set(key, known);
      }
    }),
  );
});

it('keeps its numbers while it grows', () => {
  const pairs = new PairNumbers();
  const all = Array.from({ length: 100_000 }, (_, i) => [0x4e00 + (i % 500), 0x4e00 + Math.floor(i / 500)] as const);
  all.forEach(([first, second], i) => pairs.of(first, second, i));
  expect(all.findIndex(([first, second], i) => pairs.of(first, second, -1) !== i)).toBe(-1);
});
