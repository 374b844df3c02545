/** Sentences of the page before an exam. */
import { untilSays } from '../say.ts';
import type { Level, ReleaseTimes, ReviewPolicy } from '../review-policy.ts';

/** How many attempts there are in the window that counts. */
export const fact = (intro: { readonly makeup: boolean; readonly sitting: { readonly attempts: number | undefined }; readonly left: number | undefined; readonly finished: readonly { readonly makeup: boolean }[] }): string => {
  const taken = intro.finished.filter((f) => f.makeup === intro.makeup).length;
  return intro.makeup ? `补考 ${taken + (intro.left ?? 0)} 次` : `共 ${intro.sitting.attempts ?? taken} 次`;
};

const WHAT: Record<Exclude<Level, 'nothing'>, string> = { score: '得分', marks: '得分和每题对错', explanations: '得分、答案和解析' };

/** What is told after handing in, and when. */
export function toldSays(review: ReviewPolicy, release: ReleaseTimes): string {
  const keys = `${untilSays(release.keysAt)} 考试全部结束后`;
  if (review.now === 'explanations') return '交卷后马上看到答案和解析。';
  const first = review.now === 'nothing' ? (review.after === 'nothing' ? '成绩由组织部门另行通知。' : `成绩在 ${untilSays(release.scoreAt)} 之后公布`) : `交卷就能看到${WHAT[review.now]}`;
  if (review.after === 'nothing') return first;
  if (review.after === review.now || review.after === 'score') return `${first}；不公布答案。`;
  return `${first}；${review.after === 'marks' ? '每题对错' : '答案和解析'}在 ${keys}公布。`;
}
