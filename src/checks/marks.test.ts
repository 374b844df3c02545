import { describe, expect, it } from 'vitest';
import { bank, hints, law, qa, QA_BODY, said, single } from '../../tests/support/material.ts';
import { marks } from './marks.ts';

const body = (text: string) => ({ qa: [qa('qa/wages/first', {}, text)] });

describe('inline marks', () => {
  it.each([
    ['listed', body(QA_BODY), []],
    ['not listed, on its line and column', body('一\n\n二三〔劳动合同法47〕'), ['mark-not-in-basis qa/wages/first 22:3']],
    ['a law that is not registered', body('〔劳动和合同法21〕'), ['mark-unknown-law qa/wages/first 20:1']],
    ['with 第…条', body('甲〔劳动合同法第21条〕'), ['mark-form qa/wages/first 20:2']],
    ['with a blank', body('〔劳动合同法 21〕'), ['mark-unknown-law qa/wages/first 20:1', 'mark-form qa/wages/first 20:1']],
    ['never closed', body('〔劳动合同法21，然后'), ['mark-form qa/wages/first 20:1']],
    ['a document number is none', body('人社部发〔2025〕2号'), []],
    ['in the answer', { qa: [qa('qa/wages/first', { answer: '是。〔劳动合同法47〕' })] }, ['mark-not-in-basis qa/wages/first answer']],
    ['in the Jiangsu part', { qa: [qa('qa/wages/first', { jiangsu: '江苏。〔劳动合同法47〕' })] }, ['mark-not-in-basis qa/wages/first jiangsu']],
    ['in an explanation', { banks: [bank('b', [single('LC-001', { explanation: '因为〔劳动合同法47〕' })])] }, ['mark-not-in-basis banks/b questions.0.explanation']],
    ['of a law whose file is broken', { ...body('〔宪法1〕'), broken: ['laws/constitution'] }, []],
  ])('%s', (_, parts, expected) => expect(said(marks, parts)).toEqual(expected));

  it('says which line to add', () => {
    const laws = [law('contract', '劳动合同法'), law('criminal-law', '刑法', { articles: 452 })];
    expect(hints(marks, { laws, ...body('〔刑法276之1〕') })).toEqual(['在 basis 里加一行：- {law: criminal-law, article: "276-1"}']);
    expect(hints(marks, { laws, ...body('〔劳动合词法21〕') })).toEqual(['是不是“劳动合同法”？']);
  });
});
