import { describe, expect, it } from 'vitest';
import { calculatorPage, qa, said } from '../../tests/support/material.ts';
import type { RateTable } from '../library/schema-rates.ts';
import { CALCULATORS } from '../calculators/all.ts';
import { calculators } from './calculators.ts';
import { rates } from './rates.ts';

const all = CALCULATORS.map(({ id }) => calculatorPage(`calculators/${id}`));
const rate = (from: string, rest: Partial<RateTable['rates'][number]> = {}) => ({ from, value: 100, source: '公报', checked: '2026-01-05', confirm: false, ...rest });
const table = (id: string, list: RateTable['rates'] = [], lasts?: number): RateTable => ({ id, title: '平均工资', unit: '元/月', about: '问窗口', basis: [], rates: list, ...(lasts ? { lasts } : {}) });
const tables = [...new Set(CALCULATORS.flatMap((c) => c.rates))].map((id) => table(id));

describe('calculators', () => {
  it.each([
    ['all in order', { calculators: all, rates: tables }, []],
    ['no content of the kind at all', {}, []],
    ['a page without a calculator', { calculators: [...all, calculatorPage('calculators/severence')], rates: tables }, ['calculator-unknown calculators/severence']],
    ['a calculator without a page', { calculators: all.slice(1), rates: tables }, ['calculator-page content/calculators/severance.md 1:1']],
    ['a table that is gone', { calculators: all, rates: tables.filter(({ id }) => id !== 'disposable-income') }, ['rate-table content/rates/disposable-income.yaml 1:1']],
    ['other headings', { calculators: [calculatorPage('calculators/severance', {}, '## 常见误区\n\n- 一\n'), ...all.slice(1)], rates: tables }, ['calculator-headings calculators/severance 20:1']],
    ['a page that points to a calculator', { calculators: all, rates: tables, qa: [qa('qa/wages/first', { calculators: ['overtime'] })] }, []],
    ['a page that points to none', { calculators: all, rates: tables, qa: [qa('qa/wages/first', { calculators: ['overtime', 'over-time'] })] }, ['calculator-missing qa/wages/first calculators.1']],
  ])('%s', (_, parts, expected) => expect(said(calculators, parts)).toEqual(expected));
});

describe('rates', () => {
  it.each([
    ['oldest first', [rate('2024-07-01'), rate('2025-07-01')], undefined, []],
    ['out of order', [rate('2025-07-01'), rate('2024-07-01')], undefined, ['rate-order rates/average-wage rates.1.from']],
    ['one day twice', [rate('2025-07-01'), rate('2025-07-01')], undefined, ['rate-order rates/average-wage rates.1.from']],
    ['checked tomorrow', [rate('2025-07-01', { checked: '2026-11-24' })], undefined, ['rate-checked rates/average-wage rates.0.checked']],
    ['run out yesterday', [rate('2025-11-23')], 12, ['?rate-over rates/average-wage rates.0.from']],
    ['good until today', [rate('2025-11-24')], 12, []],
    ['nothing filled in', [], 12, []],
  ])('%s', (_, list, lasts, expected) => expect(said(rates, { rates: [table('average-wage', list, lasts)] })).toEqual(expected));
});
