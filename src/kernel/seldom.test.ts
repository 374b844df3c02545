import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('writes one line a minute for each key and counts the others', () => {
  const s = seldom(60_000);
  expect([0, 10, 59_999, 60_000, 60_001].map((at) => s.due('a', at))).toEqual([1, undefined, undefined, 3, undefined]);
  expect(s.due('b', 10)).toBe(1);
  // A clock that was set back starts anew instead of keeping silent for long.
  expect(s.due('a', 5)).toBe(2);
});

it('forgets the oldest of too many', () => {
  const s = seldom(60_000, 2);
  for (const key of ['a', 'b', 'c']) s.due(key, 0);
  expect([s.due('c', 1), s.due('a', 1)]).toEqual([undefined, 1]);
});
