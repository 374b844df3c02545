import { expect, it } from 'vitest';
import { remaining, thresholdPassed } from './countdown.ts';

it.each([
  [3_600_000, '1:00:00'],
  [3_599_001, '1:00:00'],
  [3_599_000, '59:59'],
  [60_500, '1:01'],
  [1, '0:01'],
  [0, '0:00'],
  [-5_000, '0:00'],
])('%i ms is %s', (ms, text) => expect(remaining(ms)).toBe(text));

it.each([
  [600_500, 600_000, 10],
  [600_000, 599_000, undefined],
  [700_000, 650_000, undefined],
  [301_000, 299_000, 5],
  // A phone that slept through two thresholds says the lower one only.
  [900_000, 59_000, 1],
])('from %i to %i tells %s', (before, now, minutes) => expect(thresholdPassed(before, now)).toBe(minutes));
