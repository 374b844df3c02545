/**
 * Carries a re-marking out, person by person: each in a transaction of its own, so that it
 * can be interrupted anywhere and gone on with. What is done is noted in the same transaction.
 */
import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { recordEvent } from '../../../accounts/server/audit.ts';
import { asNumber, lockPerson, type Deps, type Queryable } from '../../../db/portable.ts';
import type { Tables } from '../../../db/schema.ts';
import { instantOf } from '../../../kernel/day.ts';
import { askedByRevision } from '../../../quiz/server/revisions.ts';
import type { Marked } from '../../marking.ts';
import type { Cure, Remedy } from '../../remark.ts';
import { asksRevision, latestResults, type Scope } from './read.ts';
import { appendResults, settlePerson, type Remark, type SittingFacts } from './settle.ts';

export type CarryDeps = Deps & SittingFacts;

const COLUMNS = ['attempt.id', 'attempt.person_id', 'attempt.kind', 'attempt.plan_year', 'attempt.sitting', 'attempt.paper'] as const;

async function remarkFrom(db: Queryable, row: { readonly id: string; readonly revision: string; readonly new_revision: string; readonly remedy: Remedy; readonly reason: string }): Promise<Remark> {
  const by = await askedByRevision(db, [row.revision, row.new_revision]);
  const [old, next] = [by(row.revision), by(row.new_revision)];
  if (!old || !next) throw new Error(`remark ${row.id}: a revision is missing`);
  const cure: Cure = row.remedy === 'new-key' ? { remedy: row.remedy, asked: next } : { remedy: row.remedy };
  return { id: row.id, revision: row.revision, remedy: row.remedy, reason: row.reason, old, cure };
}

/** Notes which attempts the re-marking reaches: finished ones, and open ones that will be handed in with the old key. Same transaction as the agreement. */
export async function reach(trx: Transaction<Tables>, remarkId: string, { revision, of }: Scope): Promise<void> {
  await trx
    .insertInto('remark_attempt')
    .columns(['remark_id', 'attempt_id', 'person_id'])
    .expression((e) => {
      const query = e.selectFrom('attempt').select([e.val(remarkId).as('remark_id'), 'id', 'person_id']).where('paper', 'like', asksRevision(revision));
      return of ? query.where('plan_year', '=', of.year).where('sitting', '=', of.sitting) : query;
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Attempts of the re-marking that are handed in and not done, of one person or of whoever comes first. */
const left = (db: Queryable, remarkId: string) =>
  db.selectFrom('remark_attempt').innerJoin('attempt', 'attempt.id', 'remark_attempt.attempt_id').where('remark_attempt.remark_id', '=', remarkId).where('remark_attempt.done_at', 'is', null).where('attempt.state', '=', 'handed');

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Still being sat: they follow when they are handed in. */
  readonly open: number;
}

export async function progressOf(db: Queryable, remarkId: string): Promise<Progress> {
  const rows = await db
    .selectFrom('remark_attempt')
    .innerJoin('attempt', 'attempt.id', 'remark_attempt.attempt_id')
    .select((e) => ['attempt.state', e.fn.countAll<string | number>().as('n'), e.fn.count<string | number>('remark_attempt.done_at').as('done')])
    .where('remark_attempt.remark_id', '=', remarkId)
    .groupBy('attempt.state')
    .execute();
  const of = (state: 'open' | 'handed') => rows.find((r) => r.state === state);
  return { done: asNumber(of('handed')?.done), total: asNumber(of('handed')?.n), open: asNumber(of('open')?.n) };
}

/**
 * Does what is left of the re-marking, `most` people at most.
 * @param onDone told after each person.
 * @returns whether everything that is handed in is done.
 */
export async function carryOut(deps: CarryDeps, remarkId: string, most = Number.POSITIVE_INFINITY, onDone: () => void = () => undefined): Promise<boolean> {
  const row = await deps.db.selectFrom('remark').select(['id', 'revision', 'new_revision', 'remedy', 'reason', 'state']).where('id', '=', remarkId).executeTakeFirst();
  if (!row || (row.state !== 'applying' && row.state !== 'applied')) return true;
  const remark = await remarkFrom(deps.db, row);
  for (let n = 0; n < most; n++) {
    const next = await left(deps.db, remarkId).select('remark_attempt.person_id').limit(1).executeTakeFirst();
    if (!next) return finished(deps, remarkId);
    await deps.db.transaction().execute(async (trx) => {
      await lockPerson(trx, next.person_id);
      const rows = await left(trx, remarkId).select(COLUMNS).where('remark_attempt.person_id', '=', next.person_id).orderBy('attempt.id').execute();
      await settlePerson(trx, deps, remark, next.person_id, rows);
    });
    onDone();
    await setImmediate();
  }
  return (await left(deps.db, remarkId).select('remark_attempt.person_id').limit(1).executeTakeFirst()) === undefined && finished(deps, remarkId);
}

/** Notes that everything is done, once. */
async function finished(deps: Deps, remarkId: string): Promise<true> {
  await deps.db.transaction().execute(async (trx) => {
    const now = instantOf(deps.clock.now());
    const closed = await trx.updateTable('remark').set({ state: 'applied', applied_at: now }).where('id', '=', remarkId).where('state', '=', 'applying').executeTakeFirst();
    if (closed.numUpdatedRows !== 1n) return;
    const sum = await trx.selectFrom('remark_attempt').select((e) => [e.fn.countAll<string | number>().as('reached'), e.fn.count<string | number>('version').as('changed')]).where('remark_id', '=', remarkId).executeTakeFirst();
    await recordEvent(trx, deps, { actorId: null, deed: 'remark-applied', subject: remarkId, detail: { reached: asNumber(sum?.reached), changed: asNumber(sum?.changed) } });
  });
  return true;
}

/** The job: goes on with what was interrupted, and with attempts that were open when a re-marking was agreed on. */
export async function resumeRemarks(deps: CarryDeps): Promise<number> {
  const rows = await deps.db
    .selectFrom('remark')
    .select('remark.id')
    .where((e) =>
      e.or([
        e('remark.state', '=', 'applying'),
        e.and([
          e('remark.state', '=', 'applied'),
          e.exists(e.selectFrom('remark_attempt').innerJoin('attempt', 'attempt.id', 'remark_attempt.attempt_id').select('attempt.id').whereRef('remark_attempt.remark_id', '=', 'remark.id').where('remark_attempt.done_at', 'is', null).where('attempt.state', '=', 'handed')),
        ]),
      ]),
    )
    .orderBy('remark.requested_at')
    .execute();
  for (const { id } of rows) await carryOut(deps, id);
  return rows.length;
}

/**
 * For the hand-in, in its transaction, after the first result is written: an attempt that was
 * open when a key was corrected is marked by the corrected key at once.
 * @returns the result that holds.
 */
export async function followRemarks(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, attemptId: string, marked: Marked): Promise<Marked> {
  const pending = await trx
    .selectFrom('remark_attempt')
    .innerJoin('remark', 'remark.id', 'remark_attempt.remark_id')
    .select(['remark.id', 'remark.revision', 'remark.new_revision', 'remark.remedy', 'remark.reason'])
    .where('remark_attempt.attempt_id', '=', attemptId)
    .where('remark_attempt.done_at', 'is', null)
    .orderBy('remark.requested_at')
    .execute();
  if (pending.length === 0) return marked;
  for (const row of pending) {
    const rows = await trx.selectFrom('attempt').select(COLUMNS).where('attempt.id', '=', attemptId).execute();
    await appendResults(trx, deps, await remarkFrom(trx, row), rows);
  }
  return (await latestResults(trx, [attemptId])).get(attemptId) ?? marked;
}
