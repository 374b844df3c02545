/** 选项分析: who chose what, and what of it an editor should look at again. */
import type { ItemFigures } from './statistics.ts';

/** A choice as the editor wrote it, or an answer as it was given to a question without choices. */
export interface Choosable {
  readonly key: string;
  readonly text: string;
  readonly right: boolean;
}

/** One candidate's answer; no keys: not answered. */
export interface Pick {
  readonly keys: readonly string[];
  /** What the candidate earned apart from this question, percent. */
  readonly rest: number;
}

/** Rates are percent of those asked; of the strongest and the weakest for the last two. */
export interface ChoiceRow extends Choosable {
  readonly count: number;
  readonly rate: number;
  /** Mean score in the rest of the paper of those who chose it. */
  readonly restMean: number | undefined;
  readonly strong: number;
  readonly weak: number;
}

export interface Distractors {
  readonly asked: number;
  readonly rows: readonly ChoiceRow[];
  readonly unanswered: Omit<ChoiceRow, keyof Choosable>;
}

/** The strongest and the weakest are 27 % each: of any share this tells groups of a bell curve apart best (Kelley 1939). */
const GROUP = 0.27;

/**
 * How far each belongs to the group of the highest scores. Those at the border share what is
 * left of it, so that the figures depend on nobody's place in a list.
 */
function membership(scores: readonly number[]): number[] {
  const size = scores.length * GROUP;
  const border = [...scores].sort((a, b) => b - a)[Math.max(0, Math.ceil(size) - 1)] ?? 0;
  const above = scores.filter((s) => s > border).length;
  const at = scores.filter((s) => s === border).length;
  return scores.map((s) => (s > border ? 1 : s === border ? (size - above) / at : 0));
}

/** Counts every choice. A choice that nobody took is in the table all the same. */
export function distractorsOf(choices: readonly Choosable[], picks: readonly Pick[]): Distractors {
  const rests = picks.map((p) => Math.round(p.rest * 1e6) / 1e6);
  const [strong, weak] = [membership(rests), membership(rests.map((r) => -r))];
  const size = picks.length * GROUP;
  const count = (chosen: (pick: Pick) => boolean): Omit<ChoiceRow, keyof Choosable> => {
    let [n, sum, high, low] = [0, 0, 0, 0];
    picks.forEach((pick, i) => {
      if (!chosen(pick)) return;
      n += 1;
      sum += pick.rest;
      high += strong[i] ?? 0;
      low += weak[i] ?? 0;
    });
    const of = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
    return { count: n, rate: of(n, picks.length), restMean: n === 0 ? undefined : sum / n, strong: of(high, size), weak: of(low, size) };
  };
  return {
    asked: picks.length,
    rows: choices.map((c) => ({ ...c, ...count((p) => p.keys.includes(c.key)) })),
    unanswered: count((p) => p.keys.length === 0),
  };
}

export const FLAGS = {
  'suspect-key': { name: '疑似错键', why: '成绩好的人更多选了别的选项，先核对标准答案' },
  negative: { name: '区分为负', why: '成绩越好越容易答错，题干或选项可能有歧义' },
  weak: { name: '区分偏弱', why: '区分度低于 20，看不出谁掌握得好' },
  'too-hard': { name: '过难', why: '平均得分率不到 20%' },
  'too-easy': { name: '过易', why: '平均得分率超过 95%' },
  idle: { name: '选项无人选', why: '有干扰项几乎没有人选，可以换掉' },
  few: { name: '样本少', why: '不到 10 人作答，暂不判断' },
} as const;
export type Flag = keyof typeof FLAGS;

/** Fewer answers than this prove nothing. */
const ENOUGH = 10;
/** A choice that fewer than one in fifty takes does not distract; told from so many answers on. */
const IDLE = { rate: 2, from: 50 };

/** How a question is answered: by one of its choices, by several of them, or in words or an order of one's own. */
export type Manner = 'one' | 'several' | 'free';

/** Whether the answers of the strong speak against the key. */
function keyDoubted(rows: readonly ChoiceRow[], manner: Manner): boolean {
  const keys = rows.filter((r) => r.right);
  const others = rows.filter((r) => !r.right);
  if (manner !== 'several') return others.some((o) => o.strong > Math.max(...keys.map((k) => k.strong)));
  // Several right: one that the strong mostly leave out, or another that they mostly take, and the more so the stronger.
  return keys.some((k) => k.strong < 50 && k.strong < k.weak) || others.some((o) => o.strong > 50 && o.strong > o.weak);
}

/** What to look at, gravest first. */
export function flagsOf(figures: ItemFigures, table: Distractors, manner: Manner): Flag[] {
  if (figures.asked < ENOUGH) return ['few'];
  const { discrimination, facility = 0 } = figures;
  const flags: Flag[] = [];
  if (table.rows.some((r) => r.right) && keyDoubted(table.rows, manner)) flags.push('suspect-key');
  if (discrimination !== undefined && discrimination < 0) flags.push('negative');
  // A question that nearly everybody has right or wrong cannot tell much: that is said by itself.
  else if (discrimination !== undefined && discrimination < 20 && facility >= 20 && facility <= 95) flags.push('weak');
  if (facility < 20) flags.push('too-hard');
  if (facility > 95) flags.push('too-easy');
  if (manner !== 'free' && figures.asked >= IDLE.from && table.rows.some((r) => !r.right && r.rate < IDLE.rate)) flags.push('idle');
  return flags;
}
