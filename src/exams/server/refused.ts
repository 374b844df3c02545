/**
 * What the exam refused and a candidate's page would never send: forged or foreign attempts,
 * answers that are none, saves after the hand-in. Kept as audit events, a line a minute for
 * each person and reason with the count of the rest; never the answers themselves.
 */
import { recordEvent } from '../../accounts/server/audit.ts';
import type { Deps } from '../../db/portable.ts';
import { Refusal, type RefusalCode } from '../../kernel/refusal.ts';
import { seldom, type Seldom } from '../../kernel/seldom.ts';

const WORTH_KEEPING: ReadonlySet<RefusalCode> = new Set(['not-found', 'bad-input', 'attempt-closed', 'exam-not-yours']);
const EVERY_MS = 60_000;
const limits = new WeakMap<Deps['db'], Seldom>();
/** Ids of ours only: a text that somebody made up does not go into the record. */
const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Does it, and keeps a refusal on record before passing it on. */
export async function recordingRefusals<T>(deps: Pick<Deps, 'db' | 'clock' | 'rng'>, where: { readonly personId: string; readonly deed: 'start' | 'view' | 'save' | 'hand-in' | 'review'; readonly attempt?: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && WORTH_KEEPING.has(error.code)) {
      const limit = limits.get(deps.db) ?? seldom(EVERY_MS);
      limits.set(deps.db, limit);
      const times = limit.due(`${where.personId} ${where.deed} ${error.code}`, deps.clock.now());
      if (times !== undefined) {
        const subject = where.attempt !== undefined && IS_ID.test(where.attempt) ? where.attempt : null;
        await recordEvent(deps.db, deps, { actorId: where.personId, deed: 'exam-refused', subject, detail: { what: where.deed, code: error.code, times } });
      }
    }
    throw error;
  }
}
