/** The counts as rows of a sheet: the same numbers as on the page, every line named. Pure. */
import type { Unit } from '../accounts/units.ts';
import type { Plan } from '../plans/schema.ts';
import { percentOf, RATE_NAMES, type Figures } from './figures.ts';
import { unitLines } from './overview.ts';
import type { SheetCell } from './sheet.ts';
import type { Tally } from './tally.ts';

export const FIGURE_COLUMNS = ['分组', '名称', '应学', '参学', `${RATE_NAMES.learned}%`, '学分够', '应考', '参考', `${RATE_NAMES.sat}%`, '通过', `${RATE_NAMES.passed}%`, '已达标', `${RATE_NAMES.met}%`, '未达标', '免学', '没有要求'] as const;

const cellsOf = (f: Figures): SheetCell[] => [f.owed, f.learned, percentOf(f, 'learned') ?? '', f.credits, f.examined, f.sat, percentOf(f, 'sat') ?? '', f.passed, percentOf(f, 'passed') ?? '', f.met, percentOf(f, 'met') ?? '', f.owed - f.met, f.exempt, f.free];

/** The total, every unit, audience by audience. */
export function figuresSheet(plan: Plan, tally: Tally, units: readonly Unit[]): SheetCell[][] {
  const audiences = Object.entries(plan.audiences).flatMap(([id, a]) => {
    const figures = tally.audiences.get(id);
    return figures ? [['人员类别', a.title, ...cellsOf(figures)]] : [];
  });
  return [[...FIGURE_COLUMNS], ['合计', '', ...cellsOf(tally.total)], ...unitLines(tally, units, undefined, Infinity).map((u) => ['单位', u.path, ...cellsOf(u.figures)]), ...audiences];
}

/** By month, and by category of credits. */
export function progressSheet(plan: Plan, tally: Tally): SheetCell[][] {
  return [
    ['分组', '名称', '应学', '参学', '到月底参考', '到月底通过', '到月底达标', '须学够份额', '学够份额', '学分合计'],
    ...tally.months.map((m): SheetCell[] => ['月', m.month, tally.total.owed, m.learned, m.sat, m.passed, m.met, '', '', '']),
    ...[...tally.categories].map(([id, c]): SheetCell[] => ['学分类别', plan.categories[id] ?? id, c.owed, c.learned, '', '', '', c.needed, c.reached, c.centi / 100]),
  ];
}
