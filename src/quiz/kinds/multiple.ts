/** 多项选择题: two or more keys are right. */
import { z } from 'zod';
import { askedBase, letter, lettered, partRecord, record, texts, told } from './base.ts';
import { letterAt, placeOf, sorted, unanswered, type Kind } from './kind.ts';
import { keyFaults, letteredFaults, namingFaults, pinnedOf, shownOptions } from './options.ts';

const shape = {
  ...told,
  kind: z.literal('multiple'),
  options: lettered('至少要有两个选项'),
  answer: z.array(letter).min(2, '多选题至少有两个正确选项'),
  fixed: z.boolean().default(false),
};
export const multipleSchema = z.strictObject({ ...record, ...shape });
export const multiplePart = z.strictObject({ ...partRecord, ...shape });
export const multipleAsked = z.object({ ...askedBase, kind: z.literal('multiple'), options: texts, answer: z.array(z.string()), fixed: z.boolean() });

export const multiple: Kind<'multiple'> = {
  name: '多项选择题',
  short: '多选题',
  schemes: {
    'all-or-nothing': '选全且没有选错才得分',
    'part-if-none-wrong': '选全得满分；没选全但没有选错，按选对的比例得分（不足 1 分的舍去）；有一个选错不得分',
    'half-if-incomplete': '选全得满分；没选全但没有选错，得一半分（不足 1 分的舍去）；有一个选错不得分',
    'per-option': '每选对一项得一份分，每选错一项扣一份分，扣完为止，不倒扣（不足 1 分的舍去）',
  },
  practice: 'part-if-none-wrong',
  alwaysMixed: false,
  asked: (q) => ({ kind: 'multiple', options: q.options, answer: sorted(q.answer), fixed: q.fixed }),
  faults: (q) => [...keyFaults(q.answer, q.options, (n) => ['answer', n]), ...letteredFaults(q.options, 'options', '选项'), ...namingFaults(q.explanation, q.options, q.fixed)],
  keys: (asked) => Object.keys(asked.options).sort(),
  pinned: (asked) => pinnedOf(asked.options, asked.fixed),
  shown: (asked, order) => shownOptions(asked.options, order),
  read(value, order) {
    if (value === '') return unanswered;
    // One letter alone is an answer, not a mistake of form: the candidate decides when it is enough.
    let places = 0;
    for (let i = 0; i < value.length; i++) {
      const place = placeOf(value.charAt(i), order.length);
      if (place < 0 || places & (1 << place)) return { state: 'invalid', say: '多项选择题请从列出的选项里选，每项一次。' };
      places |= 1 << place;
    }
    let stored = '';
    for (let i = 0; i < order.length; i++) if (places & (1 << i)) stored += letterAt(i);
    return { state: 'answered', value: stored };
  },
  tally(asked, order, value) {
    let hits = 0;
    for (let i = 0; i < value.length; i++) if (asked.answer.includes(order.charAt(placeOf(value.charAt(i), order.length)))) hits++;
    return { hits, wrongs: value.length - hits, total: asked.answer.length };
  },
  rightValue: (asked, order) => rightLetters(asked.answer, order).join(''),
  keyShown: (asked, order) => rightLetters(asked.answer, order),
  parts: () => [],
};

const rightLetters = (answer: readonly string[], order: string): string[] => [...order].flatMap((key, i) => (answer.includes(key) ? [letterAt(i)] : []));
