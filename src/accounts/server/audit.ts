/**
 * 审计: who did, and who saw, what; written in the same transaction as the deed, a look before
 * it is shown. Rows are only ever added: triggers of the database refuse the rest.
 */
import { newId } from '../../kernel/id.ts';
import { instantOf } from '../../kernel/day.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { AuditDeed } from '../audit-deeds.ts';

export interface AuditEvent {
  /** Who did it; null for the system itself. */
  readonly actorId: string | null;
  /** Short English verb phrase, stable: `sign-in`, `import-people`, `reset-password`. New ones get their sentence in audit-deeds.ts. */
  readonly deed: AuditDeed;
  /** Id of the person or thing it was done to. */
  readonly subject: string | null;
  /** Facts worth keeping: ids, counts, codes. Never names, answers or passwords. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Several events of one deed on many, in few statements. */
export async function recordEvents(on: Queryable, deps: Pick<Deps, 'clock' | 'rng'>, events: readonly AuditEvent[]): Promise<void> {
  const now = deps.clock.now();
  const rows = events.map((e) => ({ id: newId(now, deps.rng), at: instantOf(now), actor_id: e.actorId, deed: e.deed, subject: e.subject, detail: JSON.stringify(e.detail ?? {}) }));
  for (let i = 0; i < rows.length; i += 500) await on.insertInto('audit_event').values(rows.slice(i, i + 500)).execute();
}

/** Writes the event at the clock's time. Hand it the deed's transaction, so that neither stands without the other. */
export async function recordEvent(on: Queryable, deps: Pick<Deps, 'clock' | 'rng'>, event: AuditEvent): Promise<void> {
  const now = deps.clock.now();
  await on
    .insertInto('audit_event')
    .values({
      id: newId(now, deps.rng),
      at: instantOf(now),
      actor_id: event.actorId,
      deed: event.deed,
      subject: event.subject,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute();
}

/** A look at what is not one's own: call it where the data is read, before anything is shown. One's own record is no look. */
export async function recordLook(deps: Pick<Deps, 'db' | 'clock' | 'rng'>, actor: { readonly id: string }, deed: AuditDeed, subject: string | null, detail?: AuditEvent['detail']): Promise<void> {
  if (subject !== actor.id) await recordEvent(deps.db, deps, { actorId: actor.id, deed, subject, ...(detail ? { detail } : {}) });
}
