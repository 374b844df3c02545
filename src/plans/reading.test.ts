import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_PER_BEAT, readableLength, secondsNeeded, secondsOfBeat } from './reading.ts';

describe('reading', () => {
  it.each<[number | undefined, number]>([[undefined, 0], [-5, 0], [0, 0], [999, 0], [15_000, 15], [20_000, 20], [40_000, 20], [60_000, 20], [60_001, 0], [86_400_000, 0]])('a beat %s ms after the last counts %i s', (ms, seconds) => {
    expect(secondsOfBeat(ms)).toBe(seconds);
  });

  it('never counts more than passed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200_000 })), (gaps) => {
        const counted = gaps.reduce((sum, ms) => sum + secondsOfBeat(ms), 0);
        expect(counted * 1000).toBeLessThanOrEqual(gaps.reduce((a, b) => a + b, 0));
        expect(counted).toBeLessThanOrEqual(gaps.length * MOST_PER_BEAT);
      }),
    );
  });

  it('counts what is read, not what is written around it', () => {
    expect(readableLength('## 标题\n**粗** [链接](/qa/x/y/)\n- 条')).toBe(6);
    expect(secondsNeeded(2000, 60)).toBe(120);
    expect(secondsNeeded(10, 60)).toBe(20);
  });
});
