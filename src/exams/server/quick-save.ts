/**
 * The save as exam day needs it: session, owner and answer in one deed, with what was
 * remembered of the paper. It says yes or nothing: whatever is not a plain success is left
 * untouched for the route, which looks again and refuses with its sentence.
 */
import { heldBy } from '../../accounts/server/sessions.ts';
import type { Deps } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { GRACE_MS } from '../grace.ts';
import type { SaveReceipt } from '../view.ts';
import { deed, readAnswer, receiptOfSave, type Answer } from './save.ts';
import { rememberedSheet } from './sheet.ts';

/** Saves the answer; undefined when the route must look: another engine, a session to be renewed, an answer that is none. */
export async function quickSave(deps: Deps, token: string, attemptId: string, answer: Answer): Promise<SaveReceipt | undefined> {
  if (deps.engine !== 'sqlite') return undefined;
  const known = rememberedSheet(deps.db, attemptId);
  const read = known && readAnswer(known.sheet, answer);
  if (!known || !read || 'refusal' in read) return undefined;
  const now = deps.clock.now();
  const { value } = read;
  const save = deed({ attemptId, personId: known.personId, pos: answer.pos, seq: answer.seq, value, savedAt: instantOf(now), endsAfter: instantOf(now - GRACE_MS) });
  const mine = heldBy(token, known.personId, now);
  const written = await deps.group.run({
    sqlite: (prepare) => (mine(prepare) ? save.sqlite(prepare) : undefined),
    portable: () => Promise.resolve(undefined),
  });
  return typeof written === 'object' ? receiptOfSave(written, answer.seq, value, known.sheet.length) : undefined;
}
