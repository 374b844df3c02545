/** `/api/accounts`: signing in and out, passwords. Plain HTML forms post to the same routes as JSON. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { Refusal } from '../../kernel/refusal.ts';
import { safeNext } from '../next.ts';
import { ROLES } from '../roles.ts';
import { errorBody, json, newRoutes } from './api-kit.ts';
import type { ApiEnv } from './env.ts';
import { address, backTo, cookies, deviceOfRequest, either, isForm, seeOther, STEP_PAGES, type AccountDeps } from './forms.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { COOKIE, signOut } from './sessions.ts';
import { beginSignIn, changePassword, signInWithCode } from './sign-in.ts';

export type { AccountDeps } from './forms.ts';

const text = (most: number) => z.string('请填写这一项').max(most, '太长').default('');
const signInBody = z.object({ staffNo: text(100), password: text(1000), next: text(500) });
const passwordBody = z.object({ old: text(1000), next: text(1000), again: z.string().max(1000).optional(), goto: text(500) });

const codeBody = z.object({ code: text(100) });

const me = z.object({
  staffNo: z.string(),
  name: z.string(),
  mustChange: z.boolean(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: z.string().nullable() })),
});

export function accountRoutes(deps: AccountDeps) {
  const jar = cookies(deps);

  /** Signs in and sets the cookie of the session, or of the step before it. */
  const open = async (c: Context<ApiEnv>, staffNo: string, password: string, next: string) => {
    const begun = await beginSignIn(deps, staffNo, password, { device: deviceOfRequest(c) }, next);
    if ('step' in begun) jar.step(c, begun.token);
    else await jar.open(c, begun);
    return begun;
  };

  return newRoutes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/sign-in',
        summary: 'Sign in',
        request: either(signInBody),
        responses: {
          200: json(z.object({ mustChange: z.boolean(), next: z.string(), step: z.enum(['code', 'enrol']).optional() }), 'Signed in, the cookie is set; or on to the page of the step that comes before'),
          303: seeOther,
          401: json(errorBody, 'Wrong number or password'),
          429: json(errorBody, 'Locked after too many failures'),
        },
      }),
      async (c) => {
        if (!isForm(c)) {
          const { staffNo, password, next } = c.req.valid('json');
          const begun = await open(c, staffNo, password, safeNext(next));
          return 'step' in begun ? c.json({ mustChange: false, next: STEP_PAGES[begun.step], step: begun.step }, 200) : c.json({ mustChange: begun.mustChange, next: safeNext(next) }, 200);
        }
        const { staffNo, password, next } = c.req.valid('form');
        try {
          const begun = await open(c, staffNo, password, safeNext(next));
          if ('step' in begun) return c.redirect(STEP_PAGES[begun.step], 303);
          return c.redirect(begun.mustChange ? address('/learn/password/', { next: safeNext(next) }) : safeNext(next), 303);
        } catch (error) {
          return c.redirect(backTo('/login/', error, { staffNo, next: safeNext(next) }), 303);
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/sign-in/code',
        summary: 'The second half of a sign-in: a code of the app, or a recovery code',
        request: either(codeBody),
        responses: { 200: json(z.object({ mustChange: z.boolean(), next: z.string() }), 'Signed in; the cookie is set'), 303: seeOther, 401: json(errorBody, 'Wrong, or too late'), 429: json(errorBody, 'Locked after too many failures') },
      }),
      async (c) => {
        const form = isForm(c);
        const { code } = form ? c.req.valid('form') : c.req.valid('json');
        try {
          const opened = await signInWithCode(deps, jar.stepToken(c), code);
          await jar.open(c, opened);
          if (!form) return c.json({ mustChange: opened.mustChange, next: opened.next }, 200);
          return c.redirect(opened.mustChange ? address('/learn/password/', { next: opened.next }) : opened.next, 303);
        } catch (error) {
          if (!form) throw error;
          const over = error instanceof Refusal && error.code === 'step-over';
          return c.redirect(backTo(over ? '/login/' : '/login/code/', error), 303);
        }
      },
    )
    .openapi(
      createRoute({ method: 'post', path: '/sign-out', summary: 'Sign out', responses: { 200: json(z.object({ ok: z.literal(true) }), 'Signed out'), 303: seeOther } }),
      async (c) => {
        const token = getCookie(c, COOKIE);
        if (token) await signOut(deps, token);
        jar.close(c);
        return isForm(c) ? c.redirect(address('/login/', { out: '1' }), 303) : c.json({ ok: true as const }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/password',
        summary: 'Change one’s own password',
        request: either(passwordBody),
        responses: { 200: json(z.object({ ok: z.literal(true) }), 'Changed; all other sessions ended'), 303: seeOther, 422: json(errorBody, 'Too weak') },
      }),
      async (c) => {
        const form = isForm(c);
        const { old, next, again, goto } = form ? c.req.valid('form') : c.req.valid('json');
        try {
          const person = c.get('person');
          if (!person) throw new Refusal('signed-out');
          if (again !== undefined && again !== next) throw new Refusal('bad-input', '两次输入的新密码不一样。', { again: '两次输入的新密码不一样。' });
          await changePassword(deps, { person, sessionId: c.get('sessionId') }, old, next);
        } catch (error) {
          if (!form || !(error instanceof Refusal)) throw error;
          const field = Object.keys(error.fields ?? {})[0] ?? '';
          return c.redirect(backTo('/learn/password/', error, { field, next: safeNext(goto) }), 303);
        }
        return form ? c.redirect(safeNext(goto), 303) : c.json({ ok: true as const }, 200);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/me', summary: 'Who is signed in', responses: { 200: json(me, 'The signed-in person'), 401: json(errorBody, 'Nobody') } }),
      (c) => {
        const person = c.get('person');
        if (!person) throw new Refusal('signed-out');
        return c.json({ staffNo: person.staffNo, name: person.name, mustChange: person.mustChange, roles: person.roles.map((r) => ({ ...r })) }, 200);
      },
    )
    .route('/', sessionRoutes(deps))
    .route('/', oidcRoutes(deps));
}

export type AccountRoutes = ReturnType<typeof accountRoutes>;
