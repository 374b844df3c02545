/** Reminding those who are behind: shown before it is sent, nobody twice within a week, every letter on record. */
import type { Transaction } from 'kysely';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { holding } from '../../credits/ledger.ts';
import { lockPerson, type Deps, type Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { enqueue } from '../../notices/server/outbox.ts';
import { cheapestWay, sourcesLeft } from '../../plans/way.ts';
import type { ReportRow } from '../overview.ts';
import { letterTo, MOST_REMINDED, REMIND_AGAIN_DAYS, type Letter } from '../reminder.ts';
import { rowsOf, type Scope } from './people.ts';

export const REMINDER = 'reminder';
type RemindDeps = Deps & { readonly config: { readonly publicUrl: string | undefined } };

export interface Reminding {
  /** To be told, each with the letter. */
  readonly letters: readonly { readonly row: ReportRow; readonly letter: Letter }[];
  /** Were told within the last days. */
  readonly told: readonly ReportRow[];
  /** Have no address: to be told by other means. */
  readonly silent: readonly ReportRow[];
  /** Behind as well, and not looked at this time: too many at once. */
  readonly more: number;
}

async function toldSince(on: Queryable, ids: readonly string[], since: number): Promise<Set<string>> {
  const rows = await on.selectFrom('outbox').select('person_id').where('kind', '=', REMINDER).where('created_at', '>', instantOf(since)).where('person_id', 'in', ids).execute();
  return new Set(rows.map((r) => r.person_id ?? ''));
}
const sinceOf = (now: number): number => now - REMIND_AGAIN_DAYS * 86_400_000;

/** What would be sent to these people; those who are not behind (any more) are left out. */
export async function remindingOf(deps: RemindDeps, scope: Scope, ids: readonly string[]): Promise<Reminding> {
  const some = ids.slice(0, MOST_REMINDED);
  const rows = (await rowsOf(deps.db, scope, some)).filter((r) => r.standing.owes && !r.standing.met);
  if (rows.length === 0) return { letters: [], told: [], silent: [], more: ids.length - some.length };
  const all = rows.map((r) => r.id);
  const told = await toldSince(deps.db, all, sinceOf(deps.clock.now()));
  const silent = new Set((await deps.db.selectFrom('person').select('id').where('id', 'in', all).where('email', 'is', null).execute()).map((p) => p.id));
  const entries = Map.groupBy(await deps.db.selectFrom('credit_entry').select(['id', 'person_id', 'rule', 'source']).where('person_id', 'in', all).where('plan_year', '=', scope.plan.year).execute(), (e) => e.person_id);
  const { publicUrl } = deps.config;
  const letters = rows.flatMap((row) => {
    if (told.has(row.id) || silent.has(row.id)) return [];
    const earned = new Set(holding(entries.get(row.id) ?? []).filter((e) => e.rule === 'study' || e.rule === 'quiz').map((e) => e.source.slice(e.source.indexOf(':') + 1)));
    const way = cheapestWay(row.standing, sourcesLeft(scope.plan, earned), scope.plan.dailyCap);
    return [{ row, letter: letterTo(row.name, scope.plan, row.standing, way, scope.today, publicUrl && `${publicUrl}/learn/`) }];
  });
  return { letters, told: rows.filter((r) => told.has(r.id)), silent: rows.filter((r) => !told.has(r.id) && silent.has(r.id)), more: ids.length - some.length };
}

/** Queues the letters, one transaction a person; whoever was told meanwhile is left alone. @returns how many. */
export async function remind(deps: RemindDeps, actor: SignedIn, scope: Scope, ids: readonly string[]): Promise<number> {
  let sent = 0;
  for (const { row, letter } of (await remindingOf(deps, scope, ids)).letters) {
    const done = await deps.group.transaction(async (trx: Transaction<Tables>) => {
      await lockPerson(trx, row.id);
      if ((await toldSince(trx, [row.id], sinceOf(deps.clock.now()))).size > 0) return false;
      if (!(await enqueue(trx, deps, { kind: REMINDER, personId: row.id, ...letter }))) return false;
      await recordEvent(trx, deps, { actorId: actor.id, deed: 'remind', subject: row.id, detail: { year: scope.plan.year } });
      return true;
    });
    if (done) sent += 1;
  }
  return sent;
}
