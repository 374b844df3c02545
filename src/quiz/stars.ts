/** 闯关: a bank cut into levels of about ten questions, each worth up to three stars. */

/** So many questions a level has, or a few more where a case would be torn apart. */
export const LEVEL_SIZE = 10;
/** A rest smaller than this is no level of its own. */
const LEAST = 5;

/** What a level needs to know of a unit: how many questions it asks. */
interface Counted {
  readonly questions: readonly unknown[];
}

/** The levels of these units in their order: every unit in exactly one level, none torn. A short rest belongs to the level before it. */
export function levelsOf<T extends Counted>(units: readonly T[]): T[][] {
  const sizeOf = (level: readonly T[]): number => level.reduce((sum, u) => sum + u.questions.length, 0);
  const levels: T[][] = [];
  for (const unit of units) {
    const last = levels.at(-1);
    if (last && sizeOf(last) < LEVEL_SIZE) last.push(unit);
    else levels.push([unit]);
  }
  const rest = levels.at(-1);
  const before = levels.at(-2);
  if (rest && before && sizeOf(rest) < LEAST) {
    before.push(...rest);
    levels.pop();
  }
  return levels;
}

export type Stars = 0 | 1 | 2 | 3;

/** Stars for `right` of `total` (at least 1) at the first try: all 3, from 80% 2, from 60% 1. */
export function starsFor(right: number, total: number): Stars {
  const share = right / total;
  return share >= 1 ? 3 : share >= 0.8 ? 2 : share >= 0.6 ? 1 : 0;
}
