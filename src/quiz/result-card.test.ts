import { expect, it } from 'vitest';
import { resultWords } from './result-card.ts';

it.each([
  [10, '全对，可以给别人讲了'],
  [9, '心里有数'],
  [8, '心里有数'],
  [7, '还差一点，看看解析'],
  [6, '还差一点，看看解析'],
  [5, '重新认识一下，从第一讲读起'],
  [0, '重新认识一下，从第一讲读起'],
])('%i of 10', (right, praise) => {
  const words = resultWords('宪法', right, 10, '2026年12月4日');
  expect(words.praise).toBe(praise);
  expect(words.sentence).toBe(`2026年12月4日，宪法小测 10 题答对 ${right} 题：${praise}。`);
  expect(words.file).toMatch(/^[^/\\:*?"<>|]+\.png$/);
});
