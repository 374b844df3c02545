/** 连续练习: days of practice in a row, which a holiday does not break. */
import { addDays, daysBetween, startOfDay, type Day } from '../kernel/day.ts';

export interface Streak {
  /** Days on which the person practised; days that were passed over are not counted. */
  readonly days: number;
  /** Working days that were missed and forgiven within the streak. */
  readonly forgiven: number;
  readonly today: boolean;
}

/** Saturday or Sunday in Shanghai. */
export const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(startOfDay(day) + 12 * 3_600_000).getUTCDay());

/**
 * The streak that stands on `today`. A missed weekend day or holiday does not break it; of the working days
 * missed, one in each calendar month is forgiven. Today is not over yet: it breaks nothing.
 */
export function streakOf(practised: ReadonlySet<Day>, today: Day, holidays: ReadonlySet<Day>): Streak {
  const first = [...practised].sort()[0];
  const pardoned = new Set<string>();
  let days = 0;
  let forgiven = 0;
  let pending = 0;
  if (first !== undefined) {
    for (let day = today; daysBetween(first, day) >= 0; day = addDays(day, -1)) {
      if (practised.has(day)) {
        days++;
        // What was missed counts as forgiven only once there is practice on its other side.
        forgiven += pending;
        pending = 0;
      } else if (day !== today && !isWeekend(day) && !holidays.has(day)) {
        const month = day.slice(0, 7);
        if (pardoned.has(month)) break;
        pardoned.add(month);
        pending++;
      }
    }
  }
  return { days, forgiven, today: practised.has(today) };
}
