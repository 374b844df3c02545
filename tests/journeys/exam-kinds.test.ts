/** Every kind of question through a whole exam. */
import { afterEach, expect, it } from 'vitest';
import { placed } from '#exams/paper.ts';
import { ownAttempt, type ExamDeps } from '#exams/server/store.ts';
import type { AttemptView, HandInReceipt, Review } from '#exams/view.ts';
import { kindOf } from '#quiz/kinds/index.ts';
import type { Asked } from '#quiz/revision.ts';
import { bankSchema, blueprintSchema } from '#quiz/schema.ts';
import { askedByRevision } from '#quiz/server/revisions.ts';
import { closeRooms, everyKind as blueprintOf, room } from '../support/room.ts';

afterEach(closeRooms);

const record = { basis: [{ law: 'labour-law', article: 1 }], page: 'qa/a/b', difficulty: 1 };
const told = { ...record, explanation: '解析' };
const options = { A: '甲', B: '乙', C: '丙', D: '以上都对' };
const every = bankSchema.parse({
  title: '题库',
  questions: [
    { ...told, id: 'QA-001', kind: 'single', stem: '单', options, answer: 'D' },
    { ...told, id: 'QA-002', kind: 'multiple', stem: '多', options, answer: ['A', 'B', 'C'] },
    { ...told, id: 'QA-003', kind: 'truefalse', stem: '判', answer: false },
    { ...told, id: 'QA-004', kind: 'fill', stem: '____日，____', blanks: [{ accept: ['三十'] }, { accept: ['50%'] }] },
    { ...told, id: 'QA-005', kind: 'ordering', stem: '排', items: options, answer: ['C', 'A', 'D', 'B'] },
    { ...told, id: 'QA-006', kind: 'matching', stem: '配', left: { 1: '一', 2: '二' }, right: options, answer: { 1: 'C', 2: 'A' } },
    { ...record, id: 'QA-007', kind: 'case', material: '案情', parts: [{ kind: 'truefalse', stem: '小判', answer: true, explanation: '因' }, { kind: 'fill', stem: '小填 ____', blanks: [{ accept: ['一'] }], explanation: '因' }] },
  ],
}).questions;
/** Answers, as the candidate of this attempt would have to give them, made from the key. */
async function answers(deps: ExamDeps, personId: string, attempt: string, make: (asked: Asked, order: string) => string): Promise<readonly (readonly [number, string])[]> {
  const paper = (await ownAttempt(deps.db, personId, attempt))?.paper;
  if (!paper) throw new Error('no attempt');
  const askedBy = await askedByRevision(deps.db, placed(paper).map((i) => i.revision));
  return placed(paper).map((i) => [i.pos, make(askedBy(i.revision) as Asked, i.order)] as const);
}

const right = (asked: Asked, order: string): string => kindOf(asked.kind).rightValue(asked, order);
/** The right answer with its end missing. */
function partly(asked: Asked, order: string): string {
  const whole = right(asked, order);
  if (asked.kind === 'fill') return asked.blanks.length > 1 ? (whole.split('\n')[0] ?? '') : '';
  if (asked.kind === 'matching') return `${whole.slice(0, -1)}-`;
  return asked.kind === 'multiple' || asked.kind === 'ordering' ? whole.slice(0, -1) : '';
}

it.each([
  ['right', right, 48, ['right', 'right', 'right', 'right', 'right', 'right', 'right', 'right']],
  ['partly right', partly, 4 + 3 + 4 + 3, ['unanswered', 'partial', 'unanswered', 'partial', 'partial', 'partial', 'unanswered', 'unanswered']],
  ['nothing', () => '', 0, Array.from({ length: 8 }, () => 'unanswered')],
] as const)('marks answers of every kind that are %s', async (_, make, score, outcomes) => {
  const { deps, zhou, ask } = await room(every, { blueprint: blueprintOf(1, 2) });
  const { attempt } = JSON.parse((await ask('POST', '/api/exams/2026/annual/start')).text) as { attempt: string };
  const base = `/api/exams/attempts/${attempt}`;
  const view = JSON.parse((await ask('GET', base)).text) as AttemptView;
  expect(view.questions.map((q) => [q.kind, q.case?.part])).toEqual([['single', undefined], ['multiple', undefined], ['truefalse', undefined], ['fill', undefined], ['ordering', undefined], ['matching', undefined], ['truefalse', 1], ['fill', 2]]);
  expect(view.questions[0]?.choices[3]?.text).toBe('以上都对');
  expect(view.sections.map((s) => s.rule).every((rule) => /分/.test(rule))).toBe(true);
  for (const [pos, given] of await answers(deps, zhou.id, attempt, make)) {
    const saved = await ask('PUT', `${base}/answers/${pos}`, { seq: 1, value: given });
    expect(saved.status, saved.text).toBe(200);
    // What cannot be an answer to this question is refused, and what stands stays.
    const badly = view.questions[pos - 1]?.kind === 'fill' ? ['长'.repeat(101), 'a\nb\nc', 'x'.repeat(1001)] : ['E', '@@', 'AAAAAAAAA', 'x'.repeat(1001)];
    for (const bad of badly) expect((await ask('PUT', `${base}/answers/${pos}`, { seq: 9, value: bad })).status, bad).toBe(422);
  }
  const receipt = JSON.parse((await ask('POST', `${base}/hand-in`)).text) as HandInReceipt;
  expect(receipt).toMatchObject({ score, full: 48, answered: outcomes.filter((o) => o !== 'unanswered').length });
  deps.clock.set('2026-12-21T00:01:00+08:00');
  const review = JSON.parse((await ask('GET', `${base}/review`)).text) as Review;
  expect(review.items.map((i) => i.outcome)).toEqual(outcomes);
  expect(review.items[3]?.feedback?.key).toEqual(['三十', '50%']);
  expect(review.items[4]?.feedback?.parts).toHaveLength(4);
});

it('gives the next attempt questions that were not asked before, while there are any', async () => {
  const six = bankSchema.parse({ title: 't', questions: [1, 2, 3, 4, 5].map((n) => ({ ...told, id: `QA-00${n}`, kind: 'truefalse', stem: `第 ${n} 题`, answer: true })) }).questions;
  const { ask } = await room(six, { blueprint: blueprintSchema.parse({ title: '卷', passPercent: 60, sections: [{ title: '判断', kind: 'truefalse', marks: 2, pick: [{ bank: 'one', count: 2 }] }] }) });
  const papers: string[][] = [];
  for (let n = 0; n < 3; n++) {
    const { attempt } = JSON.parse((await ask('POST', '/api/exams/2026/annual/start')).text) as { attempt: string };
    papers.push((JSON.parse((await ask('GET', `/api/exams/attempts/${attempt}`)).text) as AttemptView).questions.map((q) => q.stem));
    await ask('POST', `/api/exams/attempts/${attempt}/hand-in`);
  }
  expect(new Set(papers.slice(0, 2).flat()).size).toBe(4);
  expect(new Set(papers.flat()).size).toBe(5);
});
