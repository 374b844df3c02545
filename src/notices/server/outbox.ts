/**
 * 待发箱: a notice is written in the transaction of the deed it tells of, and sent later
 * by `deliver.ts`. So nobody is told of something that was rolled back, and nothing that
 * happened is left untold because the mail server was down.
 */
import type { Transaction } from 'kysely';
import { recordEvent, recordEvents, type AuditEvent } from '../../accounts/server/audit.ts';
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

/** One row of the outbox. */
const rowOf = (deps: Pick<Deps, 'clock' | 'rng'>, recipient: string, notice: Notice) => {
  const now = deps.clock.now();
  return {
    id: newId(now, deps.rng),
    kind: notice.kind,
    person_id: notice.personId,
    recipient,
    // A subject is one header line: a name with a line break in it must not add headers.
    subject: notice.subject.replace(/\s+/g, ' ').trim(),
    body: notice.body,
    created_at: instantOf(now),
    due_at: instantOf(Math.max(now, notice.dueAt ?? now)),
    tries: 0,
    sent_at: null,
    last_error: null,
  };
};

const skipped = (notice: Notice): AuditEvent => ({ actorId: null, deed: 'notice-skipped', subject: notice.personId, detail: { kind: notice.kind, why: 'no-email' } });

/**
 * Queues the notice to the person's address of this moment. Somebody without an address
 * gets none; that is kept as an audit event `notice-skipped`, so that an organiser can
 * see who has to be told by other means.
 * @returns whether it was queued.
 */
export async function enqueue(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, notice: Notice): Promise<boolean> {
  const person = await trx.selectFrom('person').select('email').where('id', '=', notice.personId).executeTakeFirst();
  if (!person?.email) {
    await recordEvent(trx, deps, skipped(notice));
    return false;
  }
  await trx.insertInto('outbox').values(rowOf(deps, person.email, notice)).execute();
  return true;
}

/** As {@link enqueue}, for many whose addresses the caller has just written. */
export async function enqueueAll(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, notices: readonly (Notice & { readonly email: string | null })[]): Promise<void> {
  const rows = notices.flatMap(({ email, ...notice }) => (email ? [rowOf(deps, email, notice)] : []));
  for (let i = 0; i < rows.length; i += 500) await trx.insertInto('outbox').values(rows.slice(i, i + 500)).execute();
  await recordEvents(trx, deps, notices.filter((n) => !n.email).map(skipped));
}
