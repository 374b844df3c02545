import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addInto, monthsOf, plusMonth } from './months.ts';

it('keeps the sum of each month, in any order of entries, reversals included', () => {
  const month = fc.constantFrom('2026-01', '2026-11', '2027-01');
  fc.assert(
    fc.property(fc.array(fc.tuple(month, fc.integer({ min: -1000, max: 1000 }))), (entries) => {
      const text = entries.reduce((t, [m, n]) => plusMonth(t, m, n), '');
      for (const m of ['2026-01', '2026-11', '2027-01']) expect(new Map(monthsOf(text)).get(m) ?? 0).toBe(entries.reduce((sum, [at, n]) => sum + (at === m ? n : 0), 0));
      const row = new Int32Array(3).fill(7);
      addInto(row, text, '2026-10');
      const sum = (of: string[]) => entries.reduce((n, [at, centi]) => n + (of.includes(at) ? centi : 0), 7);
      expect([...row]).toEqual([sum(['2026-01']), sum(['2026-11']), sum(['2027-01'])]);
      expect(monthsOf(text).map(([m]) => m)).toEqual([...new Set(entries.map(([m]) => m))].sort());
    }),
  );
});
