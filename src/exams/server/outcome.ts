/** How an attempt at an exam stands, for reports: copied in the transaction that changes it. */
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../db/schema.ts';

/** Call it after an attempt was begun, handed in or marked anew. Quizzes leave no trace: what they bring is credit. */
export async function keepOutcome(trx: Transaction<Tables>, attemptId: string): Promise<void> {
  await trx
    .insertInto('exam_outcome')
    .columns(['plan_year', 'person_id', 'sitting', 'number', 'makeup', 'state', 'at', 'score', 'full', 'passed'])
    .expression((e) =>
      e
        .selectFrom('attempt as a')
        .leftJoin('result as r', (on) => on.onRef('r.attempt_id', '=', 'a.id').on('r.version', '=', (v) => v.selectFrom('result').select((x) => x.fn.max('version').as('v')).whereRef('attempt_id', '=', 'a.id')))
        .select(['a.plan_year', 'a.person_id', 'a.sitting', 'a.number', 'a.makeup', 'a.state'])
        .select((x) => [
          x.fn.coalesce('a.handed_at', 'a.started_at').as('at'),
          x.fn.coalesce('r.score', sql<number>`0`).as('score'),
          x.fn.coalesce('r.full', sql<number>`0`).as('full'),
          sql<0 | 1>`case when a.state = 'handed' then coalesce(r.passed, 0) else 0 end`.as('passed'),
        ])
        .where('a.id', '=', attemptId)
        .where('a.kind', '=', 'exam'),
    )
    .onConflict((c) =>
      c.columns(['plan_year', 'person_id', 'sitting', 'number']).doUpdateSet((x) => ({
        state: x.ref('excluded.state'),
        at: x.ref('excluded.at'),
        score: x.ref('excluded.score'),
        full: x.ref('excluded.full'),
        passed: x.ref('excluded.passed'),
      })),
    )
    .execute();
}
