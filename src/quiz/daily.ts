/** 每日一题: the question of a day, the same for everybody. */
import { daysBetween, type Day } from '../kernel/day.ts';
import type { Bank, BankQuestion } from './bank.ts';

/** The day on which the first question of the list stands. */
export const DAILY_SINCE: Day = '2026-11-26';

/** The open questions that stand alone (no parts of cases), banks taking turns, so that neighbouring days have different subjects. */
export function inTurn(banks: Iterable<Bank>): BankQuestion[] {
  const lists = [...banks].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map((bank) => bank.questions.filter((q) => !q.reserved && q.asked.caseId === undefined));
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

/**
 * The item of the day: one after the other since {@link DAILY_SINCE}, none twice until all had their day.
 * In the first pass through the list nothing that is added at its end moves any day. `undefined` for an empty list.
 */
export function ofDay<T>(items: readonly T[], day: Day): T | undefined {
  const n = items.length;
  return n === 0 ? undefined : items[((daysBetween(DAILY_SINCE, day) % n) + n) % n];
}
