import { describe, expect, it } from 'vitest';
import { changeFrom, heldOn, type AudienceTime } from './audience-spans.ts';
import { readDay } from './day-text.ts';

describe('days as offices write them', () => {
  it.each([
    ['2026-3-1', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026 年 3 月 1 日', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['２０２６－０３－０１', '2026-03-01'],
    ['2026-03-01 00:00:00', '2026-03-01'],
  ])('%s', (text, day) => {
    expect(readDay(text)).toEqual({ day });
  });

  it.each([
    ['3/1/26', '看不出哪个是年'],
    ['1-3-2026', '看不出哪个是年'],
    ['26-3-1', '看不出哪个是年'],
    ['26年3月1日', '看不出哪个是年'],
    ['46082', '日期序号'],
    ['2026-02-30', '没有“2026-02-30”这一天'],
    ['20261301', '没有“20261301”这一天'],
    ['1026-03-01', '年份不对'],
    ['三月一日', '不是日期'],
    ['2026年3月', '不是日期'],
  ])('%s is refused with the cure', (text, says) => {
    expect(readDay(text)).toMatchObject({ say: expect.stringContaining(says) as string });
  });
});

describe('audiences with dates', () => {
  const span = (audience: string, from: string, to: string | null = null): AudienceTime => ({ id: `${audience}${from}`, audience, from, to });
  const play = (spans: AudienceTime[], day: string, ...after: string[]) => {
    const outcome = changeFrom(spans, day, after, () => 'new');
    return 'say' in outcome ? outcome.say : outcome.spans.map((s) => `${s.audience} ${s.from}~${s.to ?? ''}`);
  };
  it.each<[string, string[] | string, string[] | string]>([
    ['promotion', play([span('staff', '2026-01-01')], '2026-07-01', 'leader'), ['staff 2026-01-01~2026-06-30', 'leader 2026-07-01~']],
    ['a second one beside the first', play([span('staff', '2026-01-01')], '2026-07-01', 'staff', 'leader'), ['staff 2026-01-01~', 'leader 2026-07-01~']],
    ['none any more', play([span('staff', '2026-01-01'), span('leader', '2026-01-01')], '2026-07-01'), ['staff 2026-01-01~2026-06-30', 'leader 2026-01-01~2026-06-30']],
    ['changed again on the same day: the first was never meant', play([span('staff', '2026-01-01', '2026-06-30'), span('leader', '2026-07-01')], '2026-07-01', 'staff'), ['staff 2026-01-01~2026-06-30', 'staff 2026-07-01~']],
    ['before a change that is recorded already', play([span('leader', '2026-09-01')], '2026-07-01', 'staff'), '2026年9月1日起已经登记了类别变动，这次的日期要晚于它。那一条填错了，请先删除它。'],
  ])('%s', (_, got, wanted) => {
    expect(got).toEqual(wanted);
  });
  it('held on a day, each once', () => {
    expect(heldOn([span('a', '2026-01-01', '2026-03-31'), span('a', '2026-03-31'), span('b', '2026-04-01')], '2026-03-31')).toEqual(['a']);
  });
});
