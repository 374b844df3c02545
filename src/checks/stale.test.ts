import { describe, expect, it } from 'vitest';
import { law, material, qa } from '../../tests/support/material.ts';
import { staleReport } from './stale.ts';

const TODAY = '2026-11-23';
const old = law('contract', '劳动合同法', { verified: '2026-11-01' });

/** The report on one question and one law. */
const report = (verified: string, review: string, laws = [old]) => staleReport(material({ laws, qa: [qa('qa/wages/first', { verified, review })] }).library, TODAY);

describe('columns that have gone stale', () => {
  it.each([
    // verified, home stale, Q&A stale
    ['2026-11-23', false, false],
    ['2026-11-09', false, false],
    ['2026-11-08', true, false],
    ['2026-05-23', true, false],
    ['2026-05-22', true, true],
  ])('with the newest page of %s: home %s, questions %s', (verified, home, questions) => {
    const columns = report(verified, '2027-05-01', [law('contract', '劳动合同法', { verified: '2026-01-01' })]);
    expect([columns[0]?.stale, columns.find((c) => c.path === '/qa/')?.stale]).toEqual([home, questions]);
  });

  it.each([
    ['ahead', '2026-11-24', []],
    ['today', '2026-11-23', []],
    ['yesterday', '2026-11-22', ['qa/wages/first']],
  ])('a page whose day of review is %s', (_, review, keys) => {
    expect(report('2026-05-01', review).find((c) => c.path === '/qa/')?.overdue.map((o) => o.key)).toEqual(keys);
  });

  it('a law is due half a year after it was verified, earliest first', () => {
    const laws = [law('b', '乙法', { verified: '2026-05-22' }), law('a', '甲法', { verified: '2026-05-23' }), law('c', '丙法', { verified: '2026-01-31' })];
    const column = report('2026-11-01', '2027-05-01', laws).find((c) => c.path === '/laws/');
    expect(column?.overdue.map((o) => [o.key, o.due])).toEqual([['laws/c', '2026-07-31'], ['laws/b', '2026-11-22']]);
  });

  it('without any content the home page is stale', () => expect(staleReport(material({ laws: [], qa: [] }).library, TODAY)).toEqual([{ title: '首页', path: '/', newest: undefined, due: undefined, stale: true, overdue: [] }]));
});
