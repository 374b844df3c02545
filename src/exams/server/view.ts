/** What a candidate sees of an attempt: the paper while sitting, the review afterwards. */
import { instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Deps, Queryable } from '../../db/portable.ts';
import { ruleOf } from '../../quiz/blueprint.ts';
import { feedbackOn, questionView } from '../../quiz/view.ts';
import { askedByRevision } from '../../quiz/server/revisions.ts';
import type { Asked } from '../../quiz/revision.ts';
import { z } from 'zod';
import { markSchema } from '../marking.ts';
import { placed } from '../paper.ts';
import { GRACE_MS } from '../grace.ts';
import { atLeast, levelAt, policyOf, type ReleaseTimes } from '../review-policy.ts';
import { isOver, passScore } from '../rules.ts';
import type { SittingFinder } from '../sitting.ts';
import { attemptViewSchema, reviewSchema, type AttemptView, type Review } from '../view.ts';
import { correctionsOf, versionsOf } from './remark/review.ts';
import { creditSource, frozenTimes, receiptFor, settleOver } from './hand-in.ts';
import { keepSheet } from './sheet.ts';
import { finishedAttempts, lastRunning, latestResult, openAttempts, ownAttempt, savedAnswers, type Attempt } from './store.ts';

/**
 * The person's attempt with its questions and the answers saved so far. The order of
 * questions and choices is the frozen one, however often it is asked for. When time is over
 * the attempt is handed in first; a handed-in attempt comes without questions. Refuses `not-found`.
 */
export async function viewAttempt(deps: Deps, personId: string, attemptId: string): Promise<AttemptView> {
  const attempt = await ownAttempt(deps.db, personId, attemptId);
  if (!attempt) throw new Refusal('not-found');
  const closed = await settleOver(deps, attempt);
  const items = placed(attempt.paper);
  // Whoever looks at an open attempt is about to save.
  if (!closed) keepSheet(deps.db, personId, attemptId, attempt.paper);
  const askedBy = await askedByRevision(deps.db, items.map((i) => i.revision));
  const answers = closed ? [] : await savedAnswers(deps.db, attemptId);
  return attemptViewSchema.parse({
    attempt: attempt.id,
    kind: attempt.kind,
    title: attempt.paper.title,
    year: attempt.year,
    sitting: attempt.sitting,
    number: attempt.number,
    state: closed ? 'handed' : 'open',
    startedAt: instantOf(attempt.startedAt),
    closesAt: instantOf(attempt.closesAt),
    minutes: attempt.paper.minutes,
    full: attempt.paper.full,
    passScore: passScore(attempt.paper.full, attempt.paper.passPercent),
    now: instantOf(deps.clock.now()),
    sections: attempt.paper.sections.map((s, n) => {
      const own = items.filter((i) => i.section === n).map((i) => i.pos);
      return { title: s.title, marks: s.marks, rule: ruleOf(s.kind, s.scoring), from: Math.min(...own), to: Math.max(...own) };
    }),
    questions: closed ? [] : items.map((i) => questionView(i.pos, must(askedBy, i.revision), i.order)),
    answers: answers.map((a) => ({ pos: a.pos, value: a.value, seq: a.seq, savedAt: a.saved_at })),
  });
}

/**
 * The outcome of the person's handed-in attempt; score, questions, keys and explanations as
 * far as its review policy releases them now. What waits for the end of the window waits for
 * everyone's: as frozen or as it stands now with all overrides and make-ups, whichever is
 * later, and as long as anybody still sits. Refuses `not-found`, `attempt-open`.
 */
export async function reviewAttempt(deps: Deps, finder: SittingFinder, personId: string, attemptId: string): Promise<Review> {
  const attempt = await ownAttempt(deps.db, personId, attemptId);
  if (!attempt) throw new Refusal('not-found');
  if (!(await settleOver(deps, attempt))) throw new Refusal('attempt-open');
  const times = await releaseOf(deps, finder, attempt);
  const policy = policyOf(attempt.kind, attempt.paper.review);
  const level = levelAt(policy, times, deps.clock.now());
  const versions = atLeast(level, 'score') ? await versionsOf(deps.db, attemptId) : [];
  const waits = atLeast(policy.after, 'marks') && policy.now !== policy.after;
  return reviewSchema.parse({
    ...(await receiptFor(deps, personId, attemptId, times)),
    kind: attempt.kind,
    title: attempt.paper.title,
    year: attempt.year,
    sitting: attempt.sitting,
    number: attempt.number,
    creditCenti: await creditOf(deps.db, attempt),
    releasedAt: waits ? instantOf(times.keysAt + GRACE_MS) : null,
    versions: versions.length > 1 ? versions : [],
    items: atLeast(level, 'marks') ? await itemsOf(deps, attempt, atLeast(level, 'explanations')) : [],
  });
}

async function itemsOf(deps: Deps, attempt: Attempt, explained: boolean): Promise<Review['items']> {
  const items = placed(attempt.paper);
  const askedBy = await askedByRevision(deps.db, items.map((i) => i.revision));
  const answers = new Map((await savedAnswers(deps.db, attempt.id)).map((a) => [a.pos, a.value]));
  const result = await latestResult(deps.db, attempt.id);
  const marks = new Map(z.array(markSchema).parse(JSON.parse(result?.marks ?? '[]')).map((m) => [m.pos, m]));
  const sitting = await questionsBeingSat(deps, attempt.personId);
  const corrections = await correctionsOf(deps.db, attempt.id);
  return items.map((i) => {
    const asked = must(askedBy, i.revision);
    const mark = marks.get(i.pos);
    const value = answers.get(i.pos) ?? '';
    // While the same question stands in a paper being sat, neither key nor outcome is told.
    const withheld = sitting.has(i.question);
    const correction = withheld || !explained ? undefined : corrections.get(i.revision);
    return {
      question: questionView(i.pos, asked, i.order),
      value,
      withheld,
      outcome: withheld ? null : (mark?.outcome ?? 'unanswered'),
      earned: withheld ? null : (mark?.earned ?? 0),
      marks: i.marks,
      // After a correction the key and explanation that hold now: those of then were wrong.
      feedback: withheld || !explained ? null : feedbackOn(correction?.asked ?? asked, i.order, value),
      correction: correction ? { remedy: correction.remedy, reason: correction.reason } : null,
    };
  });
}

/** Ids of the questions in the papers that the person is sitting now: nothing may be told about them. */
export async function questionsBeingSat(deps: Pick<Deps, 'db' | 'clock'>, personId: string): Promise<ReadonlySet<string>> {
  const open = (await openAttempts(deps.db, personId)).filter((a) => !isOver(a.closesAt, deps.clock.now()));
  return new Set(open.flatMap((a) => placed(a.paper).map((i) => i.question)));
}

/** Credit that this attempt earned: only the first pass of a quiz earns any. */
async function creditOf(db: Queryable, attempt: Attempt): Promise<number | null> {
  if (!attempt.paper.award) return null;
  const first = (await finishedAttempts(db, attempt.personId, attempt.year, attempt.sitting)).find((f) => f.passed);
  if (first?.attempt !== attempt.id) return null;
  const entry = await db
    .selectFrom('credit_entry')
    .select('granted_centi')
    .where('person_id', '=', attempt.personId)
    .where('rule', '=', 'quiz')
    .where('source', '=', creditSource(attempt))
    .executeTakeFirst();
  return entry?.granted_centi ?? null;
}

/**
 * When the windows have ended for everyone: as frozen, as the plan has it now, and not while
 * anybody's attempt still runs (an arrangement may have been taken back since). A plan that no
 * longer knows the sitting adds nothing.
 */
async function releaseOf(deps: Pick<Deps, 'db' | 'clock'>, finder: SittingFinder, attempt: Attempt): Promise<ReleaseTimes> {
  const frozen = frozenTimes(attempt);
  if (attempt.kind === 'quiz') return frozen;
  const now = await finder(attempt.personId, attempt.year, attempt.sitting, 'look').then(
    (sitting) => sitting.release,
    (error: unknown) => {
      if (error instanceof Refusal) return frozen;
      throw error;
    },
  );
  const running = await lastRunning(deps.db, attempt.year, attempt.sitting, instantOf(deps.clock.now() - GRACE_MS));
  return { scoreAt: Math.max(frozen.scoreAt, now.scoreAt), keysAt: Math.max(frozen.keysAt, now.keysAt, running ?? 0) };
}

function must(askedBy: (revision: string) => Asked | undefined, revision: string): Asked {
  const asked = askedBy(revision);
  if (!asked) throw new Error(`revision ${revision} is missing`);
  return asked;
}
