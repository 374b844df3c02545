/**
 * A list that was uploaded and looked at, waiting to be confirmed: what is imported is what
 * was shown, and the plain form need not send the file twice. Kept for an hour, for the one
 * who sent it, and used once.
 */
import type { Deps, Queryable } from '../../db/portable.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { FILE_PROBLEMS, type SheetRow } from '../people-sheet.ts';

const PREFIX = 'import:';
const KEEP_MS = 3_600_000;

interface Kept {
  readonly actorId: string;
  readonly at: number;
  readonly rows: readonly SheetRow[];
}

/** Keeps the rows; returns the id to ask for them. Forgets older ones. */
export async function keepRows(deps: Pick<Deps, 'db' | 'clock' | 'rng'>, actorId: string, rows: readonly SheetRow[]): Promise<string> {
  const now = deps.clock.now();
  // Ids begin with the time of making, so old ones sort before.
  await deps.db.deleteFrom('setting').where('key', '>=', PREFIX).where('key', '<', PREFIX + newId(now - KEEP_MS, deps.rng)).execute();
  const id = newId(now, deps.rng);
  const kept: Kept = { actorId, at: now, rows };
  await deps.db.insertInto('setting').values({ key: PREFIX + id, value: JSON.stringify(kept) }).execute();
  return id;
}

/** The rows again. Refuses `not-found`: unknown, used, too old, or somebody else's. */
export async function keptRows(deps: Pick<Deps, 'clock'>, on: Queryable, actorId: string, id: string): Promise<readonly SheetRow[]> {
  const row = await on.selectFrom('setting').select('value').where('key', '=', PREFIX + id).executeTakeFirst();
  const kept = row && (JSON.parse(row.value) as Kept);
  if (!kept || kept.actorId !== actorId || deps.clock.now() - kept.at > KEEP_MS) throw new Refusal('not-found', FILE_PROBLEMS.gone);
  return kept.rows;
}

export async function dropRows(on: Queryable, id: string): Promise<void> {
  await on.deleteFrom('setting').where('key', '=', PREFIX + id).execute();
}
