/**
 * Group commit: deeds that arrive together are written in one transaction, so that one
 * flush to disk serves many. Each is acknowledged only after the commit is durable; each
 * has a savepoint of its own, so that a bad one fails alone.
 *
 * On SQLite a batch runs while Kysely's one connection is held, so it can never fall inside
 * another transaction. On PostgreSQL, which groups commits of concurrent connections itself,
 * each deed is simply run by its Kysely form.
 */
import type Sqlite from 'better-sqlite3';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

type Prepare = (sql: string) => Sqlite.Statement;

/** One deed in both forms. They must do the same; a test runs every deed on both engines. */
export interface GroupDeed<T> {
  /**
   * Synchronous, prepared statements on the raw SQLite handle. Each asks one table (others by
   * scalar subqueries): this build of SQLite, with STAT4, compiles a join with parameters anew
   * at every run, which costs ten times what running it does.
   */
  sqlite(prepare: Prepare): T;
  /** The same for PostgreSQL. */
  portable(db: Kysely<Tables>): Promise<T>;
}

export interface GroupCommit {
  /** Runs the deed; resolves with its outcome once durable, rejects with its own error. */
  run<T>(deed: GroupDeed<T>): Promise<T>;
  /**
   * Runs a transaction written for Kysely; resolves once durable. On SQLite several share one
   * commit, one after the other, so it must wait for nothing but its own queries.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /**
   * SQLite only: look-ups made with every request. Those that arrive together share one read
   * transaction, and none waits for Kysely's connection. May see what another transaction has
   * written and not committed yet, so nothing that is told to anybody may rest on it alone.
   */
  readonly look?: <T>(read: (prepare: Prepare) => T) => Promise<T>;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Waiting<W> {
  readonly work: W;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
type Settle = () => void;

/** At most this many deeds share a transaction, and no further transaction joins after so many ms: one batch never holds up the others for long. */
const MOST = 500;
const MOST_MS = 15;

export function groupCommit(on: { db: Kysely<Tables>; raw?: Sqlite.Database }): GroupCommit {
  const { db, raw } = on;
  if (!raw) return { run: (deed) => deed.portable(db), transaction: (work) => db.transaction().execute(work) };

  const statements = new Map<string, Sqlite.Statement>();
  const prepare: Prepare = (text) => {
    const known = statements.get(text);
    if (known) return known;
    if (/\bjoin\b/i.test(text)) throw new Error(`One table a statement (see GroupDeed.sqlite): ${text}`);
    const made = raw.prepare(text);
    statements.set(text, made);
    return made;
  };

  const deeds: Waiting<GroupDeed<unknown>>[] = [];
  const works: Waiting<(trx: Transaction<Tables>) => Promise<unknown>>[] = [];
  const looks: Waiting<(prepare: Prepare) => unknown>[] = [];
  let flushing = false;

  /** What to tell each once the commit is durable. */
  const runDeeds = (batch: readonly Waiting<GroupDeed<unknown>>[]): Settle[] =>
    batch.map(({ work, resolve, reject }) => {
      prepare('savepoint deed').run();
      try {
        const value = work.sqlite(prepare);
        return () => resolve(value);
      } catch (error) {
        prepare('rollback to deed').run();
        return () => reject(error);
      } finally {
        prepare('release deed').run();
      }
    });

  const runWork = async ({ work, resolve, reject }: (typeof works)[number], conn: Kysely<Tables>): Promise<Settle> => {
    await sql`savepoint work`.execute(conn);
    try {
      // Inside `begin` … `commit` of the batch this connection is a transaction in all but name.
      const value = await work(conn as Transaction<Tables>);
      return () => resolve(value);
    } catch (error) {
      await sql`rollback to work`.execute(conn);
      return () => reject(error);
    } finally {
      await sql`release work`.execute(conn);
    }
  };

  const commitBatch = async (conn: Kysely<Tables>): Promise<void> => {
    const batch = deeds.splice(0, MOST);
    const taken: Waiting<unknown>[] = [...batch];
    try {
      prepare('begin immediate').run();
      const settled = runDeeds(batch);
      const until = performance.now() + MOST_MS;
      for (let next = works.shift(); next; next = performance.now() < until ? works.shift() : undefined) {
        taken.push(next);
        settled.push(await runWork(next, conn));
      }
      prepare('commit').run();
      for (const tell of settled) tell();
    } catch (error) {
      if (raw.inTransaction) prepare('rollback').run();
      for (const waiting of taken) waiting.reject(error);
    }
  };

  const flush = async (): Promise<void> => {
    try {
      while (deeds.length + works.length > 0) {
        if (looks.length > 0) {
          // Whoever is being looked up is about to write: one turn of the loop, and it shares this commit instead of waiting for the next.
          lookAll();
          await nextTurn();
        }
        try {
          await db.connection().execute(commitBatch);
        } catch (error) {
          // The connection itself could not be had (closing down): nobody may wait forever.
          for (const waiting of [...deeds.splice(0), ...works.splice(0)]) waiting.reject(error);
        }
        // Let the acknowledgements go out before the next batch.
        await nextTurn();
      }
    } finally {
      flushing = false;
    }
  };
  const soon = (): void => {
    if (flushing) return;
    flushing = true;
    setImmediate(() => void flush());
  };

  const lookAll = (): void => {
    const batch = looks.splice(0);
    if (batch.length === 0) return;
    // Inside somebody's transaction no other can be opened; its connection is ours.
    const own = !raw.inTransaction;
    try {
      if (own) prepare('begin').run();
      for (const { work, resolve, reject } of batch) {
        try {
          resolve(work(prepare));
        } catch (error) {
          reject(error);
        }
      }
      if (own) prepare('commit').run();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const queued = <W, T>(queue: Waiting<W>[], work: W, kick: () => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      kick();
    });
  return {
    run: (deed) => queued(deeds, deed, soon),
    transaction: (work) => queued(works, work, soon),
    look: (read) => queued(looks, read, () => looks.length === 1 && setImmediate(lookAll)),
  };
}
