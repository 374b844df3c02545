import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toGrant } from './share.ts';

const held = (...pairs: [worth: number, have: number][]) => pairs.map(([worthCenti, heldCenti], i) => ({ activity: `a${i}`, worthCenti, heldCenti }));

it.each([
  ['the first of its kind', held([400, 0]), 800, ['a0 400']],
  ['no limit', held([400, 400], [400, 0]), undefined, ['a1 400']],
  ['the limit cuts the last', held([400, 400], [300, 300], [400, 0]), 800, ['a2 100']],
  ['the limit is reached', held([400, 400], [400, 400], [400, 0]), 800, []],
  ['one was taken back: what was cut before fills its room', held([300, 300], [400, 100]), 800, ['a1 300']],
  ['the limit was lowered since: nothing is taken back', held([400, 400], [400, 400]), 200, []],
])('%s', (_, list, most, says) => {
  expect(toGrant(list, most).map((g) => `${g.activity} ${g.centi}`)).toEqual(says);
});

it('comes to the least of the sum and the most, and settles at once', () => {
  const one = fc.record({ worth: fc.integer({ min: 0, max: 1000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }), (list, most) => {
      const before = list.map(({ worth, part }, i) => ({ activity: `a${i}`, worthCenti: worth, heldCenti: Math.floor(worth * part) }));
      const have = before.reduce((sum, h) => sum + h.heldCenti, 0);
      const grants = new Map(toGrant(before, most).map((g) => [g.activity, g.centi]));
      const after = before.map((h) => ({ ...h, heldCenti: h.heldCenti + (grants.get(h.activity) ?? 0) }));
      const sum = after.reduce((s, h) => s + h.heldCenti, 0);
      expect(sum).toBe(Math.max(have, Math.min(most ?? Infinity, before.reduce((s, h) => s + h.worthCenti, 0))));
      expect(after.every((h) => h.heldCenti <= h.worthCenti)).toBe(true);
      expect(toGrant(after, most)).toEqual([]);
    }),
  );
});
