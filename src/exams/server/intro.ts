/** What the page before an exam tells: the rules of the paper, the window, and whether one may begin now. */
import type { RefusalCode } from '../../kernel/refusal.ts';
import { questionsIn, ruleOf, sizeOf } from '../../quiz/blueprint.ts';
import { atLeast, levelAt, type Level } from '../review-policy.ts';
import { closesAt, mayStart, passScore } from '../rules.ts';
import { whyNot } from '../say.ts';
import type { Sitting, SittingFinder } from '../sitting.ts';
import { entitled, type MakeUp } from '../terms.ts';
import { settleOver } from './hand-in.ts';
import { finishedAttempts, openAttempts, type ExamDeps, type Outcome } from './store.ts';

export interface Intro {
  readonly sitting: Pick<Sitting, 'kind' | 'year' | 'id' | 'title' | 'attempts' | 'waitHours' | 'counts' | 'review' | 'release'>;
  /** The window that counts now, or comes next. */
  readonly opensAt: number;
  readonly closesAt: number;
  /** It is the make-up. */
  readonly makeup: boolean;
  /** A make-up that may follow for this person. */
  readonly later: MakeUp | undefined;
  readonly minutes: number | undefined;
  readonly full: number;
  readonly passScore: number;
  readonly questions: number;
  readonly sections: readonly { readonly title: string; readonly count: number; readonly marks: number; readonly rule: string }[];
  readonly awardCenti: number | undefined;
  /** The open attempt, if there is one. */
  readonly open: { readonly attempt: string; readonly closesAt: number } | undefined;
  /** What was sat before; score and outcome of those not yet told are undefined. */
  readonly finished: readonly (Pick<Outcome, 'attempt' | 'number' | 'handedAt' | 'full' | 'makeup'> & { readonly score: number | undefined; readonly passed: boolean | undefined })[];
  /** Attempts not yet used; undefined when there is no limit. */
  readonly left: number | undefined;
  /** When an attempt begun now would end, ms. */
  readonly wouldCloseAt: number;
  /** Why none may begin now. */
  readonly refusal: RefusalCode | undefined;
  /** The refusal as a sentence. */
  readonly refusalSays: string;
}

/** Refuses as the finder does: `not-found`, `exam-not-yours`. An attempt whose time is over is handed in first. */
export async function introOf(deps: ExamDeps, finder: SittingFinder, personId: string, year: number, id: string): Promise<Intro> {
  const sitting = await finder(personId, year, id, 'sit');
  const { blueprint } = sitting;
  const now = deps.clock.now();
  const [found] = await openAttempts(deps.db, personId, { year, sitting: id });
  const open = found && !(await settleOver(deps, found)) ? { attempt: found.id, closesAt: found.closesAt } : undefined;
  const finished = await finishedAttempts(deps.db, personId, year, id);
  const decision = mayStart(sitting, finished, now);
  const sections = blueprint.sections.map((s) => ({ title: s.title, marks: s.marks, count: questionsIn(s), rule: ruleOf(s.kind, s.scoring) }));
  const { questions, full } = sizeOf(blueprint);
  const { phase } = decision;
  const told: Level = levelAt(sitting.review, sitting.release, now);
  const later = sitting.makeup && !phase.makeup && sitting.makeup.closesAt > sitting.closesAt && entitled(sitting.makeup, finished) ? sitting.makeup : undefined;
  return {
    sitting,
    opensAt: phase.opensAt,
    closesAt: phase.closesAt,
    makeup: phase.makeup,
    later,
    minutes: sitting.minutes,
    full,
    passScore: passScore(full, sitting.passPercent ?? blueprint.passPercent),
    questions,
    sections,
    awardCenti: sitting.award?.centi,
    open,
    finished: atLeast(told, 'score') ? finished : finished.map((f) => ({ ...f, score: undefined, passed: undefined })),
    left: phase.attempts === undefined ? undefined : Math.max(0, phase.attempts - phase.used - (open ? 1 : 0)),
    wouldCloseAt: closesAt(now, sitting.minutes, phase.closesAt),
    refusal: open || decision.may ? undefined : decision.code,
    refusalSays: decision.may ? '' : whyNot(decision),
  };
}
