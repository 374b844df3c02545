/** One exam hall with one candidate over a bank of any questions, and a blueprint that asks every kind. */
import type { SignedIn } from '#accounts/server/env.ts';
import type { ExamDeps } from '#exams/server/store.ts';
import type { Sitting } from '#exams/sitting.ts';
import { blueprintSchema, type Blueprint, type Question } from '#quiz/schema.ts';
import type { PracticeDeps } from '#quiz/server/routes.ts';
import { freshDeps, type TestDeps } from './deps.ts';
import { addPerson, examApp, finderOf, testSitting } from './exam.ts';
import { ALL_KINDS } from './questions.ts';

const open = new Set<TestDeps>();
/** Closes the databases of all rooms. */
export async function closeRooms(): Promise<void> {
  for (const deps of open) await deps.close();
  open.clear();
}

const SCHEMES = { single: 'all-or-nothing', multiple: 'part-if-none-wrong', truefalse: 'all-or-nothing', fill: 'per-part', ordering: 'per-part', matching: 'per-part', case: 'half-if-incomplete' };
/** So many questions of each kind from the bank `one`, six marks each; the case with so many parts. */
export const everyKind = (count: number, parts: number): Blueprint =>
  blueprintSchema.parse({ title: '卷', passPercent: 60, sections: ALL_KINDS.map((kind) => ({ title: kind, kind, marks: 6, scoring: SCHEMES[kind], pick: [{ bank: 'one', count, ...(kind === 'case' ? { parts } : {}) }] })) });

/** `ask` speaks to the real routes as the candidate, or as the public when `as` is null. */
export async function room(questions: readonly Question[], sitting: Partial<Sitting>, more: { readonly papers?: ReadonlyMap<string, Blueprint>; readonly library?: PracticeDeps['library'] } = {}) {
  const fresh = await freshDeps();
  open.add(fresh);
  const deps: TestDeps & ExamDeps = { ...fresh, quizzes: { banks: new Map([['one', { id: 'one', title: '题库', order: 1, questions }]]), papers: more.papers ?? new Map() } };
  const zhou = await addPerson(deps);
  const app = examApp(deps, finderOf(testSitting(sitting)), [zhou], more.library);
  const ask = async (method: string, path: string, body?: unknown, as: SignedIn | null = zhou) => {
    const headers = { 'content-type': 'application/json', ...(as ? { 'x-person': encodeURIComponent(as.id) } : {}) };
    const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, text: await response.text() };
  };
  return { deps, zhou, app, ask };
}
