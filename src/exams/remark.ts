/**
 * 重新判分: what a wrong key, once found, changes in an attempt. Works on the result that
 * holds and touches the one question only, so that several corrections of one paper add up.
 */
import type { Asked } from '../quiz/revision.ts';
import { kindOf } from '../quiz/kinds/index.ts';
import { countingOf, type Countable, type Counts } from './counting.ts';
import { markItem, type Mark, type Marked } from './marking.ts';
import { placed, type FrozenPaper } from './paper.ts';
import type { Remedy } from './remedies.ts';
import { isPass } from './rules.ts';

export { REMEDIES, REMEDY_NAMES, REMEDY_SAYS, type Remedy } from './remedies.ts';

/** What is done about one revision; a new key comes with the question that holds it. */
export type Cure = { readonly remedy: 'new-key'; readonly asked: Asked } | { readonly remedy: Exclude<Remedy, 'new-key'> };

/** Everything that a question shows, as the editor wrote it. */
const signs = (a: Asked): string => kindOf(a.kind).keys(a).join('');

/** Why a new revision cannot mark what was asked in the old one; undefined when it can. */
export function whyNoNewKey(old: Asked, next: Asked): string | undefined {
  if (old.kind !== next.kind) return '题型改了，不能按新答案重判，只能全体给分或不计分。';
  if (signs(old) !== signs(next)) return '选项（或空、项目）增减了，考生当时看到的不是现在的这些，不能按新答案重判，只能全体给分或不计分。';
  return undefined;
}

/** Whether the stem or a choice reads differently now: whoever decides should look at both. */
export function wordingChanged(old: Asked, next: Asked): boolean {
  const told = (a: Asked): string => JSON.stringify([a.material, a.stem, kindOf(a.kind).shown(a, signs(a))]);
  return told(old) !== told(next);
}

/**
 * The result after the cure; `before` itself when it changes nothing.
 * @param answer what was saved for the question, in the letters shown.
 */
export function remarked(paper: FrozenPaper, before: Marked, revision: string, cure: Cure, answer: string): Marked {
  const item = placed(paper).find((i) => i.revision === revision);
  const was = before.marks.find((m) => m.pos === item?.pos);
  if (!item || !was) return before;
  const mark: Mark =
    cure.remedy === 'new-key' ? { ...markItem(item, cure.asked, answer), remedy: 'new-key' }
    : { pos: was.pos, outcome: was.outcome, earned: cure.remedy === 'give-all' ? item.marks : 0, remedy: cure.remedy };
  const wasOut = was.remedy === 'take-out';
  const isOut = cure.remedy === 'take-out';
  if (mark.outcome === was.outcome && mark.earned === was.earned && wasOut === isOut) return before;
  const marks = before.marks.map((m) => (m.pos === mark.pos ? mark : m));
  const full = before.full + (wasOut ? item.marks : 0) - (isOut ? item.marks : 0);
  const score = marks.reduce((sum, m) => sum + m.earned, 0);
  return { score, full, passed: isPass(score, full, paper.passPercent), marks };
}

/** Whether the second score is worth less than the first: compared as parts of full marks, in whole numbers. */
export const isLower = (before: Pick<Marked, 'score' | 'full'>, after: Pick<Marked, 'score' | 'full'>): boolean => after.score * before.full < before.score * after.full;
const isHigher = (before: Pick<Marked, 'score' | 'full'>, after: Pick<Marked, 'score' | 'full'>): boolean => isLower(after, before);

/** One finished attempt that asked the question, with the result that holds. */
export interface Affected {
  readonly attempt: string;
  readonly person: string;
  readonly kind: 'exam' | 'quiz';
  readonly year: number;
  readonly sitting: string;
  readonly paper: FrozenPaper;
  readonly result: Marked;
  /** What was answered to the question. */
  readonly answer: string;
}

export interface Change {
  readonly attempt: string;
  readonly person: string;
  readonly kind: 'exam' | 'quiz';
  readonly year: number;
  readonly sitting: string;
  readonly before: Marked;
  readonly after: Marked;
}

/** The attempt's change, or undefined when nothing about it changes. */
export function changeOf(a: Affected, revision: string, cure: Cure): Change | undefined {
  const after = remarked(a.paper, a.result, revision, cure, a.answer);
  return after === a.result ? undefined : { attempt: a.attempt, person: a.person, kind: a.kind, year: a.year, sitting: a.sitting, before: a.result, after };
}

/** A person who passes a sitting now, or does not any more. Whatever rests on passes (credit, certificates) follows this list. */
export interface PassChange {
  readonly person: string;
  readonly kind: 'exam' | 'quiz';
  readonly year: number;
  readonly sitting: string;
}

/** What a re-marking would do, told before anything is written. */
export interface DryRun {
  /** Finished attempts that asked the question. */
  readonly asked: number;
  readonly changes: readonly Change[];
  readonly higher: number;
  readonly lower: number;
  readonly gained: readonly PassChange[];
  readonly lost: readonly PassChange[];
}

/** A finished attempt of somebody, with the result that holds. */
export interface FinishedOf extends Countable {
  readonly attempt: string;
  readonly person: string;
  readonly year: number;
  readonly sitting: string;
}

/** Which attempt counts, by sitting of a year: the plan says so. */
export type CountsOf = (year: number, sitting: string) => Counts;

/**
 * Sums up.
 * @param finished every finished attempt of those one of whose attempts changes between passed and not, as it stands.
 */
export function dryRunOf(asked: number, changes: readonly Change[], finished: readonly FinishedOf[], countsOf: CountsOf): DryRun {
  const changed = new Map(changes.map((c) => [c.attempt, c]));
  const gained: PassChange[] = [];
  const lost: PassChange[] = [];
  for (const own of Map.groupBy(finished, (f) => `${f.person} ${f.year} ${f.sitting}`).values()) {
    const change = own.flatMap((f) => changed.get(f.attempt) ?? [])[0];
    if (!change) continue;
    const { person, kind, year, sitting } = change;
    const counts = countsOf(year, sitting);
    const before = countingOf(own, counts)?.passed ?? false;
    const after = countingOf(own.map((f) => ({ ...f, ...changed.get(f.attempt)?.after })), counts)?.passed ?? false;
    if (before !== after) (after ? gained : lost).push({ person, kind, year, sitting });
  }
  return { asked, changes, higher: changes.filter((c) => isHigher(c.before, c.after)).length, lower: changes.filter((c) => isLower(c.before, c.after)).length, gained, lost };
}

/** Whether a second person has to agree: somebody would lose a pass or a part of their score. */
export const needsApproval = (run: Pick<DryRun, 'lower' | 'lost'>): boolean => run.lower > 0 || run.lost.length > 0;

/** “12 人变为合格，0 人变为不合格；23 份答卷得分提高，1 份降低。” */
export function dryRunSays({ asked, changes, gained, lost, higher, lower }: Pick<DryRun, 'asked' | 'higher' | 'lower'> & { readonly changes: { readonly length: number }; readonly gained: { readonly length: number }; readonly lost: { readonly length: number } }): string {
  if (asked === 0) return '没有人答过这个修订版，不需要重新判分。';
  if (changes.length === 0) return `${asked} 份答卷抽到这道题，没有一份会变。`;
  return `${gained.length} 人变为合格，${lost.length} 人变为不合格；${asked} 份答卷抽到这道题，${higher} 份得分提高，${lower} 份得分降低。`;
}
