import { describe, expect, it } from 'vitest';
import { href } from './href.ts';
import { doorsFor } from './navigation.ts';

describe('doors of the navigation', () => {
  it.each([
    [undefined, ['学法登录']],
    [[], ['我的年度']],
    [['organiser'], ['我的年度', '管理']],
    [['auditor'], ['我的年度', '管理']],
    [['editor'], ['我的年度', '编辑台']],
    [['admin'], ['我的年度', '管理']],
  ])('for roles %j end with %j', (roles, last) => {
    expect(doorsFor(roles).map((d) => d.label)).toEqual(['用工问答', '宪法', '工伤预防', '计算器', '法规台账', '练一练', ...last]);
  });
});

describe('href', () => {
  it.each([['/qa/', '/qa/'], ['/laws/labour-law/#art-1', '/laws/labour-law/#art-1'], ['https://a.cn/', 'https://a.cn/'], ['//a.cn/', '//a.cn/'], ['#x', '#x']])('%s → %s', (path, address) =>
    expect(href(path)).toBe(address));
});
