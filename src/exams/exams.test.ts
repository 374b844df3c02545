import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { seededRng } from '../kernel/rng.ts';
import type { Asked } from '../quiz/revision.ts';
import { markPaper } from './marking.ts';
import { frozenPaperSchema, placed, type FrozenPaper } from './paper.ts';
import { receiptOf } from './receipt.ts';
import { atLeast, EXAM_REVIEW, levelAt, LEVELS, QUIZ_REVIEW, reviewPolicySchema } from './review-policy.ts';
import { closesAt, handedAt, isOver, isPass, mayStart, passScore, type Finished } from './rules.ts';
import { whyNot } from './say.ts';
import type { MakeUp } from './terms.ts';

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
  const HOUR = 60 * MINUTE;
  const exam = { kind: 'exam' as const, opensAt, closesAt: end, minutes: 60, attempts: 2, waitHours: 0, makeup: undefined, counts: 'best' as const, review: EXAM_REVIEW, release: { scoreAt: end, keysAt: end } };
  const makeup: MakeUp = { opensAt: startOfDay('2027-01-05'), closesAt: endOfDay('2027-01-10'), attempts: 1, for: 'all' };
  const sat = (number: number, passed: boolean, over: Partial<Finished> = {}): Finished => ({ number, passed, score: passed ? 60 : 10, full: 100, makeup: false, handedAt: '2026-11-10T01:00:00.000Z', ...over });
  const failed = sat(1, false);
  const tenth = Date.parse('2026-11-10T01:00:00.000Z');
  const quiz = { ...exam, kind: 'quiz' as const, attempts: undefined, review: QUIZ_REVIEW };
  const silent = { ...exam, review: { now: 'nothing' as const, after: 'explanations' as const } };
  const withMakeup = { ...exam, makeup };
  const inMakeup = makeup.opensAt;
  it.each<[string, Parameters<typeof mayStart>[0], Finished[], number, string]>([
    ['early', exam, [], opensAt - 1, 'exam-not-open'],
    ['first moment', exam, [], opensAt, 'first window, 0 used'],
    ['last moment', exam, [failed], end - 1, 'first window, 1 used'],
    ['at the end', exam, [], end, 'exam-closed'],
    ['used up', exam, [failed, sat(2, false)], opensAt, 'attempts-used-up'],
    ['passed', exam, [sat(1, true)], opensAt, 'already-passed'],
    ['passed, after the end', exam, [sat(1, true)], end, 'already-passed'],
    ['passed, then failed, the best counts', { ...exam, attempts: 3 }, [sat(1, true), sat(2, false)], opensAt, 'already-passed'],
    ['passed, then failed, the last counts', { ...exam, attempts: 3, counts: 'last' }, [sat(1, true), sat(2, false)], opensAt, 'first window, 2 used'],
    ['passed, may improve', { ...exam, improve: true }, [sat(1, true)], opensAt, 'first window, 1 used'],
    ['passed, may improve, used up', { ...exam, improve: true }, [sat(1, true), sat(2, false)], opensAt, 'attempts-used-up'],
    ['passed, may improve, but not in the make-up', { ...withMakeup, improve: true }, [sat(1, true)], inMakeup, 'already-passed'],
    ['passed, but not told yet', silent, [sat(1, true)], opensAt, 'first window, 1 used'],
    ['a quiz again after passing', quiz, [sat(1, true)], opensAt, 'first window, 1 used'],
    ['a moment too soon', { ...exam, waitHours: 24 }, [failed], tenth + 24 * HOUR - 1, 'attempt-too-soon'],
    ['just waited long enough', { ...exam, waitHours: 24 }, [failed], tenth + 24 * HOUR, 'first window, 1 used'],
    ['used up, make-up not open yet', withMakeup, [failed, sat(2, false)], end, 'exam-not-open'],
    ['make-up: failed before', withMakeup, [failed, sat(2, false)], inMakeup, 'make-up, 0 used'],
    ['make-up: never came', withMakeup, [], inMakeup, 'make-up, 0 used'],
    ['make-up: passed before', withMakeup, [sat(1, true)], inMakeup, 'already-passed'],
    ['make-up: passed, not told, is told by the make-up at the latest', { ...silent, makeup }, [sat(1, true)], inMakeup, 'already-passed'],
    ['make-up: its own attempts', withMakeup, [failed, sat(2, false, { makeup: true })], inMakeup, 'attempts-used-up'],
    ['make-up: over', withMakeup, [failed], makeup.closesAt, 'exam-closed'],
    ['make-up only for who failed: never came', { ...exam, makeup: { ...makeup, for: 'failed' } }, [], inMakeup, 'exam-closed'],
    ['make-up only for who failed: failed', { ...exam, makeup: { ...makeup, for: 'failed' } }, [failed], inMakeup, 'make-up, 0 used'],
    ['make-up only for absent: failed', { ...exam, makeup: { ...makeup, for: 'absent' } }, [failed], inMakeup, 'exam-closed'],
    ['make-up only for absent: took the make-up already', { ...exam, makeup: { ...makeup, attempts: 2, for: 'absent' } }, [sat(1, false, { makeup: true })], inMakeup, 'make-up, 1 used'],
    ['a later window of one’s own comes before the make-up', { ...withMakeup, closesAt: inMakeup + HOUR }, [failed], inMakeup, 'first window, 1 used'],
    ['and the make-up after it', { ...withMakeup, closesAt: inMakeup + HOUR }, [failed], inMakeup + HOUR, 'make-up, 0 used'],
  ])('%s', (_, sitting, finished, now, expected) => {
    const d = mayStart(sitting, finished, now);
    expect(d.may ? `${d.phase.makeup ? 'make-up' : 'first window'}, ${d.phase.used} used` : d.code).toBe(expected);
  });

  it('says from when', () => {
    const says = (sitting: Parameters<typeof mayStart>[0], finished: Finished[], now: number) => {
      const d = mayStart(sitting, finished, now);
      return d.may ? '' : whyNot(d);
    };
    expect(says({ ...exam, opensAt: opensAt + 9 * HOUR }, [], opensAt)).toBe('考试还没有开始，2026年11月1日 09:00起可以参加。');
    expect(says(withMakeup, [failed], end)).toBe('补考还没有开始，2027年1月5日起可以参加。');
    expect(says({ ...exam, waitHours: 24 }, [failed], tenth)).toBe('两次作答之间要隔一段时间，2026-11-11 09:00 以后可以再考。');
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

describe('what is told', () => {
  const scoreAt = end;
  const keysAt = endOfDay('2027-01-10');
  it.each([
    ['score', 'explanations', opensAt, 'score'],
    ['score', 'explanations', scoreAt + 10_000, 'score'],
    ['score', 'explanations', keysAt + 4_999, 'score'],
    ['score', 'explanations', keysAt + 5_000, 'explanations'],
    ['nothing', 'explanations', scoreAt + 4_999, 'nothing'],
    ['nothing', 'explanations', scoreAt + 5_000, 'score'],
    ['nothing', 'explanations', keysAt + 5_000, 'explanations'],
    ['nothing', 'score', scoreAt + 5_000, 'score'],
    ['nothing', 'nothing', keysAt + 5_000, 'nothing'],
    ['score', 'marks', keysAt + 5_000, 'marks'],
    ['marks', 'marks', opensAt, 'marks'],
    ['explanations', 'explanations', opensAt, 'explanations'],
  ] as const)('%s, then %s: at %i %s', (now, after, at, expected) => {
    expect(levelAt({ now, after }, { scoreAt, keysAt }, at)).toBe(expected);
  });
  it('never takes back what was told', () => {
    expect(reviewPolicySchema.safeParse({ now: 'marks', after: 'score' }).success).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom(...LEVELS), fc.constantFrom(...LEVELS), fc.nat(10_000_000), fc.nat(10_000_000), (now, after, a, b) => {
        if (!reviewPolicySchema.safeParse({ now, after }).success) return;
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((s) => levelAt({ now, after }, { scoreAt, keysAt }, opensAt + s * 1000));
        expect(atLeast(late ?? 'nothing', early ?? 'nothing')).toBe(true);
      }),
    );
  });
});

describe('marking a paper', () => {
  const asked = (n: number): Asked => ({ id: `AA-${n}`, kind: 'truefalse', stem: 's', explanation: 'e', basis: [], page: 'qa/a/b', answer: n % 2 === 0 });
  const paper = (sizes: readonly number[], marks: number): FrozenPaper => {
    let n = 0;
    const sections = sizes.map((size) => ({
      title: 's',
      kind: 'truefalse' as const,
      marks,
      scoring: 'all-or-nothing' as const,
      items: Array.from({ length: size }, () => ({ question: `AA-${++n}`, revision: String(n), kind: 'truefalse' as const, order: 'TF' })),
    }));
    return { v: 2, title: 't', blueprint: 'b', minutes: null, passPercent: 60, full: n * marks, windowClosesAt: 0, award: null, sections };
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

  it('reads papers frozen before there were other kinds and schemes as what they were', () => {
    const now = paper([2, 1], 2);
    const old = { ...now, v: 1, sections: now.sections.map(({ title, marks, scoring, items }) => ({ title, marks, scoring, items })) };
    expect(frozenPaperSchema.parse(JSON.parse(JSON.stringify(old)))).toEqual(now);
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
