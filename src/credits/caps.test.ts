import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBackOf, kindOf, roomAfter, YearRoom, type Cap, type CapEntry } from './caps.ts';

const entry = (number: number, rule: string, category: string, raw: number, granted = raw, source = `2026:${number}`): CapEntry => ({ id: `e${number}`, number, rule, source, category, raw_centi: raw, granted_centi: granted });
const perYear = (credits: number, rest: Partial<Cap> = {}): Cap => ({ per: 'year', credits, ...rest });
const perDay = (credits: number, rest: Partial<Cap> = {}): Cap => ({ per: 'day', credits, ...rest });

describe('the caps of the year', () => {
  it.each<[string, Cap[], number]>([
    ['none', [], 500],
    ['of everything', [perYear(1000)], 300],
    ['of the kind', [perYear(500, { kind: 'study' })], 100],
    ['of another kind', [perYear(0, { kind: 'quiz' })], 500],
    ['of the category', [perYear(300, { category: 'must' })], 0],
    ['of both: only where both fit', [perYear(100, { category: 'law', kind: 'study' })], 500],
    ['the tightest of several', [perYear(1000), perYear(500, { kind: 'study' })], 100],
  ])('%s', (_, caps, room) => {
    const earned = [entry(1, 'study', 'must', 400), entry(2, 'activity', 'law', 300)];
    expect(roomAfter(earned, caps).of({ category: 'must', kind: 'study' }, 500)).toBe(room);
  });

  it('gives back the room of what was taken back', () => {
    const earned = [entry(1, 'study', 'must', 400), entry(2, 'reversal', 'must', -400, -400, 'e1')];
    expect(roomAfter(earned, [perYear(500)]).of({ category: 'must', kind: 'study' }, 500)).toBe(500);
  });

  it('never let more count than they say, in whatever order it is earned', () => {
    const what = fc.record({ category: fc.constantFrom('a', 'b'), kind: fc.constantFrom('study', 'quiz') });
    fc.assert(
      fc.property(fc.array(fc.tuple(what, fc.integer({ min: 0, max: 900 }))), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }), (earned, all, quiz) => {
        const room = new YearRoom([perYear(all), perYear(quiz, { kind: 'quiz' })]);
        const counted = earned.map(([w, centi]) => ({ ...w, centi: room.take(w, centi) }));
        const sum = (of: readonly { centi: number }[]) => of.reduce((a, c) => a + c.centi, 0);
        expect(sum(counted)).toBeLessThanOrEqual(all);
        expect(sum(counted.filter((c) => c.kind === 'quiz'))).toBeLessThanOrEqual(quiz);
        if (earned.every(([w]) => w.kind === 'study')) expect(sum(counted)).toBe(Math.min(all, earned.reduce((a, [, centi]) => a + centi, 0)));
      }),
    );
  });
});

describe('what the day holds back', () => {
  it.each<[string, CapEntry[], Cap[], [string, string, number][]]>([
    ['nothing', [entry(1, 'study', 'must', 200)], [], []],
    ['by category', [entry(1, 'study', 'must', 200, 50), entry(2, 'quiz', 'law', 100, 0)], [perDay(50)], [['law', '', 100], ['must', '', 150]]],
    ['less what was carried', [entry(1, 'study', 'must', 200, 50), entry(2, 'carry', 'must', 0, 50, '2026:must:2026-03-02')], [perDay(50)], [['must', '', 100]]],
    ['by kind where a cap names one', [entry(1, 'study', 'must', 200, 50), entry(2, 'quiz', 'must', 100, 0)], [perDay(50, { kind: 'quiz' })], [['must', 'quiz', 100], ['must', 'study', 150]]],
    ['carried under a kind', [entry(1, 'quiz', 'must', 200, 50), entry(2, 'carry', 'must', 0, 50, '2026:must:2026-03-02:quiz')], [perDay(50, { kind: 'quiz' })], [['must', 'quiz', 100]]],
    ['what was carried before kinds were kept apart is not carried again', [entry(1, 'quiz', 'must', 200, 50), entry(2, 'carry', 'must', 0, 150, '2026:must:2026-03-02')], [perDay(50, { kind: 'quiz' })], []],
    ['not what the year cuts off', [entry(1, 'study', 'must', 200, 100)], [perDay(500), perYear(100)], []],
    ['of the year’s rest only what counts', [entry(1, 'study', 'must', 200, 50)], [perDay(50), perYear(150)], [['must', '', 100]]],
    ['nothing of what was taken back', [entry(1, 'study', 'must', 200, 50), entry(2, 'reversal', 'must', -200, -50, 'e1')], [perDay(50)], []],
  ])('%s', (_, entries, caps, held) => expect(heldBackOf(entries, caps).map((h) => [h.category, h.kind, h.centi])).toEqual(held));

  it('knows the kind through reversals of reversals', () => {
    const entries = [entry(1, 'quiz', 'must', 100), entry(2, 'reversal', 'must', -100, -100, 'e1'), entry(3, 'reversal', 'must', 100, 100, 'e2')];
    expect(kindOf(entries[2]!, new Map(entries.map((e) => [e.id, e])))).toBe('quiz');
  });
});
