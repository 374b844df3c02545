/** Single sign-on against a real provider, by real redirects: who gets in, who does not, and what a stolen address is worth. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { secureAccount } from '#accounts/server/secure-account.ts';
import { keyFrom } from '#accounts/server/seal.ts';
import type { OidcDeps } from '#accounts/server/oidc.ts';
import { COOKIE, currentPerson } from '#accounts/server/sessions.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { CLIENT, startProvider, throughProvider, type IdentityProvider } from '../support/identity-provider.ts';
import { PASSWORD, addPerson, addUnit, apiOf } from './people-kit.ts';

const HERE = 'http://127.0.0.1:9';
let deps: TestDeps & OidcDeps;
let provider: IdentityProvider;
let zhou: SignedIn;
let logged: unknown[];
const numbers = new Map<string, string | number | undefined>();

beforeEach(async () => {
  numbers.clear();
  logged = [];
  provider = await startProvider(`${HERE}/api/accounts/oidc/callback`, numbers);
  const oidc = { issuer: provider.issuer, ...CLIENT, scope: 'openid profile', claim: 'preferred_username', name: '统一身份认证' };
  deps = { ...(await freshDeps(new Date().toISOString())), key: keyFrom('journey'), access: { idleMs: 3_600_000, factorFor: [], oidc }, log: (event, facts) => void logged.push({ event, ...facts }) };
  await addUnit(deps, 'u', null, '局');
  zhou = await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
  numbers.set('zhou', ' ００１２ ');
});
afterEach(async () => {
  await provider.close();
  await deps.close();
});

interface Ended {
  readonly location: string | null;
  readonly token: string | undefined;
}
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const start = async (next = '/learn/exams/2026/annual/'): Promise<{ to: string; cookie: string }> => {
  const answer = await apiOf(deps, HERE).request(`/oidc/start?next=${encodeURIComponent(next)}`);
  return { to: answer.headers.get('location') ?? '', cookie: cookieOf(answer) };
};
const comeBack = async (back: URL, cookie: string): Promise<Ended> => {
  const answer = await apiOf(deps, HERE).request(back.pathname.replace('/api/accounts', '') + back.search, { headers: { cookie } });
  const token = answer.headers.getSetCookie().map((c) => new RegExp(`^${COOKIE}=([\\w-]{43})`).exec(c)?.[1]).find(Boolean);
  return { location: answer.headers.get('location'), token };
};
async function signInAs(login: string): Promise<Ended> {
  const { to, cookie } = await start();
  return comeBack(await throughProvider(to, login, provider.issuer), cookie);
}
const links = () => deps.db.selectFrom('identity_link').select(['subject', 'person_id']).execute();

describe('single sign-on', () => {
  it('asks with PKCE, state and nonce, and opens the same kind of session, where one wanted to go', async () => {
    const { to } = await start();
    const asked = new URL(to).searchParams;
    expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual(['code', 'S256', `${HERE}/api/accounts/oidc/callback`]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20);
    const { location, token } = await signInAs('zhou');
    expect(location).toBe('/learn/exams/2026/annual/');
    expect((await currentPerson(deps, token))?.person.staffNo).toBe('0012');
    expect(await deps.db.selectFrom('session').select('way').execute()).toEqual([{ way: 'oidc' }]);
    expect(await links()).toEqual([{ subject: 'zhou', person_id: zhou.id }]);
    await signInAs('zhou');
    expect((await deps.db.selectFrom('audit_event').select('deed').orderBy('deed').execute()).map((e) => e.deed)).toEqual(['link-identity', 'sign-in', 'sign-in']);
  });

  it('makes no account: a number nobody has here, or none at all, is told so', async () => {
    numbers.set('stranger', '9999');
    for (const login of ['stranger', 'numberless']) expect(await signInAs(login)).toEqual({ location: '/login/?error=sso-unknown', token: undefined });
    expect(await deps.db.selectFrom('person').select('id').execute()).toHaveLength(1);
    expect(await links()).toEqual([]);
  });

  it('a number given to somebody else opens no account that is linked already, until an administrator undoes the link', async () => {
    const admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
    await signInAs('zhou');
    numbers.set('successor', '0012');
    expect(await signInAs('successor')).toEqual({ location: '/login/?error=sso-taken', token: undefined });
    // Whose number the provider changes stays who they are.
    numbers.set('zhou', '7777');
    expect((await currentPerson(deps, (await signInAs('zhou')).token))?.person.id).toBe(zhou.id);
    await secureAccount(deps, admin, zhou.id, 'identity');
    expect((await currentPerson(deps, (await signInAs('successor')).token))?.person.id).toBe(zhou.id);
  });

  it('a closed account stays closed', async () => {
    await deps.db.updateTable('person').set({ state: 'closed' }).where('id', '=', zhou.id).execute();
    expect(await signInAs('zhou')).toEqual({ location: '/login/?error=account-closed', token: undefined });
  });

  it('does away with an initial password that others have seen', async () => {
    await deps.db.updateTable('person').set({ must_change: 1 }).where('id', '=', zhou.id).execute();
    expect((await signInAs('zhou')).location).toBe('/learn/exams/2026/annual/');
    await expect(signIn(deps, '0012', PASSWORD)).rejects.toThrow('sign-in-failed');
  });
});

describe('an address on its way back', () => {
  it('is worth nothing in another browser, a second time, or with another state', async () => {
    const { to, cookie } = await start();
    const back = await throughProvider(to, 'zhou', provider.issuer);
    expect(await comeBack(back, '')).toEqual({ location: '/login/?error=step-over', token: undefined });
    const other = await start();
    expect(await comeBack(back, other.cookie)).toEqual({ location: '/login/?error=sso-failed', token: undefined });
    expect((await comeBack(back, cookie)).token).toBeDefined();
    expect(await comeBack(back, cookie)).toEqual({ location: '/login/?error=step-over', token: undefined });
    expect(JSON.stringify(logged)).not.toContain(back.searchParams.get('code'));
  });

  it('with a refusal of the provider goes back to the sign-in page with a sentence', async () => {
    const { to, cookie } = await start();
    const back = new URL(`${HERE}/api/accounts/oidc/callback?${new URLSearchParams({ error: 'access_denied', state: new URL(to).searchParams.get('state') ?? '', iss: provider.issuer })}`);
    expect(await comeBack(back, cookie)).toEqual({ location: '/login/?error=sso-failed', token: undefined });
    expect(logged).toMatchObject([{ event: 'single-sign-on', provider: 'access_denied' }]);
  });
});

it('a provider that cannot be reached is told so, and asked again the next time; without one there is nothing', async () => {
  const { issuer } = provider;
  await provider.close();
  expect(new URL((await start()).to, HERE).search).toBe('?error=sso-away&next=%2Flearn%2Fexams%2F2026%2Fannual%2F');
  expect(issuer).toContain('127.0.0.1');
  provider = await startProvider(`${HERE}/api/accounts/oidc/callback`, numbers);
  expect((await apiOf({ ...deps, access: { idleMs: 3_600_000, factorFor: [], oidc: undefined } }, HERE).request('/oidc/start')).status).toBe(404);
});
