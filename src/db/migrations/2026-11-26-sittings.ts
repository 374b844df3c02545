/** Make-ups marked on the attempt; terms that are different for a person or a unit. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attempt').addColumn('makeup', 'integer', (c) => c.notNull().defaultTo(0)).execute();
  await db.schema
    .createTable('sitting_override')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('sitting', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .addColumn('unit_id', 'text', (c) => c.references('unit.id'))
    .addColumn('opens_at', 'text')
    .addColumn('closes_at', 'text')
    .addColumn('minutes', 'integer')
    .addColumn('attempts', 'integer')
    .addColumn('wait_hours', 'integer')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'text', (c) => c.references('person.id'))
    .addCheckConstraint('sitting_override_whose', sql`(person_id is null) <> (unit_id is null)`)
    .execute();
  // One in force for a person or unit; the database itself holds it when two organisers act at once.
  await sql`create unique index sitting_override_person on sitting_override (plan_year, sitting, person_id) where revoked_at is null and person_id is not null`.execute(db);
  await sql`create unique index sitting_override_unit on sitting_override (plan_year, sitting, unit_id) where revoked_at is null and unit_id is not null`.execute(db);
}
