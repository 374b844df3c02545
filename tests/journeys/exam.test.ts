/** 考试: from the start to the receipt, and what happens at the edges of time and chance. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { expireDue, handIn } from '#exams/server/hand-in.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { reviewAttempt, viewAttempt } from '#exams/server/view.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import { instantOf } from '#kernel/day.ts';
import { rightAnswer, wrongAnswer } from '../support/answers.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, finderOf, quizSitting, testQuizzes, testSitting } from '../support/exam.ts';

const MINUTE = 60_000;
let deps: TestDeps & ExamDeps;
let zhou: SignedIn;
const finder = finderOf(testSitting(), quizSitting());

beforeEach(async () => {
  deps = { ...(await freshDeps()), quizzes: testQuizzes() };
  zhou = await addPerson(deps);
});
afterEach(() => deps.close());

const start = async (id = 'annual', at = finder) => (await startAttempt(deps, at, zhou.id, 2026, id)).attempt;
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

/** Answers the first `right` questions rightly, the next `wrong` wrongly, leaves the rest. */
async function answer(attempt: string, right: number, wrong = 0, seq = 1): Promise<void> {
  const { questions } = await viewAttempt(deps, zhou.id, attempt);
  for (const q of questions.slice(0, right)) await saveAnswer(deps, zhou.id, attempt, { pos: q.pos, seq, value: rightAnswer(q) });
  for (const q of questions.slice(right, right + wrong)) await saveAnswer(deps, zhou.id, attempt, { pos: q.pos, seq, value: wrongAnswer(q) });
}

describe('a whole exam', () => {
  it('goes from the start to the receipt, once', async () => {
    const attempt = await start();
    const view = await viewAttempt(deps, zhou.id, attempt);
    expect(view.questions).toHaveLength(10);
    expect(view.sections).toEqual([
      { title: '单选', marks: 2, rule: '选对得分', from: 1, to: 4 },
      { title: '多选', marks: 3, rule: '选全且没有选错才得分', from: 5, to: 7 },
      { title: '判断', marks: 1, rule: '判断正确得分', from: 8, to: 10 },
    ]);
    expect({ full: view.full, passScore: view.passScore }).toEqual({ full: 20, passScore: 12 });
    await answer(attempt, 6, 2);
    deps.clock.advance(10 * MINUTE);
    const receipt = await handIn(deps, zhou.id, attempt);
    // 4 × 2 + 2 × 3 right, two wrong, two not answered.
    expect(receipt).toMatchObject({ score: 14, full: 20, passed: true, answered: 8, total: 10, handedBy: 'candidate' });
    expect(receipt.receipt).toMatch(/^20261123-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    deps.clock.advance(10 * MINUTE);
    expect(await handIn(deps, zhou.id, attempt)).toEqual(receipt);

    const results = await deps.db.selectFrom('result').selectAll().execute();
    expect(results).toHaveLength(1);
    const outcomes = (JSON.parse(results[0]?.marks ?? '[]') as { outcome: string }[]).map((m) => m.outcome);
    expect(outcomes).toEqual([...Array<string>(6).fill('right'), 'wrong', 'wrong', 'unanswered', 'unanswered']);
    expect(await deps.db.selectFrom('outbox').select('kind').execute()).toEqual([{ kind: 'exam-passed' }]);
    const deeds = await deps.db.selectFrom('audit_event').select(['deed', 'actor_id']).orderBy('id').execute();
    expect(deeds.map((d) => d.deed).sort()).toEqual(['hand-in', 'start-attempt']);
    await expect(start()).rejects.toEqual(refused('already-passed'));
  });

  it('tells score only until the window has closed for everyone, then everything', async () => {
    const attempt = await start();
    await answer(attempt, 1, 1);
    await expect(reviewAttempt(deps, finder, zhou.id, attempt)).rejects.toEqual(refused('attempt-open'));
    await handIn(deps, zhou.id, attempt);
    const before = await reviewAttempt(deps, finder, zhou.id, attempt);
    expect(before).toMatchObject({ score: 2, passed: false, items: [], releasedAt: '2026-12-20T16:00:05.000Z' });

    deps.clock.set('2026-12-20T16:00:04.999Z');
    expect((await reviewAttempt(deps, finder, zhou.id, attempt)).items).toEqual([]);
    deps.clock.set('2026-12-20T16:00:05.000Z');
    const after = await reviewAttempt(deps, finder, zhou.id, attempt);
    expect(after.items.map((i) => i.outcome)).toEqual(['right', 'wrong', ...Array<string>(8).fill('unanswered')]);
    for (const item of after.items) expect(item.feedback?.key.join('')).toBe(rightAnswer(item.question));

    // The window was extended meanwhile: keys close again with it.
    const longer = finderOf(testSitting({ closesAt: Date.parse('2026-12-25T16:00:00Z') }));
    expect((await reviewAttempt(deps, longer, zhou.id, attempt)).items).toEqual([]);
    // The plan forgot the exam: what was frozen holds.
    expect((await reviewAttempt(deps, finderOf(), zhou.id, attempt)).items).toHaveLength(10);
  });
});

describe('beginning', () => {
  it('gives the same open attempt to a double click, and never two', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => startAttempt(deps, finder, zhou.id, 2026, 'annual')));
    expect(new Set(many.map((m) => m.attempt)).size).toBe(1);
    expect(many.filter((m) => !m.resumed)).toHaveLength(1);
    expect(await deps.db.selectFrom('attempt').select('number').execute()).toEqual([{ number: 1 }]);
  });

  it('refuses before and after the window, and when attempts are used up', async () => {
    deps.clock.set('2026-10-31T15:59:59.999Z');
    await expect(start()).rejects.toEqual(refused('exam-not-open'));
    deps.clock.set('2026-12-20T16:00:00.000Z');
    await expect(start()).rejects.toEqual(refused('exam-closed'));
    deps.clock.set('2026-12-20T15:59:59.999Z');
    const last = await start();
    expect((await viewAttempt(deps, zhou.id, last)).closesAt).toBe('2026-12-20T16:00:00.000Z');
    deps.clock.set('2026-12-01T00:00:00Z');
    await handIn(deps, zhou.id, last);
    for (let i = 0; i < 2; i++) await handIn(deps, zhou.id, await start());
    await expect(start()).rejects.toEqual(refused('attempts-used-up'));
    expect((await deps.db.selectFrom('attempt').select('number').orderBy('number').execute()).map((r) => r.number)).toEqual([1, 2, 3]);
  });

  it('never reshuffles, and takes a revised bank for new attempts only', async () => {
    const attempt = await start();
    const seen = await viewAttempt(deps, zhou.id, attempt);
    const edited: ExamDeps = { ...deps, quizzes: { banks: new Map(), papers: new Map() } };
    expect((await viewAttempt(edited, zhou.id, attempt)).questions).toEqual(seen.questions);
    await answer(attempt, 10);
    expect(await handIn(edited, zhou.id, attempt)).toMatchObject({ score: 20 });
  });

  it('says so when the banks cannot fill the paper', async () => {
    const poor: ExamDeps = { ...deps, quizzes: { banks: new Map(), papers: new Map() } };
    await expect(startAttempt(poor, finder, zhou.id, 2026, 'annual')).rejects.toEqual(refused('paper-shortfall'));
    expect(await deps.db.selectFrom('attempt').select('id').execute()).toEqual([]);
  });
});

describe('time running out', () => {
  it('gives the same result by the sweeper and lazily, dated within the window', async () => {
    const li = await addPerson(deps, '李强');
    deps.clock.set('2026-12-20T15:30:00.000Z');
    const swept = await start();
    await answer(swept, 6);
    const { attempt: lazy } = await startAttempt(deps, finder, li.id, 2026, 'annual');
    for (const q of (await viewAttempt(deps, li.id, lazy)).questions.slice(0, 6)) await saveAnswer(deps, li.id, lazy, { pos: q.pos, seq: 1, value: rightAnswer(q) });

    deps.clock.set('2026-12-20T16:00:04.999Z');
    expect(await expireDue(deps)).toEqual({ closed: 0, failed: [] });
    deps.clock.set('2026-12-22T03:00:00.000Z');
    expect(await viewAttempt(deps, li.id, lazy)).toMatchObject({ state: 'handed', questions: [], answers: [] });
    expect(await expireDue(deps)).toEqual({ closed: 1, failed: [] });
    const [one, two] = [await handIn(deps, zhou.id, swept), await handIn(deps, li.id, lazy)];
    expect({ ...two, attempt: '', receipt: '' }).toEqual({ ...one, attempt: '', receipt: '' });
    expect(one).toMatchObject({ handedBy: 'clock', handedAt: '2026-12-20T15:59:59.999Z', score: 14, passed: true });
    expect(await expireDue(deps)).toEqual({ closed: 0, failed: [] });
  });

  it('takes what was on its way for five seconds, and not more', async () => {
    const attempt = await start();
    const closes = Date.parse((await viewAttempt(deps, zhou.id, attempt)).closesAt);
    deps.clock.set(closes + 4_999);
    await saveAnswer(deps, zhou.id, attempt, { pos: 1, seq: 1, value: 'A' });
    deps.clock.set(closes + 5_000);
    await expect(saveAnswer(deps, zhou.id, attempt, { pos: 2, seq: 1, value: 'A' })).rejects.toEqual(refused('attempt-closed'));
    const receipt = await handIn(deps, zhou.id, attempt);
    expect(receipt).toMatchObject({ answered: 1, handedBy: 'clock', handedAt: instantOf(closes - 1) });
  });

  it('hands an overdue attempt in before another begins', async () => {
    const first = await start();
    deps.clock.advance(2 * 60 * MINUTE);
    const second = await start();
    expect(second).not.toBe(first);
    expect((await deps.db.selectFrom('attempt').select(['number', 'state']).orderBy('number').execute())).toEqual([
      { number: 1, state: 'handed' },
      { number: 2, state: 'open' },
    ]);
  });

  it('goes on with the others when one attempt cannot be closed', async () => {
    const li = await addPerson(deps, '李强');
    const broken = await start();
    await startAttempt(deps, finder, li.id, 2026, 'annual');
    const paper = (await deps.db.selectFrom('attempt').select('paper').where('id', '=', broken).executeTakeFirstOrThrow()).paper;
    const revision = /"revision":"([0-9a-f]{64})"/.exec(paper)?.[1] ?? '';
    // A paper that names a revision which does not exist: cannot happen, must not spread.
    const { sql } = await import('kysely');
    await sql`update attempt set paper = ${paper.replace(revision, '0'.repeat(64))} where id = ${broken}`.execute(deps.db);
    deps.clock.advance(2 * 60 * MINUTE);
    const swept = await expireDue(deps);
    expect(swept.closed).toBe(1);
    expect(swept.failed.map((f) => f.attempt)).toEqual([broken]);
    expect((await deps.db.selectFrom('attempt').select('state').where('id', '=', broken).executeTakeFirstOrThrow()).state).toBe('open');
  });
});

describe('a credit quiz', () => {
  it('earns its credit at the first pass only, and tells everything at once', async () => {
    const low = await start('quiz');
    await answer(low, 1);
    await handIn(deps, zhou.id, low);
    expect(await reviewAttempt(deps, finder, zhou.id, low)).toMatchObject({ passed: false, creditCenti: null, releasedAt: null });
    const pass = async () => {
      const attempt = await start('quiz');
      await answer(attempt, 10);
      await Promise.all([handIn(deps, zhou.id, attempt), handIn(deps, zhou.id, attempt)]);
      return reviewAttempt(deps, finder, zhou.id, attempt);
    };
    const first = await pass();
    expect(first).toMatchObject({ passed: true, creditCenti: 400 });
    expect(first.items.every((i) => i.feedback !== null)).toBe(true);
    expect(await pass()).toMatchObject({ passed: true, creditCenti: null });
    const entries = await deps.db.selectFrom('credit_entry').select(['rule', 'source', 'granted_centi', 'category', 'plan_year']).execute();
    expect(entries).toEqual([{ rule: 'quiz', source: '2026:quiz', granted_centi: 400, category: 'compulsory', plan_year: 2026 }]);
    expect(await deps.db.selectFrom('outbox').select('id').execute()).toEqual([]);
  });

  it('never uses reserved questions', async () => {
    const attempt = await start('quiz');
    const row = await deps.db.selectFrom('attempt').select('paper').where('id', '=', attempt).executeTakeFirstOrThrow();
    const ids = [...row.paper.matchAll(/"question":"TA-(\d+)"/g)].map((m) => Number(m[1]) % 100);
    expect(ids).toHaveLength(10);
    expect(Math.max(...ids)).toBeLessThanOrEqual(6);
  });

  it('withholds what stands in an exam being sat, and tells it afterwards', async () => {
    const quiz = await start('quiz');
    await answer(quiz, 10);
    await handIn(deps, zhou.id, quiz);
    const exam = await start('annual');
    const inBoth = (await reviewAttempt(deps, finder, zhou.id, quiz)).items.filter((i) => i.feedback === null);
    const examPaper = (await viewAttempt(deps, zhou.id, exam)).questions.map((q) => `${q.kind} ${q.stem}`);
    expect(inBoth.map((i) => `${i.question.kind} ${i.question.stem}`).every((q) => examPaper.includes(q))).toBe(true);
    expect(inBoth.length).toBeGreaterThan(0);
    expect(inBoth.every((i) => i.outcome === null && i.earned === null)).toBe(true);
    await handIn(deps, zhou.id, exam);
    expect((await reviewAttempt(deps, finder, zhou.id, quiz)).items.every((i) => i.feedback !== null)).toBe(true);
  });
});
