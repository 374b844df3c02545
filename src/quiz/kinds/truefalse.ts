/** 判断题: 对 or 错, always in this order. */
import { z } from 'zod';
import { askedBase, partRecord, record, told } from './base.ts';
import { unanswered, type Kind } from './kind.ts';

const shape = { ...told, kind: z.literal('truefalse'), answer: z.boolean() };
export const trueFalseSchema = z.strictObject({ ...record, ...shape });
export const trueFalsePart = z.strictObject({ ...partRecord, ...shape });
export const trueFalseAsked = z.object({ ...askedBase, kind: z.literal('truefalse'), answer: z.boolean() });

const keyOf = (answer: boolean): string => (answer ? 'T' : 'F');

export const truefalse: Kind<'truefalse'> = {
  name: '判断题',
  short: '判断题',
  schemes: { 'all-or-nothing': '判断正确得分' },
  practice: 'all-or-nothing',
  alwaysMixed: false,
  asked: (q) => ({ kind: 'truefalse', answer: q.answer }),
  faults: () => [],
  keys: () => ['T', 'F'],
  pinned: () => ['T', 'F'],
  shown: () => ({
    choices: [
      { letter: 'T', text: '对' },
      { letter: 'F', text: '错' },
    ],
  }),
  read(value) {
    if (value === '') return unanswered;
    return value === 'T' || value === 'F' ? { state: 'answered', value } : { state: 'invalid', say: '判断题请选“对”或“错”。' };
  },
  tally: (asked, _, value) => (value === keyOf(asked.answer) ? { hits: 1, wrongs: 0, total: 1 } : { hits: 0, wrongs: 1, total: 1 }),
  rightValue: (asked) => keyOf(asked.answer),
  keyShown: (asked) => [keyOf(asked.answer)],
  parts: () => [],
};
