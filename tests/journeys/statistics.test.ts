/** 试题统计: whose answers count, what is told to whom, and what the files hold. */
import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiEnv, SignedIn } from '#accounts/server/env.ts';
import type { Role } from '#accounts/roles.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { remarkRoutes } from '#exams/server/remark/routes.ts';
import { saveAnswer } from '#exams/server/save.ts';
import { startAttempt } from '#exams/server/start.ts';
import { sittingsSat } from '#exams/server/statistics.ts';
import { lookAtStatistics, progressOf, statisticsOf, stopStatistics } from '#exams/server/statistics-work.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import { viewAttempt } from '#exams/server/view.ts';
import { sittingFacts } from '#plans/server/facts.ts';
import { keyOpen } from '#reports/server/keys.ts';
import { statisticsRoutes } from '#reports/server/statistics-routes.ts';
import { bankSchema, blueprintSchema } from '#quiz/schema.ts';
import { answerFor } from '#web/faults.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, finderOf, testSitting } from '../support/exam.ts';

/** A formula as a stem: a spreadsheet must not run it. */
const FORMULA = '=HYPERLINK("http://example.org") 应当打开吗';
const { questions } = bankSchema.parse({
  title: '题库',
  questions: [
    // Its key is wrong: the strong choose B.
    { id: 'SG-001', kind: 'single', stem: FORMULA, options: { A: '甲', B: '乙', C: '丙' }, answer: 'A', explanation: '解析', basis: [{ law: 'labour-law', article: '1' }], page: 'qa/a/b', difficulty: 1 },
    { id: 'FL-001', kind: 'fill', stem: '试用期最长 ____ 个月', blanks: [{ accept: ['6'] }], explanation: '解析', basis: [{ law: 'labour-law', article: '1' }], page: 'qa/a/b', difficulty: 1 },
    ...[1, 2, 3, 4].map((n) => ({ id: `TF-00${n}`, kind: 'truefalse', stem: `第 ${n} 题`, answer: true, explanation: '解析', basis: [{ law: 'labour-law', article: '1' }], page: 'qa/a/b', difficulty: 1 })),
  ],
});
const quizzes: ExamDeps['quizzes'] = { banks: new Map([['b', { id: 'b', title: '题库', order: 1, questions }]]), papers: new Map() };
const section = (kind: string, count: number) => ({ title: kind, kind, marks: 2, pick: [{ bank: 'b', count }] });
const blueprint = blueprintSchema.parse({ title: '卷', passPercent: 60, sections: [section('single', 1), section('fill', 1), section('truefalse', 4)] });
const finder = finderOf(testSitting({ blueprint, attempts: 9 }));

let deps: TestDeps & ExamDeps;
beforeEach(async () => void (deps = { ...(await freshDeps()), quizzes }));
afterEach(() => deps.close());

/** Sits; `text` of the choice for the single, the blank, and how many of four are true. */
async function sit(person: SignedIn, single: string, blank: string, right: number): Promise<string> {
  const { attempt } = await startAttempt(deps, finder, person.id, 2026, 'annual');
  let tf = 0;
  for (const q of (await viewAttempt(deps, person.id, attempt)).questions) {
    const value = q.kind === 'single' ? (q.choices.find((c) => c.text === single)?.letter ?? '') : q.kind === 'fill' ? blank : tf++ < right ? 'T' : 'F';
    if (value) await saveAnswer(deps, person.id, attempt, { pos: q.pos, seq: 1, value });
  }
  return attempt;
}

/** Twelve people: the better half takes B, the weaker A; one does not answer. */
async function twelve(): Promise<SignedIn[]> {
  const people: SignedIn[] = [];
  for (let i = 0; i < 12; i++) {
    const person = await addPerson(deps, `甲${i}`);
    people.push(person);
    await handIn(deps, person.id, await sit(person, i === 11 ? '' : i < 6 ? '乙' : '甲', i < 6 ? '六' : i < 9 ? '３' : '', i < 6 ? 4 : i % 3));
  }
  return people;
}

describe('figures', () => {
  it('find the wrong key, count silence by itself, and take equal spellings for one answer', async () => {
    await twelve();
    const { paper, questions: all, bands } = await statisticsOf(deps.db, { year: 2026, sitting: 'annual', which: 'first' });
    expect(paper.attempts).toBe(12);
    expect(bands.reduce((a, b) => a + b, 0)).toBe(12);
    const single = all.find((q) => q.asked.id === 'SG-001')!;
    expect(single.flags).toContain('suspect-key');
    expect(single.figures).toMatchObject({ asked: 12, right: 5, wrong: 6, unanswered: 1 });
    expect(single.table.rows.map((r) => [r.key, r.count, r.right])).toEqual([['A', 5, true], ['B', 6, false], ['C', 0, false]]);
    const fill = all.find((q) => q.asked.id === 'FL-001')!;
    expect(fill.table.rows.map((r) => [r.text || r.key, r.count, r.right])).toEqual([['6', 6, true], ['3', 3, false]]);
    expect(fill.table.unanswered.count).toBe(3);
    expect(fill.flags).not.toContain('suspect-key');
  });

  it('are of first attempts, make-ups apart, and wait for a first attempt that still runs', async () => {
    const failed = (await twelve())[11]!;
    deps.clock.advance(60_000);
    // A second go does not count; a make-up counts by itself.
    await handIn(deps, failed.id, await sit(failed, '丙', '9', 0));
    const again = await sit(await addPerson(deps, '补考'), '甲', '6', 4);
    await handIn(deps, 'person-补考', again);
    await deps.db.insertInto('attempt').expression((e) => e.selectFrom('attempt').select([e.val('makeup-1').as('id'), 'person_id', 'kind', 'plan_year', 'sitting', e.val(2).as('number'), 'paper', 'started_at', 'closes_at', 'state', 'handed_at', 'handed_by', e.val('r').as('receipt'), e.val(1).as('makeup')]).where('id', '=', again)).execute();
    await deps.db.insertInto('result').expression((e) => e.selectFrom('result').select([e.val('makeup-r').as('id'), e.val('makeup-1').as('attempt_id'), 'version', 'score', 'full', 'passed', 'marks', 'reason', 'marked_at']).where('attempt_id', '=', again)).execute();
    const running = await addPerson(deps, '在考');
    await sit(running, '甲', '', 0);
    const [sat] = await sittingsSat(deps.db);
    expect(sat).toMatchObject({ year: 2026, sitting: 'annual', title: '年度考试', makeups: 1 });
    const first = await statisticsOf(deps.db, { year: 2026, sitting: 'annual', which: 'first' });
    expect(first.paper.attempts).toBe(13);
    expect(first.questions.find((q) => q.asked.id === 'SG-001')?.table.rows.find((r) => r.key === 'C')?.count).toBe(0);
    expect((await statisticsOf(deps.db, { year: 2026, sitting: 'annual', which: 'makeup' })).paper.attempts).toBe(1);
  });

  it('say how far they are, can be stopped, whoever waits is told, and are worked out anew when asked again', async () => {
    await twelve();
    const asked = { year: 2026, sitting: 'annual', which: 'first' } as const;
    // Each in turn: on PostgreSQL the second of two might ask only after the first was stopped, and rightly begin anew.
    const [look] = await Promise.all([lookAtStatistics(deps.db, asked, 60_000), stopSoon(asked)]);
    expect(look.state).toBe('stopped');
    const [waiting] = await Promise.all([statisticsOf(deps.db, asked).catch((error: unknown) => error), stopSoon(asked)]);
    expect(waiting).toMatchObject({ name: 'Refusal', code: 'work-stopped' });
    expect(progressOf(deps.db, asked)).toBeUndefined();
    expect(await lookAtStatistics(deps.db, asked, 60_000)).toMatchObject({ state: 'done', statistics: { paper: { attempts: 12 } } });
    // Nothing is under way: nothing to stop.
    stopStatistics(deps.db, asked);
    expect((await statisticsOf(deps.db, asked)).paper.attempts).toBe(12);
  });
});

/** Stops the work as soon as it has begun. */
async function stopSoon(asked: Parameters<typeof stopStatistics>[1]): Promise<void> {
  while (!progressOf(deps.db, asked)) await setImmediate();
  stopStatistics(deps.db, asked);
}

describe('who is told', () => {
  const withRole = (role: Role | undefined): SignedIn => ({ id: `person-${role}`, staffNo: 'x', name: 'x', unitId: 'unit-1', mustChange: false, roles: role ? [{ role, unitId: role === 'organiser' ? 'unit-1' : null }] : [] });
  const ask = async (role: Role | undefined, path: string, init?: RequestInit) => {
    const app = new Hono<ApiEnv>();
    app.use(async (c, next) => {
      c.set('person', withRole(role));
      await next();
    });
    app.onError((error, c) => {
      const { status, body } = answerFor(error, deps.rng, () => undefined, { method: c.req.method, path: c.req.path });
      return c.json(body, status as ContentfulStatusCode);
    });
    const all = { ...deps, plans: new Map() };
    app.route('/statistics', statisticsRoutes(all)).route('/remark', remarkRoutes({ ...all, ...sittingFacts(all.plans), mayKnow: (p, r) => keyOpen(all, p, r) }));
    return app.request(path, init);
  };

  it.each([
    [undefined, 403, 403],
    ['organiser', 403, 403],
    // Whoever may be a candidate too waits for the end of the window.
    ['auditor', 403, 200],
    ['admin', 403, 200],
    ['editor', 200, 200],
    ['reviewer', 200, 200],
  ] as const)('%s: %i while the exam runs, %i afterwards', async (role, during, after) => {
    await twelve();
    for (const part of ['questions', 'choices']) expect((await ask(role, `/statistics/2026/annual?part=${part}&as=csv`)).status).toBe(during);
    deps.clock.set('2026-12-20T16:00:05Z');
    expect((await ask(role, '/statistics/2026/annual?part=choices&as=xlsx')).status).toBe(after);
  });

  it('how far it is, and stopping it, are for those who may see them; stopping leads back to the page', async () => {
    const stop = (role: Role | undefined) => ask(role, '/statistics/2026/annual/stop', { method: 'POST', body: 'which=first', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    for (const role of [undefined, 'organiser'] as const) expect([(await stop(role)).status, (await ask(role, '/statistics/2026/annual/progress')).status]).toEqual([403, 403]);
    expect((await stop('auditor')).headers.get('location')).toBe('/admin/statistics/?year=2026&sitting=annual&which=first&stopped=1');
    expect(await (await ask('auditor', '/statistics/2026/annual/progress?which=first')).json()).toEqual({ working: false, read: 0, of: 0 });
  });

  it('a trial of a re-marking is no way round, and rubbish is refused with a sentence', async () => {
    await twelve();
    const revision = (await statisticsOf(deps.db, { year: 2026, sitting: 'annual', which: 'first' })).questions.find((q) => q.asked.id === 'SG-001')!.figures.revision;
    const trial = (role: Role) => ask(role, `/remark/trial?revision=${revision}&remedy=give-all`);
    expect([(await trial('editor')).status, (await trial('auditor')).status, (await trial('admin')).status]).toEqual([403, 403, 403]);
    expect(await (await trial('reviewer')).json()).toMatchObject({ asked: 12, changed: 7, lower: 0 });
    const post = (body: string, type = 'application/json') => ask('reviewer', '/remark', { method: 'POST', body, headers: { 'content-type': type } });
    for (const [body, type] of [['{', 'application/json'], ['{}', 'application/json'], ['', 'text/plain'], ['revision=x', 'application/x-www-form-urlencoded']] as const) {
      const status = (await post(body, type)).status;
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(await deps.db.selectFrom('remark').select('id').execute()).toEqual([]);

    // A plain form is led to its page; without a reason back to the trial, with what was typed.
    const form = (fields: Record<string, string>) => post(new URLSearchParams({ revision, remedy: 'give-all', of: '', ...fields }).toString(), 'application/x-www-form-urlencoded');
    expect((await form({ reason: '错' })).headers.get('location')).toBe(`/admin/remark/new/?${new URLSearchParams({ revision, remedy: 'give-all', of: '', reason: '错', error: 'bad-input' })}`);
    await addPerson(deps, 'reviewer');
    const done = await form({ reason: '题干有两种读法' });
    const [kept] = await deps.db.selectFrom('remark').select(['id', 'state']).execute();
    expect([done.status, done.headers.get('location'), kept?.state]).toEqual([303, `/admin/remark/${kept?.id}/`, 'applied']);
  });

  it('a formula in a stem stays text', async () => {
    await twelve();
    const csv = await (await ask('editor', '/statistics/2026/annual?as=csv')).text();
    expect(csv).toContain(`"'=HYPERLINK(""http://example.org"") 应当打开吗"`);
  });
});
