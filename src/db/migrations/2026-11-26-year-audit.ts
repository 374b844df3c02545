/**
 * The audit log can only be added to: the database itself refuses a change, and refuses to let
 * go of a row that is not a year old yet. Retention (accounts/server/retention.ts) deletes older ones.
 */
import { sql, type Kysely } from 'kysely';

const SAYS = 'audit_event is append-only: rows are kept for at least a year and never changed';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_by_time').on('audit_event').columns(['at', 'id']).execute();
  await db.schema.createIndex('audit_by_actor').on('audit_event').columns(['actor_id', 'at']).execute();
  if (db.getExecutor().adapter.constructor.name.startsWith('Postgres')) await onPostgres(db);
  else await onSqlite(db);
}

async function onSqlite(db: Kysely<unknown>): Promise<void> {
  const raise = sql.raw(`begin select raise(abort, '${SAYS}'); end`);
  await sql`create trigger audit_event_unchanged before update on audit_event ${raise}`.execute(db);
  await sql`create trigger audit_event_kept before delete on audit_event when old.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 year') ${raise}`.execute(db);
}

async function onPostgres(db: Kysely<unknown>): Promise<void> {
  const body = sql.raw(`$$ begin raise exception '${SAYS}'; end $$`);
  await sql`create function audit_event_refuse() returns trigger language plpgsql as ${body}`.execute(db);
  await sql`create trigger audit_event_unchanged before update on audit_event for each row execute function audit_event_refuse()`.execute(db);
  await sql`create trigger audit_event_whole before truncate on audit_event for each statement execute function audit_event_refuse()`.execute(db);
  await sql`
    create trigger audit_event_kept before delete on audit_event for each row
    when (old.at > to_char((now() at time zone 'utc') - interval '1 year', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) execute function audit_event_refuse()`.execute(db);
}
