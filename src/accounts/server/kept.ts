/**
 * Something that was uploaded and looked at, waiting to be confirmed: what is done is what
 * was shown, and the plain form need not send the file twice. Kept for an hour, for the one
 * who sent it, and used once.
 */
import type { Deps, Queryable } from '../../db/portable.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';

const KEEP_MS = 3_600_000;
/** Every kind of upload that waits; retention deletes those that nobody confirmed. */
export const KEPT_PREFIXES = ['import:', 'bank-import:', 'attendance:', 'units-import:'] as const;

interface Kept<T> {
  readonly actorId: string;
  readonly at: number;
  readonly value: T;
}

/**
 * Keeps values of one kind.
 * @param prefix of their keys in `setting`, with a colon at the end.
 * @param gone sentence for an id that is unknown, used, too old, or somebody else's.
 */
export function keeper<T>(prefix: (typeof KEPT_PREFIXES)[number], gone: string) {
  return {
    /** Keeps the value; returns the id to ask for it. Forgets older ones. */
    async keep(deps: Pick<Deps, 'db' | 'clock' | 'rng'>, actorId: string, value: T): Promise<string> {
      const now = deps.clock.now();
      // Ids begin with the time of making, so old ones sort before.
      await deps.db.deleteFrom('setting').where('key', '>=', prefix).where('key', '<', prefix + newId(now - KEEP_MS, deps.rng)).execute();
      const id = newId(now, deps.rng);
      const kept: Kept<T> = { actorId, at: now, value };
      await deps.db.insertInto('setting').values({ key: prefix + id, value: JSON.stringify(kept) }).execute();
      return id;
    },
    /** The value again. Refuses `not-found`. */
    async kept(deps: Pick<Deps, 'clock'>, on: Queryable, actorId: string, id: string): Promise<T> {
      const row = await on.selectFrom('setting').select('value').where('key', '=', prefix + id).executeTakeFirst();
      const found = row && (JSON.parse(row.value) as Kept<T>);
      if (!found || found.actorId !== actorId || deps.clock.now() - found.at > KEEP_MS) throw new Refusal('not-found', gone);
      return found.value;
    },
    async drop(on: Queryable, id: string): Promise<void> {
      await on.deleteFrom('setting').where('key', '=', prefix + id).execute();
    },
  };
}
