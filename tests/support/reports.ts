/** Reports as a page asks for them, counted in this thread over the test's own connection. */
import type { SignedIn } from '#accounts/server/env.ts';
import type { Deed } from '#accounts/roles.ts';
import type { Deps } from '#db/portable.ts';
import type { Filter } from '#reports/filter.ts';
import type { ReportRow } from '#reports/overview.ts';
import { officeHere } from '#reports/server/office.ts';
import { rowsOf, scopeFor, type ReportDeps, type Scope } from '#reports/server/people.ts';
import type { Tally } from '#reports/tally.ts';

type TestReportDeps = Deps & ReportDeps;

/** The list. */
export async function listFor(deps: TestReportDeps, actor: SignedIn, filter: Filter = {}, deed: Deed = 'see-standing'): Promise<readonly ReportRow[]> {
  const scope = await scopeFor(deps, actor, deed, filter);
  return rowsOf(deps.db, scope, await officeHere(deps.db, deps.rng).whole({ kind: 'list', whom: scope.whom, tree: scope.units }, actor.id));
}

/** The counts, with what they were counted over. */
export async function tallyFor(deps: TestReportDeps, actor: SignedIn, filter: Filter = {}): Promise<Scope & { readonly tally: Tally }> {
  const scope = await scopeFor(deps, actor, 'see-standing', filter);
  return { ...scope, tally: await officeHere(deps.db, deps.rng).whole({ kind: 'tally', whom: scope.whom }, actor.id) };
}
