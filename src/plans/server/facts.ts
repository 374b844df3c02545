/** What re-marking asks about sittings; exams come before plans and are handed this. */
import type { SittingFacts } from '../../exams/server/remark/settle.ts';
import type { Plan } from '../schema.ts';
import { overridesInForce, releaseTimes } from './overrides.ts';

/** What a plan does not know counts by the best, and is released as its papers say. */
export const sittingFacts = (plans: ReadonlyMap<number, Plan>): SittingFacts => ({
  countsOf: (year, sitting) => plans.get(year)?.exams.find((e) => e.id === sitting)?.counts ?? 'best',
  releaseOf: async (on, year, sitting) => {
    const exam = plans.get(year)?.exams.find((e) => e.id === sitting);
    return exam && releaseTimes(exam, await overridesInForce(on, year, sitting));
  },
});
