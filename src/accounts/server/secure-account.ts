/** What an administrator sees of, and does to, somebody's sign-in: a lost phone, a session left open, a wrong link. */
import { Refusal } from '../../kernel/refusal.ts';
import { mayInUnit } from '../reach.ts';
import type { Securing, Security } from '../security.ts';
import { recordEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { dropFactor, factorOf, type FactorDeps } from './second-factor.ts';
import { sessionsOf } from './session-list.ts';
import { endSessions } from './sessions.ts';
import { allUnits, personById } from './store.ts';

/** How somebody can sign in, and where they are signed in now. */
export async function securityOf(deps: FactorDeps, personId: string): Promise<Security> {
  const link = await linkedAt(deps, personId);
  return { sessions: (await sessionsOf(deps, personId, undefined)).length, factor: (await factorOf(deps.db, personId)) !== undefined, linked: link !== undefined };
}

/** When the person's account was linked to the identity provider, an instant; undefined when it never was. */
export async function linkedAt(deps: Pick<FactorDeps, 'db'>, personId: string): Promise<string | undefined> {
  return (await deps.db.selectFrom('identity_link').select('created_at').where('person_id', '=', personId).executeTakeFirst())?.created_at;
}

/** Does it and ends all of the person's sessions. Refuses `not-found` for people out of reach as for people who do not exist. */
export async function secureAccount(deps: FactorDeps, actor: SignedIn, personId: string, what: Securing): Promise<void> {
  const person = await personById(deps.db, personId);
  if (!person || !mayInUnit(actor.roles, 'secure-account', person.unit_id, await allUnits(deps.db))) throw new Refusal('not-found');
  await deps.db.transaction().execute(async (trx) => {
    if (what === 'second-factor') await dropFactor(trx, deps, actor.id, personId);
    if (what === 'identity') {
      await trx.deleteFrom('identity_link').where('person_id', '=', personId).execute();
      await recordEvent(trx, deps, { actorId: actor.id, deed: 'unlink-identity', subject: personId });
    }
    await endSessions(trx, personId);
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'end-all-sessions', subject: personId });
  });
}
