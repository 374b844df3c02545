/** 重新判分: from the wrong key to everybody who is told, on a real database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { breakIn } from '#credits/ledger.ts';
import { sha256 } from '#credits/server/append.ts';
import { startAttempt } from '#exams/server/start.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { reviewAttempt, viewAttempt } from '#exams/server/view.ts';
import { carryOut, progressOf, resumeRemarks } from '#exams/server/remark/apply.ts';
import { outdatedQuestions } from '#exams/server/remark/choose.ts';
import { dryRun, type RemarkDeps } from '#exams/server/remark/dry-run.ts';
import { decideRemark, requestRemark } from '#exams/server/remark/request.ts';
import { openDb } from '#db/open.ts';
import { remarkCommand } from '#desk/server/remark.ts';
import { sittingFacts } from '#plans/server/facts.ts';
import { dryRunSays, type Remedy } from '#exams/remark.ts';
import { bankSchema, blueprintSchema } from '#quiz/schema.ts';
import type { Quizzes } from '#quiz/server/load.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { expectProjections } from '../support/projections.ts';
import { addPerson, finderOf, testSitting } from '../support/exam.ts';

/** Five true/false questions of one mark, pass at 60 %. The key of the first is given; the others are true. */
function quizzesWith(first: boolean): Quizzes {
  const question = (n: number, answer: boolean) => ({ id: `TF-00${n}`, kind: 'truefalse', stem: `第 ${n} 题`, answer, explanation: '解析', basis: [{ law: 'labour-law', article: '1' }], page: 'qa/a/b', difficulty: 1 });
  const { questions } = bankSchema.parse({ title: '题库', questions: [question(1, first), ...[2, 3, 4, 5].map((n) => question(n, true))] });
  return { banks: new Map([['tf', { id: 'tf', title: '题库', order: 1, questions }]]), papers: new Map() };
}
const blueprint = blueprintSchema.parse({ title: '卷', passPercent: 60, shuffleQuestions: false, sections: [{ title: '判断', kind: 'truefalse', marks: 1, pick: [{ bank: 'tf', count: 5 }] }] });
const award = { category: 'compulsory', centi: 400, dailyCapCenti: 300 };
const finder = finderOf(testSitting({ blueprint, attempts: 9 }), testSitting({ kind: 'quiz', id: 'quiz', title: '小测', blueprint, attempts: undefined, award }));

let deps: TestDeps & RemarkDeps;
/** The bank as corrected. */
let mended: TestDeps & RemarkDeps;
let people: SignedIn[];
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

beforeEach(async () => {
  deps = { ...(await freshDeps()), quizzes: quizzesWith(true), ...sittingFacts(new Map()) };
  mended = { ...deps, quizzes: quizzesWith(false) };
  people = [];
  for (const name of ['甲', '乙', '丙']) people.push(await addPerson(deps, name));
});
afterEach(async () => {
  await expectProjections(deps.db);
  await deps.close();
});

/** Sits and hands in; answers as `TFTF-`. */
async function sit(person: SignedIn, answers: string, id = 'annual', hand = true): Promise<string> {
  const { attempt } = await startAttempt(deps, finder, person.id, 2026, id);
  const { questions } = await viewAttempt(deps, person.id, attempt);
  for (const q of questions) {
    const value = answers[Number(/\d/.exec(q.stem)?.[0]) - 1] ?? '-';
    if (value !== '-') await saveAnswer(deps, person.id, attempt, { pos: q.pos, seq: 1, value });
  }
  if (hand) await handIn(deps, person.id, attempt);
  return attempt;
}
const results = async (attempt: string) => (await deps.db.selectFrom('result').select(['version', 'score', 'full', 'passed', 'reason']).where('attempt_id', '=', attempt).orderBy('version').execute());
const ledger = (person: SignedIn) => deps.db.selectFrom('credit_entry').selectAll().where('person_id', '=', person.id).orderBy('number').execute();
const mails = () => deps.db.selectFrom('outbox').select(['person_id', 'subject', 'body']).where('kind', '=', 'remarked').orderBy('id').execute();

/** The revision with the wrong key, as the reviewer's list offers it. */
async function wrongRevision(): Promise<string> {
  const [one, ...more] = await outdatedQuestions(mended, 2026);
  expect(more).toEqual([]);
  expect(one?.question).toBe('TF-001');
  return one?.revision ?? '';
}
const ask = async (remedy: Remedy, actor: SignedIn | undefined = people[2]) => requestRemark(mended, actor?.id, { revision: await wrongRevision(), remedy, reason: '标准答案与劳动法第一条不符' });

describe('an exam', () => {
  it('tells before anything is written, waits for a second person, then appends and tells everybody', async () => {
    const gains = await sit(people[0]!, 'FTTFF');
    const loses = await sit(people[1]!, 'TTTFF');
    const silent = await sit(people[2]!, '-TTTT');
    const run = await dryRun(mended, { revision: await wrongRevision(), remedy: 'new-key' });
    expect(dryRunSays(run)).toBe('1 人变为合格，1 人变为不合格；3 份答卷抽到这道题，1 份得分提高，1 份得分降低。');
    expect(await results(gains)).toHaveLength(1);

    const reviewer = await addPerson(deps, '审核');
    await deps.db.insertInto('person_role').values({ id: 'r1', person_id: reviewer.id, role: 'reviewer', unit_id: null }).execute();
    const { id, waits } = await ask('new-key');
    expect(waits).toBe(true);
    expect(await deps.db.selectFrom('outbox').select('person_id').where('kind', '=', 'remark-waits').execute()).toEqual([{ person_id: reviewer.id }]);
    expect(await carryOut(mended, id)).toBe(true);
    expect(await results(gains)).toHaveLength(1);
    await expect(ask('give-all')).rejects.toEqual(refused('remark-running'));
    await expect(decideRemark(mended, people[2]!.id, id, true)).rejects.toEqual(refused('remark-own'));
    await decideRemark(mended, people[1]!.id, id, true);
    await expect(decideRemark(mended, people[0]!.id, id, true)).rejects.toEqual(refused('remark-settled'));

    await carryOut(mended, id);
    const reason = '标准答案与劳动法第一条不符';
    expect(await results(gains)).toEqual([{ version: 1, score: 2, full: 5, passed: 0, reason: null }, { version: 2, score: 3, full: 5, passed: 1, reason }]);
    expect(await results(loses)).toEqual([{ version: 1, score: 3, full: 5, passed: 1, reason: null }, { version: 2, score: 2, full: 5, passed: 0, reason }]);
    expect(await results(silent)).toHaveLength(1);
    const told = await mails();
    expect(told.map((m) => [m.person_id, m.subject])).toEqual(expect.arrayContaining([['person-甲', '“年度考试”成绩更正：已通过'], ['person-乙', '“年度考试”成绩更正：未通过']]));
    expect(told).toHaveLength(2);
    // The window is open: neither the question nor the reason, which would give the key away.
    expect(told.some((m) => m.body.includes('第 1 题') || m.body.includes('劳动法'))).toBe(false);
    expect(told.find((m) => m.person_id === 'person-甲')?.body).toContain('得分由 2 分（满分 5 分）改为 3 分（满分 5 分）');
    const deeds = (await deps.db.selectFrom('audit_event').select(['deed', 'actor_id']).where('deed', 'like', 'remark%').orderBy('id').execute()).map((d) => d.deed);
    expect(deeds.sort()).toEqual(['remark-applied', 'remark-approved', 'remark-attempt', 'remark-attempt', 'remark-requested']);

    // While the window is open the candidate sees that the score changed, and nothing of why.
    const early = await reviewAttempt(mended, finder, people[0]!.id, gains);
    expect(early).toMatchObject({ score: 3, passed: true, items: [] });
    expect(early.versions).toHaveLength(2);
    expect(JSON.stringify(early)).not.toContain('劳动法');

    // Once more, and by the job: nothing.
    await carryOut(mended, id);
    expect(await resumeRemarks(mended)).toBe(0);
    expect(await results(gains)).toHaveLength(2);
    expect(await mails()).toHaveLength(2);
    await expect(ask('new-key')).rejects.toEqual(refused('bad-input'));
  });

  it('says question and reason once the window has closed; nobody loses, so nobody else need agree', async () => {
    const attempt = await sit(people[0]!, 'FTTFF');
    deps.clock.set('2026-12-21T01:00:00Z');
    const { id, waits } = await ask('give-all');
    expect(waits).toBe(false);
    await carryOut(mended, id);
    const review = await reviewAttempt(mended, finder, people[0]!.id, attempt);
    expect(review.versions.map((v) => [v.score, v.passed])).toEqual([[2, false], [3, true]]);
    // The key that holds now, and why; the others as they were.
    expect([...review.items].sort((a, b) => (a.question.stem < b.question.stem ? -1 : 1)).map((i) => [i.correction, i.feedback?.key])).toEqual([
      [{ remedy: 'give-all', reason: '标准答案与劳动法第一条不符' }, ['F']],
      ...Array.from({ length: 4 }, () => [null, ['T']]),
    ]);
    expect((await mails())[0]?.body).toMatch(/更正的题目：第 1 题[\s\S]*处理办法：这道题全体给满分[\s\S]*原因：标准答案与劳动法第一条不符/);
  });

  it('says neither while somebody else still sits, however long the window was extended', async () => {
    await sit(people[0]!, 'FTTFF');
    await sit(people[1]!, '-', 'annual', false);
    deps.clock.set('2026-12-21T01:00:00Z');
    // An arrangement for one person: their attempt runs past the end of the window.
    await deps.db.updateTable('attempt').set({ closes_at: '2026-12-21T02:00:00.000Z' }).where('state', '=', 'open').execute();
    await carryOut(mended, (await ask('give-all')).id);
    const [mail] = await mails();
    expect(mail?.body).toContain('得分由 2 分（满分 5 分）改为 3 分');
    expect(mail?.body).not.toMatch(/第 1 题|劳动法/);
  });

  it('declined is declined; then another may be asked for', async () => {
    const loses = await sit(people[1]!, 'TTTFF');
    const { id } = await ask('new-key');
    await decideRemark(mended, people[0]!.id, id, false, '再核对一次');
    await carryOut(mended, id);
    expect(await results(loses)).toHaveLength(1);
    expect((await ask('take-out')).waits).toBe(true);
  });

  it('reaches who was sitting: marked by the corrected key at the moment of handing in', async () => {
    await sit(people[1]!, 'FTFFF');
    const open = await sit(people[0]!, 'FTTFF', 'annual', false);
    const { id } = await ask('new-key');
    await carryOut(mended, id);
    expect(await progressOf(deps.db, id)).toEqual({ done: 1, total: 1, open: 1 });
    expect(await handIn(deps, people[0]!.id, open)).toMatchObject({ score: 3, passed: true });
    expect((await results(open)).map((r) => r.score)).toEqual([2, 3]);
    expect((await deps.db.selectFrom('outbox').select('kind').where('person_id', '=', people[0]!.id).execute()).map((m) => m.kind)).toEqual(['exam-passed']);
    expect(await progressOf(deps.db, id)).toEqual({ done: 2, total: 2, open: 0 });
  });

  it('can be interrupted after any person and gone on with, by two at once', async () => {
    const attempts = [await sit(people[0]!, 'FTTFF'), await sit(people[1]!, 'FTTFF'), await sit(people[2]!, 'FTTFF')];
    const { id } = await ask('new-key');
    expect(await carryOut(mended, id, 1)).toBe(false);
    expect(await progressOf(deps.db, id)).toEqual({ done: 1, total: 3, open: 0 });
    await Promise.all([resumeRemarks(mended), carryOut(mended, id)]);
    for (const a of attempts) expect((await results(a)).map((r) => r.version)).toEqual([1, 2]);
    expect(await mails()).toHaveLength(3);
  });

  it('adds up with a second correction of the same papers', async () => {
    const attempt = await sit(people[0]!, 'FTTFF');
    await carryOut(mended, (await ask('take-out')).id);
    expect((await results(attempt)).at(-1)).toMatchObject({ score: 2, full: 4, passed: 0 });
    const again = await ask('new-key');
    await carryOut(mended, again.id);
    expect((await results(attempt)).at(-1)).toMatchObject({ version: 3, score: 3, full: 5, passed: 1 });
  });

  it('refuses without a reason, and a new key where there is none', async () => {
    await sit(people[0]!, 'FTTFF');
    const revision = await wrongRevision();
    await expect(requestRemark(mended, people[0]!.id, { revision, remedy: 'new-key', reason: '  错 ' })).rejects.toEqual(refused('bad-input'));
    await expect(requestRemark(deps, people[0]!.id, { revision, remedy: 'new-key', reason: '标准答案写错了' })).rejects.toEqual(refused('bad-input'));
    await expect(dryRun(mended, { revision: 'x', remedy: 'give-all' })).rejects.toEqual(refused('not-found'));
  });
});

describe('a credit quiz', () => {
  it('credits who passes now on the day of handing in, reverses who does not, and gives back what comes back', async () => {
    await sit(people[0]!, 'FTTFF', 'quiz');
    await sit(people[1]!, 'TTTFF', 'quiz');
    deps.clock.set('2026-12-02T02:00:00Z');
    const { id } = await ask('new-key');
    await decideRemark(mended, people[0]!.id, id, true);
    await carryOut(mended, id);
    expect((await ledger(people[0]!)).map((e) => [e.rule, e.source, e.raw_centi, e.granted_centi, e.on_day])).toEqual([['quiz', '2026:quiz', 400, 300, '2026-11-23']]);
    const lost = await ledger(people[1]!);
    // The cap held 100 back, which were never credited: 300 go.
    expect(lost.map((e) => [e.rule, e.raw_centi, e.granted_centi, e.on_day])).toEqual([['quiz', 400, 300, '2026-11-23'], ['reversal', -400, -300, '2026-12-02']]);
    expect(lost[1]).toMatchObject({ source: lost[0]?.id, reason: '标准答案与劳动法第一条不符' });
    expect((await mails()).find((m) => m.person_id === 'person-乙')?.body).toContain('学分冲减 3。');

    // Passing the quiz again earns the credit again, by reversing the reversal.
    await sit(people[1]!, '-TTTT', 'quiz');
    const back = await ledger(people[1]!);
    expect(back.map((e) => [e.rule, e.granted_centi])).toEqual([['quiz', 300], ['reversal', -300], ['reversal', 300]]);
    expect(breakIn(back, sha256)).toBeUndefined();
  });
});

describe('the command line', () => {
  it('tries first, asks for a revision by name, and refuses what it does not understand', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'pufa-remark-'));
    const said: string[] = [];
    const place = { root: dataDir, dataDir, databaseUrl: undefined, clock: deps.clock, say: (text: string) => void said.push(text) };
    try {
      expect(await remarkCommand(['TF-001', '--bogus'], place)).toBe(2);
      expect(await remarkCommand(['TF-001', '--remedy', 'prayer'], place)).toBe(2);
      expect(await remarkCommand(['TF-001', '--from', 'abc'], place)).toBe(1);
      expect(said.at(-1)).toBe('没有考过 TF-001 这道题。');
      const opened = openDb({ file: join(dataDir, 'pufa.db') });
      // The same journey in the database that the command opens.
      const first = deps;
      deps = { ...first, ...opened, close: first.close };
      const person = await addPerson(deps, '丁');
      const attempt = await sit(person, 'FTTFF');
      deps = first;
      expect(await remarkCommand(['TF-001'], place)).toBe(1);
      const revision = /^ {2}([0-9a-f]{12})/m.exec(said.at(-1) ?? '')?.[1] ?? '';
      const give = ['TF-001', '--from', revision, '--remedy', 'give-all', '--sitting', '2026/annual'];
      expect(await remarkCommand(give, place)).toBe(0);
      expect(said.join('\n')).toContain('1 人变为合格，0 人变为不合格');
      expect(await remarkCommand([...give, '--apply', '--reason', '题干有歧义'], place)).toBe(0);
      expect(said.at(-1)).toBe('已重新判分 1 份答卷。');
      expect((await opened.db.selectFrom('result').select('score').where('attempt_id', '=', attempt).orderBy('version').execute()).map((r) => r.score)).toEqual([2, 3]);
      await opened.close();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
