/**
 * 待发箱: a notice is written in the transaction of the deed it tells of, and sent later
 * by `deliver.ts`. So nobody is told of something that was rolled back, and nothing that
 * happened is left untold because the mail server was down.
 */
import type { Transaction } from 'kysely';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';

export interface Notice {
  /** `account-opened`, `exam-passed`… */
  readonly kind: string;
  readonly personId: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  /** Not to be sent before, ms; at once when omitted. */
  readonly dueAt?: number;
}

/**
 * Queues the notice to the person's address of this moment. Somebody without an address
 * gets none; that is kept as an audit event `notice-skipped`, so that an organiser can
 * see who has to be told by other means.
 * @returns whether it was queued.
 */
export async function enqueue(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, notice: Notice): Promise<boolean> {
  const person = await trx.selectFrom('person').select('email').where('id', '=', notice.personId).executeTakeFirst();
  if (!person?.email) {
    await recordEvent(trx, deps, { actorId: null, deed: 'notice-skipped', subject: notice.personId, detail: { kind: notice.kind, why: 'no-email' } });
    return false;
  }
  const now = deps.clock.now();
  await trx
    .insertInto('outbox')
    .values({
      id: newId(now, deps.rng),
      kind: notice.kind,
      person_id: notice.personId,
      recipient: person.email,
      // A subject is one header line: a name with a line break in it must not add headers.
      subject: notice.subject.replace(/\s+/g, ' ').trim(),
      body: notice.body,
      created_at: instantOf(now),
      due_at: instantOf(Math.max(now, notice.dueAt ?? now)),
      tries: 0,
      sent_at: null,
      last_error: null,
    })
    .execute();
  return true;
}
