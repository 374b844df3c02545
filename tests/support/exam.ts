/** Builders for exam journeys: a bank with canaries, a sitting, people, the real routes on a small app. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiEnv, SignedIn } from '#accounts/server/env.ts';
import { examRoutes } from '#exams/server/routes.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import { questionsBeingSat } from '#exams/server/view.ts';
import { EXAM_REVIEW, QUIZ_REVIEW } from '#exams/review-policy.ts';
import type { Sitting, SittingFinder } from '#exams/sitting.ts';
import { startOfDay, endOfDay, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { bankSchema, blueprintSchema, type Question } from '#quiz/schema.ts';
import type { Quizzes } from '#quiz/server/load.ts';
import { practiceRoutes, type PracticeDeps } from '#quiz/server/routes.ts';
import type { TestDeps } from './deps.ts';

/** Stands in every key-side text of the test banks; must never be in a response before release. */
export const CANARY = 'CANARY7f3a';

const common = (n: number) => ({
  stem: `题干 ${n}`,
  explanation: `${CANARY} 解析 ${n}`,
  basis: [{ law: 'labour-contract-law', article: '21' }],
  page: 'qa/ending/resignation',
  difficulty: 3,
});

/** Ten questions of each kind. The right choice of `single` reads 对的, so that tests can answer without the key. */
export function testQuestions(prefix: string, reserved: (n: number) => boolean = () => false): Question[] {
  const made: unknown[] = [];
  for (let n = 1; n <= 10; n++) {
    const id = (kind: number) => `${prefix}-${String(kind * 100 + n)}`;
    const right = 'ABCD'[n % 4] ?? 'A';
    const options = Object.fromEntries([...'ABCD'].map((k) => [k, k === right ? `对的 ${n}` : `错的 ${n}${k}`]));
    made.push({ ...common(n), id: id(1), kind: 'single', options, answer: right, reserved: reserved(n) });
    const rights = [right, 'ABCD'[(n + 2) % 4] ?? 'A'];
    const many = Object.fromEntries([...'ABCD'].map((k) => [k, rights.includes(k) ? `对的 ${n}${k}` : `错的 ${n}${k}`]));
    made.push({ ...common(n), id: id(2), kind: 'multiple', options: many, answer: rights, reserved: reserved(n) });
    made.push({ ...common(n), id: id(3), kind: 'truefalse', stem: n % 2 === 0 ? `此话为真 ${n}` : `此话为假 ${n}`, answer: n % 2 === 0, reserved: reserved(n) });
  }
  return bankSchema.parse({ title: '测试题库', questions: made }).questions;
}

export const testBlueprint = blueprintSchema.parse({
  title: '测试卷',
  minutes: 60,
  passPercent: 60,
  sections: [
    { title: '单选', kind: 'single', marks: 2, pick: [{ bank: 'one', count: 4 }] },
    { title: '多选', kind: 'multiple', marks: 3, pick: [{ bank: 'one', count: 3 }] },
    { title: '判断', kind: 'truefalse', marks: 1, pick: [{ bank: 'one', count: 3 }] },
  ],
});

export const testQuizzes = (): Quizzes => ({
  banks: new Map([['one', { id: 'one', title: '测试题库', order: 1, questions: testQuestions('TA', (n) => n > 6) }]]),
  papers: new Map([['test', testBlueprint]]),
});

/** An exam open from 2026-11-01 to 2026-12-20 with three attempts, 60 minutes, pass at 60%. */
export const testSitting = (over: Partial<Sitting> = {}): Sitting => ({
  kind: 'exam',
  year: 2026,
  id: 'annual',
  title: '年度考试',
  paper: 'test',
  blueprint: testBlueprint,
  opensAt: startOfDay('2026-11-01'),
  closesAt: endOfDay('2026-12-20'),
  minutes: 60,
  attempts: 3,
  waitHours: 0,
  makeup: undefined,
  counts: 'best',
  review: EXAM_REVIEW,
  release: { scoreAt: over.closesAt ?? endOfDay('2026-12-20'), keysAt: over.makeup?.closesAt ?? over.closesAt ?? endOfDay('2026-12-20') },
  award: undefined,
  ...over,
});

/** A quiz without a time limit that earns 4 credits. */
export const quizSitting = (over: Partial<Sitting> = {}): Sitting =>
  testSitting({
    kind: 'quiz',
    id: 'quiz',
    title: '小测',
    blueprint: { ...testBlueprint, minutes: undefined },
    minutes: undefined,
    review: QUIZ_REVIEW,
    attempts: undefined,
    award: { category: 'compulsory', centi: 400, dailyCapCenti: 1200 },
    ...over,
  });

/** Finds among these, refuses others. */
export const finderOf = (...sittings: readonly Sitting[]): SittingFinder => (_person, year, id) => {
  const found = sittings.find((s) => s.year === year && s.id === id);
  return found ? Promise.resolve(found) : Promise.reject(new Refusal('not-found'));
};

/** A person in the database, ready to sign in. */
export async function addPerson(deps: TestDeps, name = '周敏'): Promise<SignedIn> {
  const created_at = instantOf(deps.clock.now());
  const unitId = 'unit-1';
  await deps.db.insertInto('unit').values({ id: unitId, parent_id: null, name: '测试单位', created_at }).onConflict((c) => c.doNothing()).execute();
  const id = `person-${name}`;
  await deps.db
    .insertInto('person')
    .values({ id, staff_no: name, name, unit_id: unitId, email: `${encodeURIComponent(name)}@example.org`, state: 'active', password_hash: '-', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at })
    .execute();
  return { id, staffNo: name, name, unitId, mustChange: false, roles: [] };
}

/** The real routes; who is asking comes from the header `x-person`, as the session would tell. */
export function examApp(deps: ExamDeps, finder: SittingFinder, people: readonly SignedIn[], library: PracticeDeps['library'] = { qa: [], constitution: [], safety: [], calculators: [], laws: [] }) {
  const app = new OpenAPIHono<ApiEnv>();
  app.use(async (c, next) => {
    c.set('person', people.find((p) => p.id === decodeURIComponent(c.req.header('x-person') ?? '')));
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json({ error: { code: error.code, say: error.say, fields: error.fields } }, error.status as ContentfulStatusCode);
    throw error;
  });
  return app
    .route('/api/exams', examRoutes({ ...deps, finder }))
    .route('/api/practice', practiceRoutes({ db: deps.db, clock: deps.clock, quizzes: deps.quizzes, library, beingSat: (id) => questionsBeingSat(deps, id) }));
}
