/** 判断题: 对 or 错, always in this order. */
import type { Kind } from './kind.ts';

const LETTERS = ['T', 'F'] as const;
const keyOf = (answer: boolean): string => (answer ? 'T' : 'F');

export const truefalse: Kind<'truefalse'> = {
  name: '判断题',
  choices: () => [
    { key: 'T', text: '对' },
    { key: 'F', text: '错' },
  ],
  mayShuffle: () => false,
  letters: () => LETTERS,
  read(value) {
    if (value === '') return { state: 'unanswered' };
    if (value === 'T' || value === 'F') return { state: 'answered', letters: [value] };
    return { state: 'invalid', say: '判断题请选“对”或“错”。' };
  },
  answerKeys: (asked) => [keyOf(asked.answer)],
  isRight: (asked, keys) => keys.length === 1 && keys[0] === keyOf(asked.answer),
};
