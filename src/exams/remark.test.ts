import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../quiz/revision.ts';
import { markPaper, type Marked } from './marking.ts';
import { placed, type FrozenPaper } from './paper.ts';
import { changeOf, dryRunOf, dryRunSays, isLower, needsApproval, remarked, whyNoNewKey, wordingChanged, type Affected, type Cure, type Change } from './remark.ts';

const asked = (n: number, answer: string): Asked => ({
  id: `AA-00${n}`, kind: 'single', stem: `题 ${n}`, explanation: 'e', basis: [], page: 'qa/a/b', options: { A: 'a', B: 'b', C: 'c', D: 'd' }, answer, fixed: false,
});
/** Four questions of two marks, the choices of the second turned round; every key is A. Pass at 60 %: 5 of 8. */
const paper: FrozenPaper = {
  v: 2, title: '卷', blueprint: 'b', minutes: null, passPercent: 60, full: 8, windowClosesAt: 0, award: null,
  sections: [{ title: 's', kind: 'single', marks: 2, scoring: 'all-or-nothing', items: [1, 2, 3, 4].map((n) => ({ question: `AA-00${n}`, revision: `r${n}`, kind: 'single' as const, order: n === 2 ? 'DCBA' : 'ABCD' })) }],
};
const by = (revision: string) => asked(Number(revision.slice(1)), 'A');
const marked = (answers: string): Marked => markPaper(paper, by, new Map([...answers].map((a, i) => [i + 1, a === '-' ? '' : a])));
const newKey = (answer: string): Cure => ({ remedy: 'new-key', asked: asked(2, answer) });
/** Letter shown for the editor's key in question 2. */
const shown = { A: 'D', B: 'C', C: 'B', D: 'A' } as const;

describe('one attempt', () => {
  it.each([
    // Answers (question 2 by the editor's key), cure, score and full after, passed before and after.
    ['had the new key', `A${shown.B}AX`, newKey('B'), 6, 8, false, true],
    ['had the old key', `A${shown.A}AX`, newKey('B'), 4, 8, true, false],
    ['had neither', `A${shown.C}AX`, newKey('B'), 4, 8, false, false],
    ['did not answer', 'A-AX', newKey('B'), 4, 8, false, false],
    ['given to all, was wrong', `A${shown.B}AX`, { remedy: 'give-all' }, 6, 8, false, true],
    ['given to all, was not answered', 'A-AX', { remedy: 'give-all' }, 6, 8, false, true],
    ['taken out, was wrong: 4 of 6', `A${shown.B}AX`, { remedy: 'take-out' }, 4, 6, false, true],
    ['taken out, was right: 2 of 6', `X${shown.A}AX`, { remedy: 'take-out' }, 2, 6, false, false],
  ] as const)('%s', (_, answers, cure, score, full, before, after) => {
    const was = marked(answers);
    expect(was.passed).toBe(before);
    const now = remarked(paper, was, 'r2', cure, answers[1] === '-' ? '' : (answers[1] ?? ''));
    expect(now).toMatchObject({ score, full, passed: after });
    expect(now.marks.filter((m) => m.pos !== 2)).toEqual(was.marks.filter((m) => m.pos !== 2));
  });

  it('silence stays silence', () => {
    expect(remarked(paper, marked('A-AA'), 'r2', { remedy: 'give-all' }, '').marks[1]).toEqual({ pos: 2, outcome: 'unanswered', earned: 2, remedy: 'give-all' });
  });

  it('a revision that was not asked changes nothing', () => {
    const was = marked('AAAA');
    expect(remarked(paper, was, 'r9', { remedy: 'give-all' }, 'A')).toBe(was);
  });
});

describe('properties', () => {
  const letter = fc.constantFrom('A', 'B', 'C', 'D', '-');
  const answers = fc.tuple(letter, letter, letter, letter).map((a) => a.join(''));
  const cure = fc.oneof(fc.constantFrom('A', 'B', 'C', 'D').map(newKey), fc.constantFrom<Cure>({ remedy: 'give-all' }, { remedy: 'take-out' }));
  const second = (a: string) => (a[1] === '-' ? '' : (a[1] ?? ''));

  it('an unchanged key changes nothing', () => {
    fc.assert(fc.property(answers, (a) => {
      const was = marked(a);
      expect(remarked(paper, was, 'r2', newKey('A'), second(a))).toBe(was);
    }));
  });
  it('twice is once', () => {
    fc.assert(fc.property(answers, cure, (a, c) => {
      const once = remarked(paper, marked(a), 'r2', c, second(a));
      expect(remarked(paper, once, 'r2', c, second(a))).toBe(once);
    }));
  });
  it('the last cure holds, whatever came before', () => {
    fc.assert(fc.property(answers, cure, cure, (a, c, d) => {
      const was = marked(a);
      const straight = remarked(paper, was, 'r2', d, second(a));
      const round = remarked(paper, remarked(paper, was, 'r2', c, second(a)), 'r2', d, second(a));
      expect({ score: round.score, full: round.full, passed: round.passed }).toEqual({ score: straight.score, full: straight.full, passed: straight.passed });
    }));
  });
  it('giving marks lowers nobody; score and marks always agree', () => {
    fc.assert(fc.property(answers, cure, (a, c) => {
      const was = marked(a);
      const now = remarked(paper, was, 'r2', c, second(a));
      if (c.remedy === 'give-all') expect(isLower(was, now)).toBe(false);
      expect(now.score).toBe(now.marks.reduce((sum, m) => sum + m.earned, 0));
      expect(now.score).toBeLessThanOrEqual(now.full);
      expect(now.marks.map((m) => m.pos)).toEqual(placed(paper).map((i) => i.pos));
    }));
  });
  it('corrections of two questions do not depend on their order', () => {
    const other: Cure = { remedy: 'take-out' };
    fc.assert(fc.property(answers, cure, (a, c) => {
      const was = marked(a);
      const first = remarked(paper, remarked(paper, was, 'r2', c, second(a)), 'r3', other, a[2] ?? '');
      const last = remarked(paper, remarked(paper, was, 'r3', other, a[2] ?? ''), 'r2', c, second(a));
      expect(first).toEqual(last);
    }));
  });
});

describe('what a new revision can mark', () => {
  it.each([
    ['another key', asked(2, 'B'), false, false],
    ['another stem', { ...asked(2, 'B'), stem: '改过' }, false, true],
    ['a choice more', { ...asked(2, 'B'), options: { A: 'a', B: 'b', C: 'c', D: 'd', E: 'e' } }, true, true],
    ['another kind', { id: 'AA-002', kind: 'truefalse' as const, stem: 's', explanation: 'e', basis: [], page: 'qa/a/b', answer: true }, true, true],
  ])('%s', (_, next, refused, changed) => {
    expect(whyNoNewKey(by('r2'), next as Asked) !== undefined).toBe(refused);
    expect(wordingChanged(by('r2'), next as Asked)).toBe(changed);
  });
});

describe('the dry run', () => {
  const affected = (person: string, attempt: string, answers: string): Affected => ({ attempt, person, kind: 'exam', year: 2026, sitting: 'annual', paper, result: marked(answers), answer: answers[1] === '-' ? '' : (answers[1] ?? '') });
  const run = (cure: Cure, list: readonly Affected[], counts: 'best' | 'last' = 'best') => {
    const changes = list.map((a) => changeOf(a, 'r2', cure)).filter((c): c is Change => c !== undefined);
    const finished = list.map((a, i) => ({ attempt: a.attempt, person: a.person, year: 2026, sitting: 'annual', number: i + 1, score: a.result.score, full: a.result.full, passed: a.result.passed }));
    return dryRunOf(list.length, changes, finished, () => counts);
  };
  const gains = affected('p1', 'a1', `A${shown.B}AX`);
  const loses = affected('p2', 'a2', `A${shown.A}AX`);
  const neither = affected('p3', 'a3', `A${shown.C}AX`);

  it('counts people, not attempts', () => {
    const both = run(newKey('B'), [gains, loses, neither]);
    expect(dryRunSays(both)).toBe('1 人变为合格，1 人变为不合格；3 份答卷抽到这道题，1 份得分提高，1 份得分降低。');
    expect(both.gained).toEqual([{ person: 'p1', kind: 'exam', year: 2026, sitting: 'annual' }]);
    expect(both.lost.map((l) => l.person)).toEqual(['p2']);
    expect(needsApproval(both)).toBe(true);
    expect(needsApproval(run(newKey('B'), [gains, neither]))).toBe(false);
    expect(dryRunSays(run(newKey('A'), [gains]))).toBe('1 份答卷抽到这道题，没有一份会变。');
    expect(dryRunSays(run(newKey('B'), []))).toBe('没有人答过这个修订版，不需要重新判分。');
  });

  it('who passed by another attempt gains and loses nothing by this one, unless the last one counts', () => {
    const again = affected('p2', 'a4', 'ACAA');
    const otherwise = { ...again, answer: '', result: { ...again.result, marks: [] } };
    expect(run(newKey('B'), [loses, otherwise]).lost).toEqual([]);
    expect(run(newKey('B'), [{ ...gains, person: 'p2' }, loses]).gained).toEqual([]);
    // A lower score asks for approval even where nobody's pass is touched.
    expect(needsApproval(run(newKey('B'), [loses, otherwise]))).toBe(true);
    const first = { ...loses, person: 'p1' };
    expect(run(newKey('B'), [first, gains], 'last').gained.map((g) => g.person)).toEqual(['p1']);
    expect(run(newKey('B'), [first, gains], 'best')).toMatchObject({ gained: [], lost: [] });
  });
});
