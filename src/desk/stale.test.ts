import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staleText } from './server/stale.ts';

const root = join(import.meta.dirname, '../..');
let copy: string;

/** One page of each column and one law, every one verified and due on days of our choosing. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'pufa-stale-'));
  const take = (from: string, verified: string, review?: string) => {
    const text = readFileSync(join(root, 'content', from), 'utf8').replace(/^verified: .*$/m, `verified: ${verified}`);
    mkdirSync(join(copy, 'content', from, '..'), { recursive: true });
    writeFileSync(join(copy, 'content', from), review ? text.replace(/^review: .*$/m, `review: ${review}`) : text);
  };
  cpSync(join(root, 'content/topics'), join(copy, 'content/topics'), { recursive: true });
  cpSync(join(root, 'content/site.yaml'), join(copy, 'content/site.yaml'));
  take('qa/wages/overtime-pay.md', '2026-11-01', '2027-03-01');
  take('constitution/rights-and-duties.md', '2026-10-01', '2027-06-01');
  take('safety/forklift.md', '2026-04-30', '2026-12-01');
  take('laws/labour-law.yaml', '2026-09-15');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('desk stale', () => {
  it.each([
    // The home page is as fresh as the page verified last: 1 November and two weeks.
    ['2026-10-30', false, []],
    ['2026-11-01', true, ['工伤预防']],
    ['2026-11-15', true, ['工伤预防']],
    ['2026-11-16', true, ['首页', '工伤预防']],
    ['2027-03-15', true, ['首页', '工伤预防']],
    ['2027-03-16', true, ['首页', '工伤预防', '法规台账']],
    ['2027-05-02', true, ['首页', '用工问答', '宪法', '工伤预防', '法规台账']],
  ])('on %s', (today, late, columns) => {
    const said = staleText(copy, today);
    expect(said.text.split('\n').flatMap((line) => /^超期　([^：]+)：/.exec(line)?.[1] ?? [])).toEqual(columns);
    expect(said.late).toBe(late);
  });

  it('names the file of a page past its day of review, and when nothing is late says so', () => {
    expect(staleText(copy, '2026-12-01').text).not.toContain('应当复核：');
    expect(staleText(copy, '2026-12-02').text).toContain('content/safety/forklift.md  2026年12月1日应当复核：');
    expect(staleText(copy, '2026-10-30').text).toContain('没有超期的栏目和页面。');
    expect(staleText(copy, '2026-12-02').text).toContain('2 个栏目超期，1 页应当复核。');
  });
});
