/** `/api/accounts/oidc`: to the identity provider and back. Both are addresses a browser goes to. */
import { createRoute, z } from '@hono/zod-openapi';
import { safeNext } from '../next.ts';
import { errorBody, json, newRoutes } from './api-kit.ts';
import { address, backTo, cookies, deviceOfRequest, STEP_PAGES, type AccountDeps } from './forms.ts';
import { beginSso, finishSso } from './oidc.ts';

const answers = { 303: { description: 'On to the provider, to the page asked for, or back to the sign-in page with the reason' }, 404: json(errorBody, 'No provider is configured') };
const text = z.string().max(4000).optional();

export function oidcRoutes(deps: AccountDeps) {
  const jar = cookies(deps);
  const redirectUri = `${deps.config.publicUrl ?? ''}/api/accounts/oidc/callback`;
  return newRoutes()
    .openapi(createRoute({ method: 'get', path: '/oidc/start', summary: 'Begins a sign-in by the identity provider', request: { query: z.object({ next: text }) }, responses: answers }), async (c) => {
      const next = safeNext(c.req.valid('query').next);
      if (!deps.access?.oidc) return c.json({ error: { code: 'not-found', say: '本站没有启用单点登录。' } }, 404);
      try {
        const { to, token } = await beginSso(deps, redirectUri, next);
        jar.step(c, token);
        return c.redirect(to, 303);
      } catch (error) {
        return c.redirect(backTo('/login/', error, { next }), 303);
      }
    })
    .openapi(createRoute({ method: 'get', path: '/oidc/callback', summary: 'Where the identity provider sends the browser back', request: { query: z.object({ code: text, state: text, iss: text, error: text }) }, responses: answers }), async (c) => {
      if (!deps.access?.oidc) return c.json({ error: { code: 'not-found', say: '本站没有启用单点登录。' } }, 404);
      try {
        const back = new URL(redirectUri);
        back.search = new URL(c.req.url).search;
        const { begun, next } = await finishSso(deps, jar.stepToken(c), back, deviceOfRequest(c));
        if ('step' in begun) {
          jar.step(c, begun.token);
          return c.redirect(STEP_PAGES[begun.step], 303);
        }
        await jar.open(c, begun);
        return c.redirect(begun.mustChange ? address('/learn/password/', { next }) : next, 303);
      } catch (error) {
        return c.redirect(backTo('/login/', error), 303);
      }
    });
}
