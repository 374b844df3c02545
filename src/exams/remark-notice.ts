/** What those affected by a re-marking are told, in plain words. */
import { isReleased } from './rules.ts';
import { REMEDY_NAMES, type Change, type Remedy } from './remark.ts';

export interface Told {
  /** Title of the sitting, frozen. */
  readonly title: string;
  readonly stem: string;
  readonly remedy: Remedy;
  readonly reason: string;
  /** End of the window, in ms since 1970. */
  readonly windowClosesAt: number;
  readonly changes: readonly Pick<Change, 'kind' | 'before' | 'after'>[];
  /** Whether the person passes the sitting now and did not before, or the other way round. */
  readonly pass: 'gained' | 'lost' | undefined;
  /** Credit that came or went with it, in hundredths; 0: none. */
  readonly creditCenti: number;
}

const MOST_STEM = 60;

/**
 * Subject and text. While others still sit the exam neither the question nor the reason is
 * told: both can give the key away.
 */
export function remarkNotice(t: Told, now: number): { readonly subject: string; readonly body: string } {
  const kind = t.changes[0]?.kind ?? 'exam';
  const open = isReleased(kind, true, t.windowClosesAt, now);
  const stem = t.stem.length > MOST_STEM ? `${t.stem.slice(0, MOST_STEM)}……` : t.stem;
  const scores = t.changes.map(({ before, after }) => `得分由 ${before.score} 分（满分 ${before.full} 分）改为 ${after.score} 分（满分 ${after.full} 分）`);
  const pass = t.pass === 'gained' ? '您现在已通过。' : t.pass === 'lost' ? '按更正后的成绩，您没有达到及格线。能否再考，请登录学法平台查看。' : '是否通过没有变化。';
  const credit = t.creditCenti > 0 ? `学分增加 ${t.creditCenti / 100}。` : t.creditCenti < 0 ? `学分冲减 ${-t.creditCenti / 100}。` : '';
  const why = open ? [`更正的题目：${stem}`, `处理办法：${REMEDY_NAMES[t.remedy]}`, `原因：${t.reason}`] : ['原因：试卷里有一道题的标准答案有误。考试还没有全部结束，题目和原因在结束以后可以到答卷里查看。'];
  return {
    subject: `“${t.title}”成绩更正${t.pass === 'gained' ? '：已通过' : t.pass === 'lost' ? '：未通过' : ''}`,
    body: ['您好：', '', `您的“${t.title}”已重新判分，${scores.join('；')}。${pass}${credit}`, '', ...why, '', '原来的成绩记录仍然保留。对更正有疑问，请联系本单位组织员。'].join('\n'),
  };
}
