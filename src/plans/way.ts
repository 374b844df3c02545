/** 最省力的走法: the fewest courses and quizzes that would pay what is owed. */
import { YearRoom } from '../credits/caps.ts';
import { daysBetween, type Day } from '../kernel/day.ts';
import type { Plan } from './schema.ts';
import type { Standing } from './standing.ts';

/** Something that earns credit and was not earned yet. */
export interface Source {
  readonly kind: 'course' | 'quiz';
  /** Path of the page, or id of the quiz. */
  readonly id: string;
  readonly category: string;
  readonly centi: number;
}

/** The rule under which each kind of source is credited. */
const KINDS = { course: 'study', quiz: 'quiz' } as const;

export interface Way {
  /** In the order in which they are worth doing. */
  readonly steps: readonly Source[];
  /** False when even all of it would not suffice. */
  readonly suffices: boolean;
  /** Days it takes at least under the daily cap; 0 when nothing is owed. */
  readonly days: number;
}

/** What of the plan the person has not earned. `earned` holds page paths and quiz ids. */
export function sourcesLeft(plan: Plan, earned: ReadonlySet<string>): Source[] {
  return [
    ...plan.courses.map((c): Source => ({ kind: 'course', id: c.page, category: c.category, centi: c.credits })),
    ...plan.quizzes.map((q): Source => ({ kind: 'quiz', id: q.id, category: q.category, centi: q.credits })),
  ].filter((s) => !earned.has(s.id));
}

/**
 * The fewest sources that pay what is owed: in each category the largest until its share is
 * paid, then the largest of what is left. (Any other choice with as many steps has at most
 * the same sum: the test tries them all.) Where caps of the year apply, each is worth what they still let count.
 * @param room of the year's caps, after what was earned; it is used up.
 */
export function cheapestWay(standing: Standing, left: readonly Source[], dailyCapCenti: number | undefined, room = new YearRoom([])): Way {
  const pool = left.filter((s) => s.centi > 0);
  const steps: Source[] = [];
  let suffices = true;
  const worth = (source: Source): number => room.of({ category: source.category, kind: KINDS[source.kind] }, source.centi);
  /** The one worth most under what the year's caps still let count; undefined when none is worth anything. */
  const next = (category?: string): Source | undefined => {
    return pool.reduce<Source | undefined>((a, b) => ((category === undefined || b.category === category) && worth(b) > (a ? worth(a) : 0) ? b : a), undefined);
  };
  const take = (source: Source): number => {
    pool.splice(pool.indexOf(source), 1);
    steps.push(source);
    return room.take({ category: source.category, kind: KINDS[source.kind] }, source.centi);
  };
  const gates = standing.exams.flatMap((e) => e.gate ?? []);
  // The exam's own conditions, and the score that credits alone can still lift, are owed like the rest.
  const scoreLacks = standing.score && !standing.score.passed && standing.examsMet ? (standing.score.creditsCenti ?? 0) - standing.haveCenti : 0;
  let shortBy = Math.max(standing.needCenti - standing.haveCenti, scoreLacks, ...gates.map((g) => g.owedCenti));
  const target = Math.max(standing.owedCenti, shortBy);
  for (const share of standing.shares) {
    let missing = Math.max(share.owedCenti, ...gates.map((g) => g.shares.find((s) => s.category === share.category)?.owedCenti ?? 0));
    while (missing > 0) {
      const source = next(share.category);
      if (!source) break;
      const centi = take(source);
      missing -= centi;
      shortBy -= centi;
    }
    if (missing > 0) suffices = false;
  }
  while (shortBy > 0) {
    const source = next();
    if (!source) break;
    shortBy -= take(source);
  }
  if (shortBy > 0) suffices = false;
  const days = target <= 0 ? 0 : dailyCapCenti ? Math.ceil(target / dailyCapCenti) : 1;
  return { steps, suffices, days };
}

/** Whether the way still fits into the days left (the cap allows only so much a day). */
export const fitsIn = (way: Way, today: Day, closes: Day): boolean => way.days <= daysBetween(today, closes) + 1;
