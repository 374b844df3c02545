/** What the year asked for, version by version, for good: the database itself refuses to change or drop one. */
import { sql, type Kysely } from 'kysely';

const SAYS = 'plan_version is append-only: what was in force is never changed';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('plan_version')
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('in_force_at', 'text', (c) => c.notNull())
    .addColumn('confirmed_by', 'text', (c) => c.references('person.id'))
    .addColumn('note', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('plan_version_key', ['plan_year', 'version'])
    .execute();
  if (db.getExecutor().adapter.constructor.name.startsWith('Postgres')) {
    const body = sql.raw(`$$ begin raise exception '${SAYS}'; end $$`);
    await sql`create function plan_version_refuse() returns trigger language plpgsql as ${body}`.execute(db);
    await sql`create trigger plan_version_kept before update or delete on plan_version for each row execute function plan_version_refuse()`.execute(db);
    await sql`create trigger plan_version_whole before truncate on plan_version for each statement execute function plan_version_refuse()`.execute(db);
    return;
  }
  const raise = sql.raw(`begin select raise(abort, '${SAYS}'); end`);
  await sql`create trigger plan_version_unchanged before update on plan_version ${raise}`.execute(db);
  await sql`create trigger plan_version_kept before delete on plan_version ${raise}`.execute(db);
}
