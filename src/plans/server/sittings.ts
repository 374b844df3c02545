/** 场次 out of a plan: what the exam engine may let a person sit, and on what terms. */
import type { Deps } from '../../db/portable.ts';
import { QUIZ_REVIEW } from '../../exams/review-policy.ts';
import type { Sitting, SittingFinder } from '../../exams/sitting.ts';
import { dayOf, endOfDay, startOfDay } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Quizzes } from '../../quiz/server/load.ts';
import { audiencesFor, requirementOf } from '../audiences.ts';
import { gateStanding } from '../exam-standing.ts';
import { creditsText, gateSays, sharesSay } from '../say.ts';
import type { Plan } from '../schema.ts';
import { makeUpOf, termsOfExam, type OverrideFor } from '../terms.ts';
import { overridesInForce, releaseTimes, termsOfPerson } from './overrides.ts';
import { creditedOf, servicesOf, spansOf } from './record.ts';
import { partOf } from '../service.ts';
import { heldOf } from '../standing.ts';

export type SittingDeps = Pick<Deps, 'db' | 'clock'> & { readonly plans: ReadonlyMap<number, Plan>; readonly quizzes: Pick<Quizzes, 'papers'> };

/** The plan's exam or quiz as a sitting, for nobody in particular; undefined when there is none of this id. */
export function sittingOf(plan: Plan, papers: Quizzes['papers'], id: string, overrides: readonly OverrideFor[] = []): Sitting | undefined {
  const exam = plan.exams.find((e) => e.id === id);
  const quiz = plan.quizzes.find((q) => q.id === id);
  const paper = exam?.paper ?? quiz?.paper;
  const blueprint = paper === undefined ? undefined : papers.get(paper);
  if (paper === undefined || !blueprint) return undefined;
  const common = { year: plan.year, id, title: blueprint.title, paper, blueprint };
  if (exam) {
    return { ...common, ...termsOfExam(exam, blueprint.minutes), kind: 'exam', passPercent: exam.passPercent, improve: exam.improve, makeup: makeUpOf(exam), counts: exam.counts, review: exam.review, release: releaseTimes(exam, overrides), award: undefined };
  }
  if (!quiz) return undefined;
  const closesAt = endOfDay(plan.closes);
  const makeup = plan.makeup && { opensAt: startOfDay(plan.makeup.opens), closesAt: endOfDay(plan.makeup.closes), attempts: undefined, for: 'all' as const };
  const keysAt = makeup?.closesAt ?? closesAt;
  return {
    ...common,
    kind: 'quiz',
    opensAt: startOfDay(plan.opens),
    closesAt,
    minutes: blueprint.minutes,
    attempts: undefined,
    waitHours: 0,
    makeup,
    counts: 'best',
    review: QUIZ_REVIEW,
    release: { scoreAt: closesAt, keysAt },
    award: { category: quiz.category, centi: quiz.credits, dailyCapCenti: plan.dailyCap, caps: plan.caps },
  };
}

/**
 * The finder that the exam engine asks. An exam is open to those whose audiences owe it, or
 * to everyone in an audience when the plan says so, once the credits asked for are reached; a
 * credit quiz to everybody who owes anything. Windows are the engine's to judge.
 * Refuses `not-found`; for sitting also `exam-not-yours`, `credits-short`.
 */
export function sittingFinder(deps: SittingDeps): SittingFinder {
  return async (personId, year, id, purpose) => {
    const plan = deps.plans.get(year);
    const exam = plan?.exams.find((e) => e.id === id);
    const overrides = exam ? await overridesInForce(deps.db, year, id) : [];
    const sitting = plan && sittingOf(plan, deps.quizzes.papers, id, overrides);
    if (!plan || !sitting) throw new Refusal('not-found');
    if (purpose === 'sit') await mayEnter(deps, plan, personId, id);
    return exam ? { ...sitting, ...(await termsOfPerson(deps.db, exam, sitting.blueprint.minutes, overrides, personId)) } : sitting;
  };
}

/** Whether the person belongs here at all. */
async function mayEnter(deps: SittingDeps, plan: Plan, personId: string, id: string): Promise<void> {
  const exam = plan.exams.find((e) => e.id === id);
  const spans = await spansOf(deps.db, [personId]);
  const audiences = audiencesFor(plan, spans.get(personId) ?? [], dayOf(deps.clock.now()));
  const theirs = exam?.who === 'owing' ? requirementOf(plan, audiences).exams.includes(id) : audiences.length > 0;
  if (!theirs) throw new Refusal('exam-not-yours');
  if (!exam) return;
  const part = partOf(plan, (await servicesOf(deps.db, [personId])).get(personId));
  const have = heldOf((await creditedOf(deps.db, plan.year, [personId])).get(personId) ?? []);
  const gate = gateStanding(plan, exam, part, have);
  if (gate) throw new Refusal('credits-short', `${gateSays(plan, exam, part)}才能参加这场考试，还差 ${creditsText(gate.owedCenti)} 学分${sharesSay(gate.shares)}。`);
}
