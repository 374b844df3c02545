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
import { closesAt, mayStart } from '../rules.ts';
import { whyNot } from '../say.ts';
import type { SittingFinder } from '../sitting.ts';
import { settleOver } from './hand-in.ts';
import { addAttempt, finishedAttempts, lastNumber, openAttempts, type ExamDeps } from './store.ts';

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
  const open = await openNow(deps, personId, year, id);
  if (open) return { attempt: open, resumed: true };

  const pool = poolOf(deps.quizzes);
  await keepRevisions(deps, pool);
  return deps.db.transaction().execute(async (trx) => {
    if (!(await lockPerson(trx, personId))) throw new Refusal('not-found');
    const [already] = await openAttempts(trx, personId, { year, sitting: id });
    if (already) return { attempt: already.id, resumed: true };

    const now = deps.clock.now();
    const decision = mayStart(sitting, await finishedAttempts(trx, personId, year, id), now);
    if (!decision.may) throw new Refusal(decision.code, whyNot(decision));
    const { phase } = decision;
    const paper = drawPaper(sitting.blueprint, pool.banks, deps.rng, sitting.kind === 'exam' ? 'exam' : 'open');
    if ('missing' in paper) throw new Refusal('paper-shortfall');

    const attempt = newId(now, deps.rng);
    const number = (await lastNumber(trx, personId, year, id)) + 1;
    const added = await addAttempt(trx, {
      id: attempt,
      person_id: personId,
      kind: sitting.kind,
      plan_year: year,
      sitting: id,
      number,
      paper: JSON.stringify(freezePaper(sitting, paper, deps.rng)),
      started_at: instantOf(now),
      closes_at: instantOf(closesAt(now, sitting.minutes, phase.closesAt)),
      makeup: phase.makeup ? 1 : 0,
    });
    // The lock makes this unreachable; the index makes it harmless if it is not.
    if (!added) throw new Error('attempt: another one was opened in spite of the lock');
    await recordEvent(trx, deps, { actorId: personId, deed: 'start-attempt', subject: attempt, detail: { kind: sitting.kind, year, sitting: id, number, ...(phase.makeup ? { makeup: true } : {}) } });
    return { attempt, resumed: false };
  });
}

/** The open attempt of the sitting; one whose time is over is handed in first and is not open any more. */
async function openNow(deps: ExamDeps, personId: string, year: number, sitting: string): Promise<string | undefined> {
  const [open] = await openAttempts(deps.db, personId, { year, sitting });
  if (!open) return undefined;
  return (await settleOver(deps, open)) ? undefined : open.id;
}
