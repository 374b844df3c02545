/** From the cookie to the session, for the API and for pages alike. */
import { parse } from 'hono/utils/cookie';
import { COOKIE, currentPerson, type Session, type SessionDeps } from '../accounts/server/sessions.ts';
import type { Deps } from '../db/portable.ts';

/** The session that the request brings, `undefined` for the public or when it has ended. */
export async function sessionOf(deps: SessionDeps & Pick<Deps, 'group'>, cookieHeader: string | null | undefined): Promise<Session | undefined> {
  const token = cookieHeader ? parse(cookieHeader, COOKIE)[COOKIE] : undefined;
  return token ? currentPerson(deps, token) : undefined;
}
