/** 开考: begins an attempt, or leads back into the one that is open. */
import { lockPerson } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import { drawPaper } from '../../quiz/draw.ts';
import { poolOf } from '../../quiz/server/pool.ts';
import { keepRevisions } from '../../quiz/server/revisions.ts';
import { freezePaper } from '../paper.ts';
import { closesAt, isOver, mayStart } from '../rules.ts';
import { whyNot } from '../say.ts';
import type { SittingFinder } from '../sitting.ts';
import { settleOver } from './hand-in.ts';
import { keepOutcome } from './outcome.ts';
import { addAttempt, attemptsAt, ownAttempt, questionsHad, type ExamDeps } from './store.ts';

export interface Started {
  readonly attempt: string;
  /** True when the attempt was open before. */
  readonly resumed: boolean;
}

/**
 * Begins an attempt of the sitting. Asking again (double click, second window, second
 * device, two servers at once) gives the same open attempt.
 * Refuses: `not-found`, `exam-not-yours`, `credits-short` (by the finder), `exam-not-open`, `exam-closed`,
 * `already-passed`, `attempts-used-up`, `attempt-too-soon`, `paper-shortfall`.
 */
export async function startAttempt(deps: ExamDeps, finder: SittingFinder, personId: string, year: number, id: string): Promise<Started> {
  const sitting = await finder(personId, year, id, 'sit');
  const pool = poolOf(deps.quizzes);
  await keepRevisions(deps, pool);
  const begin = () =>
    deps.group.transaction(async (trx): Promise<Started | { readonly over: string }> => {
      if (!(await lockPerson(trx, personId))) throw new Refusal('not-found');
      const { open, finished, last } = await attemptsAt(trx, personId, year, id);
      const now = deps.clock.now();
      if (open) return isOver(open.closesAt, now) ? { over: open.attempt } : { attempt: open.attempt, resumed: true };

      const decision = mayStart(sitting, finished, now);
      if (!decision.may) throw new Refusal(decision.code, whyNot(decision));
      const { phase } = decision;
      // Nobody is asked for it at a first attempt: that is when everybody comes at once.
      const had = sitting.blueprint.fresh && last > 0 ? await questionsHad(trx, personId, year, id) : undefined;
      const drawn = drawPaper(sitting.blueprint, pool.banks, deps.rng, sitting.kind === 'exam' ? 'exam' : 'open', had);
      if ('missing' in drawn) throw new Refusal('paper-shortfall');

      const attempt = newId(now, deps.rng);
      const number = last + 1;
      const added = await addAttempt(trx, {
        id: attempt,
        person_id: personId,
        kind: sitting.kind,
        plan_year: year,
        sitting: id,
        number,
        paper: JSON.stringify(freezePaper(sitting, drawn, deps.rng)),
        started_at: instantOf(now),
        closes_at: instantOf(closesAt(now, sitting.minutes, phase.closesAt)),
        makeup: phase.makeup ? 1 : 0,
      });
      // The lock makes this unreachable; the index makes it harmless if it is not.
      if (!added) throw new Error('attempt: another one was opened in spite of the lock');
      if (sitting.kind === 'exam') await keepOutcome(trx, attempt);
      await recordEvent(trx, deps, { actorId: personId, deed: 'start-attempt', subject: attempt, detail: { kind: sitting.kind, year, sitting: id, number, ...(phase.makeup ? { makeup: true } : {}) } });
      return { attempt, resumed: false };
    });

  const first = await begin();
  if (!('over' in first)) return first;
  // Its time is over: handed in as the clock would have done, then it does not stand in the way.
  const over = await ownAttempt(deps.db, personId, first.over);
  if (over) await settleOver(deps, over);
  const again = await begin();
  if ('over' in again) throw new Error('attempt: still open after it was closed');
  return again;
}
