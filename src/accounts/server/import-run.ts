/** One running import: how far it is, whether it was asked to stop, and its row in `import_batch`. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';

export interface Progress {
  readonly state: Tables['import_batch']['state'];
  readonly done: number;
  readonly total: number;
}

/** Those of this process: asked many times a second, and while the database is held by the import itself. */
const running = new Map<string, ImportRun>();

export class ImportRun {
  readonly id: string;
  actorId = '';
  readonly #deps: Deps;
  readonly #signal: AbortSignal | undefined;
  readonly #tell: ((done: number, total: number) => void) | undefined;
  #stopped = false;
  #kept = 0;
  done = 0;
  total = 1;

  /** @param signal of the request: whoever is gone cannot be handed the passwords. */
  constructor(deps: Deps, id: string, signal?: AbortSignal, tell?: (done: number, total: number) => void) {
    this.id = id;
    this.#deps = deps;
    this.#signal = signal;
    this.#tell = tell;
  }

  /** Opens the batch, runs the work, and marks how it ended. A batch that runs or is done is refused (`not-found`). */
  async keep<T>(actorId: string, fileName: string, work: () => Promise<T>): Promise<T> {
    const { db, clock } = this.#deps;
    const made = await db
      .insertInto('import_batch')
      .values({ id: this.id, created_at: instantOf(clock.now()), created_by: actorId, file_name: fileName, state: 'running', done: 0, total: this.total, opened: 0, changed: 0, closed: 0, units: '[]', undone_at: null, undone_by: null, undone_note: null })
      // Cancelled or failed, nothing of it stayed: the same list may be tried again.
      .onConflict((c) => c.column('id').doUpdateSet({ state: 'running', done: 0 }).where('import_batch.state', 'in', ['cancelled', 'failed']))
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw new Refusal('not-found', '这份名单正在导入，或者已经导入。');
    this.actorId = actorId;
    running.set(this.id, this);
    try {
      return await work();
    } catch (error) {
      const state = error instanceof Refusal && error.code === 'import-cancelled' ? 'cancelled' : 'failed';
      await db.updateTable('import_batch').set({ state }).where('id', '=', this.id).execute();
      throw error;
    } finally {
      running.delete(this.id);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** One more step done. Lets the event loop go on; refuses `import-cancelled` when asked to stop. */
  async step(n = 1): Promise<void> {
    this.done += n;
    this.#tell?.(Math.min(this.done, this.total), this.total);
    await nextTurn();
    if (this.#stopped || this.#signal?.aborted) throw new Refusal('import-cancelled');
  }

  /** As {@link step} while no transaction is open: other processes learn of it, and theirs are heard. */
  async stepOpenly(n = 1): Promise<void> {
    await this.step(n);
    if (this.done - this.#kept < 500) return;
    this.#kept = this.done;
    const row = await this.#deps.db.updateTable('import_batch').set({ done: this.done, total: this.total }).where('id', '=', this.id).where('state', '=', 'running').executeTakeFirst();
    if (row.numUpdatedRows === 0n) throw new Refusal('import-cancelled');
  }

  /** The last word, inside the transaction: whoever cancels from now on comes too late. */
  async finish(trx: Transaction<Tables>, counts: Pick<Tables['import_batch'], 'opened' | 'changed' | 'closed' | 'units'>): Promise<void> {
    const done = await trx.updateTable('import_batch').set({ state: 'done', done: this.total, total: this.total, ...counts }).where('id', '=', this.id).where('state', '=', 'running').executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new Refusal('import-cancelled');
  }
}

const mine = (actorId: string, id: string): ImportRun | undefined => (running.get(id)?.actorId === actorId ? running.get(id) : undefined);

/** How far one's own import is. Refuses `not-found` before it has begun. */
export async function importProgress(deps: Pick<Deps, 'db'>, actorId: string, id: string): Promise<Progress> {
  const here = mine(actorId, id);
  if (here) return { state: 'running', done: Math.min(here.done, here.total), total: here.total };
  const row = await deps.db.selectFrom('import_batch').select(['state', 'done', 'total']).where('id', '=', id).where('created_by', '=', actorId).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return row;
}

/** Asks one's own import to stop. Nothing of it stays, unless it was done already. */
export async function cancelImport(deps: Pick<Deps, 'db'>, actorId: string, id: string): Promise<Progress> {
  const here = mine(actorId, id);
  if (here) here.stop();
  else await deps.db.updateTable('import_batch').set({ state: 'cancelling' }).where('id', '=', id).where('created_by', '=', actorId).where('state', '=', 'running').execute();
  return here ? { state: 'cancelling', done: here.done, total: here.total } : importProgress(deps, actorId, id);
}
