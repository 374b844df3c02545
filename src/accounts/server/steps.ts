/** Half a sign-in, waiting ten minutes for its other half. Named by the SHA-256 of a token in a cookie; taken once. */
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { sessionIdOf, type SignInAbout } from './sessions.ts';

export const STEP_COOKIE = 'pufa_step';
export const STEP_MS = 10 * 60_000;

/** What each kind has to remember. */
interface StepData {
  readonly code: { readonly next: string; readonly about: SignInAbout };
  /** The new factor's secret, sealed. */
  readonly enrol: { readonly next: string; readonly about: SignInAbout; readonly secret: string };
  readonly oidc: { readonly next: string; readonly state: string; readonly nonce: string; readonly verifier: string };
}
export type StepKind = keyof StepData;

export interface Step<K extends StepKind> {
  readonly id: string;
  readonly personId: string | null;
  readonly data: StepData[K];
}

/** Begins a step under a name of its own, replacing one of that name. Forgets those that have run out. */
export async function putStep<K extends StepKind>(on: Queryable, deps: Pick<Deps, 'clock'>, id: string, kind: K, personId: string | null, data: StepData[K]): Promise<void> {
  const now = deps.clock.now();
  await on.deleteFrom('sign_in_step').where((e) => e.or([e('id', '=', id), e('expires_at', '<=', instantOf(now))])).execute();
  await on.insertInto('sign_in_step').values({ id, kind, person_id: personId, data: JSON.stringify(data), expires_at: instantOf(now + STEP_MS) }).execute();
}

/** Begins a step; the token goes into the browser's cookie. */
export async function beginStep<K extends StepKind>(on: Queryable, deps: Pick<Deps, 'clock' | 'rng'>, kind: K, personId: string | null, data: StepData[K]): Promise<string> {
  const token = Buffer.from(deps.rng.bytes(32)).toString('base64url');
  await putStep(on, deps, sessionIdOf(token), kind, personId, data);
  return token;
}

/** The step of this name, if it still holds. */
export async function stepNamed<K extends StepKind>(on: Queryable, deps: Pick<Deps, 'clock'>, id: string, kind: K): Promise<Step<K> | undefined> {
  const row = await on.selectFrom('sign_in_step').selectAll().where('id', '=', id).where('kind', '=', kind).where('expires_at', '>', instantOf(deps.clock.now())).executeTakeFirst();
  return row && { id: row.id, personId: row.person_id, data: JSON.parse(row.data) as StepData[K] };
}

/** The step of this cookie. */
export const stepOf = <K extends StepKind>(on: Queryable, deps: Pick<Deps, 'clock'>, token: string | undefined, kind: K): Promise<Step<K> | undefined> =>
  token && token.length <= 100 ? stepNamed(on, deps, sessionIdOf(token), kind) : Promise.resolve(undefined);

/** Takes the step away; false when another request was quicker. */
export async function takeStep(on: Queryable, id: string): Promise<boolean> {
  const done = await on.deleteFrom('sign_in_step').where('id', '=', id).executeTakeFirst();
  return done.numDeletedRows === 1n;
}
