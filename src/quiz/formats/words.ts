/** What the codecs of choice questions share. */
import type { Question } from '../schema.ts';

type Choosing = Extract<Question, { kind: 'single' | 'multiple' }>;

export const isQuestionId = (text: string): boolean => /^[A-Z]{2,4}-\d{3,5}$/.test(text);

/** Letters and texts in the editor's order. */
export const optionTexts = (q: Choosing): [key: string, text: string][] => Object.keys(q.options).sort().map((key) => [key, q.options[key] ?? '']);

export const rightKeys = (q: Choosing): readonly string[] => (q.kind === 'single' ? [q.answer] : q.answer);

/** Percent of the mark that one of `n` right choices earns, with the five decimals that Moodle knows. */
export const share = (n: number): string => String(Number((100 / n).toFixed(5)));

/** The two choices of a true/false question where a format has only choices. */
export const TRUTHS = { true: '正确', false: '错误' } as const;
