/**
 * 两步验证: a code from an app on the phone (TOTP, RFC 6238: SHA-1, six digits, 30 s) beside the
 * password, and ten recovery codes for a lost phone. Wrong codes count like wrong passwords.
 */
import { Secret, TOTP } from 'otpauth';
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { AccessSettings } from '../access.ts';
import { oneTimePassword } from '../passwords.ts';
import type { Role } from '../roles.ts';
import { recordEvent } from './audit.ts';
import { keyedHash, seal, unseal, type Key } from './seal.ts';
import { clearFailures, takeTry } from './store.ts';

export interface FactorDeps extends Deps {
  readonly access?: AccessSettings | undefined;
  /** The deployment's key (seal.ts). */
  readonly key?: Key | undefined;
}

const STEP_S = 30;
/** Codes of the step before and after are taken too: telephones' clocks differ. */
const WINDOW = 1;
export const RECOVERY_CODES = 10;

function keyOf(deps: FactorDeps): Key {
  if (!deps.key) throw new Error('no key for second factors');
  return deps.key;
}
const about = (personId: string): string => `second-factor:${personId}`;
const totpOf = (base32: string, label = ''): TOTP => new TOTP({ issuer: '普法学堂', label, algorithm: 'SHA1', digits: 6, period: STEP_S, secret: Secret.fromBase32(base32) });

/** How people type codes: with spaces, hyphens, in full-width digits. */
const tidyCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase().slice(0, 40);

/** A new secret, sealed for this person. */
export const newSecret = (deps: FactorDeps, personId: string): string => seal(keyOf(deps), new Secret({ buffer: deps.rng.bytes(20).slice().buffer }).base32, about(personId), deps.rng);

/** What the app on the phone takes: an address for the QR code, and the secret to type by hand in groups of four. */
export function toScan(deps: FactorDeps, sealed: string, person: { readonly id: string; readonly staffNo: string }): { uri: string; typed: string } {
  const secret = opened(deps, sealed, person.id);
  return { uri: totpOf(secret, person.staffNo).toString(), typed: secret.replace(/(.{4})(?=.)/g, '$1 ') };
}

function opened(deps: FactorDeps, sealed: string, personId: string): string {
  const secret = unseal(keyOf(deps), sealed, about(personId));
  if (secret === undefined) throw new Refusal('factor-unreadable');
  return secret;
}

/** The 30 s step whose code this is; undefined when it is none of the steps around now. */
function stepOfCode(deps: FactorDeps, sealed: string, personId: string, code: string): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const now = deps.clock.now();
  const delta = totpOf(opened(deps, sealed, personId)).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / STEP_S) + delta;
}

export const factorOf = (on: Queryable, personId: string) => on.selectFrom('second_factor').selectAll().where('person_id', '=', personId).executeTakeFirst();

export const unusedCodes = async (on: Queryable, personId: string): Promise<number> => (await on.selectFrom('recovery_code').select('hash').where('person_id', '=', personId).where('used_at', 'is', null).execute()).length;

/** Whether the deployment asks for a second factor of whoever holds one of these roles. */
export const factorDue = (deps: Pick<FactorDeps, 'access'>, roles: readonly { readonly role: Role }[]): boolean => roles.some((r) => deps.access?.factorFor.includes(r.role));

/**
 * Whether the code is right, used up by asking: a code of the app opens once (its step and those
 * before are closed by one conditional update, so not twice at the same moment either), a recovery code once ever.
 */
async function takeCode(deps: FactorDeps, personId: string, typed: string): Promise<'app' | 'recovery' | undefined> {
  const code = tidyCode(typed);
  const factor = await factorOf(deps.db, personId);
  if (!factor || !code) return undefined;
  const step = stepOfCode(deps, factor.secret, personId, code);
  if (step !== undefined) {
    const done = await deps.db.updateTable('second_factor').set({ last_step: step }).where('person_id', '=', personId).where('last_step', '<', step).executeTakeFirst();
    return done.numUpdatedRows === 1n ? 'app' : undefined;
  }
  const done = await deps.db
    .updateTable('recovery_code')
    .set({ used_at: instantOf(deps.clock.now()) })
    .where('person_id', '=', personId)
    .where('hash', '=', keyedHash(keyOf(deps), code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n ? 'recovery' : undefined;
}

/** Takes one try on the account and the code with it. Refuses `account-locked`, `code-wrong`. Failures are forgotten by whoever asked, with the deed that follows. */
export async function checkCode(deps: FactorDeps, personId: string, typed: string): Promise<'app' | 'recovery'> {
  if (!(await takeTry(deps, personId))) throw new Refusal('account-locked');
  const right = await takeCode(deps, personId, typed);
  if (!right) throw new Refusal('code-wrong');
  return right;
}

/**
 * Sets up the factor whose secret was shown, once the code proves that the phone has it.
 * @returns the recovery codes, known to the caller alone from here on. Refuses `account-locked`, `code-wrong`.
 */
export async function setUp(deps: FactorDeps, personId: string, sealed: string, typed: string): Promise<(trx: Transaction<Tables>) => Promise<string[]>> {
  if (!(await takeTry(deps, personId))) throw new Refusal('account-locked');
  const step = stepOfCode(deps, sealed, personId, tidyCode(typed));
  // Nobody has a recovery code yet.
  if (step === undefined) throw new Refusal('code-wrong', '验证码不对。请看应用里刚绑上的这一条，等它换了新的六位数字再填；还是不对，就看看手机的时间准不准。');
  return async (trx) => {
    await clearFailures(trx, personId);
    await trx.deleteFrom('second_factor').where('person_id', '=', personId).execute();
    await trx.insertInto('second_factor').values({ person_id: personId, secret: sealed, last_step: step, created_at: instantOf(deps.clock.now()) }).execute();
    await recordEvent(trx, deps, { actorId: personId, deed: 'set-up-second-factor', subject: personId });
    return newCodes(trx, deps, personId);
  };
}

/** Ten new recovery codes in place of all before. */
async function newCodes(trx: Transaction<Tables>, deps: FactorDeps, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => oneTimePassword(deps.rng));
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await trx.insertInto('recovery_code').values(codes.map((code) => ({ person_id: personId, hash: keyedHash(keyOf(deps), tidyCode(code)), used_at: null }))).execute();
  return codes;
}

/** New recovery codes for whoever holds the phone (or one of the old codes). Refuses as {@link checkCode}. */
export async function renewCodes(deps: FactorDeps, personId: string, typed: string): Promise<string[]> {
  await checkCode(deps, personId, typed);
  return deps.db.transaction().execute(async (trx) => {
    await clearFailures(trx, personId);
    await recordEvent(trx, deps, { actorId: personId, deed: 'renew-recovery-codes', subject: personId });
    return newCodes(trx, deps, personId);
  });
}

/** Removes the factor and its codes, within the transaction of the deed. False when there was none. */
export async function dropFactor(trx: Transaction<Tables>, deps: FactorDeps, actorId: string, personId: string): Promise<boolean> {
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  const done = await trx.deleteFrom('second_factor').where('person_id', '=', personId).executeTakeFirst();
  if (done.numDeletedRows === 0n) return false;
  await recordEvent(trx, deps, { actorId, deed: 'remove-second-factor', subject: personId });
  return true;
}

/** Removes one's own factor. Refuses as {@link checkCode}, and `factor-required` when a role of theirs needs it. */
export async function turnOff(deps: FactorDeps, person: { readonly id: string; readonly roles: readonly { readonly role: Role }[] }, typed: string): Promise<void> {
  if (factorDue(deps, person.roles)) throw new Refusal('factor-required');
  await checkCode(deps, person.id, typed);
  await deps.db.transaction().execute(async (trx) => {
    await clearFailures(trx, person.id);
    await dropFactor(trx, deps, person.id, person.id);
  });
}
