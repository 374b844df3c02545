/** 我的学法年度: everything that the learner's page shows, put together once. */
import { heldBackOf, roomAfter } from '../../credits/caps.ts';
import { holding } from '../../credits/ledger.ts';
import { carryOver } from '../../credits/server/carry.ts';
import { allCaps } from '../../credits/server/grant.ts';
import { dayOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { sizeOf } from '../../quiz/blueprint.ts';
import type { Quizzes } from '../../quiz/server/load.ts';
import { planOn } from '../audiences.ts';
import type { Plan } from '../schema.ts';
import { deadlinesOf, type Deadline } from '../deadlines.ts';
import { kindsIn, monthsOf, type MonthSum } from '../months.ts';
import { sentenceOf, waySays } from '../say.ts';
import { lastDayOf, standingOf, type Standing } from '../standing.ts';
import { cheapestWay, sourcesLeft } from '../way.ts';
import { standingsOf } from './record.ts';
import { sittingOf } from './sittings.ts';
import { courseOf, type StudyDeps } from './study.ts';

export type LearnDeps = StudyDeps & { readonly plans: ReadonlyMap<number, Plan>; readonly quizzes: Quizzes };

export interface CourseRow {
  readonly page: string;
  readonly title: string;
  readonly category: string;
  readonly centi: number;
  /** Whole minutes that reading asks for. */
  readonly minutes: number;
  readonly state: 'earned' | 'begun' | 'new';
  /** Part read so far, 0 to 100. */
  readonly percent: number;
  /** Whether the cheapest way uses it. */
  readonly next: boolean;
}

export interface SittingRow {
  readonly id: string;
  readonly title: string;
  readonly questions: number;
  readonly minutes: number | undefined;
  readonly passPercent: number;
  /** Quizzes only. */
  readonly category: string | undefined;
  readonly centi: number;
  readonly earned: boolean;
  readonly next: boolean;
}

export interface YearView {
  readonly plan: Plan;
  /** Other years that the person may look at. */
  readonly years: readonly number[];
  readonly today: string;
  /** Whether this is the plan of today; links to another year name it. */
  readonly ofToday: boolean;
  readonly audiences: readonly string[];
  readonly standing: Standing;
  readonly sentence: string;
  readonly way: string;
  readonly courses: readonly CourseRow[];
  readonly quizzes: readonly SittingRow[];
  readonly exams: readonly SittingRow[];
  /** Held back by the daily cap, in hundredths: follows on the next days. */
  readonly heldCenti: number;
  readonly months: readonly MonthSum[];
  /** Granted by kind of learning, in hundredths; kinds that earned nothing are left out. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly deadlines: readonly Deadline[];
  /** Earlier years that can still be met (补学, 补考), with their sentences. */
  readonly unfinished: readonly { readonly year: number; readonly sentence: string }[];
}

/**
 * The person's year. Credits what the daily cap held back before looking.
 * @param onlooker an organiser looks on: outcomes that are still kept from candidates are shown.
 * @param year undefined: the plan of today. Refuses `not-found` when there is no such plan.
 */
export async function yearOf(deps: LearnDeps, personId: string, year?: number, onlooker = false): Promise<YearView> {
  const now = deps.clock.now();
  const today = dayOf(now);
  const plan = year === undefined ? planOn(deps.plans, today) : deps.plans.get(year);
  if (!plan) throw new Refusal('not-found', '还没有学法计划。');
  await carryOver(deps, personId, plan);
  const found = (await standingsOf(deps.db, plan, [personId], today, false, onlooker ? undefined : now)).get(personId);
  if (!found) throw new Refusal('not-found');
  const { audiences, standing, results, terms, facts } = found;

  const entries = await deps.db.selectFrom('credit_entry').select(['id', 'number', 'rule', 'source', 'category', 'on_day', 'raw_centi', 'granted_centi']).where('person_id', '=', personId).where('plan_year', '=', plan.year).execute();
  const earned = new Set(holding(entries).filter((e) => e.rule === 'study' || e.rule === 'quiz').map((e) => e.source.slice(e.source.indexOf(':') + 1)));
  // What the cap held back comes by itself: nobody need learn more for it.
  const caps = allCaps(plan.dailyCap, plan.caps);
  const held = heldBackOf(entries, caps).map((h) => ({ category: h.category, granted_centi: h.centi, on_day: today }));
  const heldCenti = held.reduce((sum, h) => sum + h.granted_centi, 0);
  const toCome = heldCenti > 0 ? standingOf(plan, audiences, [...entries, ...held], results, today, terms, facts) : standing;
  const way = cheapestWay(toCome, sourcesLeft(plan, earned), plan.dailyCap, roomAfter(entries, caps));
  const steps = new Set(way.steps.map((s) => s.id));

  const progress = await deps.db.selectFrom('study_progress').select(['page', 'seconds']).where('person_id', '=', personId).where('plan_year', '=', plan.year).execute();
  const seconds = new Map(progress.map((p) => [p.page, p.seconds]));
  const courses = plan.courses.flatMap((course): CourseRow[] => {
    try {
      const { entry, needs } = courseOf(deps, plan, course.page);
      const read = seconds.get(course.page) ?? 0;
      const state = earned.has(course.page) ? 'earned' : read > 0 ? 'begun' : 'new';
      return [{ page: course.page, title: entry.data.title, category: course.category, centi: course.credits, minutes: Math.ceil(needs / 60), state, percent: Math.min(100, Math.floor((100 * read) / needs)), next: steps.has(course.page) }];
    } catch {
      // A page that was taken down since: the checks tell the editor, the learner sees the rest.
      return [];
    }
  });

  const sitting = (id: string, centi: number): SittingRow[] => {
    const s = sittingOf(plan, deps.quizzes.papers, id);
    if (!s) return [];
    const { questions } = sizeOf(s.blueprint);
    return [{ id, title: s.title, questions, minutes: s.minutes, passPercent: s.passPercent ?? s.blueprint.passPercent, category: s.award?.category, centi, earned: earned.has(id), next: steps.has(id) }];
  };

  const exams = [...new Set([...standing.exams.map((e) => e.exam), ...plan.exams.filter((e) => e.who === 'everyone' && standing.owes).map((e) => e.id)])].flatMap((id) => sitting(id, 0));
  const titles = new Map(exams.map((e) => [e.id, e.title]));

  return {
    plan,
    years: [...deps.plans.keys()].sort(),
    today,
    ofToday: planOn(deps.plans, today)?.year === plan.year,
    audiences: audiences.map((a) => plan.audiences[a]?.title ?? a),
    standing,
    sentence: sentenceOf(standing),
    way: waySays(standing, way, today, plan.dailyCap),
    courses,
    quizzes: plan.quizzes.flatMap((q) => sitting(q.id, q.credits)),
    exams,
    heldCenti,
    months: monthsOf(plan.opens, plan.closes, entries, today),
    kinds: kindsIn(entries),
    deadlines: deadlinesOf(plan, standing, today, (id) => titles.get(id) ?? '年度考试'),
    unfinished: await unfinishedBefore(deps, plan, personId, onlooker ? undefined : now),
  };
}

/** Earlier years in which something can still be done, and that the person has not met. */
async function unfinishedBefore(deps: Pick<LearnDeps, 'db' | 'clock' | 'plans'>, plan: Plan, personId: string, toCandidatesAt: number | undefined): Promise<YearView['unfinished']> {
  const today = dayOf(deps.clock.now());
  const open = [...deps.plans.values()].filter((p) => p.year < plan.year && lastDayOf(p) >= today).sort((a, b) => a.year - b.year);
  const out: { year: number; sentence: string }[] = [];
  for (const earlier of open) {
    const standing = (await standingsOf(deps.db, earlier, [personId], today, false, toCandidatesAt)).get(personId)?.standing;
    if (standing?.owes && !standing.met) out.push({ year: earlier.year, sentence: sentenceOf(standing) });
  }
  return out;
}
