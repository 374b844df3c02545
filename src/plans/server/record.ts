/** What standing is made of, read for one person or for many with three queries. */
import { asNumber, type Queryable } from '../../db/portable.ts';
import { dayOf, msOf, type Day } from '../../kernel/day.ts';
import { audiencesFor, type AudienceSpan } from '../audiences.ts';
import type { Plan } from '../schema.ts';
import { standingOf, type Credited, type ExamResult, type Standing } from '../standing.ts';

/** Ids to read; undefined: everybody. Lists are cut, because engines limit how many values a query takes. */
export type Whose = readonly string[] | undefined;
const MOST_AT_ONCE = 500;

async function inParts<T>(whose: Whose, read: (ids: Whose) => Promise<T[]>): Promise<T[]> {
  if (!whose) return read(undefined);
  const out: T[] = [];
  for (let i = 0; i < whose.length; i += MOST_AT_ONCE) out.push(...(await read(whose.slice(i, i + MOST_AT_ONCE))));
  return out;
}

function group<T extends { readonly personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const row of rows) {
    const list = by.get(row.personId);
    if (list) list.push(row);
    else by.set(row.personId, [row]);
  }
  return by;
}

/** Every time in an audience. */
export async function spansOf(on: Queryable, whose: Whose): Promise<Map<string, (AudienceSpan & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on.selectFrom('person_audience').select(['person_id as personId', 'audience', 'from_day as from', 'to_day as to']);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return group(rows);
}

/** Sums granted in the plan year, by day and category: what `standingOf` needs, with the database adding up. */
export async function creditedOf(on: Queryable, year: number, whose: Whose): Promise<Map<string, (Credited & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on
      .selectFrom('credit_entry')
      .select((e) => ['person_id as personId', 'category', 'on_day', e.fn.sum<string | number>('granted_centi').as('centi')])
      .where('plan_year', '=', year)
      .groupBy(['person_id', 'category', 'on_day']);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return group(rows.map(({ personId, category, on_day, centi }) => ({ personId, category, on_day, granted_centi: asNumber(centi) })));
}

/** Every attempt at an exam of the year with its latest marking. */
export async function examResultsOf(on: Queryable, year: number, whose: Whose): Promise<Map<string, (ExamResult & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on
      .selectFrom('attempt')
      .leftJoin('result', (join) =>
        join
          .onRef('result.attempt_id', '=', 'attempt.id')
          .on((e) => e('result.version', '=', e.selectFrom('result as newer').select((n) => n.fn.max('newer.version').as('version')).whereRef('newer.attempt_id', '=', 'attempt.id'))),
      )
      .select(['attempt.person_id as personId', 'attempt.sitting', 'attempt.state', 'attempt.started_at', 'attempt.handed_at', 'result.passed', 'result.score', 'result.full'])
      .where('attempt.kind', '=', 'exam')
      .where('attempt.plan_year', '=', year);
    if (ids) query = query.where('attempt.person_id', 'in', ids);
    return query.execute();
  });
  return group(
    rows.map((r) => ({
      personId: r.personId,
      exam: r.sitting,
      state: r.state,
      passed: r.state === 'handed' && r.passed === 1,
      score: r.score ?? 0,
      full: r.full ?? 0,
      on: dayOf(msOf(r.handed_at ?? r.started_at)),
    })),
  );
}

export interface PersonStanding {
  readonly audiences: readonly string[];
  readonly standing: Standing;
}

/** Standing of each of the people, by their id. People without an audience are in it too, owing nothing. */
export async function standingsOf(on: Queryable, plan: Plan, whose: readonly string[], today: Day, everybody = false): Promise<Map<string, PersonStanding>> {
  const read = everybody ? undefined : whose;
  const [spans, credited, results] = [await spansOf(on, read), await creditedOf(on, plan.year, read), await examResultsOf(on, plan.year, read)];
  return new Map(
    whose.map((id) => {
      const audiences = audiencesFor(plan, spans.get(id) ?? [], today);
      return [id, { audiences, standing: standingOf(plan, audiences, credited.get(id) ?? [], results.get(id) ?? [], today) }];
    }),
  );
}
