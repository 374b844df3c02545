/** 证书编号: `2026-7K2M9-QWX4T`. Cannot be guessed, is read out without mistakes, and a slip of one sign is seen. Pure. */

/** Crockford's 32 signs: no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM = 9;

/** The tenth sign: weights from 1 up, prime modulus, so that one wrong sign or two neighbours swapped give another. */
const checkOf = (year: number, signs: string): string => {
  let sum = year;
  [...signs].forEach((sign, i) => (sum += (i + 1) * SIGNS.indexOf(sign)));
  return SIGNS[sum % 31] ?? '0';
};

/**
 * A new number of the year.
 * @param bytes nine random ones; each gives five bits.
 */
export function certificateNumber(year: number, bytes: Uint8Array): string {
  if (bytes.length !== RANDOM) throw new RangeError(`${RANDOM} bytes wanted`);
  const signs = Array.from(bytes, (b) => SIGNS[b % 31] ?? '0').join('');
  const all = signs + checkOf(year, signs);
  return `${year}-${all.slice(0, 5)}-${all.slice(5)}`;
}

/** The number as people type it (small, full width, without dashes, O for 0, I and L for 1); undefined when it can be none. */
export function numberTyped(text: string): string | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s\-–—_.·]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const [, year, signs] = /^(\d{4})([0-9A-HJKMNP-TV-Z]{10})$/.exec(plain) ?? [];
  if (!year || !signs || checkOf(Number(year), signs.slice(0, RANDOM)) !== signs[RANDOM]) return undefined;
  return `${year}-${signs.slice(0, 5)}-${signs.slice(5)}`;
}
