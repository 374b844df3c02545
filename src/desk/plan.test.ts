import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runDesk } from './server/run.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'pufa-plan-'));
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

async function desk(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await runDesk(args, { root: process.cwd(), dataDir, cwd: process.cwd(), today: '2026-11-27', say: (text) => void lines.push(text), clock: { now: () => Date.parse('2026-11-27T09:00:00+08:00') } });
  return { code, text: lines.join('\n') };
}

it('lists the versions, gives one back as a file, and says that nothing waits', async () => {
  expect((await desk('plan', 'list')).text).toMatch(/2026 年度第 1 版 {2}2026-11-27 09:00 生效/);
  const shown = await desk('plan', 'show', '2026');
  expect(parse(shown.text)).toMatchObject({ year: 2026, dailyCap: 12 });
  expect(Object.keys((parse(shown.text) as { audiences: object }).audiences)).toEqual(['leader', 'enforcement', 'staff']);
  expect(await desk('plan', 'preview', '2026')).toEqual({ code: 0, text: '2026 年度的计划文件和生效的版本一致。' });
  expect(await desk('plan', 'show', '2026', '9')).toEqual({ code: 1, text: '没有 2026 年度第 9 版的计划。' });
  expect(await desk('plan', 'preview', '1999')).toEqual({ code: 0, text: '没有 1999 年度的计划。' });
});

it.each([[['plan']], [['plan', 'preview']], [['plan', 'show', 'x']], [['plan', 'list', '2026']], [['plan', 'preview', '2026', '--nonsense']]])('%j is told how', async (args) => {
  const { code, text } = await desk(...args);
  expect([code, text.includes('用法')]).toEqual([2, true]);
});
