import { expect, it } from 'vitest';
import { closingOf, moment, openingOf } from './window.ts';

it.each([
  ['2026-12-20', '2026-12-20T00:00:00+08:00', '2026-12-21T00:00:00+08:00'],
  ['2026-12-20 23:50', '2026-12-20T23:50:00+08:00', '2026-12-20T23:50:00+08:00'],
  ['2026-12-20 00:00', '2026-12-20T00:00:00+08:00', '2026-12-20T00:00:00+08:00'],
  ['2026-12-20 24:00', '2026-12-21T00:00:00+08:00', '2026-12-21T00:00:00+08:00'],
])('%s opens %s and closes %s', (text, opens, closes) => {
  expect(moment.safeParse(text).success).toBe(true);
  expect(openingOf(text)).toBe(Date.parse(opens));
  expect(closingOf(text)).toBe(Date.parse(closes));
});

it.each(['2026-02-29', '2026-12-20 24:01', '2026-12-20 9:00', '2026-12-20T09:00', '12月20日', ''])('%s is no moment', (text) => {
  expect(moment.safeParse(text).success).toBe(false);
});
