/** Which questions have been asked in a revision that is not the present one, and what the present one is. */
import { setImmediate } from 'node:timers/promises';
import type { Deps, Queryable } from '../../../db/portable.ts';
import { instantOf } from '../../../kernel/day.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { askedIn, canonicalJson, type Asked } from '../../../quiz/revision.ts';
import type { Quizzes } from '../../../quiz/server/load.ts';
import { sha256 } from '../../../quiz/server/pool.ts';
import { askedByRevision } from '../../../quiz/server/revisions.ts';
import type { ExamDeps } from '../store.ts';

export interface Present {
  readonly bank: string;
  readonly revision: string;
  readonly asked: Asked;
}

/** Every question as its bank has it now, withdrawn ones included, by id. */
export function presentQuestions(quizzes: Quizzes): Map<string, Present> {
  const out = new Map<string, Present>();
  for (const bank of quizzes.banks.values()) {
    for (const asked of bank.questions.flatMap(askedIn)) {
      out.set(asked.id, { bank: bank.id, revision: sha256(canonicalJson(asked)), asked });
    }
  }
  return out;
}

/** Stores the revision, since a re-marking refers to it for good. */
export async function keepPresent(on: Queryable, deps: Pick<Deps, 'clock'>, present: Present): Promise<void> {
  await on
    .insertInto('question_revision')
    .values({ id: present.revision, question_id: present.asked.id, bank: present.bank, body: canonicalJson(present.asked), created_at: instantOf(deps.clock.now()) })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
}

export interface AskedAt {
  readonly year: number;
  readonly sitting: string;
  readonly title: string;
  readonly count: number;
}

/** How often each revision was asked in each sitting of the year; papers are read a portion at a time. */
async function askedInYear(db: Queryable, year: number): Promise<Map<string, Map<string, AskedAt>>> {
  const out = new Map<string, Map<string, AskedAt>>();
  for (let after = ''; ; ) {
    const rows = await db.selectFrom('attempt').select(['id', 'sitting', 'paper']).where('plan_year', '=', year).where('id', '>', after).orderBy('id').limit(50).execute();
    for (const { sitting, paper } of rows) {
      const title = (JSON.parse(paper) as { title: string }).title;
      for (const [, revision = ''] of paper.matchAll(/"revision":"([0-9a-f]{64})"/g)) {
        const by = out.get(revision) ?? new Map<string, AskedAt>();
        out.set(revision, by);
        by.set(sitting, { year, sitting, title, count: (by.get(sitting)?.count ?? 0) + 1 });
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < 50) return out;
    after = last.id;
    await setImmediate();
  }
}

/** A question asked in words or with a key that the bank does not have any more. */
export interface Outdated {
  readonly question: string;
  readonly revision: string;
  readonly old: Asked;
  /** Undefined when the bank has lost the question altogether. */
  readonly present: Present | undefined;
  readonly askedAt: readonly AskedAt[];
}

/** Years with attempts, latest first. */
export async function yearsSat(db: Queryable): Promise<number[]> {
  const rows = await db.selectFrom('attempt').select('plan_year').distinct().orderBy('plan_year', 'desc').execute();
  return rows.map((r) => r.plan_year);
}

/** Questions of the year that were asked in another revision than the present one. */
export async function outdatedQuestions(deps: ExamDeps, year: number): Promise<Outdated[]> {
  const asked = await askedInYear(deps.db, year);
  const present = presentQuestions(deps.quizzes);
  const current = new Set([...present.values()].map((p) => p.revision));
  const old = [...asked.keys()].filter((revision) => !current.has(revision));
  const by = await askedByRevision(deps.db, old);
  return old
    .flatMap((revision): Outdated[] => {
      const was = by(revision);
      return was ? [{ question: was.id, revision, old: was, present: present.get(was.id), askedAt: [...(asked.get(revision)?.values() ?? [])] }] : [];
    })
    .sort((a, b) => (a.question < b.question ? -1 : 1));
}

/** One revision that was asked, with what the bank has now. Refuses `not-found`. */
export async function askedRevision(deps: ExamDeps, revision: string): Promise<{ readonly old: Asked; readonly present: Present | undefined }> {
  const old = (await askedByRevision(deps.db, [revision]))(revision);
  if (!old) throw new Refusal('not-found', '没有这个修订版的试题。');
  return { old, present: presentQuestions(deps.quizzes).get(old.id) };
}
