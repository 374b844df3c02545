import { describe, expect, it } from 'vitest';
import { progressIn, questionOf, readList, withRead } from './progress.ts';

it.each([
  ['/qa/wages/payday/', 'wages/payday'], ['/column/qa/wages/payday/', 'wages/payday'], ['/qa/wages/', undefined], ['/qa/wages/print/', undefined], ['/laws/a/', undefined], ['/qa/a/b/c/', undefined],
])('%s is the question %s', (path, id) => expect(questionOf(path)).toBe(id));

it.each([
  [null, []], ['', []], ['nonsense', []], ['{}', []], ['["a/b","a/b","c/d"]', ['a/b', 'c/d']], ['[1,null,"<b>","a/b"]', ['a/b']],
])('kept %j counts as %j', (text, list) => expect(readList(text)).toEqual(list));

it('what is read again moves to the end', () => expect(withRead(['a/b', 'c/d'], 'a/b')).toEqual(['c/d', 'a/b']));

describe('progress', () => {
  const all = ['a/1', 'a/2', 'b/1', 'b/2'];
  it.each([
    [[], 0, undefined],
    [['a/1'], 1, 'a/2'],
    [['b/1', 'a/1'], 2, 'a/2'],
    [['a/1', 'b/2'], 2, 'a/2'],
    [['b/2', 'a/1', 'a/2', 'b/1'], 4, undefined],
    [['gone/x'], 0, undefined],
    [['a/2', 'gone/x'], 1, 'b/1'],
  ])('%j', (list, read, next) => expect(progressIn(all, list)).toEqual({ read, next }));
});
