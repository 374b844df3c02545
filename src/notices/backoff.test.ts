import { expect, it } from 'vitest';
import { MOST_TRIES, waitAfter } from './backoff.ts';

it('waits longer each time, six hours at most, and gives up after about two days', () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, i) => waitAfter(i + 1) / 60_000);
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
  expect(Math.max(...waits)).toBe(360);
  expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  const hours = waits.reduce((a, b) => a + b, 0) / 60;
  expect(hours).toBeGreaterThan(24);
  expect(hours).toBeLessThan(72);
});
