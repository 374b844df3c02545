/** Whom a new version of a plan affects, and how that is said. Pure. */
import type { Standing } from './standing.ts';

export interface Affected {
  readonly id: string;
  readonly name: string;
  readonly staffNo: string;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
  readonly turn: Turn;
}

/** `lost`: met before, not after. `gained`: the other way. `asked`: owes from now on. `released`: owes no more. `more`, `less`: must earn more or less. */
export type Turn = 'lost' | 'gained' | 'asked' | 'released' | 'more' | 'less';

export interface Effect {
  readonly people: number;
  readonly counts: Readonly<Record<Turn, number>>;
  /** The most grievous first, at most `MOST_LISTED`. */
  readonly list: readonly Affected[];
}

export const MOST_LISTED = 200;

/** The most grievous first. */
export const ORDER: readonly Turn[] = ['lost', 'asked', 'more', 'gained', 'released', 'less'];

/** How two standings of one person differ; undefined when they ask for the same. */
export function turnOf(before: Standing, after: Standing): Turn | undefined {
  if (before.met !== after.met && before.owes && after.owes) return before.met ? 'lost' : 'gained';
  if (before.owes !== after.owes) return after.owes ? 'asked' : 'released';
  const [a, b] = [before, after].map((s) => s.owedCenti + s.exams.filter((e) => e.state !== 'passed').length * 1_000_000);
  return a === undefined || b === undefined || a === b ? undefined : b > a ? 'more' : 'less';
}

const TURN_SAYS: Record<Turn, string> = { lost: '由达标变为未达标', asked: '本来不要求，变为要求', more: '要补的变多', gained: '由未达标变为达标', released: '本来要求，变为不要求', less: '要补的变少' };
export const turnSays = (turn: Turn): string => TURN_SAYS[turn];

/** 3 人由达标变为未达标，12 人要补的变多; or that nobody is affected. */
export function effectSays(effect: Effect): string {
  const parts = ORDER.filter((t) => effect.counts[t] > 0).map((t) => `${effect.counts[t]} 人${TURN_SAYS[t]}`);
  return parts.length > 0 ? `${parts.join('，')}。` : `${effect.people} 人的达标情况都不变。`;
}
