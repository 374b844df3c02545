/** What a password must be, and how one-time passwords are made. */
import type { Rng } from '../kernel/rng.ts';

export const SHORTEST_PASSWORD = 10;
/** Beyond this a password is refused, so that nobody keeps the hasher busy with a book. */
export const LONGEST_PASSWORD = 200;

/** Why a new password is refused. */
export type Weakness = 'too-short' | 'too-long' | 'same-as-old' | 'own-data' | 'common';

export const WEAKNESS_SAYS: Record<Weakness, string> = {
  'too-short': `新密码太短，至少 ${SHORTEST_PASSWORD} 位。可以用一句自己记得住的话。`,
  'too-long': `新密码太长，最多 ${LONGEST_PASSWORD} 位。`,
  'same-as-old': '新密码和原密码一样，请换一个。',
  'own-data': '新密码里主要是工号或姓名，容易被猜到，请换一个。',
  common: '这个密码太常见，容易被猜到，请换一个。',
};

/** Stems that most guessed passwords are made of, lower case. */
const COMMON = [
  'password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'zxcvbnm', '1q2w3e4r', '1qaz2wsx', 'abc123', 'abcd1234', 'iloveyou', 'woaini', 'admin',
  'administrator', 'root', 'letmein', 'welcome', 'xuexi', 'pufa', 'dafeng', 'yancheng', 'jiangsu', 'a123456', 'aa123456', 'qq123456', 'wang1234', '5201314', '1314520', '88888888', '66666666',
];
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz'];

/** What remains of a password when everything guessable is struck out: fewer than four signs means common. */
function rest(password: string, stems: readonly string[]): string {
  let left = password.toLowerCase();
  for (const stem of [...stems].sort((a, b) => b.length - a.length)) if (stem.length >= 2) left = left.replaceAll(stem, '');
  return left;
}

/** Why the password may not be used, or undefined. Lengths count characters, so Chinese passphrases are welcome. */
export function weaknessOf(next: string, person: { readonly staffNo: string; readonly name: string }, old?: string): Weakness | undefined {
  const length = [...next].length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  if (length > LONGEST_PASSWORD) return 'too-long';
  if (next === old) return 'same-as-old';
  if ([...rest(next, [person.staffNo.toLowerCase(), person.name.toLowerCase()])].length < 4) return 'own-data';
  const lower = next.toLowerCase();
  if (RUNS.some((run) => run.includes(lower)) || new Set(lower).size <= 3) return 'common';
  // 2026, 123456 and the like add nothing to a stem that everybody uses.
  if ([...rest(lower, COMMON).replace(/\d|[!@#$.]/g, '')].length < 1 && COMMON.some((c) => lower.includes(c))) return 'common';
  return undefined;
}

/** Without signs that are confused when read aloud or copied from paper (0/o, 1/l/i). */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A one-time password: 12 signs in groups of four, about 59 bits. */
export function oneTimePassword(rng: Rng): string {
  const signs = Array.from({ length: 12 }, () => ALPHABET[rng.below(ALPHABET.length)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}
