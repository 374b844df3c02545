/**
 * Opens the database: SQLite in `data/pufa.db` unless an address of a PostgreSQL
 * server is given, and brings its tables up to date.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, type SqliteDatabase, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { FairSqliteDialect } from './fair.ts';
import { groupCommit, type GroupCommit } from './group-commit.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;
export type Engine = 'sqlite' | 'postgres';

export interface Opened {
  readonly db: Db;
  readonly engine: Engine;
  /** The hot path: many small durable deeds in one transaction. */
  readonly group: GroupCommit;
  close(): Promise<void>;
}

export interface DbConfig {
  /** Path of the SQLite file, or `:memory:`. */
  readonly file: string;
  /** `postgres://…`; when given, `file` is not used. */
  readonly url?: string | undefined;
  /** PostgreSQL schema to live in (tests); `public` when omitted. */
  readonly schema?: string | undefined;
}

/** Opens without migrating. */
export function openDb(config: DbConfig): Opened {
  if (config.url) {
    const options = config.schema ? `-c search_path=${config.schema}` : undefined;
    const pool = new pg.Pool({ connectionString: config.url, max: 10, ...(options ? { options } : {}) });
    // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => undefined);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return { db, engine: 'postgres', group: groupCommit({ db }), close: () => db.destroy() };
  }
  if (config.file !== ':memory:') mkdirSync(dirname(config.file), { recursive: true });
  const raw = new Sqlite(config.file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('busy_timeout = 5000');
  const db = new Kysely<Tables>({ dialect: new FairSqliteDialect({ database: preparedOnce(raw) }) });
  return { db, engine: 'sqlite', group: groupCommit({ db, raw }), close: () => db.destroy() };
}

/** A connection that only reads, beside the one that writes. */
export interface Reading {
  /** Everything that is read inside is of one moment. */
  moment<T>(read: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens for reading alone; nothing is migrated. Not for `:memory:`, which only its own connection knows. */
export function openToRead(config: DbConfig): Reading {
  if (config.url) {
    const options = `-c default_transaction_read_only=on${config.schema ? ` -c search_path=${config.schema}` : ''}`;
    const pool = new pg.Pool({ connectionString: config.url, max: 1, options });
    pool.on('error', () => undefined);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return { moment: (read) => db.transaction().setIsolationLevel('repeatable read').execute(read), close: () => db.destroy() };
  }
  const raw = new Sqlite(config.file, { readonly: true, fileMustExist: true });
  raw.pragma('busy_timeout = 5000');
  // The pages that the writing connection has just used are in memory already: they need not be copied.
  raw.pragma('mmap_size = 2000000000');
  const db = new Kysely<Tables>({ dialect: new FairSqliteDialect({ database: preparedOnce(raw) }) });
  return { moment: (read) => db.transaction().execute(read), close: () => db.destroy() };
}

/** Statements kept compiled; the one unused longest goes first. */
const MOST_STATEMENTS = 300;

/**
 * The handle as Kysely uses it, with statements compiled once for each text: compiling anew
 * was a third of what a query costs. Not for streaming: a statement that is being read row by
 * row cannot be run again meanwhile.
 */
function preparedOnce(raw: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    close: () => void raw.close(),
    prepare(text) {
      const statement = kept.get(text) ?? raw.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      if (kept.size > MOST_STATEMENTS) kept.delete(kept.keys().next().value ?? '');
      return statement;
    },
  };
}

/** Runs every migration not yet run. Throws when one fails; nothing of that one is kept. */
export async function migrate(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}
