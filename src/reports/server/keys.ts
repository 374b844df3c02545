/** Whether keys of a sitting may be told to somebody who looks at its figures. */
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayAnywhere } from '../../accounts/reach.ts';
import type { Deps } from '../../db/portable.ts';
import { GRACE_MS } from '../../exams/grace.ts';
import { asksRevision } from '../../exams/server/remark/read.ts';
import { sittingsSat } from '../../exams/server/statistics.ts';
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

/** The same for one question: open when every exam that asked it is. */
export async function keyOpen(deps: Parameters<typeof keysOpen>[0], person: Pick<SignedIn, 'roles'>, revision: string): Promise<boolean> {
  if (mayAnywhere(person.roles, 'see-keys')) return true;
  const rows = await deps.db.selectFrom('attempt').select(['plan_year as year', 'sitting', 'kind']).distinct().where('paper', 'like', asksRevision(revision)).where('kind', '=', 'exam').execute();
  if (rows.length === 0) return true;
  const sat = await sittingsSat(deps.db);
  for (const { year, sitting, kind } of rows) {
    const windowClosesAt = sat.find((s) => s.year === year && s.sitting === sitting)?.windowClosesAt ?? 0;
    if (!(await keysOpen(deps, person, { kind, year, sitting, windowClosesAt }))) return false;
  }
  return true;
}
