import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WIDTH, wrap, type Drawing } from './figure-text.ts';
import { barLength, drawLimits, drawPath } from './figures.ts';
import { figureSchema, type LimitsFigure, type PathFigure } from './schema-rooms.ts';
import { widthOf } from './wall-sheet.ts';

const lawName = () => '实施《社会保险法》若干规定';
const basis = [{ law: 'a', article: '21' }];
const said = (d: Drawing) => d.shapes.flatMap((s) => (s.kind === 'text' ? [s.say] : [])).join('');

/** Everything lies on the picture. */
function expectInside(drawing: Drawing): void {
  for (const s of drawing.shapes) {
    if (s.kind === 'text') {
      expect(s.x + widthOf(s.say) * s.size, s.say).toBeLessThanOrEqual(WIDTH);
      expect(s.y).toBeGreaterThan(s.size * 0.7);
      expect(s.y).toBeLessThan(drawing.height);
    }
    if (s.kind === 'rect') {
      expect(s.x + s.width).toBeLessThanOrEqual(WIDTH);
      expect(s.y + s.height).toBeLessThanOrEqual(drawing.height);
    }
  }
  // No two lines of text in one column touch.
  const texts = drawing.shapes.filter((s) => s.kind === 'text');
  for (const [i, a] of texts.entries()) for (const b of texts.slice(i + 1)) if (Math.abs(a.x - b.x) < 40) expect(Math.abs(a.y - b.y), `${a.say} / ${b.say}`).toBeGreaterThanOrEqual(Math.min(a.size, b.size));
}

const text = (max: number) => fc.array(fc.constantFrom('单', '位', '三', '，', '。', '（', '）', '30 ', 'A', '“', '；'), { minLength: 1, maxLength: max }).map((a) => a.join('').slice(0, max).trim() || '字');

describe('breaking lines', () => {
  it.each([
    ['单位申请工伤认定', 4, ['单位申请', '工伤认定']],
    ['一二三四，五六', 4, ['一二三四，', '五六']],
    ['收到后 15 日内', 4, ['收到后', '15 日内']],
    ['单位申请（三）。工伤', 5, ['单位申请', '（三）。工', '伤']],
    ['单位申请。。工', 4, ['单位申', '请。。工']],
    ['。。。。。。', 3, ['。。。。', '。。']],
    ['', 4, []],
  ])('%s at %i', (say, characters, lines) => {
    expect(wrap(say, characters)).toEqual(lines);
  });
  it('loses no character, and lets one sign at most hang over', () => {
    fc.assert(
      fc.property(text(60), fc.integer({ min: 4, max: 20 }), (say, n) => {
        for (const line of wrap(say, n)) expect(widthOf(line)).toBeLessThanOrEqual(n + 1);
        expect(wrap(say, n).join('').replace(/\s/g, '')).toBe(say.replace(/\s/g, ''));
      }),
    );
  });
});

describe('bars', () => {
  it('are to scale up to sixty days; a year is broken and longer', () => {
    expect([15, 30, 60].map((d) => barLength(d) / barLength(15))).toEqual([1, 2, 4]);
    expect(barLength(365)).toBeGreaterThan(barLength(60));
  });
});

describe('whatever an editor writes within the limits of the schema', () => {
  it('limits stay on the picture and nothing is left out', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ who: text(12), must: text(18), days: fc.integer({ min: 1, max: 400 }), note: text(40) }), { minLength: 1, maxLength: 4 }), (limits) => {
        const figure = { id: 'x', ...figureSchema.parse({ kind: 'limits', title: '图', summary: '说', stages: [{ start: '某日', limits: limits.map((l) => ({ ...l, say: '30 日内', basis })) }], verified: '2026-11-01', review: '2027-05-01' }) } as LimitsFigure;
        const drawing = drawLimits(figure, lawName);
        expectInside(drawing);
        for (const l of limits) expect(said(drawing).replace(/\s/g, '')).toContain(l.note.replace(/\s/g, ''));
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(['claim-limits', 'claim-path'])('our own figure %s', (id) => {
  const figure = { id, ...figureSchema.parse(parse(readFileSync(`content/figures/${id}.yaml`, 'utf8'), { schema: 'core' })) };
  const drawing = figure.kind === 'limits' ? drawLimits(figure as LimitsFigure, lawName) : drawPath(figure as PathFigure, lawName);
  it('lies wholly on the picture', () => {
    expectInside(drawing);
  });
  it('says every limit and step, and names every provision', () => {
    const all = figure.kind === 'limits' ? figure.stages.flatMap((s) => s.limits.map((l) => [l.say, l.must])).flat() : figure.steps.flatMap((s) => [s.title, ...(s.aside ? [s.aside.title, s.aside.text] : [])]);
    for (const say of all) expect(said(drawing)).toContain(say);
    expect(said(drawing).match(/〔/g)?.length).toBe(figure.kind === 'limits' ? figure.stages.flatMap((s) => s.limits).length : figure.steps.reduce((n, s) => n + (s.aside ? 2 : 1), 0));
  });
});
