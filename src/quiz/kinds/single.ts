/** 单项选择题: one key is right. */
import { firstLetters, optionChoices, type Kind } from './kind.ts';

export const single: Kind<'single'> = {
  name: '单项选择题',
  choices: (asked) => optionChoices(asked.options),
  mayShuffle: (asked) => !asked.fixed,
  letters: firstLetters,
  read(value, count) {
    if (value === '') return { state: 'unanswered' };
    if (value.length === 1 && firstLetters(count).includes(value)) return { state: 'answered', letters: [value] };
    return { state: 'invalid', say: '单项选择题请选一个选项。' };
  },
  answerKeys: (asked) => [asked.answer],
  isRight: (asked, keys) => keys.length === 1 && keys[0] === asked.answer,
};
