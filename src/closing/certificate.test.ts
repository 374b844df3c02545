import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateNumber, numberTyped } from './certificate.ts';

const bytes = fc.uint8Array({ minLength: 9, maxLength: 9 });
const year = fc.integer({ min: 2000, max: 2100 });

describe('the number of a certificate', () => {
  it('looks like 2026-7K2M9-QWX4T and is read back however it is typed', () => {
    fc.assert(
      fc.property(year, bytes, (y, b) => {
        const number = certificateNumber(y, b);
        expect(number).toMatch(/^\d{4}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
        for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ''), ` ${number.replaceAll('-', ' ')} `, number.replaceAll('0', 'o').replaceAll('1', 'l'), [...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')]) expect(numberTyped(typed)).toBe(number);
      }),
    );
  });

  it('with one sign wrong, or two neighbours swapped, is none', () => {
    fc.assert(
      fc.property(year, bytes, fc.nat(9), fc.nat(30), (y, b, at, other) => {
        const plain = certificateNumber(y, b).replaceAll('-', '');
        const signs = '0123456789ABCDEFGHJKMNPQRSTVWXY';
        const sign = signs[other] ?? '0';
        const i = 4 + at;
        if (plain[i] !== sign && plain[i] !== 'Z') expect(numberTyped(plain.slice(0, i) + sign + plain.slice(i + 1))).toBeUndefined();
        const [a, c] = [plain[i], plain[i + 1]];
        if (i < 12 && a !== undefined && c !== undefined && a !== c) expect(numberTyped(plain.slice(0, i) + c + a + plain.slice(i + 2))).toBeUndefined();
      }),
    );
  });

  it.each(['', '2026', '2026-7K2M9', '<script>', '2026-7K2M9-QWX4T-1', 'ABCD-7K2M9-QWX4T', '９'.repeat(5000)])('%s is none', (text) => {
    expect(numberTyped(text)).toBeUndefined();
  });
});
