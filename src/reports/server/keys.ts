/** Whether keys of a sitting may be told to somebody who looks at its figures. */
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayAnywhere } from '../../accounts/reach.ts';
import type { Deps } from '../../db/portable.ts';
import { GRACE_MS } from '../../exams/grace.ts';
import type { Plan } from '../../plans/schema.ts';
import { overridesInForce, releaseTimes } from '../../plans/server/overrides.ts';

export interface OfSitting {
  readonly kind: 'exam' | 'quiz';
  readonly year: number;
  readonly sitting: string;
  readonly windowClosesAt: number;
}

/**
 * Those who write and review questions know their keys. Everybody else may be a candidate
 * too: to them the keys of an exam open when its windows have ended for everyone and nobody's
 * attempt runs any more. A quiz asks open questions only.
 */
export async function keysOpen(deps: Pick<Deps, 'db' | 'clock'> & { readonly plans: ReadonlyMap<number, Plan> }, person: Pick<SignedIn, 'roles'>, { kind, year, sitting, windowClosesAt }: OfSitting): Promise<boolean> {
  if (kind === 'quiz' || mayAnywhere(person.roles, 'see-keys')) return true;
  const exam = deps.plans.get(year)?.exams.find((e) => e.id === sitting);
  const planned = exam ? releaseTimes(exam, await overridesInForce(deps.db, year, sitting)).keysAt : 0;
  if (deps.clock.now() < Math.max(planned, windowClosesAt) + GRACE_MS) return false;
  const running = await deps.db.selectFrom('attempt').select('id').where('plan_year', '=', year).where('sitting', '=', sitting).where('state', '=', 'open').limit(1).executeTakeFirst();
  return running === undefined;
}
