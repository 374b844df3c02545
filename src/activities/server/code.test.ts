import { expect, it } from 'vitest';
import { PASS_MS, codeAt, codeHolds, passAt, passHolds } from './code.ts';

const [secret, other] = ['ab'.repeat(32), 'cd'.repeat(32)];
const now = Date.parse('2026-12-04T01:00:10Z');

it('a code holds for its half minute and the next, and for its activity alone', () => {
  const code = codeAt(secret, now);
  expect(code).toMatch(/^[\w-]{12}$/);
  expect([0, 19_999, 20_000, 49_999, 50_000].map((ms) => codeHolds(secret, code, now + ms))).toEqual([true, true, true, true, false]);
  expect(codeHolds(secret, code, now - 60_000)).toBe(false);
  expect(codeHolds(other, code, now)).toBe(false);
  expect(codeHolds(secret, '', now)).toBe(false);
});

it('a pass holds for ten minutes and cannot be made, moved or kept longer', () => {
  const pass = passAt(secret, now);
  expect(passHolds(secret, pass, now + PASS_MS)).toBe(true);
  expect(passHolds(secret, pass, now + PASS_MS + 1)).toBe(false);
  expect(passHolds(secret, pass, now - 1)).toBe(false);
  expect(passHolds(other, pass, now)).toBe(false);
  expect(passHolds(secret, pass.replace(/^\d+/, String(now + 1)), now + 1)).toBe(false);
  for (const rubbish of ['', '.', 'x.y', `${now}`, `${now}.`]) expect(passHolds(secret, rubbish, now)).toBe(false);
});
