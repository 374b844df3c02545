/** 交卷: by the candidate, or by the clock when time is over. Both run the same transaction. */
import { recordEvent } from '../../accounts/server/audit.ts';
import { grantCredit } from '../../credits/server/grant.ts';
import type { Transaction } from 'kysely';
import { lockPerson, type Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf, minuteOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { enqueue } from '../../notices/server/outbox.ts';
import { askedByRevision } from '../../quiz/server/revisions.ts';
import { markPaper, type Marked } from '../marking.ts';
import { placed } from '../paper.ts';
import { atLeast, levelAt, policyOf, type ReleaseTimes } from '../review-policy.ts';
import { receiptOf } from '../receipt.ts';
import { GRACE_MS } from '../grace.ts';
import { handedAt, isOver, passScore } from '../rules.ts';
import type { HandInReceipt } from '../view.ts';
import { keepOutcome } from './outcome.ts';
import { followRemarks } from './remark/apply.ts';
import { finishedAttempts, latestResult, overdueAttempts, ownAttempt, savedAnswers, type Attempt } from './store.ts';

/**
 * Hands the person's attempt in and tells the outcome. Asking again tells the same; an
 * attempt whose time is over is closed as the clock would have closed it. Refuses `not-found`.
 */
export async function handIn(deps: Deps, personId: string, attemptId: string): Promise<HandInReceipt> {
  const attempt = await ownAttempt(deps.db, personId, attemptId);
  if (!attempt) throw new Refusal('not-found');
  if (attempt.state === 'open') {
    const done = await finish(deps, attempt, isOver(attempt.closesAt, deps.clock.now()) ? 'clock' : 'candidate');
    if (done) return done;
  }
  return receiptFor(deps, personId, attemptId);
}

/** Closes an open attempt whose time and grace are over; whether the attempt is closed now. */
export async function settleOver(deps: Deps, attempt: Attempt): Promise<boolean> {
  if (attempt.state === 'handed') return true;
  if (!isOver(attempt.closesAt, deps.clock.now())) return false;
  await finish(deps, attempt, 'clock');
  return true;
}

/**
 * The sweeper: hands in what ran out of time, `limit` at most in one call. One attempt that
 * cannot be closed does not keep the others waiting; it is returned with its error and
 * tried again by the next call.
 */
export async function expireDue(deps: Deps, limit = 200): Promise<{ readonly closed: number; readonly failed: readonly { readonly attempt: string; readonly error: unknown }[] }> {
  const due = await overdueAttempts(deps.db, instantOf(deps.clock.now() - GRACE_MS), limit);
  const failed: { attempt: string; error: unknown }[] = [];
  for (const attempt of due) {
    try {
      await finish(deps, attempt, 'clock');
    } catch (error) {
      failed.push({ attempt: attempt.id, error });
    }
  }
  return { closed: due.length - failed.length, failed };
}

/**
 * Claim → mark → result → credit → notice → audit, all or nothing.
 * @returns the receipt; undefined when somebody else was faster: then nothing was done.
 */
async function finish(deps: Deps, attempt: Attempt, by: 'candidate' | 'clock'): Promise<HandInReceipt | undefined> {
  const askedBy = await askedByRevision(deps.db, placed(attempt.paper).map((item) => item.revision));
  return deps.group.transaction(async (trx) => {
    if (!(await lockPerson(trx, attempt.personId))) throw new Refusal('not-found');
    const now = deps.clock.now();
    const at = handedAt(attempt.closesAt, now);
    // From here no answer can be saved: saves check the state in their own statement, and in
    // PostgreSQL they wait for this row.
    const claimed = await trx
      .updateTable('attempt')
      .set({ state: 'handed', handed_at: instantOf(at), handed_by: by, receipt: receiptOf(attempt.id, at) })
      .where('id', '=', attempt.id)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (claimed.numUpdatedRows !== 1n) return undefined;
    const passedBefore = (await finishedAttempts(trx, attempt.personId, attempt.year, attempt.sitting)).some((f) => f.passed);
    const answers = new Map((await savedAnswers(trx, attempt.id)).map((a) => [a.pos, a.value]));
    const marked = markPaper(attempt.paper, askedBy, answers);
    await trx
      .insertInto('result')
      .values({
        id: newId(now, deps.rng),
        attempt_id: attempt.id,
        version: 1,
        score: marked.score,
        full: marked.full,
        passed: marked.passed ? 1 : 0,
        marks: JSON.stringify(marked.marks),
        reason: null,
        marked_at: instantOf(now),
      })
      .execute();
    // A key that was corrected while this attempt was open: the paper's result stands, a second one follows at once.
    const holds = await followRemarks(trx, deps, attempt.id, marked);
    if (attempt.kind === 'exam') await keepOutcome(trx, attempt.id);
    if (holds.passed && !passedBefore) await reward(trx, deps, attempt, holds, at);
    const detail = { kind: attempt.kind, year: attempt.year, sitting: attempt.sitting, by, score: holds.score, full: holds.full, passed: holds.passed };
    await recordEvent(trx, deps, { actorId: by === 'candidate' ? attempt.personId : null, deed: 'hand-in', subject: attempt.id, detail });
    const handed = { id: attempt.id, kind: attempt.kind, paper: attempt.paper, receipt: receiptOf(attempt.id, at), handedAt: at, handedBy: by };
    return receiptBody(handed, holds, [...answers.values()], frozenTimes(attempt), now);
  });
}

/** What a first pass brings: credit for a quiz, a notice for an exam. */
async function reward(trx: Transaction<Tables>, deps: Deps, attempt: Attempt, marked: Marked, at: number): Promise<void> {
  const { award, title } = attempt.paper;
  if (award) {
    // Credit is earned when the attempt ended, even when it is swept up a day later.
    await grantCredit(trx, { rng: deps.rng, clock: { now: () => at } }, {
      personId: attempt.personId,
      planYear: attempt.year,
      category: award.category,
      rule: 'quiz',
      source: creditSource(attempt),
      rawCenti: award.centi,
      dailyCapCenti: award.dailyCapCenti ?? undefined,
      caps: award.caps,
    });
  }
  if (attempt.kind === 'exam') {
    const policy = policyOf(attempt.kind, attempt.paper.review);
    // A score that is kept back is told by mail no sooner than by the page, or not at all.
    if (policy.after === 'nothing') return;
    await enqueue(trx, deps, {
      kind: 'exam-passed',
      personId: attempt.personId,
      ...(policy.now === 'nothing' ? { dueAt: frozenTimes(attempt).scoreAt + GRACE_MS } : {}),
      subject: `您已通过${title}`,
      body: `您好：\n\n您参加的“${title}”已通过，得分 ${marked.score} 分（满分 ${marked.full} 分）。\n交卷时间：${minuteOf(at)}\n回执号：${receiptOf(attempt.id, at)}\n\n登录学法平台可以查看本年度的达标情况。`,
    });
  }
}

/** Source of the credit that a quiz earns, once a year. */
export const creditSource = (attempt: Pick<Attempt, 'year' | 'sitting'>): string => `${attempt.year}:${attempt.sitting}`;

/** Release times as they stood when the attempt began. */
export const frozenTimes = (attempt: Pick<Attempt, 'paper'>): ReleaseTimes => ({ scoreAt: attempt.paper.scoreAt ?? attempt.paper.windowClosesAt, keysAt: attempt.paper.windowClosesAt });

/**
 * What the candidate keeps of a handed-in attempt.
 * @param times release times, when later ones than the frozen are known.
 */
export async function receiptFor(deps: Deps, personId: string, attemptId: string, times?: ReleaseTimes): Promise<HandInReceipt> {
  const attempt = await ownAttempt(deps.db, personId, attemptId);
  const result = await latestResult(deps.db, attemptId);
  if (attempt?.state !== 'handed' || !result) throw new Refusal('not-found');
  const answers = (await savedAnswers(deps.db, attemptId)).map((a) => a.value);
  return receiptBody(attempt, { ...result, passed: result.passed === 1 }, answers, times ?? frozenTimes(attempt), deps.clock.now());
}

function receiptBody(
  attempt: Pick<Attempt, 'id' | 'kind' | 'paper' | 'receipt' | 'handedAt' | 'handedBy'>,
  result: { readonly score: number; readonly full: number; readonly passed: boolean },
  answers: readonly string[],
  times: ReleaseTimes,
  now: number,
): HandInReceipt {
  const policy = policyOf(attempt.kind, attempt.paper.review);
  const told = atLeast(levelAt(policy, times, now), 'score');
  return {
    attempt: attempt.id,
    receipt: attempt.receipt ?? '',
    handedAt: instantOf(attempt.handedAt ?? 0),
    handedBy: attempt.handedBy ?? 'clock',
    answered: answers.filter((value) => value !== '').length,
    total: placed(attempt.paper).length,
    score: told ? result.score : null,
    passed: told ? result.passed : null,
    scoreAt: told || policy.after === 'nothing' ? null : instantOf(times.scoreAt + GRACE_MS),
    full: result.full,
    passScore: passScore(result.full, attempt.paper.passPercent),
  };
}
