import { describe, expect, it } from 'vitest';
import { law, said } from '../../tests/support/material.ts';
import { figureSchema, kitSchema, leafletSchema, weekSchema, type Week } from '../library/schema-rooms.ts';
import { articleRange } from './article-range.ts';
import { citedLaw } from './cited-law.ts';
import { kits } from './kits.ts';
import { lawInForce } from './law-in-force.ts';
import { pages } from './pages.ts';
import { reviewDay } from './review-day.ts';
import { weeks } from './weeks.ts';

const week = (id: string, rest: object): Week => ({ id, ...weekSchema.parse({ announced: true, verified: '2026-11-01', ...rest }) });
const good = { from: '2026-12-01', to: '2026-12-07' };

describe('weeks', () => {
  it.each([
    ['dates of a notice', '2026', good, []],
    ['a name that is no year', 'next', good, ['file-name weeks/next', '?week-notice content/weeks/2026.yaml 1:1']],
    ['dates carried over without a notice', '2026', { announced: false, from: '2026-12-01' }, ['week-unannounced weeks/2026 from', '?week-notice weeks/2026 announced']],
    ['a theme without a notice', '2026', { announced: false, theme: '主题' }, ['week-unannounced weeks/2026 theme', '?week-notice weeks/2026 announced']],
    ['a notice without its end', '2026', { from: '2026-12-01' }, ['week-dates weeks/2026 to']],
    ['an end before the beginning', '2026', { from: '2026-12-07', to: '2026-12-01' }, ['week-dates weeks/2026 to']],
    ['another year', '2026', { from: '2025-12-01', to: '2025-12-07' }, ['week-year weeks/2026 from']],
    ['a fortnight and more', '2026', { from: '2026-11-20', to: '2026-12-07' }, ['week-dates weeks/2026 to']],
    ['verified, but by what', '2026', { ...good, confidence: '已核实' }, ['week-source weeks/2026 confidence']],
    ['a week beside the fourth', '2026', { from: '2026-12-05', to: '2026-12-11' }, ['?week-without-day weeks/2026 from']],
  ])('%s', (_, id, rest, expected) => {
    expect(said(weeks, { weeks: [week(id, rest)] })).toEqual(expected);
  });

  it.each([
    ['2026-11-14', []],
    ['2026-11-15', ['?week-notice content/weeks/2026.yaml 1:1']],
    ['2026-12-10', ['?week-notice content/weeks/2026.yaml 1:1']],
    ['2026-12-11', []],
  ])('reminds of a year without a file on %s', (today, expected) => {
    expect(said(weeks, { today, weeks: [week('2025', { from: '2025-12-01', to: '2025-12-07' })] })).toEqual(expected);
  });
});

const basis = [{ law: 'contract', article: 21 }];
const dates = { verified: '2026-11-01', review: '2027-05-01' };
const kit = (rest: object = {}) => ({
  id: 'c',
  ...kitSchema.parse({
    title: '包',
    activities: [{ name: '班前会', minutes: 10, who: '全班', need: ['表'], steps: [{ minutes: 4, do: '一' }, { minutes: 6, do: '二', basis }] }],
    points: [1, 2, 3].map(() => ({ say: '要点', basis, page: 'qa/wages/first' })),
    poster: { title: '海报', lines: [1, 2, 3].map(() => ({ say: '一句', basis })) },
    signIn: { columns: ['姓名', '单位'], rows: 10 },
    ...dates,
    ...rest,
  }),
});
const path = (wrong: object) => ({
  id: 'p',
  ...figureSchema.parse({ kind: 'path', title: '图', summary: '说明', steps: [{ title: '一', text: '一', basis }, { title: '二', text: '二', basis, aside: { title: '旁', text: '旁', basis: [wrong] } }], ...dates }),
});
const limits = (wrong: object) => ({
  id: 'l',
  ...figureSchema.parse({ kind: 'limits', title: '图', summary: '说明', stages: [{ start: '那天', limits: [{ who: '谁', must: '做', days: 3, say: '3 日', basis: [wrong] }] }], ...dates }),
});

describe('figures and kits are checked as pages are', () => {
  it.each([
    ['an unknown law on a figure of limits', citedLaw, { figures: [limits({ law: 'nothing', article: 1 })] }, 'basis-unknown-law figures/l stages.0.limits.0.basis.0.law'],
    ['an article that its law does not have', articleRange, { figures: [path({ law: 'contract', article: 99 })] }, 'basis-article-range figures/p steps.1.aside.basis.0.article'],
    ['a repealed law', lawInForce, { laws: [law('contract', '劳动合同法', { repealed: '2026-01-01' })], qa: [], banks: [], figures: [limits({ law: 'contract', article: 1 })] }, 'basis-repealed figures/l stages.0.limits.0.basis.0.law'],
    ['a kit whose day of review has passed', reviewDay, { kits: [kit({ review: '2026-11-02' })] }, '?review-due kits/c review'],
    ['minutes that do not add up', kits, { kits: [kit({ activities: [{ ...kit().activities[0], minutes: 15 }] })] }, 'kit-minutes kits/c activities.0.minutes'],
    ['a page that does not exist', kits, { kits: [kit({ points: [1, 2, 3].map((n) => ({ say: '要点', basis, page: n === 2 ? 'qa/wages/none' : 'qa/wages/first' })) })] }, 'page-missing kits/c points.1.page'],
  ] as const)('%s', (_, rule, parts, expected) => {
    expect(said(rule, parts)).toEqual([expected]);
  });

  it('nothing is said of what is right', () => {
    const parts = { kits: [kit()], figures: [limits(basis[0]!), path(basis[0]!)] };
    expect([citedLaw, articleRange, lawInForce, reviewDay, kits].flatMap((rule) => said(rule, parts))).toEqual([]);
  });
});

describe('leaflets and posters', () => {
  const poster = (rest: object = {}) => ({ id: 'p', ...leafletSchema.parse({ form: '海报', title: '海报', order: 1, lines: [1, 2, 3].map(() => ({ say: '一句', basis })), page: 'qa/wages/first', ...dates, ...rest }) });

  it.each([
    ['all right', pages, {}, []],
    ['a code that leads nowhere', pages, { page: 'qa/wages/gone' }, ['page-missing leaflets/p page']],
    ['an article that is not there', articleRange, { lines: [1, 2, 3].map(() => ({ say: '一句', basis: [{ law: 'contract', article: 99 }] })) }, [0, 1, 2].map((n) => `basis-article-range leaflets/p lines.${n}.basis.0.article`)],
    ['past its review', reviewDay, { verified: '2026-01-01', review: '2026-06-01' }, ['?review-due leaflets/p review']],
  ])('%s', (_, rule, rest, expected) => {
    expect(said(rule, { leaflets: [poster(rest)] })).toEqual(expected);
  });
});
