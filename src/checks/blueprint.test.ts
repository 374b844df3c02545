import { describe, expect, it } from 'vitest';
import { bank, multiple, paper, said, single, truefalse } from '../../tests/support/material.ts';
import { blueprint } from './blueprint.ts';

const banks = [bank('labour', [single('LC-001'), single('LC-002'), single('LC-003', { retired: '2026-11-01' }), single('LC-004', { retired: '2027-01-01' }), multiple('LC-005'), truefalse('LC-006')])];

describe('a blueprint can be filled', () => {
  it.each([
    ['enough', paper(['single', 'labour', 2], ['multiple', 'labour', 1]), []],
    ['withdrawn ones do not count', paper(['single', 'labour', 3]), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['two sections share one stock', paper(['single', 'labour', 1], ['single', 'labour', 2]), ['blueprint-shortfall papers/p sections.1.pick.0.count']],
    ['of that kind', paper(['truefalse', 'labour', 2]), ['blueprint-shortfall papers/p sections.0.pick.0.count']],
    ['no such bank', paper(['single', 'labor', 1]), ['blueprint-bank papers/p sections.0.pick.0.bank']],
  ])('%s', (_, p, expected) => expect(said(blueprint, { banks, papers: { p } })).toEqual(expected));

  it('a bank that broke its schema is not called missing', () => expect(said(blueprint, { banks: [], broken: ['banks/labour'], papers: { p: paper(['single', 'labour', 1]) } })).toEqual([]));
});
