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
/** Fingers walking: rows, columns and the alphabet, each also backwards. */
const WALKS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '!@#$%^&*()'].flatMap((walk) => [walk, [...walk].reverse().join('')]);
/** A walk shorter than this may be chance. */
const LEAST_WALK = 4;

/** Without walks over the keyboard and without what is only said again (abcdabcdabcd). */
function withoutWalks(lower: string): string {
  const text = lower.replace(/(.{1,6}?)\1{2,}/gu, '$1');
  let left = '';
  for (let i = 0; i < text.length; ) {
    let end = i + LEAST_WALK;
    while (end <= text.length && WALKS.some((walk) => walk.includes(text.slice(i, end)))) end += 1;
    if (end > i + LEAST_WALK) i = end - 1;
    else left += text[i++] ?? '';
  }
  return left;
}


/** What remains of a password when everything guessable is struck out: fewer than four signs means common. */
function rest(password: string, stems: readonly string[]): string {
  let left = password.toLowerCase();
  for (const stem of [...stems].sort((a, b) => b.length - a.length)) if (stem.length >= 2) left = left.replaceAll(stem, '');
  return left;
}

export interface Owner {
  readonly staffNo: string;
  readonly name: string;
  /** The syllables of the name in Latin letters, `['zhou', 'xiao', 'ming']`. */
  readonly sounds?: readonly string[];
}

/** What others know of somebody and try first: number, name, the name in letters, its parts and initials. */
function ownStems({ staffNo, name, sounds = [] }: Owner): string[] {
  const initials = sounds.map((s) => s[0] ?? '').join('');
  const [surname = '', ...given] = sounds;
  return [staffNo, name, sounds.join(''), given.join(''), given.join('') + surname, surname + initials.slice(1), surname, initials].map((stem) => stem.toLowerCase()).filter((stem) => stem.length >= 2);
}

/** Digits and signs that people hang on: a year, a birthday, !@#. */
const hungOn = (left: string): boolean => [...left].length <= 8 && !/[^\d!@#$%^&*._-]/.test(left);

/**
 * Why the password may not be used, or undefined. As NIST SP 800-63B advises: long, not guessable, and no
 * rule on kinds of signs. Lengths count characters, so Chinese passphrases are welcome.
 */
export function weaknessOf(next: string, person: Owner, old?: string): Weakness | undefined {
  const length = [...next].length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  if (length > LONGEST_PASSWORD) return 'too-long';
  if (next === old) return 'same-as-old';
  const lower = next.toLowerCase();
  const stems = ownStems(person);
  const own = rest(lower, stems);
  if ([...own].length < 4 || (stems.some((stem) => lower.includes(stem)) && hungOn(own))) return 'own-data';
  if ([...withoutWalks(lower)].length < 4 || new Set(lower).size <= 3) return 'common';
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
