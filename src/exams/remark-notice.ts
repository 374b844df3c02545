/** What those affected by a re-marking are told, in plain words. */
import { GRACE_MS } from './grace.ts';
import type { FrozenPaper } from './paper.ts';
import { atLeast, levelAt, policyOf, type ReleaseTimes } from './review-policy.ts';
import { REMEDY_NAMES, type Change, type Remedy } from './remark.ts';

export interface Told {
  /** Title of the sitting, frozen. */
  readonly title: string;
  readonly stem: string;
  readonly remedy: Remedy;
  readonly reason: string;
  /** Whether explanations are told by then; else question and reason stay closed too. */
  readonly explained: boolean;
  readonly changes: readonly Pick<Change, 'before' | 'after'>[];
  /** Whether the person passes the sitting now and did not before, or the other way round. */
  readonly pass: 'gained' | 'lost' | undefined;
  /** Credit that came or went with it, in hundredths; 0: none. */
  readonly creditCenti: number;
}

const MOST_STEM = 60;

/**
 * When those affected may be told, and how much: no sooner and no more than the review page
 * tells. Undefined when scores of this paper are never told.
 * @param later release times as they stand now, where they may be later than the frozen ones.
 */
export function tellAt(paper: Pick<FrozenPaper, 'review' | 'scoreAt' | 'windowClosesAt'>, kind: 'exam' | 'quiz', now: number, later: ReleaseTimes = { scoreAt: 0, keysAt: 0 }): { readonly dueAt: number; readonly explained: boolean } | undefined {
  const policy = policyOf(kind, paper.review);
  const times = { scoreAt: Math.max(paper.scoreAt ?? paper.windowClosesAt, later.scoreAt), keysAt: Math.max(paper.windowClosesAt, later.keysAt) };
  const dueAt = [now, times.scoreAt + GRACE_MS, times.keysAt + GRACE_MS].filter((t) => t >= now).sort((a, b) => a - b).find((t) => atLeast(levelAt(policy, times, t), 'score'));
  return dueAt === undefined ? undefined : { dueAt, explained: atLeast(levelAt(policy, times, dueAt), 'explanations') };
}

/**
 * Subject and text. While others still sit the exam neither the question nor the reason is
 * told: both can give the key away.
 */
export function remarkNotice(t: Told): { readonly subject: string; readonly body: string } {
  const stem = t.stem.length > MOST_STEM ? `${t.stem.slice(0, MOST_STEM)}……` : t.stem;
  const scores = t.changes.map(({ before, after }) => `得分由 ${before.score} 分（满分 ${before.full} 分）改为 ${after.score} 分（满分 ${after.full} 分）`);
  const pass = t.pass === 'gained' ? '您现在已通过。' : t.pass === 'lost' ? '按更正后的成绩，您没有达到及格线。能否再考，请登录学法平台查看。' : '是否通过没有变化。';
  const credit = t.creditCenti > 0 ? `学分增加 ${t.creditCenti / 100}。` : t.creditCenti < 0 ? `学分冲减 ${-t.creditCenti / 100}。` : '';
  const why = t.explained ? [`更正的题目：${stem}`, `处理办法：${REMEDY_NAMES[t.remedy]}`, `原因：${t.reason}`] : ['原因：试卷里有一道题的标准答案有误。按公布规则，题目现在还不能公布。'];
  return {
    subject: `“${t.title}”成绩更正${t.pass === 'gained' ? '：已通过' : t.pass === 'lost' ? '：未通过' : ''}`,
    body: ['您好：', '', `您的“${t.title}”已重新判分，${scores.join('；')}。${pass}${credit}`, '', ...why, '', '原来的成绩记录仍然保留。对更正有疑问，请联系本单位组织员。'].join('\n'),
  };
}
