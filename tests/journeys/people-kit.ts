/** Units, people and a small API around the routes under test, for journeys about accounts. */
import type { Hono } from 'hono';
import { OpenAPIHono } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import type { ApiEnv, SignedIn } from '#accounts/server/env.ts';
import { hashOneTime } from '#accounts/server/hashing.ts';
import { accountRoutes } from '#accounts/server/routes.ts';
import { TIME_LEFT } from '#accounts/server/session-routes.ts';
import type { OidcDeps } from '#accounts/server/oidc.ts';
import { COOKIE, currentPerson, type SessionDeps } from '#accounts/server/sessions.ts';
import type { Deps } from '#db/portable.ts';
import { instantOf } from '#kernel/day.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';

export const PASSWORD = 'shared-test-passphrase';

export async function addUnit(deps: Deps, id: string, parent: string | null, name: string): Promise<void> {
  await deps.db.insertInto('unit').values({ id, parent_id: parent, name, created_at: instantOf(deps.clock.now()) }).execute();
}

export interface NewPerson {
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly email?: string;
  readonly audiences?: readonly string[];
  readonly roles?: readonly { role: 'organiser' | 'editor' | 'reviewer' | 'admin' | 'auditor'; unitId: string | null }[];
}

/** An active person with {@link PASSWORD}. */
export async function addPerson(deps: Deps, p: NewPerson): Promise<SignedIn> {
  const now = deps.clock.now();
  const id = newId(now, deps.rng);
  await deps.db
    .insertInto('person')
    .values({
      id, staff_no: p.staffNo, name: p.name, unit_id: p.unitId, email: p.email ?? null, state: 'active',
      password_hash: await hashOneTime(PASSWORD, deps.rng), must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: instantOf(now),
    })
    .execute();
  for (const audience of p.audiences ?? []) {
    await deps.db.insertInto('person_audience').values({ id: newId(now, deps.rng), person_id: id, audience, from_day: '2026-01-01', to_day: null }).execute();
  }
  for (const { role, unitId } of p.roles ?? []) {
    await deps.db.insertInto('person_role').values({ id: newId(now, deps.rng), person_id: id, role, unit_id: unitId }).execute();
  }
  return { id, staffNo: p.staffNo, name: p.name, unitId: p.unitId, mustChange: false, roles: p.roles ?? [] };
}

/** A sub-app behind the session of its cookie, refusals answered as JSON. */
export function behindSession(deps: SessionDeps, routes: Hono<ApiEnv>): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.use(async (c, next) => {
    if (c.req.path.endsWith(TIME_LEFT)) return next();
    const session = await currentPerson(deps, getCookie(c, COOKIE));
    c.set('person', session?.person);
    c.set('sessionId', session?.sessionId);
    await next();
  });
  api.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    return c.json({ error: { code: error.code, say: error.say, fields: error.fields } }, error.status as 400);
  });
  api.route('/', routes);
  return api;
}

export const apiOf = (deps: OidcDeps, publicUrl?: string) => behindSession(deps, accountRoutes({ ...deps, config: { publicUrl } }));
