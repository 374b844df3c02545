import { describe, expect, it } from 'vitest';
import { mayOpen, momentOf, withKiosk } from './kiosk-rules.ts';
import { kioskWanted } from './wanted.ts';

describe('the mode', () => {
  it.each([
    ['', false, 'no'],
    ['?q=kiosk', false, 'no'],
    ['?kiosk', false, 'on'],
    ['?q=1&kiosk=', false, 'on'],
    ['', true, 'on'],
    ['?kiosk=off', true, 'off'],
    ['?kiosk=off', false, 'off'],
  ])('%s remembered %s: %s', (search, remembered, mode) => expect(kioskWanted(search, remembered)).toBe(mode));

  it.each([
    ['https://x.cn/qa/', '/qa/?kiosk'],
    ['https://x.cn/search/?q=%E6%B3%95', '/search/?q=%E6%B3%95&kiosk'],
    ['https://x.cn/laws/a/#art-1', '/laws/a/?kiosk#art-1'],
    ['https://x.cn/qa/?kiosk=', '/qa/?kiosk='],
  ])('%s → %s', (url, path) => expect(withKiosk(new URL(url))).toBe(path));
});

it.each([
  [0, { state: 'reading' }],
  [49_999, { state: 'reading' }],
  [50_000, { state: 'asking', seconds: 10 }],
  [59_001, { state: 'asking', seconds: 1 }],
  [60_000, { state: 'home' }],
])('%i ms after the last touch: %j', (ms, moment) => expect(momentOf(ms)).toEqual(moment));

it.each([
  ['https://x.cn/pufa/', 'yes'],
  ['https://x.cn/pufa/qa/wages/', 'yes'],
  ['https://x.cn/pufa/learning/', 'yes'],
  ['https://x.cn/pufa/login/', 'personal'],
  ['https://x.cn/pufa/learn', 'personal'],
  ['https://x.cn/pufa/book.pdf', 'file'],
  ['https://x.cn/', 'outside'],
  ['https://flk.npc.gov.cn/', 'outside'],
  ['tel:12333', 'outside'],
])('a machine and %s: %s', (url, answer) => expect(mayOpen(new URL(url), 'https://x.cn', '/pufa/')).toBe(answer));
