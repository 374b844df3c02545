import { expect, it } from 'vitest';
import { GRACE_MS } from './grace.ts';
import { remarkNotice, tellAt } from './remark-notice.ts';

/** The first window ends at 100 s, the make-up at 200 s. */
const paper = { scoreAt: 100_000, windowClosesAt: 200_000 };
const end = 200_000 + GRACE_MS;

it.each([
  ['an exam as usual: the score at once, the question not', { ...paper }, 'exam', 50_000, undefined, { dueAt: 50_000, explained: false }],
  ['after the windows: everything', { ...paper }, 'exam', end, undefined, { dueAt: end, explained: true }],
  ['a window extended since', { ...paper }, 'exam', end, { scoreAt: 0, keysAt: 300_000 }, { dueAt: end, explained: false }],
  ['scores kept back until the first window ends', { ...paper, review: { now: 'nothing', after: 'explanations' } }, 'exam', 50_000, undefined, { dueAt: 100_000 + GRACE_MS, explained: false }],
  ['scores never told', { ...paper, review: { now: 'nothing', after: 'nothing' } }, 'exam', 50_000, undefined, undefined],
  ['explanations never told', { ...paper, review: { now: 'score', after: 'marks' } }, 'exam', end, undefined, { dueAt: end, explained: false }],
  ['a quiz: everything at once', { ...paper }, 'quiz', 50_000, undefined, { dueAt: 50_000, explained: true }],
] as const)('%s', (_, of, kind, now, later, expected) => {
  expect(tellAt(of, kind, now, later)).toEqual(expected);
});

const told = {
  title: '年度考试', stem: '题'.repeat(80), remedy: 'new-key', reason: '答案应为 30 日', explained: true, pass: 'gained', creditCenti: 400,
  changes: [{ before: { score: 58, full: 100, passed: false, marks: [] }, after: { score: 60, full: 100, passed: true, marks: [] } }],
} as const;

it('says what changed, why, and what follows, in plain words', () => {
  const { subject, body } = remarkNotice(told);
  expect(subject).toBe('“年度考试”成绩更正：已通过');
  for (const part of ['得分由 58 分（满分 100 分）改为 60 分（满分 100 分）', '您现在已通过。学分增加 4。', `${'题'.repeat(60)}……`, '处理办法：按更正后的答案重新判分', '原因：答案应为 30 日']) expect(body).toContain(part);
  const closed = remarkNotice({ ...told, explained: false, pass: 'lost', creditCenti: -400 });
  expect(closed.body).toContain('学分冲减 4。');
  expect(closed.body).not.toMatch(/题题|30 日/);
});
