import { expect, it } from 'vitest';
import { AUDIT_LEAST_DAYS, daysOf, HELD, keepText } from './retention.ts';

it.each([
  [{ days: 730, from: '最后一次阅读' }, '最后一次阅读以后 2 年'],
  [{ days: 180, from: '发出' }, '发出以后 180 天'],
  [{ days: 1, from: '上传' }, '上传以后 1 天'],
  [{ forever: '不删除' }, '不删除'],
])('%j: %s', (keep, text) => expect(keepText(keep)).toBe(text));

it('every kind says what, why, who and how long, once', () => {
  for (const h of HELD) for (const text of [h.name, h.holds, h.why, h.sees, keepText(h.keep)]) expect(text, h.kind).not.toBe('');
  expect(new Set(HELD.map((h) => h.kind)).size).toBe(HELD.length);
});

it('the ledger and the exams have no day on which they go; the log outlives the year', () => {
  for (const kind of ['account', 'credits', 'attempts']) expect(() => daysOf(kind)).toThrow(kind);
  expect(daysOf('audit')).toBeGreaterThanOrEqual(AUDIT_LEAST_DAYS);
});
