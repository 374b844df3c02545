/** 有用吗, taken in: checked, capped, stored without a word about who said it. */
import type { Deps } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { CAPS, readFeedback, type Given } from '../feedback.ts';
import { entryIn, type Entries } from '../entries.ts';
import { addFeedback, saidSince } from './store.ts';

export type FeedbackDeps = Pick<Deps, 'db' | 'clock' | 'rng'> & { readonly library: Entries };

/** Stores what a reader said. Refuses `not-found`, `bad-input`, and `too-many-requests` when the cap of all readers together is reached. */
export async function giveFeedback(deps: FeedbackDeps, given: Given): Promise<void> {
  const said = readFeedback(given, (path) => entryIn(deps.library, path) !== undefined);
  const now = deps.clock.now();
  for (const { within, most } of CAPS) {
    // Two at the same moment may pass the last place together: a cap, not a ledger.
    if ((await saidSince(deps.db, instantOf(now - within + 1))) >= most) throw new Refusal('too-many-requests', '现在提交的人太多，没有记下，请过一会儿再点一次。');
  }
  await addFeedback(deps.db, newId(now, deps.rng), said, instantOf(now));
}
