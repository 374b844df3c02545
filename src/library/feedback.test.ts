import { expect, it } from 'vitest';
import fc from 'fast-check';
import { MAX_REASON, readFeedback } from './feedback.ts';
import { Refusal } from '../kernel/refusal.ts';

const page = 'qa/ending/resignation';
const read = (given: Partial<Record<'page' | 'useful' | 'reason', string>>) => readFeedback({ page, useful: '1', reason: '', ...given }, (p) => p === page);
const code = (given: Parameters<typeof read>[0]): string => {
  try {
    read(given);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'taken';
};

it.each([
  [{}, { page, useful: 1, reason: '' }],
  [{ useful: '0', reason: '  算法没看懂\r\n例子太少  ' }, { page, useful: 0, reason: '算法没看懂\n例子太少' }],
  [{ reason: 'a\u0000b\u0007c\td' }, { page, useful: 1, reason: 'a b c d' }],
])('takes %o as %o', (given, stored) => expect(read(given)).toEqual(stored));

it.each([
  [{ page: 'qa/none' }, 'not-found'],
  [{ page: '' }, 'not-found'],
  [{ useful: '' }, 'bad-input'],
  [{ useful: '2' }, 'bad-input'],
  [{ reason: '长'.repeat(MAX_REASON) }, 'taken'],
  [{ reason: '长'.repeat(MAX_REASON + 1) }, 'bad-input'],
  // The browser counts a line end as one, and sends two characters.
  [{ reason: '\r\n字'.repeat(MAX_REASON / 2) }, 'taken'],
])('answers %o with %s', (given, answer) => expect(code(given)).toBe(answer));

it('whatever is typed, what is stored has no control characters but line ends and is well formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (reason) => {
      const stored = read({ reason }).reason;
      expect(stored).not.toMatch(/[^\P{Cc}\n]/u);
      expect(stored.isWellFormed()).toBe(true);
    }),
  );
});
