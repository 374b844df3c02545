/** What routes of accounts share: the same route for JSON and for a plain form, and the cookies. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { z } from 'zod';
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { deviceOf } from '../device.ts';
import type { ApiEnv } from './env.ts';
import type { OidcDeps } from './oidc.ts';
import { COOKIE, signOut } from './sessions.ts';
import type { SignInOutcome } from './sign-in.ts';
import { STEP_COOKIE, STEP_MS } from './steps.ts';

export type AccountDeps = Deps & OidcDeps & { readonly config: { readonly publicUrl: string | undefined; readonly base?: string } };

/** The same schema as JSON and as a form. */
export const either = <S extends z.ZodType>(schema: S) => ({ body: { content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } } });
export const seeOther = { description: 'Answer to a plain form: go on to `Location`' };
export const isForm = (c: Context<ApiEnv>): boolean => !/^application\/([a-z.-]+\+)?json/i.test(c.req.header('content-type') ?? '');

/** A page of ours with a query. Web puts the base path in front of every location. */
export const address = (page: string, query: Record<string, string>): string => `${page}?${new URLSearchParams(query)}`;

/** Where a form goes back to when the rules said no: its own page, with the code of the message, never its text. */
export function backTo(page: string, error: unknown, kept: Record<string, string> = {}): string {
  if (!(error instanceof Refusal)) throw error;
  return address(page, { error: error.code, ...kept });
}

/** What a cookie of ours is: for the whole site, out of reach of scripts and of other sites' forms. */
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const;

/** The device that asks, in plain words. */
export const deviceOfRequest = (c: Context<ApiEnv>): string => deviceOf(c.req.header('user-agent'));

/** Cookies of signing in. */
export function cookies(deps: Pick<AccountDeps, 'db' | 'clock' | 'config'>) {
  const options = (c: Context<ApiEnv>) => cookieOptions((deps.config.publicUrl ?? c.req.url).startsWith('https:'));
  return {
    /** The session's token. A session brought along ends: its token is never used on. */
    async open(c: Context<ApiEnv>, { token, expiresAt }: Pick<SignInOutcome, 'token' | 'expiresAt'>): Promise<void> {
      const brought = getCookie(c, COOKIE);
      if (brought) await signOut(deps, brought);
      if (getCookie(c, STEP_COOKIE)) deleteCookie(c, STEP_COOKIE, options(c));
      // Seconds from now, not a date: a visitor's clock that is hours off would drop the cookie at once.
      setCookie(c, COOKIE, token, { ...options(c), maxAge: Math.floor((expiresAt - deps.clock.now()) / 1000) });
    },
    step: (c: Context<ApiEnv>, token: string): void => setCookie(c, STEP_COOKIE, token, { ...options(c), maxAge: STEP_MS / 1000 }),
    stepToken: (c: Context<ApiEnv>): string | undefined => getCookie(c, STEP_COOKIE),
    close: (c: Context<ApiEnv>): void => void deleteCookie(c, COOKIE, options(c)),
  };
}

/** Page of the step that comes before the session. */
export const STEP_PAGES = { code: '/login/code/', enrol: '/login/second-factor/' } as const;
