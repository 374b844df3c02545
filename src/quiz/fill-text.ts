/**
 * When two answers to a blank say the same: letters of full and half width, white space, case, the stop at the
 * end, and numbers however they are written (三十日 = 30日 = ３０日, 百分之五十 = 50%, 两个月 = 2个月, 1,000 = 一千) do not matter.
 * Words that mean the same (30日, 一个月) are the editor's to list: whether they do is a question of law.
 */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 1e4, 亿: 1e8 };
const NUMERALS = '\\d.零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿点';
const NUMBER = new RegExp(`[${NUMERALS}]+`, 'g');
const PERCENT = new RegExp(`百分之([${NUMERALS}]+)`, 'g');

/** The number that a run of numerals writes, as digits; the run itself when it writes none (百万富翁 keeps its 百万 as 1000000 on both sides, which is as good). */
function digitsOf(run: string): string {
  if (/^[\d.]+$/.test(run)) return /^\d+\.\d+$/.test(run) ? run.replace(/\.?0+$/, '') : run.replace(/\.+$/, '');
  if (/^[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{2,}$/.test(run)) return [...run].map((c) => DIGITS[c]).join('');
  const [whole = '', ...rest] = run.split('点');
  if (rest.length > 1 || (rest.length === 1 && (whole === '' || rest[0] === ''))) return run;
  const n = wholeOf(whole);
  if (n === undefined) return run;
  if (rest[0] === undefined) return String(n);
  const decimals = [...rest[0]].map((c) => DIGITS[c] ?? (/\d/.test(c) ? Number(c) : undefined));
  return decimals.includes(undefined) ? run : String(Number(`${n}.${decimals.join('')}`));
}

/** 一百二十, 3万, 一百二 (120), 两千零五; undefined when it cannot be read. */
function wholeOf(text: string): number | undefined {
  let total = 0;
  let below = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const token of text.match(/\d+(?:\.\d+)?|\D/g) ?? []) {
    const unit = UNITS[token];
    const read = DIGITS[token] ?? (/^\d/.test(token) ? Number(token) : undefined);
    if (unit === undefined) {
      if (read === undefined || (digit !== undefined && digit !== 0)) return undefined;
      digit = read;
      // 一百零五 has its 零 to say that 五 stands for itself.
      if (read === 0) lastUnit = 1;
    } else if (unit >= 1e4) {
      total = (total + below + (digit ?? (below === 0 && total === 0 ? 1 : 0))) * unit;
      below = 0;
      digit = undefined;
      lastUnit = unit;
    } else {
      below += (digit ?? 1) * unit;
      digit = undefined;
      lastUnit = unit;
    }
  }
  const tail = digit === undefined ? 0 : lastUnit >= 100 ? (digit * lastUnit) / 10 : digit;
  return total + below + tail;
}

const PLAIN = /^[a-z0-9%]*$/;

/** Whole rooms give the same few answers: what was normalised is remembered, the oldest goes first. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/** The text to compare by; empty when nothing but spaces and stops was written. */
export function normalised(text: string): string {
  if (PLAIN.test(text)) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = normalise(text);
  known.set(text, made);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? '');
  return made;
}

const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(PERCENT, (_, run: string) => `${digitsOf(run)}%`)
    .replace(NUMBER, digitsOf)
    .replace(/^[“”"'‘’《〈「(（]+|[“”"'‘’》〉」)）。．.,，、;；:：!！?？]+$/g, '');
