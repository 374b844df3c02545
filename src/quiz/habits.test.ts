/** The rules that keep people practising: the day's question, stars, streaks, the book of wrong answers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, endOfDay, startOfDay, type Day } from '../kernel/day.ts';
import { DAILY_SINCE, ofDay } from './daily.ts';
import { EMPTY, merged, recordSchema, withAnswer, withStars, type PracticeRecord } from './device.ts';
import { statutoryHolidays } from './holidays.ts';
import { levelsOf, LEVEL_SIZE, starsFor } from './stars.ts';
import { streakOf } from './streak.ts';
import { answered, bookOn, dueDay, inBook, LEAVES_AFTER, SPREAD_DAYS, type Card } from './wrong-book.ts';

const noon = (day: Day): number => startOfDay(day) + 12 * 3_600_000;
const anyDay = fc.integer({ min: -400, max: 800 }).map((n) => addDays(DAILY_SINCE, n));
const outcome = fc.constantFrom('right' as const, 'partial' as const, 'wrong' as const);

describe('the question of the day', () => {
  it('repeats none until all had their day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), (n, pass) => {
        const items = Array.from({ length: n }, (_, i) => i);
        const seen = items.map((i) => ofDay(items, addDays(DAILY_SINCE, pass * n + i)));
        expect(new Set(seen).size).toBe(n);
      }),
    );
  });
  it('stays when questions are added at the end, for as long as the first pass lasts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (n, more) => {
        const items = Array.from({ length: n + more }, (_, i) => i);
        for (let i = 0; i < n; i++) expect(ofDay(items, addDays(DAILY_SINCE, i))).toBe(ofDay(items.slice(0, n), addDays(DAILY_SINCE, i)));
      }),
    );
  });
  it('is there on every day, and is missing only where there is no question', () => {
    fc.assert(fc.property(anyDay, (day) => void expect(ofDay(['a', 'b', 'c'], day)).toMatch(/^[abc]$/)));
    expect(ofDay([], DAILY_SINCE)).toBeUndefined();
  });
});

describe('levels and stars', () => {
  it.each([[0, 10, 0], [5, 10, 0], [6, 10, 1], [7, 10, 1], [8, 10, 2], [9, 10, 2], [10, 10, 3], [7, 12, 0], [8, 12, 1], [1, 1, 3]])('%i of %i: %i stars', (right, total, stars) => expect(starsFor(right, total)).toBe(stars));
  it.each([[[], []], [[4], [4]], [[10], [10]], [[14], [14]], [[15], [10, 5]], [[20], [10, 10]], [[33], [10, 10, 13]]])('%j questions make levels of %j', (counts, sizes) => {
    const units = Array.from({ length: counts[0] ?? 0 }, () => ({ questions: [1] }));
    expect(levelsOf(units).map((l) => l.length)).toEqual(sizes);
  });
  it('loses nothing, tears nothing and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), (sizes) => {
        const units = sizes.map((n, id) => ({ id, questions: Array.from({ length: n }, () => 1) }));
        const levels = levelsOf(units);
        expect(levels.flat()).toEqual(units);
        for (const level of levels.slice(0, -1)) expect(level.flatMap((u) => u.questions).length).toBeGreaterThanOrEqual(LEVEL_SIZE);
      }),
    );
  });
});

describe('statutory holidays', () => {
  it.each([
    [2025, ['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-04', '2025-05-01', '2025-05-02', '2025-05-31', '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06']],
    [2026, ['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-04-05', '2026-05-01', '2026-05-02', '2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-03']],
  ])('%i has thirteen', (year, days) => expect(statutoryHolidays(year)).toEqual(days));
});

describe('a streak', () => {
  // 2026-11-23 is a Monday, 2026-10-01 to 03 are holidays (Thursday to Saturday).
  it.each<[string, string[], Day, number, number, boolean]>([
    ['nothing', [], '2026-11-27', 0, 0, false],
    ['today only', ['2026-11-27'], '2026-11-27', 1, 0, true],
    ['today is not over', ['2026-11-25', '2026-11-26'], '2026-11-27', 2, 0, false],
    ['over a weekend', ['2026-11-27', '2026-11-30'], '2026-11-30', 2, 0, true],
    ['over the national day', ['2026-09-30', '2026-10-05'], '2026-10-05', 2, 0, true],
    ['one working day is forgiven', ['2026-11-24', '2026-11-26'], '2026-11-26', 2, 1, true],
    ['two in a month are not', ['2026-11-23', '2026-11-26'], '2026-11-26', 1, 0, true],
    ['one in each month', ['2026-10-28', '2026-10-30', '2026-11-02', '2026-11-04'], '2026-11-04', 4, 2, true],
    ['long ago', ['2026-06-01'], '2026-11-26', 0, 0, false],
  ])('%s', (_, days, today, length, forgiven, isToday) => expect(streakOf(new Set(days), today, new Set(statutoryHolidays(2026)))).toEqual({ days: length, forgiven, today: isToday }));
  it('never gets shorter by practising more or by more holidays', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), fc.integer({ min: 0, max: 60 }), fc.uniqueArray(fc.integer({ min: 0, max: 60 })), (offsets, more, free) => {
        const today = '2026-11-27';
        const set = (ns: readonly number[]) => new Set(ns.map((n) => addDays(today, -n)));
        const { days } = streakOf(set(offsets), today, new Set());
        expect(streakOf(set([...offsets, more]), today, new Set()).days).toBeGreaterThanOrEqual(days);
        expect(streakOf(set(offsets), today, set(free)).days).toBeGreaterThanOrEqual(days);
      }),
    );
  });
});

describe('the book of wrong answers', () => {
  const start = '2026-11-02';
  const wrong = (day: Day): Card => answered(undefined, 'wrong', noon(day)) as Card;
  it('takes in what was wrong or half right, and nothing else', () => {
    expect(answered(undefined, 'right', noon(start))).toBeUndefined();
    for (const how of ['wrong', 'partial'] as const) expect(dueDay('h', answered(undefined, how, noon(start)) as Card)).toBe('2026-11-03');
  });
  it('lets a question go after so many right answers, each later than the one before', () => {
    let card = wrong(start);
    const days: Day[] = [];
    for (let i = 0; i < LEAVES_AFTER; i++) {
      expect(inBook(card)).toBe(true);
      days.push(dueDay('h', card));
      card = answered(card, 'right', noon(dueDay('h', card))) as Card;
    }
    expect(inBook(card)).toBe(false);
    expect([...new Set(days)].sort()).toEqual(days);
    // A wrong answer brings it back.
    expect(inBook(answered(card, 'wrong', noon('2027-03-01')) as Card)).toBe(true);
  });
  it('is not impressed by three right answers on the day of the mistake', () => {
    const card = wrong(start);
    expect(answered(card, 'right', noon(start) + 60_000)).toEqual(card);
  });
  it('has everything due before the exam, and nothing that nobody could meet', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(outcome, fc.integer({ min: 0, max: 40 })), { maxLength: 12 }), fc.integer({ min: 2, max: 200 }), (handle, answers, ahead) => {
        const exam = addDays(start, ahead);
        let now = noon(start);
        let card = wrong(start);
        for (const [how, wait] of answers) {
          now += wait * 86_400_000;
          if (dayOf(now) >= exam) return;
          card = answered(card, how, now, dueDay(handle, card, exam)) as Card;
          const last = dayOf(Date.parse(card.last));
          const due = dueDay(handle, card, exam);
          expect(due > last).toBe(true);
          expect(due <= dueDay(handle, card)).toBe(true);
          // Outside the last week: due before the exam. Within it: unless it was right.
          if (last < addDays(exam, -SPREAD_DAYS) || (card.right === 0 && last < addDays(exam, -1))) expect(due < exam).toBe(true);
        }
      }),
    );
  });
  it('says what is due today and when the rest is', () => {
    const cards = { a: wrong('2026-11-02'), b: wrong('2026-11-20'), c: wrong('2026-11-05') };
    expect(bookOn(cards, '2026-11-20')).toEqual({ due: [{ handle: 'a', day: '2026-11-03' }, { handle: 'c', day: '2026-11-06' }], rest: [{ handle: 'b', day: '2026-11-21' }] });
  });
});

describe('two copies of a record', () => {
  const handle = fc.integer({ min: 0, max: 4 }).map((n) => `${n}`.repeat(64));
  const step = fc.oneof(
    fc.tuple(handle, outcome, fc.integer({ min: 0, max: 60 })).map(([h, how, n]) => (r: PracticeRecord) => withAnswer(r, h, how, endOfDay(addDays('2026-11-01', n)) - 1, '2026-12-20')),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const)).map(([l, stars]) => (r: PracticeRecord) => withStars(r, `bank/${l}`, stars)),
  );
  const record = fc.array(step, { maxLength: 15 }).map((steps) => steps.reduce((r, f) => f(r), EMPTY));
  it('become one: twice is once, the order does not matter, and it can be stored', () => {
    fc.assert(
      fc.property(record, record, record, (a, b, c) => {
        const both = merged(a, b);
        expect(merged(both, b)).toEqual(both);
        expect(merged(b, a)).toEqual(both);
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
        expect(merged(a, EMPTY)).toEqual(a);
        expect(recordSchema.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
      }),
    );
  });
});
