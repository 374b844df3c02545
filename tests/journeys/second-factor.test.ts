/** The second factor: set up, asked for, guessed at, replayed, lost, and demanded of a role. */
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { secureAccount } from '#accounts/server/secure-account.ts';
import { keyFrom } from '#accounts/server/seal.ts';
import { newSecret, renewCodes, setUp, toScan, turnOff, type FactorDeps } from '#accounts/server/second-factor.ts';
import { currentPerson } from '#accounts/server/sessions.ts';
import { beginSignIn, signIn, signInBySettingUp, signInWithCode } from '#accounts/server/sign-in.ts';
import { STEP_COOKIE } from '#accounts/server/steps.ts';
import { Refusal } from '#kernel/refusal.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, apiOf } from './people-kit.ts';

const MINUTE = 60_000;
let deps: TestDeps & FactorDeps;
let zhou: SignedIn;
beforeEach(async () => {
  deps = { ...(await freshDeps()), key: keyFrom('journey') };
  await addUnit(deps, 'u', null, '局');
  zhou = await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' });
});
afterEach(() => deps.close());

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
/** The phone: reads the QR code's address and shows the six digits of the moment. */
const phoneWith = (uri: string) => {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (ms = 0): string => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: deps.clock.now() + ms });
};

async function withFactor(person = zhou): Promise<{ phone: (ms?: number) => string; codes: string[] }> {
  const sealed = newSecret(deps, person.id);
  const phone = phoneWith(toScan(deps, sealed, person).uri);
  const keep = await setUp(deps, person.id, sealed, phone());
  const codes = await deps.db.transaction().execute(keep);
  deps.clock.advance(MINUTE);
  return { phone, codes };
}
async function halfway(staffNo = '0012'): Promise<string> {
  const begun = await beginSignIn(deps, staffNo, PASSWORD, {}, '/learn/exams/2026/annual/');
  if (!('step' in begun)) throw new Error('signed in without a second step');
  return begun.token;
}

describe('a second factor', () => {
  it('is asked for after the password, and only then is there a session', async () => {
    const { phone } = await withFactor();
    expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('second-factor-due');
    const step = await halfway();
    expect(await deps.db.selectFrom('session').select('id').execute()).toEqual([]);
    expect(await currentPerson(deps, step)).toBeUndefined();
    const { token, next } = await signInWithCode(deps, step, phone());
    expect((await currentPerson(deps, token))?.person.staffNo).toBe('0012');
    expect(next).toBe('/learn/exams/2026/annual/');
  });

  it('keeps neither secret nor recovery codes readable, nor ties the secret to another person', async () => {
    const { phone, codes } = await withFactor();
    const li = await addPerson(deps, { staffNo: '0013', name: '小李', unitId: 'u' });
    const rows = await deps.db.selectFrom('second_factor').selectAll().execute();
    const stored = JSON.stringify([rows, await deps.db.selectFrom('recovery_code').selectAll().execute()]);
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(stored).not.toContain(code);
    for (const row of rows) {
      expect(toScan(deps, row.secret, zhou).uri).toContain('otpauth://totp/');
      expect(stored).not.toContain(toScan(deps, row.secret, zhou).typed.replaceAll(' ', ''));
      await deps.db.insertInto('second_factor').values({ ...row, person_id: li.id, last_step: 0 }).execute();
    }
    expect(await codeOf(halfway('0013').then((step) => signInWithCode(deps, step, phone())))).toBe('factor-unreadable');
    expect(await codeOf(halfway().then((step) => signInWithCode({ ...deps, key: keyFrom('another server') }, step, phone())))).toBe('factor-unreadable');
  });

  it('takes a code once, even at the same moment, nor one of before; a clock half a minute off is forgiven, two minutes are not', async () => {
    const { phone } = await withFactor();
    const steps = [await halfway(), await halfway(), await halfway()];
    const outcomes = await Promise.all(steps.map((step) => codeOf(signInWithCode(deps, step, phone()))));
    expect(outcomes.sort()).toEqual(['code-wrong', 'code-wrong', 'no refusal']);
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, phone(-30_000))))).toBe('code-wrong');
    deps.clock.advance(15 * MINUTE);
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, phone(-120_000))))).toBe('code-wrong');
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, `${phone(-30_000).slice(0, 3)} ${phone(-30_000).slice(3)}`)))).toBe('no refusal');
  });

  it('counts wrong codes like wrong passwords, by account: knowing the password gives no more than five', async () => {
    const { phone } = await withFactor();
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push(await codeOf(halfway().then((step) => signInWithCode(deps, step, '000000'))));
    expect(codes).toEqual([...Array<string>(5).fill('code-wrong'), 'account-locked']);
    deps.clock.advance(15 * MINUTE);
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, phone())))).toBe('no refusal');
  });

  it('opens with each recovery code once, as it is typed from paper', async () => {
    const { codes } = await withFactor();
    const [first = '', second = ''] = codes;
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, ` ${first.toUpperCase().replaceAll('-', ' ')} `)))).toBe('no refusal');
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, first)))).toBe('code-wrong');
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, second)))).toBe('no refusal');
    const events = await deps.db.selectFrom('audit_event').select('detail').where('deed', '=', 'sign-in').execute();
    expect(events.map((e) => e.detail)).toEqual(['{"factor":"recovery"}', '{"factor":"recovery"}']);
  });

  it('does not wait longer than ten minutes, and one half serves one sign-in', async () => {
    const { phone } = await withFactor();
    const step = await halfway();
    deps.clock.advance(10 * MINUTE);
    expect(await codeOf(signInWithCode(deps, step, phone()))).toBe('step-over');
    const again = await halfway();
    await signInWithCode(deps, again, phone());
    deps.clock.advance(MINUTE);
    expect(await codeOf(signInWithCode(deps, again, phone()))).toBe('step-over');
    expect(await codeOf(signInWithCode(deps, undefined, phone()))).toBe('step-over');
  });

  it('is not set up by a code that is wrong, and new recovery codes end the old ones', async () => {
    expect(await codeOf(setUp(deps, zhou.id, newSecret(deps, zhou.id), '123456'))).toBe('code-wrong');
    const { phone, codes } = await withFactor();
    const fresh = await renewCodes(deps, zhou.id, phone());
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, codes[0] ?? '')))).toBe('code-wrong');
    expect(await codeOf(halfway().then((step) => signInWithCode(deps, step, fresh[9] ?? '')))).toBe('no refusal');
  });

  it('is turned off by whoever has it, and removed by an administrator for whoever lost it; both are kept', async () => {
    const admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
    const { phone } = await withFactor();
    expect(await codeOf(turnOff(deps, zhou, '000000'))).toBe('code-wrong');
    await turnOff(deps, zhou, phone());
    expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('no refusal');
    await withFactor();
    expect(await codeOf(secureAccount(deps, zhou, zhou.id, 'second-factor'))).toBe('not-found');
    await secureAccount(deps, admin, zhou.id, 'second-factor');
    expect(await codeOf(signIn(deps, '0012', PASSWORD))).toBe('no refusal');
    const events = await deps.db.selectFrom('audit_event').select(['actor_id', 'subject']).where('deed', '=', 'remove-second-factor').orderBy('id').execute();
    expect(events).toEqual([{ actor_id: zhou.id, subject: zhou.id }, { actor_id: admin.id, subject: zhou.id }]);
    expect(await deps.db.selectFrom('recovery_code').selectAll().execute()).toEqual([]);
  });
});

describe('a deployment that asks it of administrators', () => {
  it('has them set it up before there is a session, and lets nobody turn it off', async () => {
    const strict = { ...deps, access: { idleMs: 60 * MINUTE, factorFor: ['admin'] as const, oidc: undefined } };
    const admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
    expect('step' in (await beginSignIn(strict, '0012', PASSWORD))).toBe(false);
    const begun = await beginSignIn(strict, 'adm', PASSWORD, {}, '/admin/');
    expect(begun).toMatchObject({ step: 'enrol' });
    const row = await deps.db.selectFrom('sign_in_step').select('data').where('kind', '=', 'enrol').executeTakeFirstOrThrow();
    const phone = phoneWith(toScan(deps, (JSON.parse(row.data) as { secret: string }).secret, admin).uri);
    expect(await codeOf(signInWithCode(strict, begun.token, phone()))).toBe('step-over');
    expect(await codeOf(signInBySettingUp(strict, begun.token, '000000'))).toBe('code-wrong');
    const { token, codes, next } = await signInBySettingUp(strict, begun.token, phone());
    expect([codes.length, next]).toEqual([10, '/admin/']);
    expect((await currentPerson(deps, token))?.person.staffNo).toBe('adm');
    expect(await codeOf(turnOff(strict, admin, phone(30_000)))).toBe('factor-required');
  });
});

it('the forms lead from the password to the code and back, without JavaScript', async () => {
  const { phone } = await withFactor();
  const form = (fields: Record<string, string>, cookie = '') => ({ method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded', cookie } });
  const first = await apiOf(deps).request('/sign-in', form({ staffNo: '0012', password: PASSWORD, next: '/learn/exams/2026/annual/' }));
  expect([first.status, first.headers.get('location')]).toEqual([303, '/login/code/']);
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie).toMatch(new RegExp(`^${STEP_COOKIE}=[\\w-]{43}$`));
  expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Lax');
  const wrong = await apiOf(deps).request('/sign-in/code', form({ code: '000000' }, cookie));
  expect(wrong.headers.get('location')).toBe('/login/code/?error=code-wrong');
  const right = await apiOf(deps).request('/sign-in/code', form({ code: phone() }, cookie));
  expect([right.status, right.headers.get('location')]).toEqual([303, '/learn/exams/2026/annual/']);
  expect(right.headers.get('set-cookie')).toMatch(/pufa_session=[\w-]{43}/);
  const late = await apiOf(deps).request('/sign-in/code', form({ code: phone() }, ''));
  expect(late.headers.get('location')).toBe('/login/?error=step-over');
});
