/** 审计: who did what, written in the same transaction as the deed. Rows are only ever added. */
import { newId } from '../../kernel/id.ts';
import { instantOf } from '../../kernel/day.ts';
import type { Deps, Queryable } from '../../db/portable.ts';

export interface AuditEvent {
  /** Who did it; null for the system itself. */
  readonly actorId: string | null;
  /** Short English verb phrase, stable: `sign-in`, `import-people`, `reset-password`. */
  readonly deed: string;
  /** Id of the person or thing it was done to. */
  readonly subject: string | null;
  /** Facts worth keeping: ids, counts, codes. Never names, answers or passwords. */
  readonly detail?: Readonly<Record<string, unknown>>;
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
