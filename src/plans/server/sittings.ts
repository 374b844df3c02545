/** 场次 out of a plan: what the exam engine may let a person sit. */
import type { Deps } from '../../db/portable.ts';
import type { Sitting, SittingFinder } from '../../exams/sitting.ts';
import { dayOf, endOfDay, startOfDay } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Quizzes } from '../../quiz/server/load.ts';
import { audiencesFor, requirementOf } from '../audiences.ts';
import type { Plan } from '../schema.ts';
import { spansOf } from './record.ts';

export type SittingDeps = Pick<Deps, 'db' | 'clock'> & { readonly plans: ReadonlyMap<number, Plan>; readonly quizzes: Pick<Quizzes, 'papers'> };

/** The plan's exam or quiz as a sitting, for nobody in particular; undefined when there is none of this id. */
export function sittingOf(plan: Plan, papers: Quizzes['papers'], id: string): Sitting | undefined {
  const exam = plan.exams.find((e) => e.id === id);
  const quiz = plan.quizzes.find((q) => q.id === id);
  const paper = exam?.paper ?? quiz?.paper;
  const blueprint = paper === undefined ? undefined : papers.get(paper);
  if (paper === undefined || !blueprint) return undefined;
  const common = { year: plan.year, id, title: blueprint.title, paper, blueprint };
  if (exam) return { ...common, kind: 'exam', opensAt: startOfDay(exam.opens), closesAt: endOfDay(exam.closes), attempts: exam.attempts, award: undefined };
  if (!quiz) return undefined;
  return {
    ...common,
    kind: 'quiz',
    opensAt: startOfDay(plan.opens),
    closesAt: endOfDay(plan.closes),
    attempts: undefined,
    award: { category: quiz.category, centi: quiz.credits, dailyCapCenti: plan.dailyCap },
  };
}

/**
 * The finder that the exam engine asks. An exam is open to those whose audiences owe it, a
 * credit quiz to everybody who owes anything. Windows are the engine's to judge.
 * Refuses `not-found`, `exam-not-yours`.
 */
export function sittingFinder(deps: SittingDeps): SittingFinder {
  return async (personId, year, id) => {
    const plan = deps.plans.get(year);
    const sitting = plan && sittingOf(plan, deps.quizzes.papers, id);
    if (!plan || !sitting) throw new Refusal('not-found');
    const spans = await spansOf(deps.db, [personId]);
    const audiences = audiencesFor(plan, spans.get(personId) ?? [], dayOf(deps.clock.now()));
    const theirs = sitting.kind === 'exam' ? requirementOf(plan, audiences).exams.includes(id) : audiences.length > 0;
    if (!theirs) throw new Refusal('exam-not-yours');
    return sitting;
  };
}
