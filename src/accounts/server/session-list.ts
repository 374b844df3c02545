/** A person's sessions: shown to them, ended one by one or all at once; and how long one has left. */
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf, msOf } from '../../kernel/day.ts';
import { recordEvent } from './audit.ts';
import { endSessions, idleMsOf, sessionIdOf, type SessionDeps } from './sessions.ts';

export interface SessionRow {
  readonly id: string;
  readonly device: string;
  readonly way: 'password' | 'oidc';
  /** ms since 1970. */
  readonly begunAt: number;
  /** To the minute: more often it is not noted. */
  readonly seenAt: number;
  /** The one that asks. */
  readonly own: boolean;
}

/** Sessions that still hold, the one that asks first, then the latest seen. */
export async function sessionsOf(deps: SessionDeps, personId: string, own: string | undefined): Promise<SessionRow[]> {
  const now = deps.clock.now();
  const rows = await alive(deps.db, personId, now, idleMsOf(deps)).selectAll().orderBy('seen_at', 'desc').execute();
  return rows
    .map((r) => ({ id: r.id, device: r.device, way: r.way, begunAt: msOf(r.created_at), seenAt: msOf(r.seen_at), own: r.id === own }))
    .sort((a, b) => Number(b.own) - Number(a.own));
}

const alive = (on: Queryable, personId: string, now: number, idleMs: number) =>
  on.selectFrom('session').where('person_id', '=', personId).where('expires_at', '>', instantOf(now)).where('seen_at', '>', instantOf(now - idleMs));

/** Ends one of the person's own sessions. One that has ended already, or is somebody else's, is no error and no event. */
export async function endOneSession(deps: Deps, personId: string, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const done = await trx.deleteFrom('session').where('id', '=', id).where('person_id', '=', personId).executeTakeFirst();
    if (done.numDeletedRows > 0n) await recordEvent(trx, deps, { actorId: personId, deed: 'end-session', subject: personId });
  });
}

/** Ends every session of the person but `keep`, by the person or by an administrator. */
export async function endAllSessions(deps: Deps, actorId: string, personId: string, keep?: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await endSessions(trx, personId, keep);
    await recordEvent(trx, deps, { actorId, deed: 'end-all-sessions', subject: personId });
  });
}

/** Milliseconds until the session ends if nothing more is asked, and whether asking would lengthen it. Looking does not. */
export async function timeLeft(deps: SessionDeps, token: string | undefined): Promise<{ leftMs: number; extends: boolean }> {
  const row = token ? await deps.db.selectFrom('session').select(['seen_at', 'expires_at']).where('id', '=', sessionIdOf(token)).executeTakeFirst() : undefined;
  if (!row) return { leftMs: 0, extends: false };
  const now = deps.clock.now();
  const [idle, whole] = [msOf(row.seen_at) + idleMsOf(deps) - now, msOf(row.expires_at) - now];
  const leftMs = Math.max(0, Math.min(idle, whole));
  return { leftMs, extends: leftMs > 0 && idle < whole };
}
