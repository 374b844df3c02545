/** `/api/accounts/sessions…`: one's own sessions, how long this one has left, and what an administrator does to somebody's sign-in. */
import { createRoute, z } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import { SECURING } from '../security.ts';
import { errorBody, json, newRoutes, allowed, signedIn } from './api-kit.ts';
import { either, isForm, seeOther, type AccountDeps } from './forms.ts';
import { endAllSessions, endOneSession, sessionsOf, timeLeft } from './session-list.ts';
import { secureAccount } from './secure-account.ts';
import { COOKIE } from './sessions.ts';

const ok = z.object({ ok: z.literal(true) });
const done = { 200: json(ok, 'Done'), 303: seeOther, 401: json(errorBody, 'Nobody') };

/** The one route that must not count as a sign of life; web/api.ts asks nobody's session for it. */
export const TIME_LEFT = '/sessions/left';

export function sessionRoutes(deps: AccountDeps) {
  return newRoutes()
    .openapi(
      createRoute({ method: 'get', path: TIME_LEFT, summary: 'Milliseconds until this session ends by itself; asking does not lengthen it', responses: { 200: json(z.object({ leftMs: z.int(), extends: z.boolean() }), 'What is left; 0 when it has ended') } }),
      async (c) => c.json(await timeLeft(deps, getCookie(c, COOKIE)), 200),
    )
    .openapi(createRoute({ method: 'post', path: '/sessions/alive', summary: 'Says that somebody is there', responses: { 200: json(ok, 'Seen'), 401: json(errorBody, 'Nobody') } }), (c) => {
      signedIn(c);
      return c.json({ ok: true as const }, 200);
    })
    .openapi(
      createRoute({
        method: 'get',
        path: '/sessions',
        summary: 'One’s own sessions',
        responses: { 200: json(z.object({ sessions: z.array(z.object({ id: z.string(), device: z.string(), way: z.enum(['password', 'oidc']), begunAt: z.int(), seenAt: z.int(), own: z.boolean() })) }), 'Sessions'), 401: json(errorBody, 'Nobody') },
      }),
      async (c) => c.json({ sessions: await sessionsOf(deps, signedIn(c).id, c.get('sessionId')) }, 200),
    )
    .openapi(createRoute({ method: 'post', path: '/sessions/end', summary: 'Ends one of one’s own sessions', request: either(z.object({ id: z.string().max(100) })), responses: done }), async (c) => {
      const form = isForm(c);
      await endOneSession(deps, signedIn(c).id, (form ? c.req.valid('form') : c.req.valid('json')).id);
      return form ? c.redirect('/learn/account/?done=ended', 303) : c.json({ ok: true as const }, 200);
    })
    .openapi(createRoute({ method: 'post', path: '/sessions/end-others', summary: 'Ends all of one’s own sessions but this one', responses: done }), async (c) => {
      const person = signedIn(c);
      await endAllSessions(deps, person.id, person.id, c.get('sessionId'));
      return isForm(c) ? c.redirect('/learn/account/?done=others', 303) : c.json({ ok: true as const }, 200);
    })
    .openapi(
      createRoute({
        method: 'post',
        path: '/people/{id}/secure',
        summary: 'An administrator ends somebody’s sessions, removes a lost second factor, or undoes a link to the identity provider',
        request: { params: z.object({ id: z.string().max(60) }), ...either(z.object({ what: z.enum(SECURING) })) },
        responses: { ...done, 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found') },
      }),
      async (c) => {
        const actor = allowed(c, 'secure-account');
        const form = isForm(c);
        const { what } = form ? c.req.valid('form') : c.req.valid('json');
        const { id } = c.req.valid('param');
        await secureAccount(deps, actor, id, what);
        return form ? c.redirect(`/admin/people/${encodeURIComponent(id)}/?secured=${what}#security`, 303) : c.json({ ok: true as const }, 200);
      },
    );
}
