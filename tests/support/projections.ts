/** What is kept beside the ledger and the papers for reports must equal a replay of both, at any moment. */
import { expect } from 'vitest';
import { monthOf, monthsOf } from '#credits/months.ts';
import type { Db } from '#db/open.ts';
import { latestVersions } from '#exams/counting.ts';

/** Fails when a sum, a month or an outcome differs from what the entries, attempts and markings say. */
export async function expectProjections(db: Db): Promise<void> {
  const sums = new Map<string, { raw: number; granted: number; months: Map<string, number> }>();
  for (const e of await db.selectFrom('credit_entry').selectAll().execute()) {
    const key = `${e.plan_year} ${e.person_id} ${e.category}`;
    const sum = sums.get(key) ?? { raw: 0, granted: 0, months: new Map() };
    sums.set(key, { raw: sum.raw + e.raw_centi, granted: sum.granted + e.granted_centi, months: sum.months.set(monthOf(e.on_day), (sum.months.get(monthOf(e.on_day)) ?? 0) + e.granted_centi) });
  }
  const kept = await db.selectFrom('credit_sum').selectAll().execute();
  expect(new Map(kept.map((s) => [`${s.plan_year} ${s.person_id} ${s.category}`, { raw: s.raw_centi, granted: s.granted_centi, months: new Map(monthsOf(s.months)) }]))).toEqual(sums);

  const rows = await db.selectFrom('attempt').leftJoin('result', 'result.attempt_id', 'attempt.id').selectAll('attempt').select(['attempt.id as attempt', 'result.score', 'result.full', 'result.passed', 'result.version']).where('kind', '=', 'exam').execute();
  const outcomes = latestVersions(rows.map((r) => ({ ...r, version: r.version ?? 0 }))).map((r) => ({
    plan_year: r.plan_year, person_id: r.person_id, sitting: r.sitting, number: r.number, makeup: r.makeup, state: r.state, at: r.handed_at ?? r.started_at,
    score: r.score ?? 0, full: r.full ?? 0, passed: r.state === 'handed' ? (r.passed ?? 0) : 0,
  }));
  const byKey = (a: { person_id: string; sitting: string; number: number }, b: typeof a) => (`${a.person_id} ${a.sitting} ${a.number}` < `${b.person_id} ${b.sitting} ${b.number}` ? -1 : 1);
  expect((await db.selectFrom('exam_outcome').selectAll().execute()).sort(byKey)).toEqual(outcomes.sort(byKey));
}
