/**
 * Kysely's SQLite dialect with a queue in front of its one connection. Kysely's own lock
 * wakes everybody at each release and lets newcomers pass: with hundreds waiting, whoever
 * commits for all of them was kept out for seconds. Here the first to ask is the first served.
 */
import { SqliteAdapter, SqliteDialect, SqliteDriver, type DatabaseConnection, type SqliteDialectConfig } from 'kysely';

class FairDriver extends SqliteDriver {
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    const next = this.#waiting.shift();
    // Handed over without ever being free, or a newcomer could step in between.
    if (next) next();
    else this.#busy = false;
  }
}

/** Says that there are several connections, so that Kysely leaves the waiting to the driver. */
class FairAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export class FairSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): FairDriver {
    return new FairDriver(this.#config);
  }
  override createAdapter(): FairAdapter {
    return new FairAdapter();
  }
}
