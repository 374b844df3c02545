import { describe, expect, it } from 'vitest';
import { byHazard, byIndustry, concerns, type SafetyGroup } from './safety-index.ts';
import type { SafetyEntry } from './schema.ts';
import { wallPoints, widthOf } from './wall-sheet.ts';

const entry = (id: string, industries: string[], hazards: string[]) => ({ id, data: { industries, hazards }, body: '', bodyLine: 1 }) as unknown as SafetyEntry;
const all = [entry('press', ['机械', '木材'], ['挤压']), entry('road', ['各行业', '快递'], ['交通']), entry('hour', ['各行业'], ['各类事故'])];
const ids = (groups: readonly SafetyGroup[]) => groups.map((g) => [g.name, g.entries.map((e) => e.id)]);

it('every industry lists its own articles; those for all stand apart', () => {
  expect(ids(byIndustry(all).groups)).toEqual([['机械', ['press']], ['木材', ['press']], ['快递', ['road']]]);
  expect(byIndustry(all).common.map((e) => e.id)).toEqual(['road', 'hour']);
});

it('hazards likewise, with anchors that links can point to', () => {
  expect(ids(byHazard(all).groups)).toEqual([['挤压', ['press']], ['交通', ['road']]]);
  expect(byHazard(all).common.map((e) => e.id)).toEqual(['hour']);
  expect(byHazard(all).groups[0]?.anchor).toBe('hazard-挤压');
});

it.each([
  ['', '', [true, true, true]],
  ['机械', '', [true, true, true]],
  ['快递', '', [false, true, true]],
  ['', '挤压', [true, false, true]],
  ['快递', '挤压', [false, false, true]],
  ['没有这个行业', '', [false, true, true]],
])('chosen %s and %s', (industry, hazard, expected) => {
  expect(all.map((e) => concerns(e.data, industry, hazard))).toEqual(expected);
});

describe('the sheet for the wall', () => {
  const short = '停机断电，先救人';
  const long = '开前绕车一圈：轮胎、货叉、链条、刹车、喇叭、灯';
  it.each([
    ['six short lines', Array(6).fill(short), 36],
    ['ten short lines', Array(10).fill(short), 24],
    ['twelve long lines', Array(12).fill(long), 20],
    ['forty long lines: the last resort', Array(40).fill(long), 13],
  ])('%s', (_, items, points) => {
    expect(wallPoints('出了事的第一小时', items as string[])).toBe(points);
  });
  it('never grows when a line is added', () => {
    for (let n = 3; n < 40; n++) expect(wallPoints('题', Array(n + 1).fill(long) as string[])).toBeLessThanOrEqual(wallPoints('题', Array(n).fill(long) as string[]));
  });
  it('Latin counts half', () => {
    expect(widthOf('打 120')).toBeCloseTo(1 + 4 * 0.55);
  });
});
