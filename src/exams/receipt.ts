/** 回执号: what a candidate can read over the telephone, `20261220-7K2M9-QXF4D`. */
import { dayOf } from '../kernel/day.ts';

/** Crockford's alphabet: no I, L, O, U, so that nothing is misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The receipt number of an attempt: its day of hand-in and 50 bits of the random tail of its
 * id. Made from the id alone, so that handing in twice can only give the same number.
 */
export function receiptOf(attemptId: string, handedAtMs: number): string {
  let bits = BigInt(`0x${attemptId.replaceAll('-', '').slice(-16)}`) & ((1n << 50n) - 1n);
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = (ALPHABET[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return `${dayOf(handedAtMs).replaceAll('-', '')}-${text.slice(0, 5)}-${text.slice(5)}`;
}
