/** 学习: time read is kept by the server's clock; a course read to its end is credited once a year. */
import type { Transaction } from 'kysely';
import { carryOver } from '../../credits/server/carry.ts';
import { grantCredit } from '../../credits/server/grant.ts';
import { lockPerson, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, instantOf, msOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { entryIn } from '../../library/entries.ts';
import type { AnyEntry, Library } from '../../library/schema.ts';
import { countsOn } from '../audiences.ts';
import { readableLength, secondsNeeded, secondsOfBeat } from '../reading.ts';
import type { Plan } from '../schema.ts';

export interface Reading {
  /** Counted so far. */
  readonly seconds: number;
  /** Asked for. */
  readonly needs: number;
  readonly reachedEnd: boolean;
  /** Read enough and to the end: credited. */
  readonly done: boolean;
  /** Worth of the course, in hundredths. */
  readonly worthCenti: number;
  /** What counted of it on the day it was done, in hundredths; the rest follows day by day. Undefined until done. */
  readonly grantedCenti: number | undefined;
}

export type StudyDeps = Deps & { readonly library: Library };

/** The entry of this path, of any kind. */
export const entryOf = (library: Library, page: string): AnyEntry | undefined => entryIn(library, page);

/** A course of the plan with its entry and the seconds it asks for. Refuses `not-found`. */
export function courseOf(deps: Pick<StudyDeps, 'library'>, plan: Plan, page: string) {
  const course = plan.courses.find((c) => c.page === page);
  const entry = entryOf(deps.library, page);
  if (!course || !entry) throw new Refusal('not-found');
  const length = readableLength(entry.data.answer, entry.body);
  return { course, entry, needs: secondsNeeded(length, plan.study.secondsPerThousand) };
}

/** How far the person has read. Refuses `not-found`. */
export async function readingOf(deps: StudyDeps, plan: Plan, personId: string, page: string): Promise<Reading> {
  const { course, needs } = courseOf(deps, plan, page);
  const row = await progress(deps.db, personId, plan.year, page);
  const entry = await deps.db
    .selectFrom('credit_entry')
    .select('granted_centi')
    .where('person_id', '=', personId)
    .where('rule', '=', 'study')
    .where('source', '=', sourceOf(plan, page))
    .executeTakeFirst();
  return { seconds: row?.seconds ?? 0, needs, reachedEnd: row?.reached_end === 1, done: entry !== undefined, worthCenti: course.credits, grantedCenti: entry?.granted_centi };
}

/** Source of the credit that a course earns, once a year. */
export const sourceOf = (plan: Pick<Plan, 'year'>, page: string): string => `${plan.year}:${page}`;

const progress = (on: Deps['db'] | Transaction<Tables>, personId: string, year: number, page: string) =>
  on.selectFrom('study_progress').selectAll().where('person_id', '=', personId).where('plan_year', '=', year).where('page', '=', page).executeTakeFirst();

/**
 * One beat of visible reading. Time is measured from the person's last beat on any page, so
 * ten windows side by side earn no more than one. Credits at the beat that completes it.
 * Refuses `not-found`, and `exam-closed` outside the plan's window: reading stays free, credit does not.
 */
export async function beat(deps: StudyDeps, plan: Plan, personId: string, page: string, atEnd: boolean): Promise<Reading> {
  const { course, needs } = courseOf(deps, plan, page);
  const now = deps.clock.now();
  const today = dayOf(now);
  if (!countsOn(plan, today)) {
    const again = plan.makeup ? `，补学时间是 ${plan.makeup.opens} 到 ${plan.makeup.closes}` : '';
    throw new Refusal('exam-closed', `${plan.year} 年度的学习时间是 ${plan.opens} 到 ${plan.closes}${again}，现在阅读不计学分。`);
  }
  await carryOver(deps, personId, plan);
  await deps.db.transaction().execute(async (trx) => {
    if (!(await lockPerson(trx, personId))) throw new Refusal('not-found');
    const last = await trx.selectFrom('study_progress').select((e) => e.fn.max('beat_at').as('at')).where('person_id', '=', personId).executeTakeFirst();
    const mine = await progress(trx, personId, plan.year, page);
    // The first beat on a page opens it and counts nothing, whatever was read elsewhere just before.
    const seconds = (mine?.seconds ?? 0) + (mine ? secondsOfBeat(last?.at ? now - msOf(last.at) : undefined) : 0);
    const reachedEnd = atEnd || mine?.reached_end === 1;
    const complete = reachedEnd && seconds >= needs;
    const row = { seconds: Math.min(seconds, 1_000_000), reached_end: reachedEnd ? (1 as const) : (0 as const), beat_at: instantOf(now), done_at: mine?.done_at ?? (complete ? instantOf(now) : null) };
    await trx
      .insertInto('study_progress')
      .values({ person_id: personId, plan_year: plan.year, page, ...row })
      .onConflict((c) => c.columns(['person_id', 'plan_year', 'page']).doUpdateSet(row))
      .execute();
    if (!complete) return;
    await grantCredit(trx, deps, { personId, planYear: plan.year, category: course.category, rule: 'study', source: sourceOf(plan, page), rawCenti: course.credits, dailyCapCenti: plan.dailyCap, caps: plan.caps });
  });
  return readingOf(deps, plan, personId, page);
}
