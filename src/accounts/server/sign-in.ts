/** Signing in and passwords. */
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { LONGEST_PASSWORD, WEAKNESS_SAYS, weaknessOf } from '../passwords.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { hashPassword, verifyPassword } from './hashing.ts';
import { endSessions, openSession } from './sessions.ts';
import { clearFailures, personById, personByStaffNo, takeTry, takeUnknownTry } from './store.ts';

export interface SignInOutcome {
  /** For the cookie alone. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly mustChange: boolean;
}

/** How people type their number: padded, in full-width digits. */
export const tidyStaffNo = (typed: string): string => typed.normalize('NFKC').trim();

/**
 * Opens a session. Refuses `sign-in-failed` (the same for an unknown number and a wrong
 * password, after the same work), `account-locked`, and `account-closed` (only to whoever
 * knows the password).
 */
export async function signIn(deps: Deps, typedStaffNo: string, password: string): Promise<SignInOutcome> {
  const staffNo = tidyStaffNo(typedStaffNo).slice(0, 64);
  if (!staffNo || !password || password.length > LONGEST_PASSWORD * 2) throw new Refusal('sign-in-failed');
  const person = await personByStaffNo(deps.db, staffNo);
  const mayTry = person ? await takeTry(deps, person.id) : takeUnknownTry(deps, staffNo);
  if (!mayTry) throw new Refusal('account-locked');
  const right = await verifyPassword(person?.password_hash, password, deps.rng);
  if (!person || !right) throw new Refusal('sign-in-failed');
  if (person.state !== 'active') throw new Refusal('account-closed');
  return deps.db.transaction().execute(async (trx) => {
    await clearFailures(trx, person.id);
    const { token, expiresAt } = await openSession(trx, deps, person.id);
    await recordEvent(trx, deps, { actorId: person.id, deed: 'sign-in', subject: person.id });
    return { token, expiresAt, mustChange: person.must_change === 1 };
  });
}

/**
 * Changes one's own password and ends all other sessions. Refuses `sign-in-failed` when
 * the old one is wrong (counted like a failed sign-in), `account-locked`, `password-weak`.
 */
export async function changePassword(deps: Deps, who: { person: SignedIn; sessionId: string | undefined }, old: string, next: string): Promise<void> {
  const person = await personById(deps.db, who.person.id);
  if (!person) throw new Refusal('signed-out');
  const weakness = weaknessOf(next, { staffNo: person.staff_no, name: person.name }, old);
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
