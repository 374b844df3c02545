import { describe, expect, it } from 'vitest';
import { lawState, type LawDates } from './law-status.ts';

const law = (x: Partial<LawDates> = {}): LawDates => ({ effective: '2008-01-01', amended: [], ...x });
const amended = [{ on: '2012-12-28' }, { on: '2018-12-29' }];

describe('state of an instrument on a day', () => {
  it.each<[string, LawDates, string, string, boolean]>([
    ['the day before it takes effect', law(), '2007-12-31', '尚未施行', false],
    ['the day it takes effect', law(), '2008-01-01', '现行有效', true],
    ['the day before the first amendment', law({ amended }), '2012-12-27', '现行有效', true],
    ['the day of the first amendment', law({ amended }), '2012-12-28', '已修改', true],
    ['between amendments', law({ amended }), '2015-01-01', '已修改', true],
    ['an amendment still to come', law({ amended: [{ on: '2027-03-01' }] }), '2026-11-23', '现行有效', true],
    ['the last day in force', law({ repealed: '2026-07-01' }), '2026-06-30', '现行有效', true],
    ['the day of repeal', law({ repealed: '2026-07-01' }), '2026-07-01', '已废止', false],
    ['repealed though amended before', law({ amended, repealed: '2025-09-01' }), '2026-11-23', '已废止', false],
    ['amended before it takes effect', law({ effective: '2027-01-01', amended: [{ on: '2026-06-01' }] }), '2026-11-23', '尚未施行', false],
    ['nobody knows since when', law({ effective: undefined }), '2026-11-23', '时效待核', false],
    ['repealed, nobody knows since when it held', law({ effective: undefined, repealed: '2026-06-01' }), '2026-11-23', '已废止', false],
    ['repealed before it ever took effect', law({ effective: '2027-01-01', repealed: '2026-06-01' }), '2026-11-23', '已废止', false],
  ])('%s', (_, dates, day, status, inForce) => {
    expect(lawState(dates, day)).toMatchObject({ status, inForce });
  });

  it.each<[LawDates, string]>([
    [law({ amended }), '现行有效，2018年12月29日作过修改'],
    [law({ amended: [...amended].reverse() }), '现行有效，2018年12月29日作过修改'],
    [law({ repealed: '2027-01-01' }), '现行有效，2008年1月1日起施行；2027年1月1日起废止'],
    [law({ effective: '2027-01-01' }), '2027年1月1日起施行'],
    [law({ repealed: '2020-01-01' }), '2020年1月1日起废止，不能再作依据'],
  ])('says the day that matters', (dates, say) => expect(lawState(dates, '2026-11-23').say).toBe(say));
});
