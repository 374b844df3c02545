import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/day.ts';
import { pastWeeks, phaseOn, spanText, weekWords, type WeekFacts } from './week.ts';

const week = (id: string, from: string, to: string, rest: Partial<WeekFacts> = {}): WeekFacts => ({ id, announced: true, from, to, confidence: '已核实', theme: undefined, ...rest });
const w2021 = week('2021', '2021-11-29', '2021-12-05');
const w2022 = week('2022', '2022-12-04', '2022-12-10');
const w2026: WeekFacts = { id: '2026', announced: false, confidence: '转引', from: undefined, to: undefined, theme: undefined };
const early = week('2030', '2030-11-20', '2030-11-26');

describe('the phase of a day', () => {
  it.each([
    ['2021-09-29', w2021, 'quiet'],
    ['2021-09-30', w2021, 'before'],
    ['2021-11-28', w2021, 'before'],
    ['2021-11-29', w2021, 'during'],
    ['2021-12-04', w2021, 'day'],
    ['2021-12-05', w2021, 'during'],
    ['2021-12-06', w2021, 'after'],
    ['2021-12-31', w2021, 'after'],
    ['2022-12-03', w2022, 'before'],
    ['2022-12-04', w2022, 'day'],
    ['2022-12-10', w2022, 'during'],
    ['2022-12-11', w2022, 'after'],
    // No notice: the day alone is spoken of.
    ['2026-09-30', w2026, 'quiet'],
    ['2026-10-01', w2026, 'before'],
    ['2026-11-23', w2026, 'before'],
    ['2026-12-01', w2026, 'before'],
    ['2026-12-04', w2026, 'day'],
    ['2026-12-05', w2026, 'after'],
    ['2027-01-01', undefined, 'quiet'],
    ['2027-12-03', undefined, 'before'],
    // A week that ends before the day: the day is still to come.
    ['2030-11-27', early, 'before'],
    ['2030-12-05', early, 'after'],
  ] as const)('%s', (day, w, phase) => {
    expect(phaseOn(day, w)).toBe(phase);
  });
});

describe('what the hub says', () => {
  const weeks = [w2021, w2022, w2026, early];
  it.each([
    ['2026-11-23', '离国家宪法日还有 11 天', '正式通知为准'],
    ['2026-12-03', '明天是国家宪法日', '正式通知为准'],
    ['2026-12-04', '今天是国家宪法日', '正式通知为准'],
    ['2026-12-05', '今年的国家宪法日已经过去', '全年可用'],
    ['2027-03-01', '宪法，不只在宣传周里讲', '每年另行通知'],
    ['2021-11-20', '宪法宣传周还有 9 天开始', '11 月 29 日至 12 月 5 日'],
    ['2021-11-30', '宪法宣传周正在进行', '今天是第 2 天'],
    ['2021-12-03', '宪法宣传周正在进行', '明天，12 月 4 日'],
    ['2021-12-04', '今天是国家宪法日', '今天是第 6 天'],
    ['2021-12-06', '今年的宪法宣传周已经结束', '11 月 29 日至 12 月 5 日'],
    ['2030-12-01', '离国家宪法日还有 3 天', '宣传周已经结束'],
  ])('%s: %s', (day, headline, part) => {
    const words = weekWords(day, weeks);
    expect(words.headline).toBe(headline);
    expect(words.lines.join('\n')).toContain(part);
  });

  it('names the weekday of the fourth', () => {
    expect(weekWords('2026-11-23', weeks).lines.join()).toContain('12 月 4 日（星期五）');
  });

  it('gives the theme only of an announced year, and says when dates are told by others', () => {
    const told = week('2026', '2026-12-01', '2026-12-07', { theme: '甲乙', confidence: '转引' });
    expect(weekWords('2026-12-02', [told]).lines).toEqual(expect.arrayContaining(['主题：甲乙', expect.stringContaining('转述')]));
    expect(weekWords('2026-12-02', [{ ...told, announced: false }]).lines.join()).not.toContain('甲乙');
  });

  it('before the week one prepares, in it one takes part', () => {
    expect(weekWords('2021-11-20', weeks).deeds[0]).toBe('kit');
    expect(weekWords('2021-11-30', weeks).deeds[0]).toBe('quiz');
    expect(weekWords('2021-12-20', weeks).deeds[0]).toBe('read');
  });

  it('on every day of every year something is said, never an empty line, never a negative count, never dates of another year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.boolean(), (n, told) => {
        const day = addDays('2021-01-01', n);
        const year = day.slice(0, 4);
        const words = weekWords(day, told ? [week(year, `${year}-12-01`, `${year}-12-07`)] : weeks.filter((w) => w.id !== year));
        const text = [words.headline, ...words.lines].join('\n');
        expect(words.lines.every((line) => line.length > 0)).toBe(true);
        expect(text).not.toMatch(/-\d|undefined|NaN|还有 0 天|第 0 天/);
        if (!told) expect(text).not.toMatch(/\d 日至/);
        expect(new Set(words.deeds).size).toBe(3);
      }),
    );
  });
});

it('spans within a month and over two are written short', () => {
  expect(spanText({ from: '2025-12-01', to: '2025-12-07' })).toBe('12 月 1 日至 7 日');
  expect(spanText({ from: '2021-11-29', to: '2021-12-05' })).toBe('11 月 29 日至 12 月 5 日');
});

it('past years, latest first, leave out what is unannounced or still to come', () => {
  expect(pastWeeks('2026-11-23', [w2021, w2022, w2026, early]).map((w) => w.year)).toEqual(['2022', '2021']);
});
