import { expect, it } from 'vitest';
import type { Asked } from '../quiz/revision.ts';
import { keyWords, mannerOf, picksOf, tableInput } from './picks.ts';

const told = { id: 'AA-001', stem: '题 ____ 和 ____', explanation: 'e', basis: [], page: 'qa/a/b' };
const single: Asked = { ...told, kind: 'single', options: { A: '甲', B: '乙', C: '丙' }, answer: 'B', fixed: false };
const multiple: Asked = { ...told, kind: 'multiple', options: { A: '甲', B: '乙', C: '丙' }, answer: ['A', 'C'], fixed: false };
const truth: Asked = { ...told, kind: 'truefalse', answer: false };
const fill: Asked = { ...told, kind: 'fill', blanks: [{ accept: ['30日', '一个月'] }, { accept: ['书面'] }] };
const ordering: Asked = { ...told, kind: 'ordering', items: { A: '申请', B: '受理', C: '开庭' }, answer: ['A', 'B', 'C'] };
const matching: Asked = { ...told, kind: 'matching', left: { 1: '工资', 2: '工伤' }, right: { A: '监察', B: '社保' }, answer: { 1: 'A', 2: 'B' } };

it.each([
  ['the editor’s key behind the letter shown', single, 'CAB', 'A', ['C']],
  ['several', multiple, 'CAB', 'AB', ['C', 'A']],
  ['true or false', truth, 'TF', 'F', ['F']],
  ['nothing', single, 'CAB', '', []],
  ['what cannot be read', single, 'CAB', 'Z', []],
  ['right blanks in another spelling', fill, '12', '三十日\n书面', ['✓']],
  ['a wrong and an empty blank', fill, '12', '六十日\n', ['60日 ｜ （空）']],
  ['a right order', ordering, 'CAB', 'BCA', ['✓']],
  ['a wrong order, in the editor’s letters', ordering, 'CAB', 'ABC', ['C → A → B']],
  ['right pairs', matching, '12BA', 'BA', ['✓']],
  ['wrong pairs', matching, '12BA', 'A-', ['1–B，2–无']],
] as const)('%s', (_, asked, order, value, keys) => {
  expect(picksOf(asked, order, value)).toEqual(keys);
});

it('tells the key in words and how one answers', () => {
  expect([single, multiple, truth, fill, ordering, matching].map((a) => [keyWords(a), mannerOf(a)])).toEqual([
    ['B', 'one'], ['A、C', 'several'], ['错', 'one'], ['30日 或 一个月 ｜ 书面', 'free'], ['A → B → C', 'free'], ['1–A，2–B', 'free'],
  ]);
});

it('lists the commonest wrong answers and counts the others together', () => {
  const picks = [['✓'], [], ...Array.from({ length: 10 }, (_, i) => [`错 ${i}`]), ['错 9']];
  const { choices, keys } = tableInput(fill, picks);
  expect(choices.map((c) => c.key)).toEqual(['✓', '错 9', '错 0', '错 1', '错 2', '错 3', '错 4', '错 5', '错 6', '…']);
  expect(keys.flat().filter((k) => k === '…')).toHaveLength(2);
  expect(keys[1]).toEqual([]);
});
