/** 单项选择题: one key is right. */
import { z } from 'zod';
import { askedBase, letter, lettered, partRecord, record, texts, told } from './base.ts';
import { letterAt, placeOf, unanswered, type Kind } from './kind.ts';
import { keyFaults, letteredFaults, namingFaults, pinnedOf, shownOptions } from './options.ts';

const shape = { ...told, kind: z.literal('single'), options: lettered('至少要有两个选项'), answer: letter, fixed: z.boolean().default(false) };
export const singleSchema = z.strictObject({ ...record, ...shape });
export const singlePart = z.strictObject({ ...partRecord, ...shape });
export const singleAsked = z.object({ ...askedBase, kind: z.literal('single'), options: texts, answer: z.string(), fixed: z.boolean() });

export const single: Kind<'single'> = {
  name: '单项选择题',
  short: '单选题',
  schemes: { 'all-or-nothing': '选对得分' },
  practice: 'all-or-nothing',
  alwaysMixed: false,
  asked: (q) => ({ kind: 'single', options: q.options, answer: q.answer, fixed: q.fixed }),
  faults: (q) => [...keyFaults([q.answer], q.options, () => ['answer']), ...letteredFaults(q.options, 'options', '选项'), ...namingFaults(q.explanation, q.options, q.fixed)],
  keys: (asked) => Object.keys(asked.options).sort(),
  pinned: (asked) => pinnedOf(asked.options, asked.fixed),
  shown: (asked, order) => shownOptions(asked.options, order),
  read(value, order) {
    if (value === '') return unanswered;
    return placeOf(value, order.length) >= 0 ? { state: 'answered', value } : { state: 'invalid', say: '单项选择题请选一个选项。' };
  },
  tally: (asked, order, value) => (order[placeOf(value, order.length)] === asked.answer ? { hits: 1, wrongs: 0, total: 1 } : { hits: 0, wrongs: 1, total: 1 }),
  rightValue: (asked, order) => letterAt(order.indexOf(asked.answer)),
  keyShown: (asked, order) => [letterAt(order.indexOf(asked.answer))],
  parts: () => [],
};
