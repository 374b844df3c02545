/** Signing in, by number and password or after an identity provider’s word, then by a second factor where there is one; and changing passwords. */
import type { Transaction } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { LONGEST_PASSWORD, WEAKNESS_SAYS, weaknessOf } from '../passwords.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { hashPassword, verifyPassword } from './hashing.ts';
import { checkCode, factorDue, factorOf, newSecret, setUp, type FactorDeps } from './second-factor.ts';
import { endSessions, openSession, type SignInAbout } from './sessions.ts';
import { beginStep, stepOf, takeStep } from './steps.ts';
import { clearFailures, giveBackTry, personById, personByStaffNo, takeTry, takeUnknownTry } from './store.ts';

export interface SignInOutcome {
  /** For the cookie alone. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly mustChange: boolean;
}

/** The syllables of a name in Latin letters. The dictionary is read when it is first needed: signing in does not wait for it. */
async function soundsOf(name: string): Promise<string[]> {
  const { pinyin } = await import('pinyin-pro');
  return pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed', v: true });
}

/** How people type their number: padded, in full-width digits. */
export const tidyStaffNo = (typed: string): string => typed.normalize('NFKC').trim();

/** The password was right, and something is still to be done: a code to be given, or a second factor to be set up. */
export interface SignInStep {
  readonly step: 'code' | 'enrol';
  /** For the step's cookie alone. */
  readonly token: string;
}

/**
 * Checks number and password, and opens a session, or the step before it. Refuses `sign-in-failed`
 * (the same for an unknown number and a wrong password, after the same work), `account-locked`, and
 * `account-closed` (only to whoever knows the password).
 */
export async function beginSignIn(deps: FactorDeps, typedStaffNo: string, password: string, about: SignInAbout = {}, next = ''): Promise<SignInOutcome | SignInStep> {
  const staffNo = tidyStaffNo(typedStaffNo).slice(0, 64);
  if (!staffNo || !password || password.length > LONGEST_PASSWORD * 2) throw new Refusal('sign-in-failed');
  const person = await personByStaffNo(deps.db, staffNo);
  const mayTry = person ? await takeTry(deps, person.id) : takeUnknownTry(deps, staffNo);
  if (!mayTry) throw new Refusal('account-locked');
  const right = await verifyPassword(person?.password_hash, password, deps.rng);
  if (!person || !right) throw new Refusal('sign-in-failed');
  return proceed(deps, person, about, next);
}

/** As {@link beginSignIn}, for whoever has no second factor: refuses `second-factor-due` to others. */
export async function signIn(deps: FactorDeps, typedStaffNo: string, password: string): Promise<SignInOutcome> {
  const begun = await beginSignIn(deps, typedStaffNo, password);
  if ('step' in begun) throw new Refusal('second-factor-due');
  return begun;
}

/** Who it is has been shown, by password or by the identity provider: the second factor is next, or the session. Refuses `account-closed`. */
export async function proceed(deps: FactorDeps, person: KnownPerson, about: SignInAbout, next: string): Promise<SignInOutcome | SignInStep> {
  if (person.state !== 'active') throw new Refusal('account-closed');
  const factor = await factorOf(deps.db, person.id);
  const roles = factor ? [] : await deps.db.selectFrom('person_role').select('role').where('person_id', '=', person.id).execute();
  const step = factor ? 'code' : factorDue(deps, roles) ? 'enrol' : undefined;
  return deps.db.transaction().execute(async (trx) => {
    if (!step) return openFor(trx, deps, person, about);
    // Not forgotten as a whole: whoever has the password must not get tries at the code without end.
    if (about.way !== 'oidc') await giveBackTry(trx, person.id);
    const token = step === 'code' ? await beginStep(trx, deps, 'code', person.id, { next, about }) : await beginStep(trx, deps, 'enrol', person.id, { next, about, secret: newSecret(deps, person.id) });
    return { step, token };
  });
}

type KnownPerson = NonNullable<Awaited<ReturnType<typeof personById>>>;

async function openFor(trx: Transaction<Tables>, deps: FactorDeps, person: KnownPerson, about: SignInAbout, factor?: 'app' | 'recovery'): Promise<SignInOutcome> {
  await clearFailures(trx, person.id);
  const { token, expiresAt } = await openSession(trx, deps, person.id, about);
  await recordEvent(trx, deps, { actorId: person.id, deed: 'sign-in', subject: person.id, detail: { ...(about.way === 'oidc' ? { way: 'oidc' } : {}), ...(factor ? { factor } : {}) } });
  return { token, expiresAt, mustChange: person.must_change === 1 };
}

async function stepPerson(deps: FactorDeps, personId: string | null): Promise<KnownPerson> {
  const person = personId ? await personById(deps.db, personId) : undefined;
  if (!person) throw new Refusal('step-over');
  if (person.state !== 'active') throw new Refusal('account-closed');
  return person;
}

/** The second half of a sign-in. Refuses `step-over`, `code-wrong`, `account-locked`, `account-closed`. */
export async function signInWithCode(deps: FactorDeps, stepToken: string | undefined, code: string): Promise<SignInOutcome & { next: string }> {
  const step = await stepOf(deps.db, deps, stepToken, 'code');
  const person = await stepPerson(deps, step?.personId ?? null);
  const factor = await checkCode(deps, person.id, code);
  return deps.db.transaction().execute(async (trx) => {
    if (!step || !(await takeStep(trx, step.id))) throw new Refusal('step-over');
    return { ...(await openFor(trx, deps, person, step.data.about, factor)), next: step.data.next };
  });
}

/** Sets up the second factor that a role asks for, and signs in. Refuses as {@link signInWithCode}. */
export async function signInBySettingUp(deps: FactorDeps, stepToken: string | undefined, code: string): Promise<SignInOutcome & { next: string; codes: readonly string[] }> {
  const step = await stepOf(deps.db, deps, stepToken, 'enrol');
  const person = await stepPerson(deps, step?.personId ?? null);
  if (!step) throw new Refusal('step-over');
  const keep = await setUp(deps, person.id, step.data.secret, code);
  return deps.db.transaction().execute(async (trx) => {
    if (!(await takeStep(trx, step.id))) throw new Refusal('step-over');
    const codes = await keep(trx);
    return { ...(await openFor(trx, deps, person, step.data.about, 'app')), next: step.data.next, codes };
  });
}

/**
 * Changes one's own password and ends all other sessions. Refuses `sign-in-failed` when
 * the old one is wrong (counted like a failed sign-in), `account-locked`, `password-weak`.
 */
export async function changePassword(deps: Deps, who: { person: SignedIn; sessionId: string | undefined }, old: string, next: string): Promise<void> {
  const person = await personById(deps.db, who.person.id);
  if (!person) throw new Refusal('signed-out');
  const weakness = weaknessOf(next, { staffNo: person.staff_no, name: person.name, sounds: await soundsOf(person.name) }, old);
  if (weakness) throw new Refusal('password-weak', WEAKNESS_SAYS[weakness], { next: WEAKNESS_SAYS[weakness] });
  if (!(await takeTry(deps, person.id))) throw new Refusal('account-locked');
  const wrong = '原密码不对，请再试一次。';
  if (!(await verifyPassword(person.password_hash, old.slice(0, LONGEST_PASSWORD * 2), deps.rng))) throw new Refusal('sign-in-failed', wrong, { old: wrong });
  const password_hash = await hashPassword(next, deps.rng);
  await deps.db.transaction().execute(async (trx) => {
    await trx.updateTable('person').set({ password_hash, must_change: 0, failed_count: 0, locked_until: null }).where('id', '=', person.id).execute();
    await endSessions(trx, person.id, who.sessionId);
    await recordEvent(trx, deps, { actorId: person.id, deed: 'change-password', subject: person.id });
  });
}
