/**
 * Statistics and the trial of a re-marking over 3,000 papers of 50 questions, on SQLite as in
 * service: how long each takes, and how long anybody else had to wait meanwhile (the longest
 * time that the event loop was held, beside that of an idle process). `node tests/bench/statistics.ts [people]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate, openDb } from '#db/open.ts';
import { markPaper } from '#exams/marking.ts';
import { freezePaper, placed } from '#exams/paper.ts';
import { EXAM_REVIEW } from '#exams/review-policy.ts';
import { dryRun } from '#exams/server/remark/dry-run.ts';
import { statisticsOf } from '#exams/server/statistics-work.ts';
import { endOfDay, instantOf } from '#kernel/day.ts';
import { newId } from '#kernel/id.ts';
import { seededRng } from '#kernel/rng.ts';
import { sittingFacts } from '#plans/server/facts.ts';
import { drawPaper } from '#quiz/draw.ts';
import { kindOf } from '#quiz/kinds/index.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { poolOf } from '#quiz/server/pool.ts';
import { askedByRevision, keepRevisions } from '#quiz/server/revisions.ts';

const PEOPLE = Math.min(10_000, Number(process.argv[2] ?? 3000));
const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
const opened = openDb({ file: join(dir, 'bench.db') });
try {
  await migrate(opened.db);
  const quizzes = loadQuizzes(join(import.meta.dirname, '../..')).quizzes;
  const blueprint = quizzes.papers.get('annual-2026');
  if (!blueprint) throw new Error('quizzes/papers/annual-2026.yaml is missing');
  const rng = seededRng('statistics');
  const now = Date.parse('2026-11-26T01:00:00Z');
  const deps = { ...opened, clock: { now: () => now }, rng, quizzes, ...sittingFacts(new Map()) };
  const pool = poolOf(quizzes);
  await keepRevisions(deps, pool);
  const closesAt = endOfDay('2026-12-20');
  const sitting = { kind: 'exam' as const, year: 2026, id: 'annual', title: 'bench', paper: 'annual-2026', blueprint, opensAt: now - 1000, closesAt, minutes: 60, attempts: 3, waitHours: 0, makeup: undefined, counts: 'best' as const, review: EXAM_REVIEW, release: { scoreAt: closesAt, keysAt: closesAt }, award: undefined };
  const at = instantOf(now);
  const by = await askedByRevision(opened.db, [...pool.banks.values()].flatMap((b) => b.questions.map((q) => q.revision)));
  let questions = 0;
  await opened.db.insertInto('unit').values({ id: 'u', parent_id: null, name: 'u', created_at: at }).execute();
  await opened.db.transaction().execute(async (trx) => {
    for (let i = 0; i < PEOPLE; i++) {
      const drawn = drawPaper(blueprint, pool.banks, rng, 'exam');
      if ('missing' in drawn) throw new Error('the banks cannot fill the paper');
      const paper = freezePaper(sitting, drawn, rng);
      const items = placed(paper);
      questions = items.length;
      const [person, attempt] = [`p${i}`, newId(now + i, rng)];
      const answers = new Map(items.map((item) => [item.pos, rng.below(PEOPLE) < i * 0.4 + PEOPLE * 0.4 ? kindOf(by(item.revision)!.kind).rightValue(by(item.revision)!, item.order) : item.kind === 'truefalse' ? 'T' : 'A'] as const));
      const marked = markPaper(paper, by, answers);
      await trx.insertInto('person').values({ id: person, staff_no: person, name: person, unit_id: 'u', email: null, state: 'active', password_hash: '-', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: at }).execute();
      await trx.insertInto('attempt').values({ id: attempt, person_id: person, kind: 'exam', plan_year: 2026, sitting: 'annual', number: 1, paper: JSON.stringify(paper), started_at: at, closes_at: at, state: 'handed', handed_at: at, handed_by: 'candidate', receipt: attempt, makeup: 0 }).execute();
      await trx.insertInto('response').values([...answers].map(([pos, value]) => ({ attempt_id: attempt, pos, value, seq: 1, saved_at: at }))).execute();
      await trx.insertInto('result').values({ id: newId(now + i, rng), attempt_id: attempt, version: 1, score: marked.score, full: marked.full, passed: marked.passed ? 1 : 0, marks: JSON.stringify(marked.marks), reason: null, marked_at: at }).execute();
    }
  });
  process.stdout.write(`${PEOPLE} papers of ${questions} questions, SQLite file\n`);

  /** Runs it and tells the time and the longest hold of the event loop. */
  const timed = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await wait(20);
    delay.reset();
    const began = performance.now();
    await run();
    const ms = performance.now() - began;
    // The histogram learns of the last hold at its next tick.
    await wait(20);
    delay.disable();
    process.stdout.write(`${name.padEnd(34)}${ms.toFixed(0).padStart(7)} ms   longest hold ${(delay.max / 1e6).toFixed(0).padStart(4)} ms\n`);
  };
  await timed('idle (the limit)', () => wait(1000));
  await timed('statistics, first look', () => statisticsOf(opened.db, { year: 2026, sitting: 'annual', which: 'first' }));
  await timed('statistics, again', () => statisticsOf(opened.db, { year: 2026, sitting: 'annual', which: 'first' }));
  const { questions: all } = await statisticsOf(opened.db, { year: 2026, sitting: 'annual', which: 'first' });
  const most = all.reduce((a, b) => (b.figures.asked > a.figures.asked ? b : a));
  await timed(`trial over ${most.figures.asked} papers`, () => dryRun(deps, { revision: most.figures.revision, remedy: 'give-all' }));
} finally {
  await opened.close();
  rmSync(dir, { recursive: true, force: true });
}
