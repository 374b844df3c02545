/** 证书 and 年度封存. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('certificate')
    .addColumn('number', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('met_on', 'text', (c) => c.notNull())
    .addColumn('band', 'text')
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('withdrawn_at', 'text')
    .addColumn('withdrawn_why', 'text')
    .execute();
  // One that holds for a person and year; the database itself sees to it.
  await sql`create unique index certificate_holds on certificate (plan_year, person_id) where withdrawn_at is null`.execute(db);
  await db.schema.createIndex('certificate_by_person').on('certificate').column('person_id').execute();

  await db.schema
    .createTable('year_close')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('closed_at', 'text', (c) => c.notNull())
    .addColumn('closed_by', 'text', (c) => c.references('person.id'))
    .addColumn('head', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addUniqueConstraint('year_close_numbered', ['plan_year', 'number'])
    .execute();
  await db.schema
    .createTable('year_close_line')
    .addColumn('close_id', 'text', (c) => c.notNull().references('year_close.id'))
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('year_close_line_key', ['close_id', 'person_id'])
    .execute();
}
