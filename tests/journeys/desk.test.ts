/** An editor at the desk: check, a new page, mistakes and their cure; on a copy of the real content. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDesk } from '#desk/server/run.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pufa-desk-'));
  for (const part of ['content', 'quizzes', 'public']) cpSync(join(home, part), join(root, part), { recursive: true });
  cpSync(join(home, 'src/pages'), join(root, 'src/pages'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs a command of the desk on the copy. */
function desk(...args: string[]): { code: number; out: string } {
  const said: string[] = [];
  const code = runDesk(args, { root, today: '2026-11-23', say: (text) => said.push(text) });
  return { code, out: said.join('\n') };
}

/** Changes a file for the length of one deed. */
function spoilt<T>(file: string, change: (text: string) => string, deed: () => T): T {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  try {
    return deed();
  } finally {
    writeFileSync(path, before);
  }
}

describe('desk check', () => {
  it('finds no errors in the content as delivered', () => {
    const { code, out } = desk('check');
    expect(out.split('\n').filter((row) => /^(content|quizzes)\//.test(row) && !row.includes('提醒：'))).toEqual([]);
    expect(out).toMatch(/共检查 \d+ 个文件，0 个错误，\d+ 条提醒。\s*$/);
    expect(code).toBe(0);
  });

  it.each([
    ['content/qa/signing/deposit-and-id.md', (t: string) => t.replace('{law: labour-contract-law, article: 9}', '{law: labor-contract-law, article: 9}'), '不在法规台账里', '是不是“labour-contract-law”？'],
    ['content/qa/signing/deposit-and-id.md', (t: string) => t.replace('{law: labour-contract-law, article: 9}', '{law: labour-contract-law, article: 99}'), '这部法只有 98 条', '对照法律原文改条号'],
    ['content/qa/signing/deposit-and-id.md', (t: string) => `${t}\n看[这里](/qa/signing/no-contract/)。\n`, '站内没有“/qa/signing/no-contract/”这一页', '是不是“'],
    ['content/qa/signing/deposit-and-id.md', (t: string) => t.replace('## 怎么办', '## 怎么做'), '缺少“## 怎么办”这一节', '四节依次是'],
    ['quizzes/banks/contract.yaml', (t: string) => t.replace('answer: D', 'answer: E'), 'LC-001 答案“E”不在选项中（现有 A B C D）', '改答案'],
    ['quizzes/papers/annual-2026.yaml', (t: string) => t.replace('count: 6', 'count: 600'), '只有', '少抽几道'],
    ['quizzes/plans/2026.yaml', (t: string) => t.replace('credits: 36', 'credits: 3600'), '领导干部要 3600 学分', '增加课程'],
  ])('%s: says where, what and the cure', (file, change, message, hint) => {
    const { code, out } = spoilt(file, change, () => desk('check'));
    expect(code).toBe(1);
    const rows = out.split('\n');
    const at = rows.findIndex((row) => row.startsWith(`${file}:`) && row.includes(message));
    expect(at, out).toBeGreaterThanOrEqual(0);
    expect(rows[at]).toMatch(/^[^:]+:\d+:\d+ {2}/);
    expect(rows[at + 1]).toContain(`    → ${hint}`);
  });
});

describe('desk new', () => {
  it.each([
    ['qa', 'wages/night-shift'],
    ['safety', 'welding-sparks'],
    ['constitution', 'national-flag'],
  ])('%s %s: a file that passes the check, reminds of its template text, and is never overwritten', (kind, name) => {
    const file = `content/${kind}/${name}.md`;
    expect((desk('new', kind, name)).code).toBe(0);
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain('verified: 2026-11-23');
    const { code, out } = desk('check', file);
    expect(code, out).toBe(0);
    expect(out).toContain('还留着模板里的“【待写】”');
    const again = desk('new', kind, name);
    expect(again.code).toBe(1);
    expect(again.out).toContain('已经有了，没有改动它');
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  it.each([
    [['new'], '要写明种类和名字'],
    [['new', 'qq', 'wages/x'], '没有“qq”这一种'],
    [['new', 'qa', 'wage/x'], '是不是“wages”？'],
    [['new', 'qa', 'wages'], '<专题>/<名字>'],
    [['new', 'qa', '../../etc/passwd'], '要写成'],
    [['new', 'safety', '..'], '不能做网址'],
    [['new', 'qa', 'wages/Night Shift'], '不能做网址'],
  ])('%j is refused', (args, message) => {
    const { code, out } = desk(...args);
    expect(code).toBe(1);
    expect(out).toContain(message);
  });

  it('takes the next place in its topic', () => {
    desk('new', 'qa', 'leave/one-more');
    const orders = (file: string) => Number(/^order: (\d+)/m.exec(readFileSync(join(root, file), 'utf8'))?.[1]);
    expect(orders('content/qa/leave/one-more.md')).toBeGreaterThan(orders('content/qa/leave/sick-leave.md'));
    expect(existsSync(join(root, 'content/qa/leave/one-more.md'))).toBe(true);
  });
});

describe('the desk itself', () => {
  it('helps in Chinese', () => {
    const { code, out } = desk();
    expect(code).toBe(0);
    expect(out).toContain('npm run desk -- check');
  });
  it('names the nearest command, and tells the shell that it failed', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(home, 'src/desk/main.ts'), 'chekc'], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stdout).toContain('没有“chekc”这个命令。是不是“check”？');
  }, 60_000);
});
