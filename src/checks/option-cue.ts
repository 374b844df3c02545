/** A right option much longer than every wrong one gives itself away. */
import { askedOf, issueAt, type Rule } from './material.ts';

/** From this many times the longest wrong option, and this many signs more, a reader sees it at a glance. */
const TIMES = 1.5;
const SIGNS = 6;

export const optionCue: Rule = (material) =>
  askedOf(material).flatMap(({ id, question, key, path }) => {
    if (question.kind !== 'single') return [];
    const right = question.options[question.answer] ?? '';
    const longest = Math.max(0, ...Object.entries(question.options).flatMap(([letter, text]) => (letter === question.answer ? [] : [text.length])));
    if (right.length < longest * TIMES || right.length - longest < SIGNS) return [];
    return [issueAt(material, key, [...path, 'options', question.answer], { code: 'option-cue', level: 'warning', message: `${id} 的正确选项有 ${right.length} 字，别的最多 ${longest} 字，一眼就能看出来。`, hint: '把正确选项写短，或者把别的选项写得一样具体' })];
  });
