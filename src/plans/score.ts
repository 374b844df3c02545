/** 综合分 and 等次: study and exam weighed together, compared unrounded, shown rounded down. */
import type { Plan } from './schema.ts';

/** Of an exam that is owed, the finished attempt that counts; undefined when there is none. */
export type Best = { readonly score: number; readonly full: number } | undefined;

export interface ScoreStanding {
  /** Hundredths of a point, 0 to 10,000, rounded down. */
  readonly centi: number;
  /** What of it study and exam bring, rounded down each. */
  readonly studyCenti: number;
  readonly examCenti: number;
  readonly passCenti: number;
  readonly passed: boolean;
  /** Hundredths of a credit that earn the whole of study's part; 0: nothing is asked, and the part is full. */
  readonly fullCenti: number;
  /** Credits of the year at which it passes with the exam as it stands; undefined when no credits suffice. */
  readonly creditsCenti: number | undefined;
  /** Whole percent of the exam's marks at which it passes with the credits as they stand; undefined when none suffices. */
  readonly examPercent: number | undefined;
}

/** A fraction of whole numbers. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}
const ZERO: Fraction = { over: 0n, under: 1n };
const plus = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
const times = (a: Fraction, over: number, under = 1): Fraction => ({ over: a.over * BigInt(over), under: a.under * BigInt(under) });
const reaches = (a: Fraction, over: number, under = 1): boolean => a.over * BigInt(under) >= BigInt(over) * a.under;
/** The least whole number x up to `most` with `base + x × step ≥ aim`; undefined when there is none. */
function least(base: Fraction, step: Fraction, aim: Fraction, most: number): number | undefined {
  const missing = plus(aim, { over: -base.over, under: base.under });
  if (missing.over <= 0n) return 0;
  if (step.over === 0n) return undefined;
  const [over, under] = [missing.over * step.under, missing.under * step.over];
  const x = Number((over + under - 1n) / under);
  return x <= most ? x : undefined;
}
const floorOf = (a: Fraction): number => Number(a.over / a.under);

/** Mean share of the marks over the exams owed, 0 to 1; one not taken brings 0. Without exams 1. */
function examShare(bests: readonly Best[]): Fraction {
  if (bests.length === 0) return { over: 1n, under: 1n };
  const sum = bests.reduce((all, best) => (best && best.full > 0 ? plus(all, { over: BigInt(best.score), under: BigInt(best.full) }) : all), ZERO);
  return times(sum, 1, bests.length);
}

function studyShare(haveCenti: number, fullCenti: number): Fraction {
  return fullCenti === 0 ? { over: 1n, under: 1n } : { over: BigInt(Math.max(0, Math.min(haveCenti, fullCenti))), under: BigInt(fullCenti) };
}

/**
 * The score of the year; undefined when the plan has none.
 * @param haveCenti credits of the year; more than the full amount brings no more.
 * @param fullCenti what the plan's `full` amounts to for this person, or what they owe.
 * @param bests one for each exam owed.
 */
export function scoreOf(plan: Pick<Plan, 'score'>, haveCenti: number, fullCenti: number, bests: readonly Best[]): ScoreStanding | undefined {
  if (!plan.score) return undefined;
  const study = times(studyShare(haveCenti, fullCenti), plan.score.study);
  const exam = times(examShare(bests), 100 - plan.score.study);
  const sum = plus(study, exam);
  const passCenti = Math.round(plan.score.pass * 100);
  return {
    centi: floorOf(times(sum, 100)),
    studyCenti: floorOf(times(study, 100)),
    examCenti: floorOf(times(exam, 100)),
    passCenti,
    passed: reaches(sum, passCenti, 100),
    fullCenti,
    creditsCenti: fullCenti === 0 ? (reaches(sum, passCenti, 100) ? 0 : undefined) : least(exam, { over: BigInt(plan.score.study), under: BigInt(fullCenti) }, { over: BigInt(passCenti), under: 100n }, fullCenti),
    examPercent: least(study, { over: BigInt(100 - plan.score.study), under: 100n }, { over: BigInt(passCenti), under: 100n }, 100),
  };
}

/**
 * The band of somebody who has met the year: the highest level reached.
 * @param haveCenti credits of the year.
 */
export function bandOf(plan: Pick<Plan, 'score' | 'bands'>, haveCenti: number, fullCenti: number, bests: readonly Best[]): string | undefined {
  const { bands } = plan;
  if (!bands) return undefined;
  const value = bands.by === 'credits' ? { over: BigInt(haveCenti), under: 100n }
    : bands.by === 'exam' ? times(examShare(bests), 100)
    : plus(times(studyShare(haveCenti, fullCenti), plan.score?.study ?? 0), times(examShare(bests), 100 - (plan.score?.study ?? 0)));
  const reached = [...bands.levels].sort((a, b) => b.from - a.from).find((level) => reaches(value, Math.round(level.from * 100), 100));
  return reached?.name ?? bands.otherwise;
}
