import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, nearest } from './near.ts';

describe('the name that was meant', () => {
  it.each([
    ['wage', 'wages'], ['wagse', 'wages'], ['sevrance', 'severance'], ['disputes', 'disputes'], ['xyz', undefined], ['', undefined], ['was', undefined], ['severance-pay', 'severance'],
  ])('%s → %s', (given, meant) => expect(nearest(given, ['wages', 'severance', 'disputes'])).toBe(meant));

  it('distance is 0 only for equals, the same both ways, and counts a swap once', () => {
    expect(distance('ab', 'ba')).toBe(1);
    fc.assert(fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }));
  });
});
