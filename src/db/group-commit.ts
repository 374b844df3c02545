/**
 * Group commit: deeds that arrive together are written in one transaction, so that one
 * flush to disk serves many. Each is acknowledged only after the commit is durable; each
 * has a savepoint of its own, so that a bad one fails alone.
 *
 * On SQLite a batch runs synchronously on the raw handle while Kysely's one connection is
 * held, so it can never fall inside another transaction. On PostgreSQL, which groups commits
 * of concurrent connections itself, each deed is simply run by its Kysely form.
 */
import type Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** One deed in both forms. They must do the same; a test runs every deed on both engines. */
export interface GroupDeed<T> {
  /** Synchronous, prepared statements on the raw SQLite handle. */
  sqlite(prepare: (sql: string) => Sqlite.Statement): T;
  /** The same for PostgreSQL. */
  portable(db: Kysely<Tables>): Promise<T>;
}

export interface GroupCommit {
  /** Runs the deed; resolves with its outcome once durable, rejects with its own error. */
  run<T>(deed: GroupDeed<T>): Promise<T>;
}

interface Waiting {
  readonly deed: GroupDeed<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** At most this many deeds share a transaction, so that one batch never blocks the event loop for long. */
const MOST = 500;

export function groupCommit(on: { db: Kysely<Tables>; raw?: Sqlite.Database }): GroupCommit {
  const { db, raw } = on;
  if (!raw) return { run: (deed) => deed.portable(db) };

  const statements = new Map<string, Sqlite.Statement>();
  const prepare = (text: string): Sqlite.Statement => {
    const known = statements.get(text);
    if (known) return known;
    const made = raw.prepare(text);
    statements.set(text, made);
    return made;
  };

  const queue: Waiting[] = [];
  let flushing = false;

  const commitBatch = (batch: readonly Waiting[]): void => {
    const outcomes: { ok: boolean; value: unknown }[] = [];
    prepare('begin immediate').run();
    try {
      for (const { deed } of batch) {
        prepare('savepoint deed').run();
        try {
          outcomes.push({ ok: true, value: deed.sqlite(prepare) });
        } catch (error) {
          prepare('rollback to deed').run();
          outcomes.push({ ok: false, value: error });
        }
        prepare('release deed').run();
      }
      prepare('commit').run();
    } catch (error) {
      if (raw.inTransaction) prepare('rollback').run();
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    batch.forEach((waiting, i) => {
      const outcome = outcomes[i];
      if (outcome?.ok) waiting.resolve(outcome.value);
      else waiting.reject(outcome?.value);
    });
  };

  const flush = async (): Promise<void> => {
    flushing = true;
    try {
      while (queue.length > 0) {
        try {
          await db.connection().execute(() => {
            commitBatch(queue.splice(0, MOST));
            return Promise.resolve();
          });
        } catch (error) {
          // The connection itself could not be had (closing down): nobody may wait forever.
          for (const waiting of queue.splice(0)) waiting.reject(error);
        }
        // Let the acknowledgements go out before the next batch.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      flushing = false;
    }
  };

  return {
    run: <T>(deed: GroupDeed<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ deed, resolve: resolve as (value: unknown) => void, reject });
        if (!flushing) {
          flushing = true;
          setImmediate(() => void flush());
        }
      }),
  };
}
