import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYuan, share, yuan, yuanPlain } from './fen.ts';

describe('readYuan', () => {
  it.each([
    ['6800', 680_000],
    ['6,800.5', 680_050],
    ['6，800.05', 680_005],
    ['６８００．５０元', 680_050],
    [' ￥ 12 345 ', 1_234_500],
    ['0', 0],
    ['007', 700],
  ])('%s', (text, fen) => expect(readYuan(text)).toBe(fen));

  it.each(['', '元', '-5', '1.234', '6800块', '六千八', '1e3', '68,00', '1,2345', 'NaN', '9999999999', '１２.３.４'])('%s is no amount', (text) => expect(readYuan(text)).toBeUndefined());

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
        expect(readYuan(yuan(fen))).toBe(fen);
        expect(readYuan(yuanPlain(fen))).toBe(fen);
      }),
    );
  });
});

describe('share', () => {
  it.each([
    // 6525 ÷ 21.75 = 300
    [652_500, 100, 2175, 30_000],
    // A half goes up, less than a half goes down.
    [1, 1, 2, 1],
    [1, 49, 100, 0],
    [100, 1, 3, 33],
    [200, 1, 3, 67],
    [0, 5, 7, 0],
    // Beyond 2^53.
    [9_999_999_999, 1_000_000, 1_000_000, 9_999_999_999],
  ])('%i × %i ÷ %i = %i', (fen, n, d, out) => expect(share(fen, n, d)).toBe(out));

  it.each([
    [1.5, 1, 1],
    [-1, 1, 1],
    [1, 1, 0],
    [Number.NaN, 1, 1],
  ])('refuses share(%d, %d, %d)', (fen, n, d) => expect(() => share(fen, n, d)).toThrow(RangeError));

  it('is never off by more than half a fen', () => {
    const whole = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }), (fen, n, d) => {
        const off = BigInt(share(fen, n, d)) * BigInt(d) - BigInt(fen) * BigInt(n);
        expect(off * 2n <= BigInt(d) && off * 2n > -BigInt(d)).toBe(true);
      }),
    );
  });
});

describe('yuan', () => {
  it.each([
    [5_440_000, '54,400.00', '54400'],
    [5, '0.05', '0.05'],
    [123_456_789_01, '123,456,789.01', '123456789.01'],
    [680_050, '6,800.50', '6800.50'],
  ])('%i', (fen, shown, plain) => expect([yuan(fen), yuanPlain(fen)]).toEqual([shown, plain]));
});
