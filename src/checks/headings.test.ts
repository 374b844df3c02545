import { describe, expect, it } from 'vitest';
import { hints, qa, QA_BODY, safety, said } from '../../tests/support/material.ts';
import { headings } from './headings.ts';

const body = (text: string) => ({ qa: [qa('qa/wages/first', {}, text)] });
const at = (code: string, line: number) => `${code} qa/wages/first ${line}:1`;

describe('headings of a Q&A', () => {
  it.each([
    ['all in order', QA_BODY, []],
    ['with smaller ones', QA_BODY.replace('1. 先做。', '### 劳动者\n\n1. 先做。'), []],
    ['one missing', QA_BODY.replace('## 案例\n', ''), [at('heading-missing', 20)]],
    ['misspelt', QA_BODY.replace('## 怎么办', '## 怎麼办'), [at('heading-unknown', 24), at('heading-missing', 20)]],
    ['one more', `${QA_BODY}## 附录\n`, [at('heading-unknown', 35)]],
    ['a single hash', QA_BODY.replace('## 案例', '# 案例'), [at('heading-level', 28)]],
    ['twice', `${QA_BODY}## 案例\n`, [at('heading-repeated', 35)]],
    ['in another order', '## 为什么这样规定\n## 案例\n## 怎么办\n## 常见误区\n', [at('heading-order', 22)]],
  ])('%s', (_, text, expected) => expect(said(headings, body(text))).toEqual(expected));

  it('guesses the heading that was meant', () => expect(hints(headings, body(QA_BODY.replace('## 怎么办', '## 怎么做')))[0]).toBe('是不是“怎么办”？'));
});

describe('a safety page', () => {
  it.each([
    ['has the first hour', '## 出了事的第一小时\n', []],
    ['links to it', '看[这里](/safety/first-hour/)。', []],
    ['neither', '## 别的\n', ['first-hour-missing safety/dust 20:1']],
  ])('%s', (_, text, expected) => expect(said(headings, { safety: [safety('safety/dust', text)] })).toEqual(expected));
});
