/** 年度述职用的一页 and 台账: what stands on paper, as data for the template. Pure. */
import { unitPath, type Unit } from '../accounts/units.ts';
import { dayInChinese } from '../kernel/day.ts';
import { creditsText, sentenceOf } from '../plans/say.ts';
import type { Plan } from '../plans/schema.ts';
import { partsOf, percentOf, RATES, RATE_MEANS, RATE_NAMES, type Figures } from './figures.ts';
import { unitLines, type ReportRow } from './overview.ts';
import type { Tally } from './tally.ts';

export interface PaperTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Which columns hold figures, and how wide each is beside the others. */
  readonly right: readonly boolean[];
  readonly widths: readonly number[];
}
export interface Paper {
  readonly wide: boolean;
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly figures: readonly { readonly name: string; readonly value: string; readonly of: string }[];
  readonly tables: readonly PaperTable[];
  readonly notes: readonly string[];
  readonly signs: readonly string[];
  readonly footer: string;
}

/** Where a paper comes from. */
export interface Made {
  /** Name of who made it. */
  readonly by: string;
  /** `2026-11-27 09:00`. */
  readonly at: string;
  /** The unit it is about; '' for everybody within reach. */
  readonly unit: string;
  /** Version of the plan. */
  readonly version: string;
}

const percent = (n: number | undefined): string => (n === undefined ? '—' : `${n}%`);
const rateOf = (f: Figures, rate: (typeof RATES)[number]): string => (percentOf(f, rate) === undefined ? '—' : `${percent(percentOf(f, rate))}（${partsOf(f, rate).join('/')}）`);
const footerOf = (plan: Plan, made: Made): string => `${plan.year} 年度　计划版本 ${made.version}　${made.at} 由${made.by}生成`;
const figuresOf = (f: Figures): Paper['figures'] => [
  { name: '应学', value: String(f.owed), of: [f.exempt > 0 && `免学 ${f.exempt}`, f.free > 0 && `没有要求 ${f.free}`].filter(Boolean).join('，') },
  ...RATES.map((rate) => ({ name: RATE_NAMES[rate], value: percent(percentOf(f, rate)), of: partsOf(f, rate).join('/') })),
];
const RATE_HEAD = ['应学', ...RATES.map((r) => RATE_NAMES[r]), '未达标'];
const rateCells = (f: Figures): string[] => [String(f.owed), ...RATES.map((r) => rateOf(f, r)), String(f.owed - f.met)];
const MEANS = RATES.map((r) => `${RATE_NAMES[r]}：${RATE_MEANS[r]}`).join('；');
/** Units on the one page. */
const MOST_UNITS = 14;

/** One page about a unit, for the report of the year. */
export function unitPaper(plan: Plan, tally: Tally, units: readonly Unit[], made: Made): Paper {
  const { total } = tally;
  const all = unitLines(tally, units, undefined, MOST_UNITS);
  const lines = all.slice(0, MOST_UNITS);
  const byRate = { right: [false, true, true, true, true, true, true], widths: [5, 1.3, 2.6, 2.6, 2.6, 2.6, 1.5] };
  return {
    wide: false,
    title: `${plan.year} 年度学法情况`,
    lead: made.unit || '全部单位',
    facts: [
      ['学习计划', plan.title],
      ['计划时间', `${dayInChinese(plan.opens)}至${dayInChinese(plan.closes)}`],
      ['统计时间', made.at],
    ],
    figures: figuresOf(total),
    tables: [
      { title: '各单位', head: ['单位', ...RATE_HEAD], rows: lines.map((l) => [l.path.split('/').slice(-2).join('/'), ...rateCells(l.figures)]), ...byRate },
      { title: '人员类别', head: ['类别', ...RATE_HEAD], rows: Object.entries(plan.audiences).flatMap(([id, a]) => { const f = tally.audiences.get(id); return f ? [[a.title, ...rateCells(f)]] : []; }), ...byRate },
      {
        title: '学分类别',
        head: ['类别', '参学', '学够规定份额', '人均学分'],
        rows: [...tally.categories].map(([id, c]) => [plan.categories[id] ?? id, `${c.learned}/${c.owed}`, c.needed === 0 ? '没有份额' : `${c.reached}/${c.needed}`, c.owed === 0 ? '—' : creditsText(Math.floor(c.centi / c.owed))]),
        right: [false, true, true, true],
        widths: [4, 2, 2, 2],
      },
    ],
    notes: [`${MEANS}。免学和没有要求的人不计入分母。百分数一律舍去小数。`, ...(all.length > lines.length ? [`单位较多，只列出前 ${lines.length} 个，全部单位见导出的表格。`] : [])],
    signs: ['填表人', '审核人', '单位（盖章）'],
    footer: footerOf(plan, made),
  };
}

const examSays = (s: ReportRow['standing']): string => (s.exams.length === 0 ? '没有要求' : s.examsMet ? '已通过' : s.exams.some((e) => e.best) ? '未通过' : '未参加');

/** One page about a person, for the report of the year. */
export function personPaper(plan: Plan, row: ReportRow, months: readonly { readonly month: string; readonly centi: number }[], made: Made): Paper {
  const s = row.standing;
  return {
    wide: false,
    title: `${plan.year} 年度述职　学法情况`,
    lead: `${row.name}　${row.unit}`,
    facts: [
      ['工号', row.staffNo],
      ['人员类别', row.audiences.map((a) => plan.audiences[a]?.title ?? a).join('、') || '—'],
      ['学习计划', plan.title],
      ['计划时间', `${dayInChinese(plan.opens)}至${dayInChinese(plan.closes)}`],
      ['统计时间', made.at],
    ],
    figures: [
      { name: '年度结论', value: s.met ? '已达标' : s.exempt ? '免学' : s.owes ? '未达标' : '没有要求', of: s.metOn ? `${dayInChinese(s.metOn)}达标` : '' },
      { name: '已得学分', value: creditsText(s.haveCenti), of: s.owes ? `应得 ${creditsText(s.needCenti)}` : '' },
      { name: '考试', value: examSays(s), of: s.exams.map((e) => (e.best ? `${e.best.score}/${e.best.full} 分` : '')).filter(Boolean).join('、') },
      ...(s.band ? [{ name: '等次', value: s.band, of: '' }] : []),
    ],
    tables: [
      { title: '学分', head: ['类别', '已得', '规定份额', '还差'], rows: s.shares.map((x) => [x.name, creditsText(x.haveCenti), x.needCenti > 0 ? creditsText(x.needCenti) : '—', creditsText(x.owedCenti)]), right: [false, true, true, true], widths: [4, 2, 2, 2] },
      { title: '每月入账学分', head: ['月', '学分'], rows: months.map((m) => [m.month, creditsText(m.centi)]), right: [false, true], widths: [4, 2] },
    ],
    notes: [`${sentenceOf(s)}。`],
    signs: ['本人签名', '核对人', '单位（盖章）'],
    footer: footerOf(plan, made),
  };
}

/** 台账: everybody on the list, for the archive. */
export function ledgerPaper(plan: Plan, tally: Tally, rows: readonly ReportRow[], made: Made): Paper {
  return {
    wide: true,
    title: `${plan.year} 年度学法台账`,
    lead: made.unit || '全部单位',
    facts: [
      ['学习计划', plan.title],
      ['名单人数', `${rows.length} 人`],
      ['统计时间', made.at],
    ],
    figures: figuresOf(tally.total),
    tables: [
      {
        title: '名单',
        head: ['序号', '工号', '姓名', '单位', '人员类别', '应得', '已得', '考试', '成绩', '结论', '达标日期'],
        rows: rows.map((r, i) => {
          const s = r.standing;
          return [String(i + 1), r.staffNo, r.name, r.unit, r.audiences.map((a) => plan.audiences[a]?.title ?? a).join('、') || '—', s.owes ? creditsText(s.needCenti) : '—', creditsText(s.haveCenti), examSays(s), s.exams.map((e) => (e.best ? String(e.best.score) : '')).filter(Boolean).join('、') || '—', s.met ? '达标' : s.exempt ? '免学' : s.owes ? '未达标' : '没有要求', s.metOn ?? '—'];
        }),
        right: [true, false, false, false, false, true, true, false, true, false, false],
        widths: [1, 2.4, 1.8, 5, 2.6, 1.1, 1.1, 1.5, 1.1, 1.6, 2],
      },
    ],
    notes: [`${MEANS}。免学和没有要求的人列在名单里，不计入分母。`],
    signs: ['填表人', '审核人', '归档人'],
    footer: footerOf(plan, made),
  };
}

/** The path of the unit a report is about, '' for everybody. */
export const unitName = (units: readonly Unit[], unit: string | undefined): string => (unit === undefined ? '' : unitPath(units, unit));
