/** Re-marking: what was asked for, who agreed, and how far it has come. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('remark')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('question_id', 'text', (c) => c.notNull())
    .addColumn('revision', 'text', (c) => c.notNull().references('question_revision.id'))
    .addColumn('new_revision', 'text', (c) => c.notNull().references('question_revision.id'))
    .addColumn('remedy', 'text', (c) => c.notNull())
    .addColumn('plan_year', 'integer')
    .addColumn('sitting', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('requested_by', 'text', (c) => c.references('person.id'))
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.references('person.id'))
    .addColumn('decided_at', 'text')
    .addColumn('decision', 'text')
    .addColumn('applied_at', 'text')
    .execute();
  await db.schema.createIndex('remark_by_revision').on('remark').column('revision').execute();
  // One at a time for each revision, held by the database itself.
  await sql`create unique index remark_one on remark (revision) where state in ('waiting', 'applying')`.execute(db);

  // Once for each attempt, whatever is interrupted and begun again.
  await db.schema
    .createTable('remark_attempt')
    .addColumn('remark_id', 'text', (c) => c.notNull().references('remark.id'))
    .addColumn('attempt_id', 'text', (c) => c.notNull().references('attempt.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('version', 'integer')
    .addColumn('done_at', 'text')
    .addPrimaryKeyConstraint('remark_attempt_pk', ['remark_id', 'attempt_id'])
    .execute();
  await sql`create index remark_attempt_left on remark_attempt (remark_id, person_id) where done_at is null`.execute(db);
  await db.schema.createIndex('remark_attempt_by_attempt').on('remark_attempt').column('attempt_id').execute();

  // Statistics and re-marking look attempts up by sitting.
  await db.schema.createIndex('attempt_by_sitting').on('attempt').columns(['plan_year', 'sitting', 'id']).execute();
}
