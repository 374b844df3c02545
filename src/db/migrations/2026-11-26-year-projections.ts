/** What reports read instead of the ledger and the papers: sums by month beside each sum, and how each attempt at an exam ended. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('credit_sum').addColumn('months', 'text', (c) => c.notNull().defaultTo('')).execute();
  // One pass over the ledger: a look-up for every sum would be as many passes over a person's entries.
  await sql`
    with by_month as (
      select plan_year, person_id, category, substr(on_day, 1, 7) as month, sum(granted_centi) as centi
      from credit_entry group by 1, 2, 3, 4
    ), said as (
      select plan_year, person_id, category, string_agg(month || ':' || centi, ' ') as months from by_month group by 1, 2, 3
    )
    update credit_sum set months = said.months from said
    where said.plan_year = credit_sum.plan_year and said.person_id = credit_sum.person_id and said.category = credit_sum.category`.execute(db);

  await db.schema
    .createTable('exam_outcome')
    .addColumn('plan_year', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('sitting', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('makeup', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('score', 'integer', (c) => c.notNull())
    .addColumn('full', 'integer', (c) => c.notNull())
    .addColumn('passed', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('exam_outcome_key', ['plan_year', 'person_id', 'sitting', 'number'])
    .execute();
  await sql`
    insert into exam_outcome (plan_year, person_id, sitting, number, makeup, state, at, score, "full", passed)
    select a.plan_year, a.person_id, a.sitting, a.number, a.makeup, a.state, coalesce(a.handed_at, a.started_at),
      coalesce(r.score, 0), coalesce(r."full", 0), case when a.state = 'handed' then coalesce(r.passed, 0) else 0 end
    from attempt a left join result r on r.attempt_id = a.id and r.version = (select max(version) from result where attempt_id = a.id)
    where a.kind = 'exam'`.execute(db);
}
