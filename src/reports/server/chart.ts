/** Charts of the year's figures. Every number in them stands in the table beside. */
import { axis, draw, INK, type Width } from '../../exams/server/chart.ts';
import { percentOf, RATE_NAMES, type Figures, type MonthFigures, type Rate } from '../figures.ts';

/** Bars, one below the other, of one rate; names are cut where they would not fit. */
export function rateBars(lines: readonly { readonly name: string; readonly figures: Figures }[], rate: Rate, width: Width): string {
  const most = width === 'wide' ? 14 : 7;
  const shown = [...lines].reverse().map(({ name, figures }) => ({ name: name.length > most ? `${name.slice(0, most)}…` : name, percent: percentOf(figures, rate) }));
  return draw(
    {
      grid: { left: width === 'wide' ? 200 : 112, right: 44, top: 8, bottom: 42 },
      xAxis: { type: 'value', min: 0, max: 100, ...axis(`${RATE_NAMES[rate]}（%）`), nameGap: 28 },
      yAxis: { type: 'category', data: shown.map((s) => s.name), axisLabel: INK, axisLine: { lineStyle: { color: 'var(--edge)' } }, axisTick: { show: false } },
      series: [{ type: 'bar', barWidth: '62%', data: shown.map(({ percent }) => ({ value: percent ?? 0, itemStyle: { color: percent === 100 ? 'var(--pine)' : 'var(--ochre)' } })), label: { show: true, position: 'right', color: 'var(--ink)', fontSize: 12, formatter: ({ value }) => `${String(value)}%` } }],
    },
    width,
    60 + shown.length * 30,
  );
}

const LINES = [
  { key: 'learned', color: 'var(--ink-soft)', type: 'dotted' },
  { key: 'sat', color: 'var(--ochre)', type: 'dashed' },
  { key: 'met', color: 'var(--pine)', type: 'solid' },
] as const;
const MONTH_NAMES = { learned: '当月参学', sat: '已参考', met: '已达标' } as const;

/** Percent of those who owe something, month by month. */
export function monthLines(months: readonly MonthFigures[], owed: number, width: Width): string {
  return draw(
    {
      grid: { left: 44, right: width === 'wide' ? 84 : 66, top: 16, bottom: 46 },
      xAxis: { type: 'category', data: months.map((m) => String(Number(m.month.slice(5)))), ...axis('月'), nameGap: 28, boundaryGap: false },
      yAxis: { type: 'value', min: 0, max: 100, ...axis('占应学人数（%）'), nameGap: 30 },
      series: LINES.map(({ key, color, type }) => ({
        type: 'line' as const,
        name: MONTH_NAMES[key],
        data: months.map((m) => (owed === 0 ? 0 : Math.floor((100 * m[key]) / owed))),
        lineStyle: { color, type, width: 2.5 },
        itemStyle: { color },
        symbol: 'circle',
        symbolSize: 6,
        endLabel: { show: true, formatter: '{a}', color, fontSize: 12 },
        labelLayout: { moveOverlap: 'shiftY' as const },
      })),
    },
    width,
  );
}
