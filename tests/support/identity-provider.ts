/** A real identity provider on this machine, and a browser's way through it: redirects and cookies, without JavaScript. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

export const CLIENT = { clientId: 'pufa', clientSecret: 'a secret of the journey' } as const;

/** Starts one. `numbers` gives the staff number of each account, by the name typed at the provider's sign-in. */
export async function startProvider(redirectUri: string, numbers: ReadonlyMap<string, string | number | undefined>): Promise<IdentityProvider> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    cookies: { keys: ['journey'] },
    pkce: { required: () => true },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, preferred_username: numbers.get(accountId) }) }),
  });
  const answer = provider.callback();
  server.on('request', (req, res) => void answer(req, res));
  return { issuer, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
}

/** Goes to the provider as a browser would, signs in there as `login`, agrees. @returns the address it sends the browser back to. */
export async function throughProvider(to: string, login: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = new URL(to);
  let init: RequestInit = {};
  for (let i = 0; i < 12; i++) {
    if (at.origin !== issuer) return at;
    const answer = await fetch(at, { ...init, redirect: 'manual', headers: { ...init.headers, cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    init = {};
    const location = answer.headers.get('location');
    if (location) {
      at = new URL(location, at);
      continue;
    }
    const html = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    if (!action) throw new Error(`the provider shows no form: ${answer.status} ${html.slice(0, 300)}`);
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? '';
    at = new URL(action, at);
    init = { method: 'POST', body: new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) }), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  throw new Error(`the provider goes round in circles at ${at.href}`);
}
