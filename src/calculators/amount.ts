/** Amounts and answers in words. */
import { yuan } from '../kernel/fen.ts';
import type { Amount, Calculator, Result } from './define.ts';
import { readForm, type Typed } from './read.ts';

/** An amount as it is written: `54,400.00 元`, `8 个月`. */
export const amountSaid = (amount: Amount): string => ('fen' in amount ? `${yuan(amount.fen)} 元` : amount.say);

/** What was filled in, by the words of the form; what was left empty or is not asked is left out. */
export function givenSaid({ inputs }: Calculator, typed: Typed): [label: string, text: string][] {
  return readForm(inputs, typed).asked.flatMap((id): [string, string][] => {
    const input = inputs[id];
    const text = (typed[id] ?? '').trim();
    if (!input || text === '') return [];
    const unit = input.kind === 'money' ? (input.unit ?? '元') : input.kind === 'number' ? input.unit : '';
    return [[input.label, input.kind === 'choice' ? (input.options[text] ?? text) : `${text}${unit && !text.endsWith(unit) ? ` ${unit}` : ''}`]];
  });
}

/** The working as plain text, to be kept or sent to somebody. */
export function workingText(title: string, given: readonly (readonly [string, string])[], { total, steps }: Result): string {
  return [
    title,
    ...given.map(([label, text]) => `${label}：${text}`),
    '',
    ...steps.map(({ label, amount, formula }, n) => `${n + 1}. ${label}：${amountSaid(amount)}（${formula}）`),
    '',
    `${total.label}：${amountSaid(total.amount)}`,
  ].join('\n');
}
