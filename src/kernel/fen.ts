/**
 * Money. Amounts are whole fen; nothing is ever kept as a fraction of yuan. Quotients are
 * rounded once, at the end of a step, by the one rule named here.
 */

/** An amount of money in fen, a whole number, never negative. */
export type Fen = number;

/** The rounding rule, as pages say it. */
export const ROUNDING = '中间不取整，每一步的得数四舍五入到分';

/**
 * `fen × numerator ÷ denominator`, rounded half up to a whole fen. All three are whole and not
 * negative; products beyond 2^53 are exact too.
 */
export function share(fen: Fen, numerator: number, denominator: number): Fen {
  for (const n of [fen, numerator, denominator]) if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`share(${fen}, ${numerator}, ${denominator})`);
  if (denominator === 0) throw new RangeError('share by zero');
  const [a, b, d] = [BigInt(fen), BigInt(numerator), BigInt(denominator)];
  return Number((a * b * 2n + d) / (d * 2n));
}

/** Digits, signs and spaces of full width as those of half width; thousands separators left out. */
export const plainNumber = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s　]/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');

/** The fen that a person's text names in yuan: `6800`, `6,800.50`, `６８００元`, `￥6800`; `undefined` when it names none or more than two decimals. */
export function readYuan(text: string): Fen | undefined {
  const m = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?元?$/.exec(plainNumber(text));
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : undefined;
}

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** `54,400.00`: always two decimals, for results. */
export const yuan = (fen: Fen): string => `${grouped(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, '0')}`;

/** `6800`, `6800.50`: as one writes it in a sum. */
export const yuanPlain = (fen: Fen): string => (fen % 100 === 0 ? String(fen / 100) : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
