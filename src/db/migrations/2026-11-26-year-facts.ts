/** What the year rests on: where a person belonged when, who is exempt, and the ledger's sums kept beside it. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('assignment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('from_day', 'text', (c) => c.notNull())
    .addColumn('to_day', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('person.id'))
    .execute();
  await db.schema.createIndex('assignment_by_person').on('assignment').column('person_id').execute();
  await db.schema.createIndex('assignment_by_unit').on('assignment').column('unit_id').execute();

  await db.schema
    .createTable('exemption')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('approver', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'text', (c) => c.references('person.id'))
    .execute();
  // One in force for a person and year; the database itself holds it when two organisers act at once.
  await sql`create unique index exemption_in_force on exemption (plan_year, person_id) where revoked_at is null`.execute(db);

  await db.schema
    .createTable('credit_sum')
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('raw_centi', 'integer', (c) => c.notNull())
    .addColumn('granted_centi', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('credit_sum_key', ['plan_year', 'person_id', 'category'])
    .execute();
  await sql`
    insert into credit_sum (plan_year, person_id, category, raw_centi, granted_centi)
    select plan_year, person_id, category, sum(raw_centi), sum(granted_centi) from credit_entry group by plan_year, person_id, category`.execute(db);
}
