/** Ends and starts of windows in words, and why no attempt may begin. */
import { dayInChinese, dayOf, minuteOf, startOfDay, timeOf } from '../kernel/day.ts';
import { REFUSALS } from '../kernel/refusal.ts';
import type { MayStart } from './rules.ts';

/** `2026年11月1日`, or with the time when it is not the first minute of the day. */
export function fromSays(ms: number): string {
  const day = dayOf(ms);
  return startOfDay(day) === ms ? dayInChinese(day) : `${dayInChinese(day)} ${timeOf(ms).slice(0, 5)}`;
}

/** `2026年12月20日 24:00` for a window that ends with the day, `2026年12月20日 23:50` for another. */
export function untilSays(ms: number): string {
  const day = dayOf(ms);
  return startOfDay(day) === ms ? `${dayInChinese(dayOf(ms - 1))} 24:00` : `${dayInChinese(day)} ${timeOf(ms).slice(0, 5)}`;
}

/** One sentence: why none may begin now, and from when, if it is known. */
export function whyNot(no: Extract<MayStart, { readonly may: false }>): string {
  if (no.code === 'exam-not-open' && no.from !== undefined) return `${no.phase.makeup ? '补考' : '考试'}还没有开始，${fromSays(no.from)}起可以参加。`;
  if (no.code === 'attempt-too-soon' && no.from !== undefined) return `两次作答之间要隔一段时间，${minuteOf(no.from)} 以后可以再考。`;
  if (no.code === 'attempts-used-up' && no.phase.makeup) return '补考次数已用完。';
  if (no.code === 'exam-closed' && no.phase.makeup) return '补考已经结束。';
  return REFUSALS[no.code].say;
}
