/** Practice taken into an account: cards of the book of wrong answers, days and stars. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('practice_card')
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('handle', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('practice_card_key', ['person_id', 'handle'])
    .execute();
  await db.schema
    .createTable('practice_record')
    .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
}
