/**
 * 匹配题: a right side for each left side; right sides may be left over, or serve twice. An answer is one
 * sign for each left side in order: the letter shown of its right side, or `-` for none yet (`B-A`).
 * Only the empty text, or dashes alone, is no answer.
 */
import { z } from 'zod';
import { line } from '../../library/schema.ts';
import { askedBase, letter, lettered, record, texts, told } from './base.ts';
import { letterAt, placeOf, unanswered, type Fault, type Kind, type PartVerdict } from './kind.ts';
import { bare, letteredFaults, namingFaults } from './options.ts';

const number = z.string().regex(/^[1-8]$/, '左边用 1 到 8 编号');
export const matchingSchema = z.strictObject({
  ...record,
  ...told,
  kind: z.literal('matching'),
  left: z.record(number, line).refine((o) => Object.keys(o).length >= 2, '匹配题左边至少要有两项'),
  right: lettered('匹配题右边至少要有两项'),
  /** Letter of the right side by number of the left side. */
  answer: z.record(number, letter),
});
export const matchingAsked = z.object({ ...askedBase, kind: z.literal('matching'), left: texts, right: texts, answer: texts });

/** How many left sides the order shows: digits come first. */
const leftCount = (order: string): number => {
  let n = 0;
  while (n < order.length && order.charCodeAt(n) < 65) n++;
  return n;
};
const DASH = '-';

export const matching: Kind<'matching'> = {
  name: '匹配题',
  short: '匹配题',
  schemes: { 'all-or-nothing': '全部配对才得分', 'per-part': '按配对的项数给分（不足 1 分的舍去）' },
  practice: 'per-part',
  alwaysMixed: true,
  asked: (q) => ({ kind: 'matching', left: q.left, right: q.right, answer: q.answer }),
  faults(q) {
    const out: Fault[] = [...letteredFaults(q.right, 'right', '右边'), ...namingFaults(q.explanation, {}, false)];
    const lefts = Object.keys(q.left);
    if (lefts.some((key, i) => key !== String(i + 1))) out.push({ code: 'left-numbers', path: ['left'], message: `左边应从 1 起依次编号（现有 ${lefts.join(' ')}）。`, hint: '从 1 开始依次写，不跳' });
    const seen = new Map<string, string>();
    for (const key of lefts) {
      const twin = seen.get(bare(q.left[key] ?? ''));
      if (twin === undefined) seen.set(bare(q.left[key] ?? ''), key);
      else out.push({ code: 'options-alike', path: ['left', key], message: `左边 ${twin} 和 ${key} 一样。`, hint: '改写其中一个' });
      if (q.answer[key] === undefined) out.push({ code: 'left-without-right', path: ['answer'], message: `左边 ${key} 没有答案。`, hint: `在 answer 里写上 "${key}": 字母` });
    }
    for (const [key, to] of Object.entries(q.answer)) {
      if (q.left[key] === undefined) out.push({ code: 'key-not-an-option', path: ['answer', key], message: `答案写了左边没有的 ${key}。`, hint: '删掉，或者补上左边这一项' });
      else if (q.right[to] === undefined) out.push({ code: 'key-not-an-option', path: ['answer', key], message: `答案“${to}”不在右边各项中（现有 ${Object.keys(q.right).join(' ')}）。`, hint: '改答案，或者补上这一项' });
    }
    return out;
  },
  keys: (asked) => [...Object.keys(asked.left).sort(), ...Object.keys(asked.right).sort()],
  pinned: (asked) => Object.keys(asked.left),
  shown: (asked, order) => {
    const lefts = leftCount(order);
    return {
      lefts: [...order.slice(0, lefts)].map((key) => asked.left[key] ?? ''),
      choices: [...order.slice(lefts)].map((key, i) => ({ letter: letterAt(i), text: asked.right[key] ?? '' })),
    };
  },
  read(value, order) {
    if (value === '') return unanswered;
    const lefts = leftCount(order);
    let some = false;
    for (let i = 0; i < value.length; i++) {
      if (value.charAt(i) === DASH) continue;
      if (placeOf(value.charAt(i), order.length - lefts) < 0) return { state: 'invalid', say: '匹配题请从右边列出的各项里选。' };
      some = true;
    }
    if (value.length !== lefts) return { state: 'invalid', say: `匹配题左边有 ${lefts} 项，每项选一个，暂时不选的写 -。` };
    return some ? { state: 'answered', value } : unanswered;
  },
  tally(asked, order, value) {
    const lefts = leftCount(order);
    let hits = 0;
    let wrongs = 0;
    for (let n = 0; n < lefts; n++) {
      const given = value.charAt(n);
      if (given === DASH) continue;
      if (order.charAt(lefts + placeOf(given, order.length - lefts)) === asked.answer[order.charAt(n)]) hits++;
      else wrongs++;
    }
    return { hits, wrongs, total: lefts };
  },
  rightValue: (asked, order) => rights(asked.answer, order).join(''),
  keyShown: (asked, order) => rights(asked.answer, order),
  parts(asked, order, value) {
    return rights(asked.answer, order).map((key, n): PartVerdict => {
      const given = value.charAt(n);
      return given === '' || given === DASH ? 'unanswered' : given === key ? 'right' : 'wrong';
    });
  },
};

/** The letter shown that is right for each left side. */
function rights(answer: Readonly<Record<string, string>>, order: string): string[] {
  const lefts = leftCount(order);
  const right = order.slice(lefts);
  return [...order.slice(0, lefts)].map((key) => letterAt(right.indexOf(answer[key] ?? '')));
}
