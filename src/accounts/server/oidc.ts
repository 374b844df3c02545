/**
 * 单点登录 by OpenID Connect: authorization code with PKCE, state and nonce, by openid-client. The provider
 * says who somebody is; it never makes an account. A number given to somebody else does not open the
 * account of whoever had it: the first sign-in links the provider's subject to the person for good.
 */
import * as client from 'openid-client';
import { instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { OidcSettings } from '../access.ts';
import { oneTimePassword } from '../passwords.ts';
import { recordEvent } from './audit.ts';
import { hashOneTime } from './hashing.ts';
import type { FactorDeps } from './second-factor.ts';
import type { SignInAbout } from './sessions.ts';
import { proceed, tidyStaffNo, type SignInOutcome, type SignInStep } from './sign-in.ts';
import { beginStep, stepOf, takeStep } from './steps.ts';
import { personById, personByStaffNo } from './store.ts';

export interface OidcDeps extends FactorDeps {
  readonly log?: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

/** Seconds to wait for the provider. */
const TIMEOUT_S = 10;
/** What the provider says of itself, asked once; asked again after a failure. */
const discovered = new WeakMap<OidcSettings, Promise<client.Configuration>>();

function providerOf(settings: OidcSettings): Promise<client.Configuration> {
  const known = discovered.get(settings);
  if (known) return known;
  // Plain http only on this machine: access.ts refuses it elsewhere.
  const execute = settings.issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const asked = client.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, { execute, timeout: TIMEOUT_S });
  discovered.set(settings, asked);
  asked.catch(() => discovered.delete(settings));
  return asked;
}

function settingsOf(deps: OidcDeps): OidcSettings {
  if (!deps.access?.oidc) throw new Refusal('not-found');
  return deps.access.oidc;
}

/** A refusal for people, and the cause for the operator's log (never a token or a claim). */
function refused(deps: OidcDeps, code: 'sso-away' | 'sso-failed', error: unknown): Refusal {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  deps.log?.('single-sign-on', { code, cause: cause.slice(0, 300), ...(error instanceof client.AuthorizationResponseError ? { provider: error.error } : {}) });
  return new Refusal(code);
}

/** Where to send the browser, and the token for its step's cookie. Refuses `not-found` without a provider, `sso-away`. */
export async function beginSso(deps: OidcDeps, redirectUri: string, next: string): Promise<{ to: string; token: string }> {
  const settings = settingsOf(deps);
  const provider = await providerOf(settings).catch((error: unknown) => {
    throw refused(deps, 'sso-away', error);
  });
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
  const to = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: settings.scope,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { to: to.href, token: await beginStep(deps.db, deps, 'oidc', null, { next, state, nonce, verifier }) };
}

/** The browser is back with a code: a session, or the step before it. Refuses `step-over`, `sso-…`, `account-closed`. */
export async function finishSso(deps: OidcDeps, token: string | undefined, back: URL, device: string): Promise<{ begun: SignInOutcome | SignInStep; next: string }> {
  const settings = settingsOf(deps);
  const step = await stepOf(deps.db, deps, token, 'oidc');
  // Taken before it is used: a page opened again, or an address handed to somebody else, begins nothing.
  if (!step || !(await takeStep(deps.db, step.id))) throw new Refusal('step-over');
  const { state, nonce, verifier, next } = step.data;
  const who = await identityOf(settings, back, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }).catch((error: unknown) => {
    throw refused(deps, 'sso-failed', error);
  });
  return { begun: await signInByIdentity(deps, who, { device, way: 'oidc' }, next), next };
}

interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined when the provider says none. */
  readonly staffNo: string | undefined;
}

async function identityOf(settings: OidcSettings, back: URL, checks: client.AuthorizationCodeGrantChecks): Promise<Identity> {
  const provider = await providerOf(settings);
  const tokens = await client.authorizationCodeGrant(provider, back, checks);
  const claims = tokens.claims();
  if (!claims) throw new Error('no id token');
  const told = claims[settings.claim] ?? (await client.fetchUserInfo(provider, tokens.access_token, claims.sub))[settings.claim];
  const staffNo = typeof told === 'string' || typeof told === 'number' ? tidyStaffNo(String(told)).slice(0, 64) : '';
  return { issuer: claims.iss, subject: claims.sub, staffNo: staffNo || undefined };
}

/** The person whom the identity is linked to, or gets linked to by the staff number. */
export async function signInByIdentity(deps: OidcDeps, { issuer, subject, staffNo }: Identity, about: SignInAbout, next: string): Promise<SignInOutcome | SignInStep> {
  const linked = () => deps.db.selectFrom('identity_link').select('person_id').where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst();
  let personId = (await linked())?.person_id;
  if (!personId) {
    const person = staffNo ? await personByStaffNo(deps.db, staffNo) : undefined;
    if (!person) throw new Refusal('sso-unknown');
    if (person.state !== 'active') throw new Refusal('account-closed');
    await deps.db.transaction().execute(async (trx) => {
      const made = await trx.insertInto('identity_link').values({ issuer, subject, person_id: person.id, created_at: instantOf(deps.clock.now()) }).onConflict((c) => c.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 1n) await recordEvent(trx, deps, { actorId: person.id, deed: 'link-identity', subject: person.id });
    });
    personId = (await linked())?.person_id;
    if (personId !== person.id) throw new Refusal('sso-taken');
  }
  const person = await personById(deps.db, personId);
  if (!person) throw new Refusal('sso-unknown');
  if (person.must_change === 0) return proceed(deps, person, about, next);
  // The initial password was seen by others and is not needed any more: it opens nothing from here on.
  const password_hash = await hashOneTime(oneTimePassword(deps.rng), deps.rng);
  await deps.db.updateTable('person').set({ password_hash, must_change: 0 }).where('id', '=', person.id).execute();
  return proceed(deps, { ...person, must_change: 0 }, about, next);
}
