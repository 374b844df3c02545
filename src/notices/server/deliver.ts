/** Sending what lies in the outbox. Several processes may run it: each notice is claimed before it is sent. */
import { sql } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import { instantOf, msOf } from '../../kernel/day.ts';
import { CLAIM_MS, MOST_TRIES, waitAfter } from '../backoff.ts';
import type { Mailer } from './mailer.ts';

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
}

/**
 * Sends what is due, `limit` at most, one after the other. A failure is kept with its reason
 * and tried again later; it never stops the others. A notice may arrive twice when a process
 * dies between sending and noting it (its Message-ID is the same), but never not at all.
 */
export async function deliverDue(deps: Pick<Deps, 'db' | 'clock'>, mailer: Mailer, limit = 50): Promise<Delivered> {
  let sent = 0;
  let failed = 0;
  const due = await deps.db
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('due_at', '<=', instantOf(deps.clock.now()))
    .where('tries', '<', MOST_TRIES)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  for (const notice of due) {
    const now = deps.clock.now();
    // The claim: whoever moves the due time from what was read has it.
    const claim = await deps.db
      .updateTable('outbox')
      .set({ due_at: instantOf(now + CLAIM_MS), tries: sql<number>`tries + 1` })
      .where('id', '=', notice.id)
      .where('due_at', '=', notice.due_at)
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    if (claim.numUpdatedRows !== 1n) continue;
    try {
      await mailer.send({ id: notice.id, to: notice.recipient, subject: notice.subject, text: notice.body, date: new Date(msOf(notice.created_at)) });
      await deps.db.updateTable('outbox').set({ sent_at: instantOf(deps.clock.now()), last_error: null }).where('id', '=', notice.id).execute();
      sent += 1;
    } catch (error) {
      const why = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      await deps.db.updateTable('outbox').set({ due_at: instantOf(deps.clock.now() + waitAfter(notice.tries + 1)), last_error: why }).where('id', '=', notice.id).execute();
      failed += 1;
    }
  }
  return { sent, failed };
}
