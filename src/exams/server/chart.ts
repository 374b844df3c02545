/**
 * Charts drawn on the server by ECharts, as SVG that takes its colours from the page's tokens,
 * so that dark, high contrast and print need nothing. No script and no inline style reaches
 * the page: its content security policy allows neither.
 */
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);
export type Option = echarts.ComposeOption<BarSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption>;

/** Drawn at the width of a phone's column and of a page's: text in a picture cannot be read when it is shrunk. */
export type Width = 'narrow' | 'wide';
const SIZE: Record<Width, { readonly width: number; readonly height: number }> = { narrow: { width: 340, height: 260 }, wide: { width: 680, height: 320 } };
export const INK = { color: 'var(--ink-soft)', fontSize: 12 };
export const axis = (name: string) => ({ name, nameLocation: 'middle' as const, nameTextStyle: INK, axisLabel: INK, axisLine: { lineStyle: { color: 'var(--edge)' } }, axisTick: { show: false }, splitLine: { lineStyle: { color: 'var(--rule)' } } });

/** @param height of the picture, when it is not the usual one. */
export function draw(option: Option, width: Width, height = SIZE[width].height): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: SIZE[width].width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/ style="([^"]*)"/g, (_, css: string) => css.split(';').map((rule) => / *(font-size|font-weight): *([^"';]+)/.exec(rule)).map((m) => (m ? ` ${m[1]}="${m[2]}"` : '')).join(''))
      .replace(/ (ecmeta_[a-z_]+|class|pointer-events|baseProfile)="[^"]*"/g, '')
      // The text beside it says everything that the picture shows.
      .replace('<svg ', `<svg class="chart ${width}" aria-hidden="true" focusable="false" `);
  } finally {
    chart.dispose();
  }
}

/** How many reached which tenth of the marks; `pass` in percent is drawn as a line. */
export function scoreChart(bands: readonly number[], pass: number | undefined, width: Width): string {
  const labels = bands.map((_, i) => (i === bands.length - 1 ? '90–100' : `${i * 10}–${i * 10 + 9}`));
  return draw(
    {
      grid: { left: 44, right: 12, top: 24, bottom: 46 },
      xAxis: { type: 'category', data: width === 'wide' ? labels : labels.map((l) => l.split('–')[0] ?? l), ...axis('得分率（%）'), nameGap: 30 },
      yAxis: { type: 'value', minInterval: 1, ...axis('人数'), nameGap: 30 },
      series: [{ type: 'bar', barWidth: '72%', data: bands.map((value, i) => ({ value, itemStyle: { color: pass !== undefined && (i + 1) * 10 <= pass ? 'var(--ochre)' : 'var(--pine)' } })), label: { show: true, position: 'top', color: 'var(--ink)', fontSize: 12, formatter: ({ value }) => (Number(value) > 0 ? String(value) : '') } }],
    },
    width,
  );
}

export interface Dot {
  readonly name: string;
  /** Percent. */
  readonly facility: number;
  readonly discrimination: number;
  readonly suspect: boolean;
}

/** Every question by how easy it is and how well it tells candidates apart; suspects by name. */
export function questionChart(dots: readonly Dot[], width: Width): string {
  const low = Math.min(-20, ...dots.map((d) => Math.floor(d.discrimination / 20) * 20));
  return draw(
    {
      grid: { left: 52, right: 20, top: 16, bottom: 46 },
      xAxis: { type: 'value', min: 0, max: 100, ...axis('平均得分率（%）'), nameGap: 30 },
      yAxis: { type: 'value', min: low, max: 100, ...axis('区分度'), nameGap: 36 },
      series: [
        {
          type: 'scatter',
          symbolSize: 9,
          data: dots.map((d) => ({ value: [d.facility, d.discrimination], name: d.name, symbol: d.suspect ? 'diamond' : 'circle', symbolSize: d.suspect ? 13 : 8, itemStyle: { color: d.suspect ? 'var(--seal)' : 'var(--pine)', opacity: 0.85 }, label: { show: d.suspect, formatter: '{b}', position: d.facility > 60 ? 'left' : 'right', color: 'var(--seal)', fontSize: 12 } })),
          markLine: { silent: true, symbol: 'none', lineStyle: { color: 'var(--ochre)', type: 'dashed' }, label: { show: false }, data: [{ yAxis: 0 }, { yAxis: 20 }] },
        },
      ],
    },
    width,
  );
}
