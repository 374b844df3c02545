import { describe, expect, it } from 'vitest';
import { bank, law, material, multiple, paper, plan, said, single, truefalse } from '../../tests/support/material.ts';
import { blueprintSchema } from '../quiz/schema.ts';
import { blueprint } from './blueprint.ts';

const banks = [bank('labour', [single('LC-001'), single('LC-002'), single('LC-003', { retired: '2026-11-01' }), single('LC-004', { retired: '2027-01-01' }), multiple('LC-005'), truefalse('LC-006')])];

describe('a blueprint can be filled', () => {
  it.each([
    ['enough', paper(['single', 'labour', 2], ['multiple', 'labour', 1]), []],
    ['withdrawn ones do not count, not even before their day: nothing withdrawn is drawn', paper(['single', 'labour', 3]), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['two sections share one stock', paper(['single', 'labour', 1], ['single', 'labour', 2]), ['blueprint-shortfall papers/p sections.1.pick.0.count']],
    ['of that kind', paper(['truefalse', 'labour', 2]), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['no such bank', paper(['single', 'labor', 1]), ['blueprint-bank papers/p sections.0.pick.0.bank']],
  ])('%s', (_, p, expected) => expect(said(blueprint, { banks, papers: { p } })).toEqual(expected));

  it('a bank that broke its schema is not called missing', () => expect(said(blueprint, { banks: [], broken: ['banks/labour'], papers: { p: paper(['single', 'labour', 1]) } })).toEqual([]));

  const reserved = [bank('labour', [single('LC-001'), single('LC-002', { reserved: true })])];
  it('a quiz of the plan without what is kept for exams, an exam with it', () => {
    const papers = { annual: paper(['single', 'labour', 2]), own: paper(['single', 'labour', 2]) };
    expect(said(blueprint, { banks: reserved, papers, plans: { '2026': plan({ exams: [{ id: 'annual', paper: 'own', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }] }) } })).toEqual(['blueprint-shortfall papers/annual sections.0.pick.0.count']);
  });
});

const pick = (...picks: object[]) => blueprintSchema.parse({ title: '卷', passPercent: 60, sections: [{ title: '判断', kind: 'truefalse', marks: 1, pick: picks.map((p) => ({ bank: 'labour', count: 1, ...p })) }] });

describe('picks by category, law and difficulty', () => {
  const own = [bank('labour', [truefalse('LC-001', { category: 'pay', difficulty: 2 }), truefalse('LC-002', { difficulty: 4, basis: [{ law: 'wages', article: 3 }] })])];
  it.each([
    ['each has its own', pick({ category: 'pay' }, { law: 'wages' }), []],
    ['they compete, and one arrangement fills both', pick({}, { category: 'pay' }), []],
    ['no such category', pick({ category: 'leave' }), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['a law with one question', pick({ law: 'wages', count: 2 }), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['too hard', pick({ difficulty: [4, 5] }, { difficulty: 5 }), ['blueprint-shortfall papers/p sections.0.pick.1.count']],
  ])('%s', (_, p, expected) => expect(said(blueprint, { banks: own, papers: { p } }).filter((s) => !s.startsWith('~'))).toEqual(expected));
});

describe('provisions that can never come', () => {
  const some = [bank('labour', [truefalse('LC-001', { basis: [{ law: 'contract', article: 21 }] }), single('LC-002', { basis: [{ law: 'contract', article: 47 }, { law: 'contract', article: 21 }] }), single('LC-003', { basis: [{ law: 'contract', article: 5 }], retired: '2026-01-01' })])];
  it('are named in a note, which is no error', () => {
    const issues = blueprint(material({ laws: [law('contract', '劳动合同法')], banks: some, papers: { p: pick({}) } }));
    expect(issues.map((i) => [i.level, i.code, i.message])).toEqual([['note', 'blueprint-unreached', '题库里考到的条文有 2 条，这份卷子永远抽不到其中 1 条：劳动合同法第四十七条。']]);
  });
  it('are none when everything can come', () => expect(said(blueprint, { banks: some, papers: { p: paper(['truefalse', 'labour', 1], ['single', 'labour', 1]) } })).toEqual([]));
});
