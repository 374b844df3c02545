import { describe, expect, it } from 'vitest';
import { bank, law, material, qa, QA_BODY, said, single } from '../../tests/support/material.ts';
import { optionCue } from './option-cue.ts';
import { superseded } from './superseded.ts';
import { toConfirm } from './to-confirm.ts';
import { wording } from './wording.ts';

const page = (text: string) => ({ qa: [qa('qa/wages/first', {}, QA_BODY.replace('因为。', text))] });
const codes = (out: readonly string[]) => out.map((line) => line.split(' ')[0]);

describe('wording', () => {
  it.each([
    ['a promise', '去仲裁一定能赢。', ['?wording']],
    ['nobody in particular', '请找有关部门。', ['?wording']],
    ['an office of the past', '到劳动局去。', ['?wording']],
    ['twice, twice told', '找有关部门，再找相关单位。', ['?wording', '?wording']],
    ['what may be asked for', '可以要求单位支付。', []],
  ])('%s', (_, text, expected) => expect(codes(said(wording, page(text)))).toEqual(expected));

  it('leaves the words of those who ask alone', () => {
    expect(said(wording, { qa: [qa('qa/wages/first', { asked: ['劳动局管不管', '一定能赢吗', '找有关部门'] })] })).toEqual([]);
  });
});

describe('superseded figures', () => {
  it.each([
    ['44 hours', '每周工作 44 小时。', ['?superseded-figure']],
    ['44 hours, told to be old', '劳动法里每周四十四小时的写法已被取代。', []],
    ['90 days', '产假是九十天。', ['?superseded-figure']],
    ['98 days', '产假是 98 天。', []],
    ['60 days', '要在 60 日内申请劳动仲裁。', ['?superseded-figure']],
    ['60 days of another way', '六十日内申请行政复议。', []],
    ['the late fee', '滞纳金每天千分之二。', ['?superseded-figure']],
    ['11 holidays', '一年有 11 天法定节假日。', ['?superseded-figure']],
    ['a myth put right', '- “产假只有 90 天”：国家规定 98 天。', []],
    ['2N+1', '可以要 2N+1。', ['?superseded-figure']],
    ['2N+1 as a mistake', '法律没有 2N+1。', []],
    ['told in the next sentence only', '产假是 90 天。以前是这样。', ['?superseded-figure']],
  ])('%s', (_, text, expected) => expect(codes(said(superseded, page(text)))).toEqual(expected));
});

describe('the right option', () => {
  it.each([
    ['much longer than the others', { A: '一个月', B: '两个月', C: '六个月，但不满三个月的合同不得约定' }, ['?option-cue']],
    ['a little longer', { A: '一个月', B: '两个月', C: '六个月以内' }, []],
    ['long among long ones', { A: '一个月，无论合同多长都是这样', B: '两个月，由双方自己商量', C: '六个月，但不满三个月的合同不得约定' }, []],
  ])('%s', (_, options, expected) => expect(codes(said(optionCue, { banks: [bank('b', [single('LC-001', { options })])] }))).toEqual(expected));
});

describe('the list for the bureau', () => {
  it('names what the register does not know of an instrument', () => {
    const list = toConfirm(material({ laws: [law('plan', '行动计划', { articles: undefined, effective: undefined, confirm: ['文号'] })] }));
    expect(list.map(({ page: at, field, say }) => ({ page: at, field, say }))).toEqual([
      { page: '/laws/plan/', field: 'articles', say: '行动计划：条数' },
      { page: '/laws/plan/', field: 'effective', say: '行动计划：施行日期' },
      { page: '/laws/plan/', field: 'confirm', say: '行动计划：文号' },
    ]);
  });

  it('names page and field, in the order of files', () => {
    const list = toConfirm(material({ qa: [qa('qa/wages/first', { confirm: ['最低工资的类别', '窗口电话'] })] }));
    expect(list.map(({ page: at, field, say }) => ({ page: at, field, say }))).toEqual([
      { page: '/qa/wages/first/', field: 'confirm', say: '最低工资的类别' },
      { page: '/qa/wages/first/', field: 'confirm', say: '窗口电话' },
    ]);
  });

  it('names tables without figures, and figures that nobody saw in the source', () => {
    const table = { title: '平均工资', unit: '元/月', about: '问窗口' } as const;
    const rate = { from: '2026-01-01', value: 8000, source: '公报', checked: '2026-01-20' };
    const list = toConfirm(material({ rates: [{ id: 'a', ...table, basis: [], rates: [] }, { id: 'b', ...table, basis: [], rates: [{ ...rate, confirm: false }, { ...rate, from: '2026-07-01', confirm: true }] }] }));
    expect(list.map(({ file, field, say }) => `${file} ${field} ${say}`)).toEqual(['rates/a rates “平均工资”还没有填，计算器请读者自己填', 'rates/b confirm “平均工资”自 2026-07-01 起的 8000 元/月是转引的，对过原文再删掉 confirm']);
  });
});
