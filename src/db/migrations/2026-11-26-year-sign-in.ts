/** Sessions that can be told apart, the second factor, and people known to an identity provider. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('session').addColumn('device', 'text', (c) => c.notNull().defaultTo('')).execute();
  await db.schema.alterTable('session').addColumn('way', 'text', (c) => c.notNull().defaultTo('password')).execute();

  await db.schema
    .createTable('sign_in_step')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('second_factor')
    .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('last_step', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('recovery_code')
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('recovery_code_key', ['person_id', 'hash'])
    .execute();

  await db.schema
    .createTable('identity_link')
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('identity_link_key', ['issuer', 'subject'])
    .execute();
  // One account of the provider for a person: a number given to somebody else does not open this account.
  await sql`create unique index identity_link_person on identity_link (issuer, person_id)`.execute(db);
}
