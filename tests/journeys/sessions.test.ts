/** One's sessions on several devices: seen, ended one by one and all at once, by oneself and by an administrator; and how long one is left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { COOKIE, currentPerson } from '#accounts/server/sessions.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, apiOf } from './people-kit.ts';

const MINUTE = 60_000;
const PHONE = 'Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';
const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';

let deps: TestDeps;
let zhou: SignedIn;
beforeEach(async () => {
  deps = await freshDeps();
  await addUnit(deps, 'u', null, '局');
  zhou = await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
});
afterEach(() => deps.close());

const JSON_TYPE = { 'content-type': 'application/json' };
async function signInWith(agent: string, staffNo = '0012'): Promise<string> {
  const answer = await apiOf(deps).request('/sign-in', { method: 'POST', body: JSON.stringify({ staffNo, password: PASSWORD }), headers: { ...JSON_TYPE, 'user-agent': agent } });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
const post = (path: string, cookie: string, body: unknown = {}) => apiOf(deps).request(path, { method: 'POST', body: JSON.stringify(body), headers: { ...JSON_TYPE, cookie } });
interface Listed {
  readonly id: string;
  readonly device: string;
  readonly begunAt: number;
  readonly seenAt: number;
  readonly own: boolean;
}
const listOf = async (cookie: string): Promise<Listed[]> => ((await (await apiOf(deps).request('/sessions', { headers: { cookie } })).json()) as { sessions: Listed[] }).sessions;
const holds = async (cookie: string): Promise<boolean> => (await currentPerson(deps, cookie.slice(COOKIE.length + 1))) !== undefined;

describe('my sessions', () => {
  it('are told apart in plain words, this one first, with when they began and were last seen; nothing the browser sent is kept as it is', async () => {
    const start = deps.clock.now();
    const phone = await signInWith(PHONE);
    deps.clock.advance(5 * MINUTE);
    const desktop = await signInWith(DESKTOP);
    await signInWith('<b>my own program</b> 1.0');
    expect((await listOf(desktop)).map(({ device, begunAt, seenAt, own }) => [device, begunAt - start, seenAt - start, own])).toEqual([
      ['电脑（Windows） · Edge 浏览器', 5 * MINUTE, 5 * MINUTE, true],
      ['', 5 * MINUTE, 5 * MINUTE, false],
      ['手机（安卓） · Chrome 浏览器', 0, 0, false],
    ]);
    deps.clock.advance(2 * MINUTE);
    expect((await listOf(phone))[0]).toMatchObject({ own: true, seenAt: start + 7 * MINUTE });
    expect(JSON.stringify(await deps.db.selectFrom('session').selectAll().execute())).not.toMatch(/program|Mozilla/);
  });

  it('end one by one: the device is out at once, the others stay, and it is kept who did it', async () => {
    const phone = await signInWith(PHONE);
    const desktop = await signInWith(DESKTOP);
    const other = (await listOf(desktop)).find((s) => !s.own);
    expect((await post('/sessions/end', desktop, { id: other?.id })).status).toBe(200);
    expect([await holds(phone), await holds(desktop)]).toEqual([false, true]);
    expect(await deps.db.selectFrom('audit_event').select(['actor_id', 'subject']).where('deed', '=', 'end-session').execute()).toEqual([{ actor_id: zhou.id, subject: zhou.id }]);
    expect((await post('/sessions/end', phone, { id: other?.id })).status).toBe(401);
  });

  it('end all at once but the one that asks', async () => {
    const cookies = [await signInWith(PHONE), await signInWith(DESKTOP), await signInWith(DESKTOP)];
    await post('/sessions/end-others', cookies[1] ?? '');
    expect(await Promise.all(cookies.map(holds))).toEqual([false, true, false]);
  });

  it('cannot be ended by somebody else who knows their name', async () => {
    await addPerson(deps, { staffNo: '0013', name: '小李', unitId: 'u' });
    const mine = await signInWith(PHONE);
    const theirs = await signInWith(DESKTOP, '0013');
    expect((await post('/sessions/end', theirs, { id: (await listOf(mine))[0]?.id })).status).toBe(200);
    expect(await holds(mine)).toBe(true);
    expect(await deps.db.selectFrom('audit_event').select('id').where('deed', '=', 'end-session').execute()).toEqual([]);
  });
});

describe('an administrator', () => {
  it('ends all of a person’s; nobody else does', async () => {
    await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
    await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'u', roles: [{ role: 'organiser', unitId: 'u' }] });
    await addPerson(deps, { staffNo: 'aud', name: '审计', unitId: 'u', roles: [{ role: 'auditor', unitId: null }] });
    const mine = await signInWith(PHONE);
    for (const staffNo of ['org', 'aud', '0012']) expect((await post(`/people/${zhou.id}/secure`, await signInWith(DESKTOP, staffNo), { what: 'sessions' })).status).toBe(403);
    expect(await holds(mine)).toBe(true);
    const admin = await signInWith(DESKTOP, 'adm');
    expect((await post('/people/nobody/secure', admin, { what: 'sessions' })).status).toBe(404);
    expect((await post(`/people/${zhou.id}/secure`, admin, { what: 'sessions' })).status).toBe(200);
    expect([await holds(mine), await holds(admin)]).toEqual([false, true]);
  });
});

describe('what is left of a session', () => {
  const left = async (cookie: string): Promise<unknown> => (await apiOf(deps).request('/sessions/left', { headers: { cookie } })).json();

  it('is told without lengthening it; saying that one is there lengthens it', async () => {
    const cookie = await signInWith(DESKTOP);
    expect(await left(cookie)).toEqual({ leftMs: 60 * MINUTE, extends: true });
    deps.clock.advance(58 * MINUTE);
    expect(await left(cookie)).toEqual({ leftMs: 2 * MINUTE, extends: true });
    expect(await left(cookie)).toEqual({ leftMs: 2 * MINUTE, extends: true });
    expect((await post('/sessions/alive', cookie)).status).toBe(200);
    expect(await left(cookie)).toEqual({ leftMs: 60 * MINUTE, extends: true });
    deps.clock.advance(60 * MINUTE);
    expect(await left(cookie)).toEqual({ leftMs: 0, extends: false });
    expect((await post('/sessions/alive', cookie)).status).toBe(401);
  });

  it('near the twelfth hour cannot be lengthened', async () => {
    const cookie = await signInWith(DESKTOP);
    for (let i = 0; i < 14; i++) {
      deps.clock.advance(50 * MINUTE);
      expect((await post('/sessions/alive', cookie)).status).toBe(200);
    }
    expect(await left(cookie)).toEqual({ leftMs: 20 * MINUTE, extends: false });
    expect(await left('')).toEqual({ leftMs: 0, extends: false });
  });
});
