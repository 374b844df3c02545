import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText, folded } from './calendar.ts';
import { deadlinesOf } from './deadlines.ts';
import { monthsOf } from './months.ts';
import { planSchema } from './schema.ts';
import { standingOf, type ExamResult } from './standing.ts';

const plan = planSchema.parse({
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修' },
  audiences: { staff: { title: '工作人员', credits: 10, exam: 'annual' } },
  makeup: { opens: '2027-01-04', closes: '2027-01-14' },
  study: { secondsPerThousand: 60 }, courses: [],
  exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20 23:50', attempts: 3, makeup: { opens: '2027-01-05 09:00', closes: '2027-01-10' } }],
});
const passed: ExamResult = { exam: 'annual', number: 1, makeup: false, state: 'handed', passed: true, score: 80, full: 100, on: '2026-11-02' };
const due = (centi: number, results: ExamResult[], today: string, terms?: Parameters<typeof standingOf>[5]) => {
  const standing = standingOf(plan, ['staff'], [{ category: 'must', granted_centi: centi, on_day: '2026-02-01' }], results, today, terms);
  return deadlinesOf(plan, standing, today, () => '年度考试');
};
const said = (...args: Parameters<typeof due>) => due(...args).map((d) => `${d.day}${d.at === undefined ? '' : ` ${new Date(d.at).toISOString().slice(11, 16)}Z`} ${d.what}`);

describe('the days to remember', () => {
  it('are those of what is owed, with the make-ups, in order', () => {
    expect(said(0, [], '2026-10-01')).toEqual([
      '2026-11-01 年度考试开始', '2026-12-20 2026 年度学分截止，应得 10', '2026-12-20 15:50Z 年度考试截止',
      '2027-01-04 2026 年度补学开始', '2027-01-05 01:00Z 年度考试补考开始（没通过的参加）', '2027-01-10 年度考试补考截止', '2027-01-14 2026 年度补学截止',
    ]);
  });
  it('leave out what is done, and what is over', () => {
    expect(said(1000, [passed], '2026-11-23')).toEqual([]);
    expect(said(0, [passed], '2026-12-21')).toEqual(['2027-01-04 2026 年度补学开始', '2027-01-14 2026 年度补学截止']);
  });
  it('follow an arrangement of one’s own', () => {
    const own = new Map([['annual', { opensAt: Date.parse('2026-11-01T00:00:00+08:00'), closesAt: Date.parse('2026-12-28T12:00:00+08:00'), minutes: 60, attempts: 3, waitHours: 0 }]]);
    expect(said(1000, [], '2026-12-21', own)[0]).toBe('2026-12-28 04:00Z 年度考试截止');
  });
});

describe('the calendar file', () => {
  const text = calendarText({ year: 2026, name: '我的学法年度', deadlines: due(0, [], '2026-12-01'), key: 'abc', address: 'https://law.example/learn/?year=2026', now: Date.parse('2026-12-01T01:02:03Z') });
  const lines = text.split('\r\n');
  it('is a calendar of whole days and instants in UTC, with reminders before each end', () => {
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
    expect(lines.filter((l) => l.startsWith('DTSTART'))).toEqual(['DTSTART;VALUE=DATE:20261220', 'DTSTART:20261220T155000Z', 'DTSTART;VALUE=DATE:20270104', 'DTSTART:20270105T010000Z', 'DTSTART;VALUE=DATE:20270110', 'DTSTART;VALUE=DATE:20270114']);
    expect(lines).toContain('SUMMARY:2026 年度学分截止，应得 10');
    expect(lines).toContain('UID:2026-credits-abc@law.example');
    expect(lines).toContain('DTSTAMP:20261201T010203Z');
    expect(lines.filter((l) => l === 'TRIGGER:-P7D')).toHaveLength(4);
    for (const part of ['VEVENT', 'VALARM', 'VCALENDAR']) expect(lines.filter((l) => l === `BEGIN:${part}`).length).toBe(lines.filter((l) => l === `END:${part}`).length);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
  it('escapes what has a meaning in it', () => {
    const odd = calendarText({ year: 2026, name: 'a;b,c\\d\r\nEND:VCALENDAR\u0007', deadlines: [], key: 'k', address: 'x', now: 0 });
    expect(odd).toContain('X-WR-CALNAME:a\\;b\\,c\\\\d\\nEND:VCALENDAR\r\n');
  });
  it('folds at 75 octets, and unfolding gives the line back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }).filter((s) => !/[\r\n]/.test(s)), (line) => {
        const out = folded(line);
        for (const part of out.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
        expect(out.replaceAll('\r\n ', '')).toBe(line);
      }),
    );
  });
});

it('months: every one of the window, and those of the make-up when something was earned', () => {
  const entry = (on_day: string, granted_centi: number) => ({ on_day, granted_centi });
  const months = monthsOf('2026-10-15', '2026-12-20', [entry('2026-10-31', 200), entry('2026-10-20', 150), entry('2026-11-01', -50), entry('2027-01-05', 300)], '2026-11-23');
  expect(months.map((m) => [m.month, m.centi, m.ahead])).toEqual([['2026-10', 350, false], ['2026-11', -50, false], ['2026-12', 0, true], ['2027-01', 300, true]]);
});
