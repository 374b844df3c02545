/** What the page before an exam tells: the rules of the paper, the window, and whether one may begin now. */
import type { RefusalCode } from '../../kernel/refusal.ts';
import { closesAt, mayStart, passScore } from '../rules.ts';
import type { Sitting, SittingFinder } from '../sitting.ts';
import { settleOver } from './hand-in.ts';
import { finishedAttempts, openAttempts, type ExamDeps, type Outcome } from './store.ts';

export interface Intro {
  readonly sitting: Pick<Sitting, 'kind' | 'year' | 'id' | 'title' | 'opensAt' | 'closesAt' | 'attempts'>;
  readonly minutes: number | undefined;
  readonly full: number;
  readonly passScore: number;
  readonly questions: number;
  readonly sections: readonly { readonly title: string; readonly count: number; readonly marks: number }[];
  readonly awardCenti: number | undefined;
  /** The open attempt, if there is one. */
  readonly open: { readonly attempt: string; readonly closesAt: number } | undefined;
  readonly finished: readonly Outcome[];
  /** Attempts not yet used; undefined when there is no limit. */
  readonly left: number | undefined;
  /** When an attempt begun now would end, ms. */
  readonly wouldCloseAt: number;
  /** Why none may begin now. */
  readonly refusal: RefusalCode | undefined;
}

/** Refuses as the finder does: `not-found`, `exam-not-yours`. An attempt whose time is over is handed in first. */
export async function introOf(deps: ExamDeps, finder: SittingFinder, personId: string, year: number, id: string): Promise<Intro> {
  const sitting = await finder(personId, year, id);
  const { blueprint } = sitting;
  const now = deps.clock.now();
  const [found] = await openAttempts(deps.db, personId, { year, sitting: id });
  const open = found && !(await settleOver(deps, found)) ? { attempt: found.id, closesAt: found.closesAt } : undefined;
  const finished = await finishedAttempts(deps.db, personId, year, id);
  const decision = mayStart(sitting, finished, now);
  const sections = blueprint.sections.map((s) => ({ title: s.title, marks: s.marks, count: s.pick.reduce((sum, p) => sum + p.count, 0) }));
  const full = sections.reduce((sum, s) => sum + s.marks * s.count, 0);
  return {
    sitting,
    minutes: blueprint.minutes,
    full,
    passScore: passScore(full, blueprint.passPercent),
    questions: sections.reduce((sum, s) => sum + s.count, 0),
    sections,
    awardCenti: sitting.award?.centi,
    open,
    finished,
    left: sitting.attempts === undefined ? undefined : Math.max(0, sitting.attempts - finished.length - (open ? 1 : 0)),
    wouldCloseAt: closesAt(now, blueprint.minutes, sitting.closesAt),
    refusal: open || decision.may ? undefined : decision.code,
  };
}
