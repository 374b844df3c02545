/**
 * Sessions. The token lives in the cookie alone; the table holds its SHA-256. A session
 * ends an hour after the last request (the deployment may set another time), 12 hours after
 * signing in, or at once when its row is deleted.
 */
import { hash } from 'node:crypto';
import type { GroupDeed } from '../../db/group-commit.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf, msOf } from '../../kernel/day.ts';
import { IDLE_MINUTES, type AccessSettings } from '../access.ts';
import type { Role } from '../roles.ts';
import type { SignedIn } from './env.ts';

export const COOKIE = 'pufa_session';
/** When the deployment sets no other. */
export const IDLE_MS = IDLE_MINUTES.usual * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** `seen_at` is written at most this often: a read must not cost a write. */
const SEEN_EVERY_MS = 60_000;

/** What the deployment decides of sessions. */
export interface SessionDeps extends Pick<Deps, 'db' | 'clock'> {
  readonly access?: Pick<AccessSettings, 'idleMs'> | undefined;
}
export const idleMsOf = (deps: Pick<SessionDeps, 'access'>): number => deps.access?.idleMs ?? IDLE_MS;

/** How and where somebody signs in. */
export interface SignInAbout {
  readonly device?: string | undefined;
  readonly way?: 'password' | 'oidc';
}

/** Name under which a token is stored. */
export const sessionIdOf = (token: string): string => hash('sha256', token);

export interface Session {
  readonly person: SignedIn;
  readonly sessionId: string;
}

/** Opens a session; the token is known only to the caller from here on. Clears the person's ended ones away. */
export async function openSession(on: Queryable, deps: Pick<Deps, 'clock' | 'rng'> & Pick<SessionDeps, 'access'>, personId: string, about: SignInAbout = {}): Promise<{ token: string; expiresAt: number }> {
  const now = deps.clock.now();
  const token = Buffer.from(deps.rng.bytes(32)).toString('base64url');
  const expiresAt = now + ABSOLUTE_MS;
  await on
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where((e) => e.or([e('expires_at', '<=', instantOf(now)), e('seen_at', '<=', instantOf(now - idleMsOf(deps)))]))
    .execute();
  await on
    .insertInto('session')
    .values({ id: sessionIdOf(token), person_id: personId, created_at: instantOf(now), seen_at: instantOf(now), expires_at: instantOf(expiresAt), device: about.device ?? '', way: about.way ?? 'password' })
    .execute();
  return { token, expiresAt };
}

/** Whose token this is; undefined when it is unknown, ended, or its account was closed. */
export async function currentPerson(deps: SessionDeps & Partial<Pick<Deps, 'group'>>, token: string | undefined): Promise<Session | undefined> {
  if (!token || token.length > 100) return undefined;
  const sessionId = sessionIdOf(token);
  const rows = await (deps.group?.look?.((prepare) => lookUpPrepared(prepare, sessionId)) ?? lookUp(deps.db, sessionId));
  const [row] = rows;
  const now = deps.clock.now();
  if (!row || row.state !== 'active' || now >= msOf(row.expires_at) || now >= msOf(row.seen_at) + idleMsOf(deps)) return undefined;
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

type Prepare = Parameters<GroupDeed<unknown>['sqlite']>[0];

/**
 * Session, person and roles: every request asks, so SQLite is asked by its prepared forms, one
 * table each (`db/group-commit.ts` says why). Nothing is remembered: a session that was ended is ended at once.
 */
function lookUpPrepared(prepare: Prepare, sessionId: string): Row[] {
  const session = prepare('select person_id, seen_at, expires_at from session where id = ?').get(sessionId) as (Pick<Row, 'seen_at' | 'expires_at'> & { person_id: string }) | undefined;
  if (!session) return [];
  const person = prepare('select id, staff_no, name, unit_id, must_change, state from person where id = ?').get(session.person_id) as Omit<Row, 'seen_at' | 'expires_at' | 'role' | 'role_unit'>;
  const roles = prepare('select role, unit_id as role_unit from person_role where person_id = ?').all(session.person_id) as Pick<Row, 'role' | 'role_unit'>[];
  return (roles.length > 0 ? roles : [{ role: null, role_unit: null }]).map((role) => ({ ...person, ...session, ...role }));
}
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
  select seen_at, expires_at, (select state = 'active' and must_change = 0 from person where id = session.person_id) as may
  from session where id = ? and person_id = ?`;

/**
 * Whether the token is a session of this person that need not be looked after just now, to
 * be asked inside a deed on SQLite. No is no answer: then `currentPerson` must be asked.
 */
export function heldBy(token: string, personId: string, now: number): (prepare: Prepare) => boolean {
  const sessionId = token.length > 100 ? '' : sessionIdOf(token);
  const [expiresAfter, seenAfter] = [instantOf(now), instantOf(now - SEEN_EVERY_MS)];
  return (prepare) => {
    const row = prepare(HELD_BY).get(sessionId, personId) as { seen_at: string; expires_at: string; may: 0 | 1 } | undefined;
    return row?.may === 1 && row.expires_at > expiresAfter && row.seen_at > seenAfter;
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
