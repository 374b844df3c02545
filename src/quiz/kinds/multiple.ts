/** 多项选择题: two or more keys are right; all of them and no other make the answer right. */
import { firstLetters, optionChoices, sameSet, type Kind } from './kind.ts';

export const multiple: Kind<'multiple'> = {
  name: '多项选择题',
  choices: (asked) => optionChoices(asked.options),
  mayShuffle: (asked) => !asked.fixed,
  letters: firstLetters,
  read(value, count) {
    if (value === '') return { state: 'unanswered' };
    const known = firstLetters(count);
    const letters = [...value];
    // One letter alone is an answer (a wrong one), not a mistake of form: the candidate decides when it is enough.
    if (letters.every((l) => known.includes(l)) && new Set(letters).size === letters.length) return { state: 'answered', letters: letters.sort() };
    return { state: 'invalid', say: '多项选择题请从列出的选项里选，每项一次。' };
  },
  answerKeys: (asked) => asked.answer,
  isRight: (asked, keys) => sameSet(keys, asked.answer),
};
