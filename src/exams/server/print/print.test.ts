/** Printed papers: what is on which sheet, read back from the PDF. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagesOf, textOf } from '../../../../tests/support/pdf.ts';
import { ALL_KINDS, otherKey, question } from '../../../../tests/support/questions.ts';
import { buildBank, type Bank } from '../../../quiz/bank.ts';
import { bankSchema, blueprintSchema, type Question } from '../../../quiz/schema.ts';
import { printedPaper, seedOf } from '../../print.ts';
import { press } from './typeset.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const banksOf = (questions: readonly Question[]): ReadonlyMap<string, Bank> => {
  const built = buildBank({ id: 'one', title: 't', order: 1, questions }, sha256);
  if ('problems' in built) throw new Error(JSON.stringify(built.problems));
  return new Map([['one', built.bank]]);
};
const made = (questions: readonly Question[], seed: string, parts = 2) => {
  const kinds = ALL_KINDS.filter((k) => questions.some((q) => q.kind === k));
  const blueprint = blueprintSchema.parse({ title: '卷名', minutes: 60, passPercent: 60, sections: kinds.map((kind) => ({ title: `${kind}部分`, kind, marks: 2, pick: [{ bank: 'one', count: 1, ...(kind === 'case' ? { parts } : {}) }] })) });
  const paper = printedPaper('p', blueprint, banksOf(questions), seed, sha256);
  if ('missing' in paper) throw new Error(JSON.stringify(paper));
  return paper;
};

describe('a printed paper', () => {
  const bank = fc.tuple(...ALL_KINDS.map((kind, k) => question(fc.constant(`QA-${k}00`), [kind]).map((q): Question => ({ ...q, retired: undefined }))));
  const partsIn = (questions: readonly Question[]) => questions.reduce((n, q) => (q.kind === 'case' ? q.parts.length : n), 2);

  it('is the same for the same seed, number and all; the sheet says nothing of the key, the key says when it changed', () => {
    fc.assert(
      fc.property(bank, fc.constantFrom('A', 'K7Q2M9'), (questions, seed) => {
        const parts = partsIn(questions);
        const one = made(questions, seed, parts);
        expect(made(questions, seed, parts)).toEqual(one);
        expect(seedOf(one.sheet.number)).toBe(seed);
        const other = made(questions.map(otherKey), seed, parts);
        expect(JSON.stringify(other.sheet)).toBe(JSON.stringify(one.sheet));
        expect(other.key.number).toBe(one.key.number);
        expect(other.key.version).not.toBe(one.key.version);
        const changed = made(questions.map((q): Question => (q.kind === 'case' ? { ...q, material: '别的' } : { ...q, stem: `${q.stem}？` })), seed, parts);
        expect(changed.sheet.number).not.toBe(one.sheet.number);
      }),
      { numRuns: 50 },
    );
  });

  const told = { explanation: '只有答案才有的解析', basis: [{ law: 'labour-law', article: 1 }], page: 'qa/a/b', difficulty: 1 };
  const HOSTILE = '#panic("x") $y^2$ *星* @cite \\ <b>';
  const questions = bankSchema.parse({
    title: 't',
    questions: [
      { ...told, id: 'QA-001', kind: 'single', stem: `${HOSTILE}？`, options: { A: '甲甲', B: HOSTILE }, answer: 'A' },
      { ...told, id: 'QA-002', kind: 'fill', stem: '先____后____', blanks: [{ accept: ['三十日'] }, { accept: ['一年'] }] },
      { ...told, id: 'QA-003', kind: 'ordering', stem: '排一排', items: { A: '第一', B: '第二', C: '第三' }, answer: ['C', 'A', 'B'] },
      { ...told, id: 'QA-004', kind: 'matching', stem: '配一配', left: { 1: '左一', 2: '左二' }, right: { A: '右甲', B: '右乙', C: '右丙' }, answer: { 1: 'C', 2: 'A' } },
      { basis: told.basis, page: told.page, difficulty: 1, id: 'QA-005', kind: 'case', material: '案情写在这里', parts: [1, 2].map((n) => ({ kind: 'truefalse', stem: `小题${n}`, answer: true, explanation: '只有答案才有的解析' })) },
    ],
  }).questions;

  it('holds every question as it was written, the answer sheet a place for each, and the key on a sheet of its own', () => {
    const { sheet, key } = made(questions, 'K7Q2M9');
    const machine = press();
    const files = machine.print(sheet, key);
    machine.end();
    const read = (pdf: Buffer) => pagesOf(pdf).map(textOf).join('');
    const squeezed = (text: string) => text.replace(/\s/g, '');
    const [asked, answers, told] = [read(files.questions.pdf), read(files.answers.pdf), read(files.key.pdf)];
    for (const text of [`${HOSTILE}？`, '甲甲', '第三', '左二', '右丙', '案情写在这里', '小题1', '小题2', sheet.number, '共6题', '满分12分']) expect(squeezed(asked)).toContain(squeezed(text));
    expect(squeezed(asked).split('案情写在这里')).toHaveLength(2);
    for (const text of ['三十日', '一年', '解析', 'QA-00']) expect(asked + answers).not.toContain(text);
    for (const text of ['姓名', '单位', sheet.number]) expect(answers).toContain(text);
    for (const text of ['三十日', '一年', 'QA-005.2', sheet.number, key.version, '不得交给考生']) expect(told).toContain(text);
  });
});
