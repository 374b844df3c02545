/** Blanks, orders and pairs, as both of Moodle's formats have them: short answer, ordering, matching. */
import { stemPieces } from '../blanks.ts';
import type { Question } from '../schema.ts';
import { LETTERS, lettered, type FileIssue } from './item.ts';

type Of<K extends Question['kind']> = Extract<Question, { kind: K }>;
/** Says something of the question that is being read. */
export type Say = (column: string, what: string, cure: string, level?: FileIssue['level']) => void;
type Fields = Record<string, unknown>;

/** Moodle's short answer reads `*` as any text, and `\*` as the sign itself. */
const WILDCARD = /(?<!\\)\*/;

/** What the only blank accepts, as Moodle must write it; undefined when there are several blanks. */
export const acceptOf = (q: Of<'fill'>): string[] | undefined => (q.blanks.length === 1 ? q.blanks[0]?.accept.map((text) => text.replaceAll('*', '\\*')) : undefined);

/** A short answer as a question of one blank. `percent` is what an answer earns. */
export function fillOf(stem: string, answers: readonly { readonly text: string; readonly percent: number }[], say: Say): Fields {
  const accept = answers.filter((a) => a.percent >= 100).map((a) => a.text);
  if (accept.length === 0) say('答案', '没有得满分的答案。', '把每个算对的答案都写成得满分的');
  else if (answers.some((a) => a.percent > 0 && a.percent < 100)) say('答案', '有些答案得一部分分，导入后只有满分的算对。', '看一看是否合适', 'warning');
  if (accept.some((text) => WILDCARD.test(text))) say('答案', '答案里的 * 在 Moodle 里代表任意文字，这里不能用。', '写出每一种算对的答案；真要星号，写成 \\*');
  return { kind: 'fill', stem: withBlank(stem), blanks: accept.length === 0 ? undefined : [{ accept: accept.map((text) => text.replaceAll('\\*', '*')) }] };
}

/** Moodle asks for the answer below the stem; ours has its place in it, at the end when nothing says where. */
function withBlank(stem: string): string {
  if (stem === '' || stemPieces(stem).length > 1) return stem;
  const short = /(?<!_)_{2,3}(?!_)/;
  return short.test(stem) ? stem.replace(short, '____') : `${stem}____`;
}

/** Letters in the order in which a file names their texts. */
function fileOrder(q: Of<'ordering' | 'matching'>): string[] {
  if (q.kind === 'ordering') return q.answer;
  return [...new Set([...Object.keys(q.left).sort().map((n) => q.answer[n] ?? ''), ...Object.keys(q.right).sort()])];
}

/** Moodle gives these texts no letters, and ours would come back as others: the editor's go along as a tag where they differ. */
export function letterTags(q: Question): string[] {
  if (q.kind !== 'ordering' && q.kind !== 'matching') return [];
  const order = fileOrder(q);
  return order.every((key, i) => key === LETTERS[i]) ? [] : [`letters=${order.join('')}`];
}

/** Letters for texts in a file's order: those of the tag where it fits, else from A. */
function keysFor(texts: readonly string[], tags: readonly string[]): string[] {
  const told = [...(tags.find((t) => t.startsWith('letters='))?.slice('letters='.length) ?? '')];
  const fresh = Object.keys(lettered(texts));
  return [...told].sort().join() === fresh.join() ? told : fresh;
}
const byLetter = (keys: readonly string[], texts: readonly string[]): Fields => Object.fromEntries(keys.map((key, i): [string, string] => [key, texts[i] ?? '']).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The items, first step first. */
export const stepsOf = (q: Of<'ordering'>): string[] => q.answer.map((key) => q.items[key] ?? '');

/** Steps as a question. Without a kind when there are too few or too many to be one. */
export function orderingOf(steps: readonly string[], tags: readonly string[], say: Say): Fields {
  if (steps.length < 3 || steps.length > LETTERS.length) return say('题型', `排序题要有 3 到 8 项，现在有 ${steps.length} 项。`, steps.length < 3 ? '补上缺的步骤，或者改成单选题' : '合并几步，或者分成两道题'), {};
  const keys = keysFor(steps, tags);
  return { kind: 'ordering', items: byLetter(keys, steps), answer: keys };
}

export interface Pair {
  /** Empty for a right side that belongs to none. */
  readonly left: string;
  /** Empty when the file does not say it. */
  readonly right: string;
}

/** Left sides with theirs, then the right sides left over. */
export function pairsOf(q: Of<'matching'>): Pair[] {
  const numbers = Object.keys(q.left).sort();
  const spare = Object.keys(q.right).sort().filter((key) => !Object.values(q.answer).includes(key));
  return [...numbers.map((n) => ({ left: q.left[n] ?? '', right: q.right[q.answer[n] ?? ''] ?? '' })), ...spare.map((key) => ({ left: '', right: q.right[key] ?? '' }))];
}

/** Pairs as a question; equal right sides are one, as in Moodle. Without a kind when there are too few or too many. `cure` says how a right side is written. */
export function matchingOf(pairs: readonly Pair[], tags: readonly string[], say: Say, cure: string): Fields {
  const lefts = pairs.filter((p) => p.left !== '');
  const rights = [...new Set(pairs.map((p) => p.right).filter((text) => text !== ''))];
  const alone = lefts.filter((p) => p.right === '');
  for (const [side, count] of [['左边', lefts.length], ['右边', rights.length + alone.length]] as const) {
    if (count < 2 || count > 8) return say('题型', `匹配题${side}要有 2 到 8 项，现在有 ${count} 项。`, count < 2 ? '补上缺的项，或者改成单选题' : '分成两道题'), {};
  }
  for (const { left } of alone) say('答案', `左边的“${left}”没有写右边。`, cure);
  const keys = keysFor(rights, tags);
  return {
    kind: 'matching',
    left: Object.fromEntries(lefts.map((p, i) => [String(i + 1), p.left])),
    right: byLetter(keys, rights),
    answer: Object.fromEntries(lefts.flatMap((p, i) => (p.right === '' ? [] : [[String(i + 1), keys[rights.indexOf(p.right)]]]))),
  };
}
