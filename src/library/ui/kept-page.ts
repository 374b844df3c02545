/**
 * For what a page says of "today" when it is older than today: kept by a browser, or served by a process
 * that has run for days. A clock behind the build is wrong and is not believed; in the demonstration the
 * day is a play of its own.
 */
import { dayOf, type Day } from '../../kernel/day.ts';

/** Today, when it is later than the day on which the page was built. */
export function laterThan(built: Day | undefined): Day | undefined {
  const day = dayOf(Date.now());
  return built && day > built && document.querySelector('[data-demo]:not([hidden])') === null ? day : undefined;
}
