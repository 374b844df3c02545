import { expect, it } from 'vitest';
import { nextAsk, saysOf, viewOf } from './rules.ts';

const MINUTE = 60_000;

it.each([
  [60 * MINUTE, true, 'nothing', 58 * MINUTE],
  [2 * MINUTE + 1, true, 'nothing', 1000],
  [2 * MINUTE, true, 'warning', 1000],
  [30_000, false, 'warning', 1000],
  [0, false, 'ended', 1000],
])('%i ms left (%s): %s, asked again in %i ms', (leftMs, longer, show, again) => {
  const left = { leftMs, extends: longer };
  expect([viewOf(left).show, nextAsk(left)]).toEqual([show, again]);
});

it('says how long, what is kept, and never offers to lengthen what cannot be', () => {
  expect(saysOf({ show: 'warning', seconds: 90, extends: true })).toContain('2 分钟');
  expect(saysOf({ show: 'warning', seconds: 59, extends: true })).toContain('59 秒');
  expect(saysOf({ show: 'warning', seconds: 59, extends: false })).toContain('必须重新登录');
  expect(saysOf({ show: 'ended' })).toContain('都还在');
});
