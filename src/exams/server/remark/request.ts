/** Asking for a re-marking, and agreeing to one: two people wherever somebody would lose. */
import type { Transaction } from 'kysely';
import { MAY, ROLES } from '../../../accounts/roles.ts';
import { recordEvent } from '../../../accounts/server/audit.ts';
import type { Tables } from '../../../db/schema.ts';
import { instantOf } from '../../../kernel/day.ts';
import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { enqueue } from '../../../notices/server/outbox.ts';
import { dryRunSays, needsApproval, type DryRun } from '../../remark.ts';
import type { ExamDeps } from '../store.ts';
import { reach } from './apply.ts';
import { keepPresent } from './choose.ts';
import { cureOf, dryRun, type RemarkDeps, type Spec } from './dry-run.ts';

export interface Request extends Spec {
  /** Told to those affected and shown in the review. */
  readonly reason: string;
}

const LEAST_REASON = 5;
const MOST_REASON = 300;

/** Counts of a dry run, as kept with the request. */
export const summaryOf = (run: DryRun) => ({ asked: run.asked, changed: run.changes.length, higher: run.higher, lower: run.lower, gained: run.gained.length, lost: run.lost.length, says: dryRunSays(run) });
export type Summary = ReturnType<typeof summaryOf>;

/**
 * Runs the trial once more and keeps the request: waiting for a second person when somebody
 * would lose, otherwise to be carried out.
 * @param actorId undefined: the operator at the command line.
 * Refuses `not-found`, `bad-input`, `remark-running`.
 */
export async function requestRemark(deps: RemarkDeps, actorId: string | undefined, request: Request): Promise<{ readonly id: string; readonly waits: boolean; readonly run: DryRun }> {
  const reason = request.reason.replace(/\s+/g, ' ').trim();
  if (reason.length < LEAST_REASON) throw new Refusal('bad-input', '请写明更正的原因，会告诉受影响的人。', { reason: `至少写 ${LEAST_REASON} 个字` });
  if (reason.length > MOST_REASON) throw new Refusal('bad-input', '原因太长。', { reason: `最多 ${MOST_REASON} 个字` });
  const { present, question } = await cureOf(deps, request);
  const run = await dryRun(deps, request);
  if (run.changes.length === 0) throw new Refusal('bad-input', dryRunSays(run), { remedy: '没有答卷会变' });
  const waits = needsApproval(run);
  const now = deps.clock.now();
  const id = newId(now, deps.rng);
  await deps.db.transaction().execute(async (trx) => {
    if (present) await keepPresent(trx, deps, present);
    const added = await trx
      .insertInto('remark')
      .values({
        id, question_id: question, revision: request.revision, new_revision: present?.revision ?? request.revision, remedy: request.remedy, plan_year: request.of?.year ?? null, sitting: request.of?.sitting ?? null, reason,
        summary: JSON.stringify(summaryOf(run)), state: waits ? 'waiting' : 'applying', requested_by: actorId ?? null, requested_at: instantOf(now), decided_by: null, decided_at: null, decision: null, applied_at: null,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) throw new Refusal('remark-running');
    const { says: _, ...counts } = summaryOf(run);
    await recordEvent(trx, deps, { actorId: actorId ?? null, deed: 'remark-requested', subject: id, detail: { question, revision: request.revision, remedy: request.remedy, waits, ...counts } });
    if (waits) await tellSecond(trx, deps, actorId, question);
    else await reach(trx, id, request);
  });
  return { id, waits, run };
}

/** Tells those who can agree. The question is named by its number alone: some of them may be candidates. */
async function tellSecond(trx: Transaction<Tables>, deps: ExamDeps, actorId: string | undefined, question: string): Promise<void> {
  const roles = ROLES.filter((role) => MAY[role].remark !== undefined).filter((role) => role !== 'learner');
  const rows = await trx.selectFrom('person_role').innerJoin('person', 'person.id', 'person_role.person_id').select('person.id').distinct().where('role', 'in', roles).where('person_role.unit_id', 'is', null).where('person.state', '=', 'active').execute();
  for (const { id } of rows.filter((r) => r.id !== actorId)) {
    await enqueue(trx, deps, { kind: 'remark-waits', personId: id, subject: '有一次重新判分等您同意', body: `您好：

试题 ${question} 要重新判分，有人会因此受损失，需要另一位审核人员或管理员同意。

请登录学法平台，在“管理 › 重新判分”里查看试算结果，再决定同意或不同意。` });
  }
}

/**
 * A second person agrees or declines. Refuses `not-found`, `remark-own` (who asked cannot
 * agree), `remark-settled` (somebody was faster).
 */
export async function decideRemark(deps: ExamDeps, actorId: string, id: string, agree: boolean, decision = ''): Promise<void> {
  const row = await deps.db.selectFrom('remark').select(['requested_by', 'revision', 'plan_year', 'sitting']).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found', '没有这次重新判分。');
  if (row.requested_by === actorId && agree) throw new Refusal('remark-own');
  const said = decision.replace(/\s+/g, ' ').trim().slice(0, MOST_REASON);
  const of = row.plan_year !== null && row.sitting !== null ? { year: row.plan_year, sitting: row.sitting } : undefined;
  await deps.db.transaction().execute(async (trx) => {
    const done = await trx
      .updateTable('remark')
      .set({ state: agree ? 'applying' : 'declined', decided_by: actorId, decided_at: instantOf(deps.clock.now()), decision: said || null })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (done.numUpdatedRows !== 1n) throw new Refusal('remark-settled');
    await recordEvent(trx, deps, { actorId, deed: agree ? 'remark-approved' : 'remark-declined', subject: id });
    if (agree) await reach(trx, id, { revision: row.revision, of });
  });
}
