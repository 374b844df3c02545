/** 线下学法活动: what was held, and who was there. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activity')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('on_day', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('worth_centi', 'integer', (c) => c.notNull())
    .addColumn('most_centi', 'integer')
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('sign_in_until', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('cancelled_at', 'text')
    .addColumn('cancelled_by', 'text', (c) => c.references('person.id'))
    .addColumn('cancelled_why', 'text')
    .execute();
  await db.schema.createIndex('activity_by_year').on('activity').columns(['plan_year', 'unit_id']).execute();
  await db.schema
    .createTable('presence')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('activity_id', 'text', (c) => c.notNull().references('activity.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('recorded_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('removed_at', 'text')
    .addColumn('removed_by', 'text', (c) => c.references('person.id'))
    .addColumn('removed_why', 'text')
    .execute();
  // Present once; the database itself holds it when a list and a scan meet.
  await sql`create unique index presence_once on presence (activity_id, person_id) where removed_at is null`.execute(db);
  await db.schema.createIndex('presence_by_person').on('presence').column('person_id').execute();
}
