/** `/api/accounts`: signing in and out, passwords. Plain HTML forms post to the same routes as JSON. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { safeNext } from '../next.ts';
import { ROLES } from '../roles.ts';
import { errorBody, json, newRoutes } from './api-kit.ts';
import type { ApiEnv } from './env.ts';
import { COOKIE, signOut } from './sessions.ts';
import { changePassword, signIn } from './sign-in.ts';

export type AccountDeps = Deps & { readonly config: { readonly publicUrl: string | undefined } };

const text = (most: number) => z.string('请填写这一项').max(most, '太长').default('');
const signInBody = z.object({ staffNo: text(100), password: text(1000), next: text(500) });
const passwordBody = z.object({ old: text(1000), next: text(1000), again: z.string().max(1000).optional(), goto: text(500) });

/** The same schema as JSON and as a form. */
const either = <S extends z.ZodType>(schema: S) => ({ body: { content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } } });
const seeOther = { description: 'Answer to a plain form: go on to `Location`' };

const me = z.object({
  staffNo: z.string(),
  name: z.string(),
  mustChange: z.boolean(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: z.string().nullable() })),
});

const isForm = (c: Context<ApiEnv>): boolean => !/^application\/([a-z.-]+\+)?json/i.test(c.req.header('content-type') ?? '');

/** A page of ours with a query. Web puts the base path in front of every location. */
const address = (page: string, query: Record<string, string>): string => `${page}?${new URLSearchParams(query)}`;

/** Where a form goes back to when the rules said no: its own page, with the code of the message, never its text. */
function backTo(page: string, error: unknown, kept: Record<string, string>): string {
  if (!(error instanceof Refusal)) throw error;
  return address(page, { error: error.code, ...kept });
}

export function accountRoutes(deps: AccountDeps) {
  const secureFor = (c: Context<ApiEnv>) => (deps.config.publicUrl ?? c.req.url).startsWith('https:');
  const cookie = (c: Context<ApiEnv>) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: secureFor(c) }) as const;

  /** Signs in and sets the cookie. A session brought along ends: its token is never used on. */
  const open = async (c: Context<ApiEnv>, staffNo: string, password: string) => {
    const opened = await signIn(deps, staffNo, password);
    const brought = getCookie(c, COOKIE);
    if (brought) await signOut(deps, brought);
    // Seconds from now, not a date: a visitor's clock that is hours off would drop the cookie at once.
    setCookie(c, COOKIE, opened.token, { ...cookie(c), maxAge: Math.floor((opened.expiresAt - deps.clock.now()) / 1000) });
    return opened;
  };

  return newRoutes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/sign-in',
        summary: 'Sign in',
        request: either(signInBody),
        responses: {
          200: json(z.object({ mustChange: z.boolean(), next: z.string() }), 'Signed in; the cookie is set'),
          303: seeOther,
          401: json(errorBody, 'Wrong number or password'),
          429: json(errorBody, 'Locked after too many failures'),
        },
      }),
      async (c) => {
        if (!isForm(c)) {
          const { staffNo, password, next } = c.req.valid('json');
          const { mustChange } = await open(c, staffNo, password);
          return c.json({ mustChange, next: safeNext(next) }, 200);
        }
        const { staffNo, password, next } = c.req.valid('form');
        try {
          const { mustChange } = await open(c, staffNo, password);
          return c.redirect(mustChange ? address('/learn/password/', { next: safeNext(next) }) : safeNext(next), 303);
        } catch (error) {
          return c.redirect(backTo('/login/', error, { staffNo, next: safeNext(next) }), 303);
        }
      },
    )
    .openapi(
      createRoute({ method: 'post', path: '/sign-out', summary: 'Sign out', responses: { 200: json(z.object({ ok: z.literal(true) }), 'Signed out'), 303: seeOther } }),
      async (c) => {
        const token = getCookie(c, COOKIE);
        if (token) await signOut(deps, token);
        deleteCookie(c, COOKIE, cookie(c));
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
    );
}

export type AccountRoutes = ReturnType<typeof accountRoutes>;
