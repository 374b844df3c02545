/** `desk paper` over the banks as delivered. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paperFiles } from './paper.ts';

const root = new URL('../../..', import.meta.url).pathname;
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pufa-paper-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function desk(...args: string[]): { readonly code: number; readonly said: string } {
  const said: string[] = [];
  const code = paperFiles(args, { root, cwd, say: (text) => said.push(text) });
  return { code, said: said.join('\n') };
}

describe('papers on paper', () => {
  it('are three files with one number, the key for its keeper alone, and can be made again by that number', () => {
    const { code, said } = desk('quiz-constitution', '--out', '卷', '--seed', 'k7q2m9');
    expect(code, said).toBe(0);
    const number = /卷号 (K7Q2M9-[0-9A-F]{6})/.exec(said)?.[1] ?? '';
    expect(readdirSync(join(cwd, '卷')).sort()).toEqual([`${number}-答案.pdf`, `${number}-答题卡.pdf`, `${number}-试题.pdf`].sort());
    expect(statSync(join(cwd, '卷', `${number}-答案.pdf`)).mode & 0o077).toBe(0);
    expect(desk('quiz-constitution', '--out', '再', '--number', number.toLowerCase()).code).toBe(0);
    expect(readdirSync(join(cwd, '再'))).toContain(`${number}-试题.pdf`);
    expect(desk('quiz-constitution', '--out', '再', '--number', `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`)).toMatchObject({ code: 1, said: expect.stringContaining('后来改过') as string });
  });

  it.each([
    [['annual-2025', '--out', 'x'], '是不是“annual-2026”'],
    [['annual-2026'], '写成：'],
    [['annual-2026', '--out', 'x', '--count', '0'], '份数写 1 到 50 的整数'],
    [['annual-2026', '--out', 'x', '--seed', '../..'], '种子只能用字母和数字'],
    [['annual-2026', '--out', 'x', '--number', '12'], '卷号照试卷上的抄'],
    [['annual-2026', '--out', join(root, 'public/papers')], '答案会跟着公开'],
    [['annual-2026', '--out', join(root, 'dist')], '答案会跟着公开'],
    [['annual-2026', '--wat'], '写成：'],
  ])('%j is refused with the cure, and nothing is written', (args, say) => {
    const { code, said } = desk(...args);
    expect(code).toBe(1);
    expect(said).toContain(say);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
