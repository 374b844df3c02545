/**
 * 排序题: items to be put in order. An answer is the letters shown in the order chosen, `CADB`. A part of it
 * (`CA`) is kept as it is, so that nothing is lost while a candidate is still sorting; it is read as
 * answered, its missing positions as missing. Only the empty text is no answer.
 */
import { z } from 'zod';
import { askedBase, letter, lettered, record, texts, told } from './base.ts';
import { letterAt, placeOf, unanswered, type Kind, type PartVerdict } from './kind.ts';
import { keyFaults, letteredFaults, namingFaults, shownOptions } from './options.ts';

export const orderingSchema = z.strictObject({
  ...record,
  ...told,
  kind: z.literal('ordering'),
  items: lettered('排序题至少要有两项').refine((o) => Object.keys(o).length >= 3, '排序题至少要有三项'),
  /** Every letter once, first step first. */
  answer: z.array(letter),
});
export const orderingAsked = z.object({ ...askedBase, kind: z.literal('ordering'), items: texts, answer: z.array(z.string()) });

/** The editor's sign that the answer puts at this position; '' when it puts none there. */
const placed = (order: string, value: string, n: number): string => (n < value.length ? order.charAt(placeOf(value.charAt(n), order.length)) : '');

export const ordering: Kind<'ordering'> = {
  name: '排序题',
  short: '排序题',
  schemes: { 'all-or-nothing': '顺序全部正确才得分', 'per-part': '按放对位置的项数给分（不足 1 分的舍去）' },
  practice: 'per-part',
  alwaysMixed: true,
  asked: (q) => ({ kind: 'ordering', items: q.items, answer: [...q.answer] }),
  faults(q) {
    const out = [...letteredFaults(q.items, 'items', '排序项'), ...keyFaults(q.answer, q.items, (n) => ['answer', n]), ...namingFaults(q.explanation, {}, false)];
    const missing = Object.keys(q.items).filter((key) => !q.answer.includes(key));
    if (missing.length > 0) out.push({ code: 'ordering-incomplete', path: ['answer'], message: `答案里没有排 ${missing.join('、')}。`, hint: '每一项都要排进去，每项一次' });
    return out;
  },
  keys: (asked) => Object.keys(asked.items).sort(),
  pinned: () => [],
  shown: (asked, order) => shownOptions(asked.items, order),
  read(value, order) {
    if (value === '') return unanswered;
    let places = 0;
    for (let i = 0; i < value.length; i++) {
      const place = placeOf(value.charAt(i), order.length);
      if (place < 0 || places & (1 << place)) return { state: 'invalid', say: '排序题请从列出的各项里排，每项一次。' };
      places |= 1 << place;
    }
    return { state: 'answered', value };
  },
  tally(asked, order, value) {
    let hits = 0;
    for (let n = 0; n < value.length; n++) if (placed(order, value, n) === asked.answer[n]) hits++;
    return { hits, wrongs: value.length - hits, total: asked.answer.length };
  },
  rightValue: (asked, order) => asked.answer.map((key) => letterAt(order.indexOf(key))).join(''),
  keyShown: (asked, order) => asked.answer.map((key) => letterAt(order.indexOf(key))),
  parts: (asked, order, value) =>
    asked.answer.map((key, n): PartVerdict => {
      const given = placed(order, value, n);
      return given === '' ? 'unanswered' : given === key ? 'right' : 'wrong';
    }),
};
