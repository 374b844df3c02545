import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { seededRng } from '../kernel/rng.ts';
import type { Asked } from '../quiz/revision.ts';
import { markPaper } from './marking.ts';
import { placed, type FrozenPaper } from './paper.ts';
import { receiptOf } from './receipt.ts';
import { closesAt, handedAt, isOver, isPass, isReleased, mayStart, passScore } from './rules.ts';

const opensAt = startOfDay('2026-11-01');
const end = endOfDay('2026-12-20');
const MINUTE = 60_000;

describe('the end of an attempt', () => {
  it.each([
    ['a whole hour', end - 120 * MINUTE, 60, end - 60 * MINUTE],
    ['cut by the window', end - 10 * MINUTE, 60, end],
    ['just fitting', end - 60 * MINUTE, 60, end],
    ['without a limit', opensAt, undefined, end],
  ])('%s', (_, start, minutes, expected) => {
    expect(closesAt(start, minutes, end)).toBe(expected);
  });
  it('is over for the server five seconds later', () => {
    expect([end - 1, end, end + 4_999, end + 5_000].map((t) => isOver(end, t))).toEqual([false, false, false, true]);
  });
  it('dates a late hand-in within the window', () => {
    expect([end - 5, end, end + 86_400_000].map((t) => handedAt(end, t))).toEqual([end - 5, end - 1, end - 1]);
  });
});

describe('who may begin', () => {
  const exam = { kind: 'exam' as const, opensAt, closesAt: end, attempts: 2 };
  const failed = { passed: false };
  it.each([
    ['early', exam, [], opensAt - 1, 'exam-not-open'],
    ['first moment', exam, [], opensAt, 1],
    ['last moment', exam, [failed], end - 1, 2],
    ['at the end', exam, [], end, 'exam-closed'],
    ['used up', exam, [failed, failed], opensAt, 'attempts-used-up'],
    ['passed', exam, [{ passed: true }], opensAt, 'already-passed'],
    ['passed, after the end', exam, [{ passed: true }], end, 'already-passed'],
    ['a quiz again after passing', { ...exam, kind: 'quiz' as const, attempts: undefined }, [{ passed: true }], opensAt, 2],
  ])('%s', (_, sitting, finished, now, expected) => {
    const decision = mayStart(sitting, finished, now);
    expect(decision.may ? decision.number : decision.code).toBe(expected);
  });
});

describe('passing', () => {
  it('compares whole numbers', () => {
    expect([[59, 100], [60, 100], [119, 199], [120, 199]].map(([s, f]) => isPass(s ?? 0, f ?? 0, 60))).toEqual([false, true, false, true]);
  });
  it('agrees with the least passing score', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 100 }), fc.nat(1000), (full, percent, score) => {
        expect(isPass(score, full, percent)).toBe(score >= passScore(full, percent));
      }),
    );
  });
});

describe('release', () => {
  it.each([
    ['exam', false, end + 10_000, false],
    ['exam', true, end - 1, false],
    ['exam', true, end + 4_999, false],
    ['exam', true, end + 5_000, true],
    ['quiz', false, end + 10_000, false],
    ['quiz', true, opensAt, true],
  ] as const)('%s handed in: %s at %i → %s', (kind, handed, now, expected) => {
    expect(isReleased(kind, handed, end, now)).toBe(expected);
  });
});

describe('marking a paper', () => {
  const asked = (n: number): Asked => ({ id: `AA-${n}`, kind: 'truefalse', stem: 's', explanation: 'e', basis: [], page: 'qa/a/b', answer: n % 2 === 0 });
  const paper = (sizes: readonly number[], marks: number): FrozenPaper => {
    let n = 0;
    const sections = sizes.map((size) => ({
      title: 's',
      marks,
      scoring: 'all-or-nothing' as const,
      items: Array.from({ length: size }, () => ({ question: `AA-${++n}`, revision: String(n), kind: 'truefalse' as const, order: 'TF' })),
    }));
    return { v: 1, title: 't', blueprint: 'b', minutes: null, passPercent: 60, full: n * marks, windowClosesAt: 0, award: null, sections };
  };
  const by = (revision: string) => asked(Number(revision));

  it('stays between nothing and full, adds up, and never calls silence wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 10 }), fc.array(fc.constantFrom('', 'T', 'F', 'X')), (sizes, marks, values) => {
        const p = paper(sizes, marks);
        const marked = markPaper(p, by, new Map(values.map((v, i) => [i + 1, v])));
        expect(marked.score).toBeGreaterThanOrEqual(0);
        expect(marked.score).toBeLessThanOrEqual(p.full);
        expect(marked.score).toBe(marked.marks.reduce((sum, m) => sum + m.earned, 0));
        expect(marked.marks.map((m) => m.pos)).toEqual(placed(p).map((i) => i.pos));
        for (const m of marked.marks) if (!['T', 'F'].includes(values[m.pos - 1] ?? '')) expect(m.outcome).toBe('unanswered');
        const full = markPaper(p, by, new Map(placed(p).map((i) => [i.pos, Number(i.revision) % 2 === 0 ? 'T' : 'F'])));
        expect(full).toMatchObject({ score: p.full, passed: true });
      }),
    );
  });

  it('marks nothing when a revision is missing', () => {
    expect(() => markPaper(paper([2], 1), (r) => (r === '1' ? asked(1) : undefined), new Map())).toThrow('revision 2 is missing');
  });
});

describe('the receipt number', () => {
  it('depends on the attempt alone, differs between attempts, and avoids letters that are misread', () => {
    const rng = seededRng('r');
    const ids = Array.from({ length: 2000 }, () => newId(end, rng));
    const receipts = ids.map((id) => receiptOf(id, end - 1));
    expect(receipts).toEqual(ids.map((id) => receiptOf(id, end - 1)));
    expect(new Set(receipts).size).toBe(2000);
    for (const r of receipts) expect(r).toMatch(/^20261220-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });
});
