/** Queries on attempts, answers and results. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { msOf } from '../../kernel/day.ts';
import type { Quizzes } from '../../quiz/server/load.ts';
import { latestVersions } from '../counting.ts';
import { frozenPaperSchema, type FrozenPaper } from '../paper.ts';
import type { Finished } from '../rules.ts';

/** What the use cases of exams and practice need. */
export interface ExamDeps extends Deps {
  readonly quizzes: Quizzes;
}

/** An attempt read back, its times in ms. */
export interface Attempt {
  readonly id: string;
  readonly personId: string;
  readonly kind: 'exam' | 'quiz';
  readonly year: number;
  readonly sitting: string;
  readonly number: number;
  readonly paper: FrozenPaper;
  readonly startedAt: number;
  readonly closesAt: number;
  readonly state: 'open' | 'handed';
  readonly handedAt: number | undefined;
  readonly handedBy: 'candidate' | 'clock' | undefined;
  readonly receipt: string | undefined;
  readonly makeup: boolean;
}

const COLUMNS = ['id', 'person_id', 'kind', 'plan_year', 'sitting', 'number', 'paper', 'started_at', 'closes_at', 'state', 'handed_at', 'handed_by', 'receipt', 'makeup'] as const;

interface Row extends Pick<Attempt, 'id' | 'kind' | 'sitting' | 'number' | 'state'> {
  readonly person_id: string;
  readonly plan_year: number;
  readonly paper: string;
  readonly started_at: string;
  readonly closes_at: string;
  readonly handed_at: string | null;
  readonly handed_by: 'candidate' | 'clock' | null;
  readonly receipt: string | null;
  readonly makeup: 0 | 1;
}

const attemptOf = (row: Row): Attempt => ({
  id: row.id,
  personId: row.person_id,
  kind: row.kind,
  year: row.plan_year,
  sitting: row.sitting,
  number: row.number,
  paper: frozenPaperSchema.parse(JSON.parse(row.paper)),
  startedAt: msOf(row.started_at),
  closesAt: msOf(row.closes_at),
  state: row.state,
  handedAt: row.handed_at === null ? undefined : msOf(row.handed_at),
  handedBy: row.handed_by ?? undefined,
  receipt: row.receipt ?? undefined,
  makeup: row.makeup === 1,
});

/** The person's own attempt; somebody else's is as good as none. */
export async function ownAttempt(db: Queryable, personId: string, attemptId: string): Promise<Attempt | undefined> {
  const row = await db.selectFrom('attempt').select(COLUMNS).where('id', '=', attemptId).where('person_id', '=', personId).executeTakeFirst();
  return row && attemptOf(row);
}

/** The person's open attempts, of one sitting or of all. */
export async function openAttempts(db: Queryable, personId: string, of?: { readonly year: number; readonly sitting: string }): Promise<Attempt[]> {
  let query = db.selectFrom('attempt').select(COLUMNS).where('person_id', '=', personId).where('state', '=', 'open');
  if (of) query = query.where('plan_year', '=', of.year).where('sitting', '=', of.sitting);
  return (await query.orderBy('started_at').execute()).map(attemptOf);
}

/** Open attempts that ended at or before the instant, longest overdue first. */
export async function overdueAttempts(db: Queryable, endedBy: string, limit: number): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .select(COLUMNS)
    .where('state', '=', 'open')
    .where('closes_at', '<=', endedBy)
    .orderBy('closes_at')
    .limit(limit)
    .execute();
  return rows.map(attemptOf);
}

/** When the last of the sitting's attempts that still run will end, ms; undefined when none runs. */
export async function lastRunning(db: Queryable, year: number, sitting: string, after: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('attempt')
    .select((e) => e.fn.max<string | null>('closes_at').as('at'))
    .where('state', '=', 'open')
    .where('closes_at', '>', after)
    .where('plan_year', '=', year)
    .where('sitting', '=', sitting)
    .executeTakeFirst();
  return row?.at ? msOf(row.at) : undefined;
}

/** A finished attempt with the marking that holds now. */
export interface Outcome extends Finished {
  readonly attempt: string;
}

/** What a person has taken of a sitting. */
export interface AttemptsAt {
  readonly open: { readonly attempt: string; readonly closesAt: number } | undefined;
  /** With the marking that holds now, by number. */
  readonly finished: readonly Outcome[];
  /** Highest number given, 0 when there is none. */
  readonly last: number;
}

/** All attempts of the person at the sitting, in one query. */
export async function attemptsAt(db: Queryable, personId: string, year: number, sitting: string): Promise<AttemptsAt> {
  const rows = await db
    .selectFrom('attempt')
    .leftJoin('result', 'result.attempt_id', 'attempt.id')
    .select(['attempt.id as attempt', 'attempt.number', 'attempt.state', 'attempt.closes_at', 'attempt.handed_at', 'attempt.makeup', 'result.score', 'result.full', 'result.passed', 'result.version'])
    .where('attempt.person_id', '=', personId)
    .where('attempt.plan_year', '=', year)
    .where('attempt.sitting', '=', sitting)
    .orderBy('attempt.number')
    .execute();
  const latest = latestVersions(rows.map((r) => ({ ...r, version: r.version ?? 0 })));
  const open = latest.find((r) => r.state === 'open');
  return {
    open: open && { attempt: open.attempt, closesAt: msOf(open.closes_at) },
    finished: latest.flatMap((r): Outcome[] =>
      r.state === 'handed' && r.score !== null ? [{ attempt: r.attempt, number: r.number, handedAt: r.handed_at ?? '', makeup: r.makeup === 1, score: r.score, full: r.full ?? 0, passed: r.passed === 1 }] : [],
    ),
    last: latest.reduce((n, r) => Math.max(n, r.number), 0),
  };
}

/** The person's finished attempts of a sitting with the result that holds now (the latest version), by number. */
export const finishedAttempts = async (db: Queryable, personId: string, year: number, sitting: string): Promise<readonly Outcome[]> => (await attemptsAt(db, personId, year, sitting)).finished;

/** The person's last papers of a sitting that are looked through for questions they have had: repeating a quiz for ever must not make its start slower. */
const MOST_PAPERS = 10;

/** Ids of the questions that the person was asked in earlier attempts of the sitting. */
export async function questionsHad(db: Queryable, personId: string, year: number, sitting: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('attempt')
    .select('paper')
    .where('person_id', '=', personId)
    .where('plan_year', '=', year)
    .where('sitting', '=', sitting)
    .orderBy('number', 'desc')
    .limit(MOST_PAPERS)
    .execute();
  return new Set(rows.flatMap((r) => frozenPaperSchema.parse(JSON.parse(r.paper)).sections.flatMap((s) => s.items.map((i) => i.question))));
}

/** Adds the attempt unless one is open already; whether it was added. */
export async function addAttempt(trx: Transaction<Tables>, row: Omit<Row, 'handed_at' | 'handed_by' | 'receipt' | 'state'>): Promise<boolean> {
  const done = await trx
    .insertInto('attempt')
    .values({ ...row, state: 'open', handed_at: null, handed_by: null, receipt: null })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Saved answers by position. */
export function savedAnswers(db: Queryable, attemptId: string): Promise<{ pos: number; value: string; seq: number; saved_at: string }[]> {
  return db.selectFrom('response').select(['pos', 'value', 'seq', 'saved_at']).where('attempt_id', '=', attemptId).orderBy('pos').execute();
}

/** The result that holds now. */
export function latestResult(db: Queryable, attemptId: string) {
  return db
    .selectFrom('result')
    .select(['score', 'full', 'passed', 'marks', 'version'])
    .where('attempt_id', '=', attemptId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}
