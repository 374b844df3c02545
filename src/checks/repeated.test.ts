import { describe, expect, it } from 'vitest';
import { seededRng } from '../kernel/rng.ts';
import { bank, qa, said, single } from '../../tests/support/material.ts';
import { repeated } from './repeated.ts';
import { repeatedQuestions } from './repeated-questions.ts';

describe('two pages', () => {
  it.each([
    ['that differ', {}, {}, []],
    ['with one title but for signs', { title: '试用期多长？' }, { title: '试用期，多长' }, ['title-repeated qa/wages/b title']],
    ['with one place', { order: 2 }, { order: 2 }, ['?order-repeated qa/wages/b order']],
    ['with one phrasing', { asked: ['一', '二', '被辞退'] }, { asked: ['被辞退', '三', '四'] }, ['?asked-repeated qa/wages/b asked.0']],
  ])('%s', (_, a, b, expected) => expect(said(repeated, { qa: [qa('qa/wages/a', { order: 1, ...a }), qa('qa/wages/b', { order: 2, ...b })] })).toEqual(expected));

  it('in different topics may share a place', () => expect(said(repeated, { qa: [qa('qa/wages/a'), qa('qa/leave/b')] })).toEqual([]));
});

describe('two questions', () => {
  const two = (a: object, b: object) => ({ banks: [bank('x', [a]), bank('y', [b])] });
  const stem = '小周试用期内被公司以不符合录用条件为由辞退，公司拿不出录用条件，下列说法正确的是？';
  it.each([
    ['that differ', single('LC-001'), single('WA-001', { stem: '加班工资按什么算？' }), []],
    ['with one id in two banks', single('LC-001'), single('LC-001', { stem: '加班工资按什么算？' }), ['question-id-repeated banks/y questions.0.id']],
    ['equal', single('LC-001', { stem }), single('WA-001', { stem: `${stem} ` }), ['stem-equal banks/y questions.0.stem']],
    ['nearly equal', single('LC-001', { stem }), single('WA-001', { stem: stem.replace('小周', '小陈') }), ['?stem-near banks/y questions.0.stem']],
    ['equal but for the options', single('LC-001', { stem }), single('WA-001', { stem, options: { A: '甲', B: '乙', C: '丙' } }), ['?stem-near banks/y questions.0.stem']],
    ['alike in half', single('LC-001', { stem }), single('WA-001', { stem: '小周试用期内请了病假，公司要把试用期往后顺延，下列说法正确的是？' }), []],
  ])('%s', (_, a, b, expected) => expect(said(repeatedQuestions, two(a, b))).toEqual(expected));

  it('5,000 that differ raise no false alarm', () => {
    const rng = seededRng('stems');
    const sign = () => String.fromCharCode(0x4e00 + rng.below(600));
    const questions = Array.from({ length: 5000 }, (_, i) => single(`LC-${String(i).padStart(5, '0')}`, { stem: `公司的做法，下列说法正确的是？${Array.from({ length: 40 }, sign).join('')}` }));
    const banks = [bank('x', questions)];
    expect(said(repeatedQuestions, { banks })).toEqual([]);
  });
});
