/** Pictures of work-injury claims drawn from their files: time limits as bars to scale, and the path of a claim. */
import { articleName, type Basis } from './cite.ts';
import { Pen, WIDTH, type Drawing } from './figure-text.ts';
import type { LimitsFigure, PathFigure } from './schema-rooms.ts';

/** Short name of a law by its id. */
export type LawName = (law: string) => string;

/** `〔工伤保险条例第十七条、第十八条〕`: a law is named once. */
const names = (basis: readonly Basis[], lawName: LawName): string =>
  `〔${basis.map((b, i) => (basis[i - 1]?.law === b.law ? '' : lawName(b.law)) + articleName(b.article)).join('、')}〕`;

/** Sixty days are this long; what is longer is drawn broken, a little longer still. */
const SIXTY = 200;
const BROKEN = 236;
/** Length of the bar for `days`. */
export const barLength = (days: number): number => (days > 60 ? BROKEN : Math.max(8, Math.round((days / 60) * SIXTY)));

/** Time limits: one stage below the other on a spine, under each its bars. */
export function drawLimits(figure: LimitsFigure, lawName: LawName): Drawing {
  const pen = new Pen(2);
  const dots: number[] = [];
  for (const stage of figure.stages) {
    dots.push(pen.y + 12);
    pen.text(`从${stage.start}算起`, 28, 15, 'ink', true);
    for (const limit of stage.limits) {
      pen.y += 8;
      pen.text(`${limit.who}：${limit.must}`, 28, 14, 'ink');
      pen.y += 6;
      const length = barLength(limit.days);
      pen.shapes.push({ kind: 'rect', x: 28, y: pen.y, width: length, height: 16, look: limit.days > 60 ? 'bar-soft' : 'bar' });
      if (limit.days > 60) for (const x of [190, 200]) pen.shapes.push({ kind: 'line', d: `M${x} ${pen.y + 19}l8 -22`, look: 'gap' });
      pen.shapes.push({ kind: 'text', x: 28 + length + 8, y: pen.y + 14, size: 16, say: limit.say, look: 'seal', bold: true });
      pen.y += 19;
      if (limit.note) pen.text(limit.note, 28, 13, 'soft');
      pen.text(names(limit.basis, lawName), 28, 12, 'soft');
    }
    pen.y += 20;
  }
  const height = Math.ceil(pen.y - 10);
  const spine = { kind: 'line', d: `M10 ${dots[0] ?? 0}V${height - 4}`, look: 'spine' } as const;
  return { width: WIDTH, height, shapes: [spine, ...dots.map((y) => ({ kind: 'dot', x: 10, y }) as const), ...pen.shapes] };
}

/** The path: a box for each step, an arrow to the next, beside it what one may do when it goes wrong. */
export function drawPath(figure: PathFigure, lawName: LawName): Drawing {
  const pen = new Pen(0);
  const under: Drawing['shapes'][number][] = [];
  figure.steps.forEach((step, i) => {
    if (i > 0) {
      under.push({ kind: 'line', d: `M24 ${pen.y}v22m-6 -8l6 8l6 -8`, look: 'arrow' });
      pen.y += 24;
    }
    const top = pen.y + 1;
    pen.y += 8;
    pen.shapes.push({ kind: 'dot', x: 24, y: pen.y + 14, say: String(i + 1) });
    pen.text(step.title, 46, 16, 'ink', true, WIDTH - 12);
    pen.text(step.text, 46, 14, 'ink', false, WIDTH - 12);
    pen.text(names(step.basis, lawName), 46, 12, 'soft', false, WIDTH - 12);
    if (step.aside) {
      pen.y += 10;
      const from = pen.y;
      pen.y += 4;
      pen.text(`${step.aside.title}？`, 58, 14, 'seal', true, WIDTH - 20);
      pen.text(step.aside.text, 58, 14, 'ink', false, WIDTH - 20);
      pen.text(names(step.aside.basis, lawName), 58, 12, 'soft', false, WIDTH - 20);
      pen.y += 8;
      under.push({ kind: 'rect', x: 46, y: from, width: WIDTH - 58, height: pen.y - from, look: 'aside' });
    }
    pen.y += 12;
    under.unshift({ kind: 'rect', x: 1, y: top, width: WIDTH - 2, height: pen.y - top, look: 'box' });
  });
  return { width: WIDTH, height: Math.ceil(pen.y + 2), shapes: [...under, ...pen.shapes] };
}
