/** Question revisions in the database: written before anything refers to them, never changed. */
import type { Deps, Queryable } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { askedSchema, canonicalJson, type Asked } from '../revision.ts';
import type { Pool } from './pool.ts';

/** By pool and database: done once in a process, since the pool never changes. */
const kept = new WeakMap<Pool, WeakMap<Deps['db'], Promise<void>>>();

/** Stores every drawable question of the pool as a revision, if it is not there yet. */
export function keepRevisions(deps: Deps, pool: Pool): Promise<void> {
  const byDb = kept.get(pool) ?? new WeakMap<Deps['db'], Promise<void>>();
  kept.set(pool, byDb);
  const known = byDb.get(deps.db);
  if (known) return known;
  const writing = write(deps, pool).catch((error: unknown) => {
    // Not remembered as done: the next start tries again.
    byDb.delete(deps.db);
    throw error;
  });
  byDb.set(deps.db, writing);
  return writing;
}

async function write(deps: Deps, pool: Pool): Promise<void> {
  const created_at = instantOf(deps.clock.now());
  const rows = [...pool.banks.values()].flatMap((bank) =>
    bank.questions.map((q) => ({ id: q.revision, question_id: q.asked.id, bank: bank.id, body: canonicalJson(q.asked), created_at })),
  );
  for (let i = 0; i < rows.length; i += 200) {
    await deps.db
      .insertInto('question_revision')
      .values(rows.slice(i, i + 200))
      .onConflict((c) => c.column('id').doNothing())
      .execute();
  }
}

/** Revisions are named by their content, so one memory serves every database. Bounded: the oldest goes first. */
const memory = new Map<string, Asked>();
const MOST = 20_000;

/** What was asked, by revision. A revision that the database lacks is missing from the answer. */
export async function askedByRevision(db: Queryable, revisions: readonly string[]): Promise<(revision: string) => Asked | undefined> {
  const found = new Map<string, Asked>();
  const wanted: string[] = [];
  for (const id of new Set(revisions)) {
    const known = memory.get(id);
    if (known) found.set(id, known);
    else wanted.push(id);
  }
  if (wanted.length > 0) {
    const rows = await db.selectFrom('question_revision').select(['id', 'body']).where('id', 'in', wanted).execute();
    for (const { id, body } of rows) {
      const asked = askedSchema.parse(JSON.parse(body));
      found.set(id, asked);
      memory.set(id, asked);
      if (memory.size > MOST) memory.delete(memory.keys().next().value ?? '');
    }
  }
  return (id) => found.get(id);
}
