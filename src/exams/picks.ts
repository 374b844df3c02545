/** What candidates answered, in the editor's keys: the one place where statistics know of kinds. */
import { normalised } from '../quiz/fill-text.ts';
import { BREAK } from '../quiz/blanks.ts';
import { kindOf, type OptionOrder } from '../quiz/kinds/index.ts';
import { placeOf } from '../quiz/kinds/kind.ts';
import type { Asked } from '../quiz/revision.ts';
import type { Choosable, Manner } from './distractors.ts';

/** Key under which every wholly right answer stands where there are no choices: 30日 and 三十日 are one. */
const RIGHT = '✓';
/** As many different wrong answers are told; the rest are counted together. */
const MOST = 8;
const REST = '…';

export const mannerOf = (asked: Asked): Manner => (asked.kind === 'multiple' ? 'several' : asked.kind === 'single' || asked.kind === 'truefalse' ? 'one' : 'free');

/** The editor's sign behind each letter shown. */
const signs = (order: OptionOrder, letters: string): string[] => [...letters].map((l) => order.charAt(placeOf(l, order.length)));

/** The keys chosen, or one key for the whole answer where there are no choices; none when it was not answered. */
export function picksOf(asked: Asked, order: OptionOrder, value: string): readonly string[] {
  const kind = kindOf(asked.kind);
  const read = kind.read(value, order);
  if (read.state !== 'answered') return [];
  if (asked.kind === 'truefalse') return [read.value];
  if (mannerOf(asked) !== 'free') return signs(order, read.value);
  const { hits, wrongs, total } = kind.tally(asked, order, read.value);
  if (wrongs === 0 && hits === total) return [RIGHT];
  if (asked.kind === 'fill') return [read.value.split(BREAK).map((text) => normalised(text) || '（空）').join(' ｜ ')];
  if (asked.kind === 'ordering') return [signs(order, read.value).join(' → ')];
  const lefts = order.search(/[A-Z]/);
  const right = order.slice(lefts);
  return [[...read.value].map((l, n) => `${order.charAt(n)}–${l === '-' ? '无' : right.charAt(placeOf(l, right.length))}`).join('，')];
}

/** The right answer in the editor's words. */
export function keyWords(asked: Asked): string {
  if (asked.kind === 'fill') return asked.blanks.map((b) => b.accept.join(' 或 ')).join(' ｜ ');
  if (asked.kind === 'ordering') return asked.answer.join(' → ');
  if (asked.kind === 'matching') return Object.entries(asked.answer).map(([left, to]) => `${left}–${to}`).join('，');
  if (asked.kind === 'truefalse') return asked.answer ? '对' : '错';
  return asked.kind === 'single' ? asked.answer : asked.answer.join('、');
}

/** The choices of the question, or the answers that were given most, with everybody's keys to match. */
export function tableInput(asked: Asked, picks: readonly (readonly string[])[]): { readonly choices: readonly Choosable[]; readonly keys: readonly (readonly string[])[] } {
  if (asked.kind === 'truefalse') return { choices: [{ key: 'T', text: '对', right: asked.answer }, { key: 'F', text: '错', right: !asked.answer }], keys: picks };
  if (asked.kind === 'single' || asked.kind === 'multiple') {
    const right: readonly string[] = asked.kind === 'single' ? [asked.answer] : asked.answer;
    return { choices: Object.keys(asked.options).sort().map((key) => ({ key, text: asked.options[key] ?? '', right: right.includes(key) })), keys: picks };
  }
  const counts = new Map<string, number>();
  for (const [key] of picks) if (key !== undefined && key !== RIGHT) counts.set(key, (counts.get(key) ?? 0) + 1);
  const wrong = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1)).slice(0, MOST);
  const known = new Set([RIGHT, ...wrong]);
  const choices = [{ key: RIGHT, text: keyWords(asked), right: true }, ...wrong.map((key) => ({ key, text: '', right: false }))];
  if (counts.size > wrong.length) choices.push({ key: REST, text: '别的答案', right: false });
  return { choices, keys: picks.map((p) => p.map((key) => (known.has(key) ? key : REST))) };
}
