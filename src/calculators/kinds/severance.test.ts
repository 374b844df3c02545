/** With tables that the bureau has filled in: the figure of the day is used and shown, the reader's own goes before it. */
import { describe, expect, it } from 'vitest';
import type { RateTable } from '../../library/schema-rates.ts';
import { amountSaid } from '../amount.ts';
import { bookOf } from '../rates.ts';
import { run } from '../read.ts';
import { severance } from './severance.ts';

const table = (id: string, value: number): RateTable => ({ id, title: id, unit: '元/月', about: '问窗口', lasts: 12, basis: [], rates: [{ from: '2026-07-01', value, source: '公报', checked: '2026-07-20', confirm: true }] });
const book = bookOf([table('average-wage', 8000), table('minimum-wage', 2000)]);
const left = { way: 'agreed', from: '2011-10-01', to: '2026-09-30', wage: '30000' };

describe('经济补偿 with filled tables', () => {
  it.each([
    ['above three times: capped by the table', {}, '288,000.00 元', 8000],
    ['the reader knows better', { average: '12000' }, '450,000.00 元', undefined],
    ['below the minimum: raised by the table', { from: '2024-10-01', wage: '1500' }, '4,000.00 元', 2000],
    ['the table does not reach that day: nothing is capped', { to: '2025-09-30' }, '420,000.00 元', undefined],
    ['nor the day after it has run out', { to: '2027-07-01' }, '480,000.00 元', undefined],
  ])('%s', (_, change, total, used) => {
    const outcome = run(severance, { ...left, ...change }, book);
    expect(outcome).toHaveProperty('result');
    if (!('result' in outcome)) return;
    expect(amountSaid(outcome.result.total.amount)).toBe(total);
    expect(outcome.result.steps.flatMap(({ rate }) => (rate ? [rate.value] : []))).toEqual(used === undefined ? [] : [used]);
  });

  it('says plainly that the figure of that day is not there', () => {
    const outcome = run(severance, { ...left, to: '2027-07-01' }, book);
    expect('result' in outcome && outcome.result.remarks.map(({ say }) => say).join()).toContain('本站登记的“average-wage”不包括 2027 年 7 月，也不拿别的年份来顶');
  });
});
