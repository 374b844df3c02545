/**
 * Sessions. The token lives in the cookie alone; the table holds its SHA-256. A session
 * ends 2 hours after the last request, 12 hours after signing in, or at once when its row
 * is deleted.
 */
import { hash } from 'node:crypto';
import type { GroupDeed } from '../../db/group-commit.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf, msOf } from '../../kernel/day.ts';
import type { Role } from '../roles.ts';
import type { SignedIn } from './env.ts';

export const COOKIE = 'pufa_session';
export const IDLE_MS = 2 * 3_600_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** `seen_at` is written at most this often: a read must not cost a write. */
const SEEN_EVERY_MS = 60_000;

/** Name under which a token is stored. */
export const sessionIdOf = (token: string): string => hash('sha256', token);

export interface Session {
  readonly person: SignedIn;
  readonly sessionId: string;
}

/** Opens a session; the token is known only to the caller from here on. Clears the person's ended ones away. */
export async function openSession(on: Queryable, deps: Pick<Deps, 'clock' | 'rng'>, personId: string): Promise<{ token: string; expiresAt: number }> {
  const now = deps.clock.now();
  const token = Buffer.from(deps.rng.bytes(32)).toString('base64url');
  const expiresAt = now + ABSOLUTE_MS;
  await on
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where((e) => e.or([e('expires_at', '<=', instantOf(now)), e('seen_at', '<=', instantOf(now - IDLE_MS))]))
    .execute();
  await on
    .insertInto('session')
    .values({ id: sessionIdOf(token), person_id: personId, created_at: instantOf(now), seen_at: instantOf(now), expires_at: instantOf(expiresAt) })
    .execute();
  return { token, expiresAt };
}

/** Whose token this is; undefined when it is unknown, ended, or its account was closed. */
export async function currentPerson(deps: Pick<Deps, 'db' | 'clock'> & Partial<Pick<Deps, 'group'>>, token: string | undefined): Promise<Session | undefined> {
  if (!token || token.length > 100) return undefined;
  const sessionId = sessionIdOf(token);
  const rows = await (deps.group?.look?.((prepare) => prepare(LOOK_UP).all(sessionId) as Row[]) ?? lookUp(deps.db, sessionId));
  const [row] = rows;
  const now = deps.clock.now();
  if (!row || row.state !== 'active' || now >= msOf(row.expires_at) || now >= msOf(row.seen_at) + IDLE_MS) return undefined;
  if (now - msOf(row.seen_at) >= SEEN_EVERY_MS) {
    const seen = (db: Queryable) => db.updateTable('session').set({ seen_at: instantOf(now) }).where('id', '=', sessionId).execute();
    // With those of others in one commit: three thousand people look up in the same minute.
    await (deps.group?.transaction(seen) ?? seen(deps.db));
  }
  const roles = rows.flatMap((r): { role: Role; unitId: string | null }[] => (r.role ? [{ role: r.role, unitId: r.role_unit }] : []));
  return {
    sessionId,
    person: { id: row.id, staffNo: row.staff_no, name: row.name, unitId: row.unit_id, mustChange: row.must_change === 1, roles },
  };
}

/** Session, person and roles in one statement: every request asks, so SQLite is asked by its prepared form. Nothing is remembered: a session that was ended is ended at once. */
const LOOK_UP = `
  select person.id, person.staff_no, person.name, person.unit_id, person.must_change, person.state,
    session.seen_at, session.expires_at, person_role.role, person_role.unit_id as role_unit
  from session join person on person.id = session.person_id
  left join person_role on person_role.person_id = person.id
  where session.id = ?`;
type Row = Awaited<ReturnType<typeof lookUp>>[number];

/** The same for PostgreSQL. */
const lookUp = (db: Deps['db'], sessionId: string) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('person_role', 'person_role.person_id', 'person.id')
    .select(['person.id', 'person.staff_no', 'person.name', 'person.unit_id', 'person.must_change', 'person.state'])
    .select(['session.seen_at', 'session.expires_at', 'person_role.role', 'person_role.unit_id as role_unit'])
    .where('session.id', '=', sessionId)
    .execute();

const HELD_BY = `
  select session.seen_at, session.expires_at from session join person on person.id = session.person_id
  where session.id = ? and session.person_id = ? and person.state = 'active' and person.must_change = 0`;

/**
 * Whether the token is a session of this person that need not be looked after just now, to
 * be asked inside a deed on SQLite. No is no answer: then `currentPerson` must be asked.
 */
export function heldBy(token: string, personId: string, now: number): (prepare: Parameters<GroupDeed<unknown>['sqlite']>[0]) => boolean {
  const sessionId = token.length > 100 ? '' : sessionIdOf(token);
  const [expiresAfter, seenAfter] = [instantOf(now), instantOf(now - SEEN_EVERY_MS)];
  return (prepare) => {
    const row = prepare(HELD_BY).get(sessionId, personId) as { seen_at: string; expires_at: string } | undefined;
    return row !== undefined && row.expires_at > expiresAfter && row.seen_at > seenAfter;
  };
}

/** Ends the session of this token, wherever it is used. Unknown tokens are no error. */
export async function signOut(deps: Pick<Deps, 'db'>, token: string): Promise<void> {
  await deps.db.deleteFrom('session').where('id', '=', sessionIdOf(token)).execute();
}

/** Ends every session of the person, but for `keep`. */
export async function endSessions(on: Queryable, personId: string, keep?: string): Promise<void> {
  let query = on.deleteFrom('session').where('person_id', '=', personId);
  if (keep) query = query.where('id', '<>', keep);
  await query.execute();
}
