import { describe, expect, it } from 'vitest';
import { timelineOf } from './law-timeline.ts';

const law = { adopted: '2007-06-29', effective: '2008-01-01', amended: [{ on: '2012-12-28', note: '收紧派遣' }, { on: '2027-03-01' }], repealed: '2028-01-01' };
const said = (x: Parameters<typeof timelineOf>[0], day = '2026-11-23') => timelineOf(x, day).map((s) => `${s.on} ${s.what}${s.toCome ? ' …' : ''}`);

describe('the life of an instrument', () => {
  it('has every step in order, and marks what is still to come', () => {
    expect(said(law)).toEqual(['2007-06-29 通过', '2008-01-01 施行', '2012-12-28 修改：收紧派遣', '2027-03-01 修改 …', '2028-01-01 废止 …']);
  });
  it.each([
    ['the day itself has come', { effective: '2026-11-23', amended: [] }, ['2026-11-23 施行']],
    ['the next day has not', { effective: '2026-11-24', amended: [] }, ['2026-11-24 施行 …']],
    ['adopted and in force on one day', { adopted: '1994-12-06', effective: '1994-12-06', amended: [] }, ['1994-12-06 通过并施行']],
    ['nobody knows a day', { amended: [] }, []],
    ['amended before it takes effect', { adopted: '2026-01-01', effective: '2027-01-01', amended: [{ on: '2026-06-01' }] }, ['2026-01-01 通过', '2026-06-01 修改', '2027-01-01 施行 …']],
    ['amended on the day of its effect', { effective: '2020-01-01', amended: [{ on: '2020-01-01' }] }, ['2020-01-01 施行', '2020-01-01 修改']],
  ])('%s', (_, x, expected) => expect(said(x)).toEqual(expected));
});
