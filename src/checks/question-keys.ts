/** Keys within the options, options lettered in order and all different, each key named once. */
import type { Issue } from '../kernel/issue.ts';
import { issueAt, questionsOf, type Rule } from './material.ts';

export const questionKeys: Rule = (material) =>
  questionsOf(material).flatMap(({ question, index, key }) => {
    if (question.kind === 'truefalse') return [];
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], code: string, message: string, hint: string) =>
      void out.push(issueAt(material, key, ['questions', index, ...path], { code, message: `${question.id} ${message}`, hint }));
    const letters = Object.keys(question.options);
    const answers = question.kind === 'single' ? [question.answer] : question.answer;

    answers.forEach((answer, i) => {
      const path = question.kind === 'single' ? ['answer'] : ['answer', i];
      if (!letters.includes(answer)) say(path, 'answer-not-an-option', `答案“${answer}”不在选项中（现有 ${letters.join(' ')}）。`, '改答案，或者补上这个选项');
      else if (answers.indexOf(answer) < i) say(path, 'answer-repeated', `答案“${answer}”写了两次。`, '删掉一个');
    });
    const wrong = letters.findIndex((letter, i) => letter !== String.fromCharCode(65 + i));
    if (wrong >= 0) say(['options', letters[wrong] ?? 'A'], 'options-order', `选项的字母不连续（现有 ${letters.join(' ')}）。`, '从 A 开始依次写，不跳、不乱序');
    const texts = new Map<string, string>();
    for (const letter of letters) {
      const text = (question.options[letter] ?? '').replace(/[\s\p{P}]/gu, '');
      const twin = texts.get(text);
      if (twin !== undefined && text !== '') say(['options', letter], 'options-equal', `选项 ${twin} 和 ${letter} 一样。`, '改写其中一个');
      else texts.set(text, letter);
    }
    return out;
  });
