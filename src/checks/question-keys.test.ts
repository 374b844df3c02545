import { describe, expect, it } from 'vitest';
import { bank, multiple, said, single, truefalse } from '../../tests/support/material.ts';
import { questionKeys } from './question-keys.ts';

describe('keys and options', () => {
  it.each([
    ['a single', single('LC-001'), []],
    ['a multiple', multiple('LC-001'), []],
    ['a true/false', truefalse('LC-001'), []],
    ['a key outside the options', single('LC-001', { answer: 'E' }), ['key-not-an-option banks/b questions.0.answer']],
    ['one of several outside', multiple('LC-001', { answer: ['A', 'D'] }), ['key-not-an-option banks/b questions.0.answer.1']],
    ['a key twice', multiple('LC-001', { answer: ['A', 'A'] }), ['key-twice banks/b questions.0.answer.1']],
    ['a letter left out', single('LC-001', { options: { A: '一', C: '三' } }), ['option-letters banks/b questions.0.options.C']],
    ['letters out of order', single('LC-001', { options: { B: '二', A: '一', C: '三' } }), ['option-letters banks/b questions.0.options.B']],
    ['two equal options', single('LC-001', { options: { A: '一个月', B: '两个月', C: '一个月。' } }), ['options-alike banks/b questions.0.options.C']],
    ['options of signs alone differ', single('LC-001', { options: { A: '+', B: '-', C: '×' } }), []],
  ])('%s', (_, question, expected) => expect(said(questionKeys, { banks: [bank('b', [question])] })).toEqual(expected));
});
