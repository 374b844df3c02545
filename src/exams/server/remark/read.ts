/** Reads what a re-marking looks at, in small portions: a report must not delay somebody's answer. */
import { setImmediate } from 'node:timers/promises';
import type { Queryable } from '../../../db/portable.ts';
import { latestVersions } from '../../counting.ts';
import { markSchema, type Marked } from '../../marking.ts';
import { frozenPaperSchema, placed } from '../../paper.ts';
import type { Affected, FinishedOf } from '../../remark.ts';
import { z } from 'zod';

/** Attempts read before others get their turn. */
const PORTION = 50;

/** Which attempts: those that asked the revision, of one sitting or of all. */
export interface Scope {
  readonly revision: string;
  readonly of?: { readonly year: number; readonly sitting: string } | undefined;
}

/** How a paper that asks the revision looks in its column. */
export const asksRevision = (revision: string): string => `%"revision":"${revision}"%`;

export const marksOf = (json: string): Marked['marks'] => z.array(markSchema).parse(JSON.parse(json));

/** Results that hold now, by attempt. */
export async function latestResults(db: Queryable, attempts: readonly string[]): Promise<Map<string, Marked & { readonly version: number }>> {
  if (attempts.length === 0) return new Map();
  const rows = await db.selectFrom('result').select(['attempt_id', 'version', 'score', 'full', 'passed', 'marks']).where('attempt_id', 'in', attempts).orderBy('version').execute();
  // Later versions overwrite earlier ones before anything is parsed.
  const latest = new Map(rows.map((r) => [r.attempt_id, r]));
  return new Map([...latest].map(([id, r]) => [id, { version: r.version, score: r.score, full: r.full, passed: r.passed === 1, marks: marksOf(r.marks) }]));
}

interface AttemptRow {
  readonly id: string;
  readonly person_id: string;
  readonly kind: 'exam' | 'quiz';
  readonly plan_year: number;
  readonly sitting: string;
  readonly paper: string;
}

/** Puts attempts together with their results and what was answered to the question. */
export async function affectedFrom(db: Queryable, rows: readonly AttemptRow[], revision: string): Promise<(Affected & { readonly version: number })[]> {
  const results = await latestResults(db, rows.map((r) => r.id));
  const papers = rows.map((row) => ({ row, paper: frozenPaperSchema.parse(JSON.parse(row.paper)) }));
  const places = papers.map(({ row, paper }) => ({ id: row.id, pos: placed(paper).find((i) => i.revision === revision)?.pos ?? 0 }));
  const answers = rows.length === 0 ? [] : await db.selectFrom('response').select(['attempt_id', 'pos', 'value']).where('attempt_id', 'in', rows.map((r) => r.id)).where('pos', 'in', [...new Set(places.map((p) => p.pos))]).execute();
  const said = new Map(answers.map((a) => [`${a.attempt_id} ${a.pos}`, a.value]));
  return papers.flatMap(({ row, paper }, i) => {
    const result = results.get(row.id);
    if (!result) return [];
    const { version, ...marked } = result;
    return [{ attempt: row.id, person: row.person_id, kind: row.kind, year: row.plan_year, sitting: row.sitting, paper, result: marked, version, answer: said.get(`${row.id} ${places[i]?.pos ?? 0}`) ?? '' }];
  });
}

/** Finished attempts that asked the revision, a portion at a time. */
export async function* affectedBy(db: Queryable, { revision, of }: Scope): AsyncGenerator<readonly Affected[]> {
  for (let after = ''; ; ) {
    let query = db.selectFrom('attempt').select(['id', 'person_id', 'kind', 'plan_year', 'sitting', 'paper']).where('state', '=', 'handed').where('id', '>', after).where('paper', 'like', asksRevision(revision));
    if (of) query = query.where('plan_year', '=', of.year).where('sitting', '=', of.sitting);
    const rows = await query.orderBy('id').limit(PORTION).execute();
    if (rows.length > 0) yield await affectedFrom(db, rows, revision);
    const last = rows.at(-1);
    if (!last || rows.length < PORTION) return;
    after = last.id;
    await setImmediate();
  }
}

/** Every finished attempt of these people, with the result that holds. */
export async function finishedOf(db: Queryable, people: readonly string[]): Promise<FinishedOf[]> {
  const out: FinishedOf[] = [];
  for (let i = 0; i < people.length; i += 200) {
    const rows = await db
      .selectFrom('attempt')
      .innerJoin('result', 'result.attempt_id', 'attempt.id')
      .select(['attempt.id as attempt', 'attempt.person_id as person', 'attempt.plan_year as year', 'attempt.sitting', 'attempt.number', 'result.score', 'result.full', 'result.passed', 'result.version'])
      .where('attempt.person_id', 'in', people.slice(i, i + 200))
      .where('attempt.state', '=', 'handed')
      .execute();
    out.push(...latestVersions(rows).map(({ version: _, ...r }) => ({ ...r, passed: r.passed === 1 })));
    if (i + 200 < people.length) await setImmediate();
  }
  return out;
}
