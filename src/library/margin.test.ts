import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Margin, textHeight } from './margin.ts';

describe('the margin', () => {
  it('holds one note beside each paragraph of its height', () => {
    const margin = new Margin();
    for (let i = 0; i < 50; i++) {
      expect(margin.holds(5)).toBe(true);
      margin.pass(7);
    }
  });

  it('folds what would sink too low, and opens again where there is room', () => {
    const margin = new Margin();
    expect([5, 5, 5, 5, 5].map((h) => margin.holds(h))).toEqual([true, true, true, false, false]);
    margin.pass(60);
    expect(margin.holds(5)).toBe(true);
  });

  it('never lets a note begin far below its text, however dense the page', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ notes: fc.array(fc.integer({ min: 3, max: 12 }), { maxLength: 3 }), text: fc.integer({ min: 6, max: 30 }) }), { maxLength: 60 }), (blocks) => {
        const margin = new Margin();
        let text = 0;
        let notes = 0;
        for (const block of blocks) {
          for (const height of block.notes) {
            const top = Math.max(text, notes);
            // Folded notes sink too, but each takes less room than the shortest text gives back.
            expect(top - text).toBeLessThan(14 + 12 + 1.5 + 3 * 2.25);
            notes = top + (margin.holds(height) ? height : 1.9) + 0.35;
          }
          if (notes > text) notes += 0.65;
          margin.pass(block.text);
          text += block.text;
        }
      }),
    );
  });
});

describe('height of text', () => {
  it.each([
    ['', 1],
    ['字'.repeat(38), 1],
    ['字'.repeat(39), 2],
    ['字'.repeat(38) + '〔劳动合同法21〕', 1],
    ['a'.repeat(60), 1],
  ])('%s takes %i lines', (text, lines) => expect(textHeight(text)).toBeCloseTo(lines * 1.9125 + 0.9));
});
