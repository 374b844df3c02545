/**
 * What of a standing decides: who owes, and whether credits, exams and score are met. Standing adds
 * what explains it; reports over a hundred thousand people need no more than this.
 */
import { countingOf } from '../exams/counting.ts';
import type { Day } from '../kernel/day.ts';
import { owedOf, requirementOf, type Held, type Requirement } from './audiences.ts';
import type { ExamResult } from './exam-standing.ts';
import type { Plan } from './schema.ts';
import { scoreOf, type ScoreStanding } from './score.ts';
import { outsideOf, partOf, prorated, type Outside, type Part, type Service } from './service.ts';

/** What else decides about a person: nothing of it is known for most. */
export interface PersonFacts {
  /** An exemption in force for the year. */
  readonly exempt?: { readonly reason: string } | undefined;
  /** Days of service; undefined: the whole year. */
  readonly service?: Service | undefined;
}

/** What is asked of a person, whatever they have done. */
export interface Asked {
  readonly owes: boolean;
  readonly outside: Outside | undefined;
  readonly part: Part | undefined;
  readonly need: Requirement;
  /** Credits that earn all of study's part of the score. */
  readonly fullCenti: number;
}

export function askedOf(plan: Plan, audiences: readonly string[], today: Day, facts: PersonFacts): Asked {
  const inPlan = audiences.some((a) => Object.hasOwn(plan.audiences, a));
  const outside = inPlan ? outsideOf(plan, facts.service, today) : undefined;
  const owes = inPlan && !facts.exempt && !outside;
  const part = owes ? partOf(plan, facts.service) : undefined;
  const need = requirementOf(plan, audiences, part);
  return { owes, outside, part, need, fullCenti: plan.score?.full === undefined ? need.centi : prorated(plan, plan.score.full, part) };
}

/** How an exam ended so far. */
export interface ExamOutcome {
  /** The finished attempt that counts. */
  readonly best: ExamResult | undefined;
  /** Where the best counts the first passing, whatever came after; where the last counts its day. */
  readonly passedOn: Day | undefined;
}

/** @param results of any exams; those handed in and told count. */
export function outcomeOf(plan: Plan, id: string, results: readonly ExamResult[]): ExamOutcome {
  const counts = plan.exams.find((e) => e.id === id)?.counts ?? 'best';
  const handed = results.filter((r) => r.exam === id && r.state === 'handed' && !r.withheld);
  const best = countingOf(handed, counts);
  const passedOn = counts === 'last' ? (best?.passed ? best.on : undefined) : handed.reduce<Day | undefined>((first, r) => (r.passed && (first === undefined || r.on < first) ? r.on : first), undefined);
  return { best, passedOn };
}

export interface Verdict {
  readonly owedCenti: number;
  readonly creditsMet: boolean;
  readonly examsMet: boolean;
  readonly score: ScoreStanding | undefined;
  readonly met: boolean;
}

/** @param outcomes of the exams owed, in the order of `need.exams`. */
export function verdictOf(plan: Plan, asked: Asked, have: Held, outcomes: readonly ExamOutcome[]): Verdict {
  const owedCenti = owedOf(asked.need, have);
  const examsMet = outcomes.every((o) => o.passedOn !== undefined);
  const score = asked.owes ? scoreOf(plan, have.total, asked.fullCenti, outcomes.map((o) => o.best)) : undefined;
  return { owedCenti, creditsMet: owedCenti === 0, examsMet, score, met: asked.owes && owedCenti === 0 && examsMet && (score?.passed ?? true) };
}
