/** An account from the first start to a stolen cookie: signing in, changing, locking, resetting. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureFirstAdmin, resetPassword } from '#accounts/server/manage.ts';
import { COOKIE, currentPerson, sessionIdOf, signOut } from '#accounts/server/sessions.ts';
import { changePassword, signIn } from '#accounts/server/sign-in.ts';
import { Refusal } from '#kernel/refusal.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, apiOf } from './people-kit.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await freshDeps();
});
afterEach(() => deps.close());

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
const MINUTE = 60_000;

describe('the first start', () => {
  it('makes one administrator, once, even when two processes start together', async () => {
    const made = await Promise.all([ensureFirstAdmin(deps), ensureFirstAdmin(deps)]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await ensureFirstAdmin(deps)).toBeUndefined();
    const { staffNo, password } = made.find((m) => m !== undefined)!;
    const { token, mustChange } = await signIn(deps, staffNo, password);
    expect(mustChange).toBe(true);
    const session = (await currentPerson(deps, token))!;
    expect(session.person.roles).toEqual([{ role: 'admin', unitId: null }]);
    await changePassword(deps, session, password, '秋天的海边有很多丹顶鹤');
    expect((await currentPerson(deps, token))?.person.mustChange).toBe(false);
    expect(await codeOf(signIn(deps, staffNo, password))).toBe('sign-in-failed');
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    await addUnit(deps, 'u', null, '局');
    await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
  });

  it('takes the number as people type it', async () => {
    expect((await signIn(deps, ' ００１２ ', PASSWORD)).mustChange).toBe(false);
  });

  it('keeps no token in clear', async () => {
    const { token } = await signIn(deps, '0012', PASSWORD);
    const rows = await deps.db.selectFrom('session').selectAll().execute();
    expect(rows.map((r) => r.id)).toEqual([sessionIdOf(token)]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await currentPerson(deps, sessionIdOf(token))).toBeUndefined();
  });

  it('says the same of an unknown number as of a wrong password, and locks both', async () => {
    for (const staffNo of ['0012', 'nobody']) {
      for (let i = 0; i < 5; i++) expect(await codeOf(signIn(deps, staffNo, 'wrong-password'))).toBe('sign-in-failed');
      expect(await codeOf(signIn(deps, staffNo, PASSWORD))).toBe('account-locked');
    }
    deps.clock.advance(15 * MINUTE);
    expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('no refusal');
    expect(await codeOf(signIn(deps, 'nobody', PASSWORD))).toBe('sign-in-failed');
  });

  it('gives thirty guesses at one moment no more than five tries', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, (_, i) => codeOf(signIn(deps, '0012', `guess-${i}`))));
    expect(codes.filter((c) => c === 'sign-in-failed')).toHaveLength(5);
    expect(codes.filter((c) => c === 'account-locked')).toHaveLength(25);
  });

  it('forgets failures after a success, so that nobody is locked by old mistakes', async () => {
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await codeOf(signIn(deps, '0012', 'wrong-password'));
      expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('no refusal');
    }
  });

  it('tells only the one who knows the password that the account is closed', async () => {
    const { token } = await signIn(deps, '0012', PASSWORD);
    await deps.db.updateTable('person').set({ state: 'closed' }).execute();
    expect(await currentPerson(deps, token)).toBeUndefined();
    expect(await codeOf(signIn(deps, '0012', 'wrong-password'))).toBe('sign-in-failed');
    expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('account-closed');
  });
});

describe('a session', () => {
  let token: string;
  beforeEach(async () => {
    await addUnit(deps, 'u', null, '局');
    await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
    token = (await signIn(deps, '0012', PASSWORD)).token;
  });

  it('ends after an hour of rest, not while it is used', async () => {
    for (let i = 0; i < 5; i++) {
      deps.clock.advance(59 * MINUTE);
      expect(await currentPerson(deps, token)).toBeDefined();
    }
    deps.clock.advance(60 * MINUTE);
    expect(await currentPerson(deps, token)).toBeUndefined();
  });

  it('ends after the rest that the deployment allows', async () => {
    const short = { ...deps, access: { idleMs: 10 * MINUTE } };
    deps.clock.advance(9 * MINUTE);
    expect(await currentPerson(short, token)).toBeDefined();
    deps.clock.advance(10 * MINUTE);
    expect(await currentPerson(short, token)).toBeUndefined();
    expect(await currentPerson(deps, token)).toBeDefined();
  });

  it('ends twelve hours after signing in, however busy', async () => {
    for (let i = 0; i < 22; i++) {
      deps.clock.advance(30 * MINUTE);
      expect(await currentPerson(deps, token)).toBeDefined();
    }
    deps.clock.advance(60 * MINUTE);
    expect(await currentPerson(deps, token)).toBeUndefined();
  });

  it('ends at once by signing out, and its cookie is worth nothing afterwards', async () => {
    await signOut(deps, token);
    expect(await currentPerson(deps, token)).toBeUndefined();
  });

  it('of other devices ends when the password changes; this one stays', async () => {
    const other = (await signIn(deps, '0012', PASSWORD)).token;
    await changePassword(deps, (await currentPerson(deps, token))!, PASSWORD, '秋天的海边有很多丹顶鹤');
    expect(await currentPerson(deps, other)).toBeUndefined();
    expect(await currentPerson(deps, token)).toBeDefined();
  });

  it('lets nobody guess the old password for ever', async () => {
    const session = (await currentPerson(deps, token))!;
    for (let i = 0; i < 5; i++) expect(await codeOf(changePassword(deps, session, `guess-${i}`, '秋天的海边有很多丹顶鹤'))).toBe('sign-in-failed');
    expect(await codeOf(changePassword(deps, session, PASSWORD, '秋天的海边有很多丹顶鹤'))).toBe('account-locked');
  });
});

describe('an organiser', () => {
  it('resets passwords in the own units and below, and nowhere else; never of someone who holds a role', async () => {
    await addUnit(deps, 'bureau', null, '局');
    await addUnit(deps, 'a', 'bureau', '甲');
    await addUnit(deps, 'a1', 'a', '甲一');
    await addUnit(deps, 'b', 'bureau', '乙');
    const organiser = await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
    const below = await addPerson(deps, { staffNo: 'p1', name: '小周', unitId: 'a1' });
    const beside = await addPerson(deps, { staffNo: 'p2', name: '老陈', unitId: 'b' });
    const chief = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'a', roles: [{ role: 'admin', unitId: null }] });

    const before = (await signIn(deps, 'p1', PASSWORD)).token;
    for (let i = 0; i < 5; i++) await codeOf(signIn(deps, 'p1', 'wrong-password'));
    const once = await resetPassword(deps, organiser, below.id);
    expect(await currentPerson(deps, before)).toBeUndefined();
    expect((await signIn(deps, 'p1', once)).mustChange).toBe(true);

    expect(await codeOf(resetPassword(deps, organiser, beside.id))).toBe('not-found');
    expect(await codeOf(resetPassword(deps, organiser, chief.id))).toBe('not-allowed');
    expect(await codeOf(resetPassword(deps, below, below.id))).toBe('not-found');
    expect(await codeOf(resetPassword(deps, chief, beside.id))).toBe('no refusal');
    const events = await deps.db.selectFrom('audit_event').select(['actor_id', 'subject']).where('deed', '=', 'reset-password').execute();
    expect(events).toEqual([{ actor_id: organiser.id, subject: below.id }, { actor_id: chief.id, subject: beside.id }]);
  });
});

describe('the forms, without JavaScript', () => {
  const form = (fields: Record<string, string>, cookie = '') => ({
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
  });
  const cookieOf = (r: Response) => r.headers.get('set-cookie') ?? '';

  beforeEach(async () => {
    await addUnit(deps, 'u', null, '局');
    await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
  });

  it('sign in, go where one wanted, with a cookie that scripts cannot read', async () => {
    const answer = await apiOf(deps).request('/sign-in', form({ staffNo: '0012', password: PASSWORD, next: '/learn/exams/2026/annual/' }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/learn/exams/2026/annual/');
    expect(cookieOf(answer)).toMatch(/^pufa_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookieOf(await apiOf(deps, 'https://pufa.example').request('/sign-in', form({ staffNo: '0012', password: PASSWORD })))).toContain('; Secure');
  });

  it('go nowhere else', async () => {
    const answer = await apiOf(deps).request('/sign-in', form({ staffNo: '0012', password: PASSWORD, next: '//evil.example/' }));
    expect(answer.headers.get('location')).toBe('/learn/');
  });

  it('come back with the reason and the number, never the password', async () => {
    const answer = await apiOf(deps).request('/sign-in', form({ staffNo: '0012', password: 'wrong-password', next: '/learn/' }));
    expect(answer.headers.get('location')).toBe('/login/?error=sign-in-failed&staffNo=0012&next=%2Flearn%2F');
    expect(cookieOf(answer)).toBe('');
  });

  it('use no token that someone else put into the browser', async () => {
    const planted = (await signIn(deps, '0012', PASSWORD)).token;
    const answer = await apiOf(deps).request('/sign-in', form({ staffNo: '0012', password: PASSWORD }, `${COOKIE}=${planted}`));
    expect(cookieOf(answer)).not.toContain(planted);
    expect(await currentPerson(deps, planted)).toBeUndefined();
  });

  it('sign out', async () => {
    const { token } = await signIn(deps, '0012', PASSWORD);
    const answer = await apiOf(deps).request('/sign-out', form({}, `${COOKIE}=${token}`));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login/?out=1']);
    expect(cookieOf(answer)).toMatch(/^pufa_session=; Max-Age=0/);
    expect(await currentPerson(deps, token)).toBeUndefined();
  });

  it('the same by JSON', async () => {
    const api = apiOf(deps);
    const post = (path: string, body: unknown, cookie = '') => api.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', cookie } });
    expect((await post('/sign-in', { staffNo: '0012', password: 'wrong-password' })).status).toBe(401);
    const signed = await post('/sign-in', { staffNo: '0012', password: PASSWORD });
    expect(await signed.json()).toEqual({ mustChange: false, next: '/learn/' });
    const cookie = cookieOf(signed).split(';')[0]!;
    expect(await (await api.request('/me', { headers: { cookie } })).json()).toEqual({ staffNo: '0012', name: '小周', mustChange: false, roles: [] });
    expect((await api.request('/me')).status).toBe(401);
    const weak = await post('/password', { old: PASSWORD, next: '0012' }, cookie);
    expect(weak.status).toBe(422);
    expect((await post('/password', { old: PASSWORD, next: '秋天的海边有很多丹顶鹤' }, cookie)).status).toBe(200);
  });
});
