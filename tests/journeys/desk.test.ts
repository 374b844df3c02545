/** An editor at the desk: check, a new page, mistakes and their cure; on a copy of the real content. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDesk } from '#desk/server/run.ts';
import iconv from 'iconv-lite';
import { docx } from '../support/docx.ts';
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
async function desk(...args: string[]): Promise<{ code: number; out: string }> {
  const said: string[] = [];
  const code = await runDesk(args, { root, dataDir: join(root, 'data'), cwd: root, today: '2026-11-27', say: (text) => said.push(text) });
  return { code, out: said.join('\n') };
}

/** Changes a file for the length of one deed. */
async function spoilt<T>(file: string, change: (text: string) => string, deed: () => Promise<T>): Promise<T> {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  try {
    return await deed();
  } finally {
    writeFileSync(path, before);
  }
}

describe('desk check', () => {
  it('finds no errors in the content as delivered', async () => {
    const { code, out } = await desk('check');
    expect(out.split('\n').filter((row) => /^(content|quizzes)\//.test(row) && !/提醒：|说明：/.test(row))).toEqual([]);
    expect(out).toMatch(/共检查 \d+ 个文件，0 个错误，\d+ 条提醒(，\d+ 条说明)?。\s*$/);
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
  ])('%s: says where, what and the cure', async (file, change, message, hint) => {
    const { code, out } = await spoilt(file, change, () => desk('check'));
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
  ])('%s %s: a file that passes the check, reminds of its template text, and is never overwritten', async (kind, name) => {
    const file = `content/${kind}/${name}.md`;
    expect((await desk('new', kind, name)).code).toBe(0);
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain('verified: 2026-11-27');
    const { code, out } = await desk('check', file);
    expect(code, out).toBe(0);
    expect(out).toContain('还留着模板里的“【待写】”');
    const again = await desk('new', kind, name);
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
  ])('%j is refused', async (args, message) => {
    const { code, out } = await desk(...args);
    expect(code).toBe(1);
    expect(out).toContain(message);
  });

  it('takes the next place in its topic', async () => {
    await desk('new', 'qa', 'leave/one-more');
    const orders = (file: string) => Number(/^order: (\d+)/m.exec(readFileSync(join(root, file), 'utf8'))?.[1]);
    expect(orders('content/qa/leave/one-more.md')).toBeGreaterThan(orders('content/qa/leave/sick-leave.md'));
    expect(existsSync(join(root, 'content/qa/leave/one-more.md'))).toBe(true);
  });
});

describe('the desk itself', () => {
  it('helps in Chinese', async () => {
    const { code, out } = await desk();
    expect(code).toBe(0);
    expect(out).toContain('npm run desk -- check');
  });
  it.each([
    [[], '以 .pdf 结尾'],
    [['问答.docx'], '以 .pdf 结尾'],
    [['我的', '问答.pdf'], '一次写一个文件'],
  ])('booklet %j is refused with the cure', async (args, message) => {
    expect(await desk('booklet', ...args)).toEqual({ code: 1, out: expect.stringContaining(message) as string });
  });

  it('names the nearest command, and tells the shell that it failed', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(home, 'src/desk/main.ts'), 'chekc'], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stdout).toContain('没有“chekc”这个命令。是不是“check”？');
  }, 60_000);
});

// Each command reads the whole content, which takes its time on a busy machine.
describe('desk import law', { timeout: 60_000 }, () => {
  const statute = (title: string, articles: number, words = '内容') => `${title}\n${Array.from({ length: articles }, (_, i) => `第${i + 1}条 ${words}${i + 1}。`).join('\n')}\n`;
  /** Writes a file that the bureau obtained. */
  const obtained = (name: string, content: string | Buffer): string => {
    writeFileSync(join(root, name), content);
    return name;
  };
  const kept = () => (existsSync(join(root, 'data/laws')) ? readdirSync(join(root, 'data/laws')).sort() : []);

  it('a Word document is checked, kept for the editors, and nothing in content/ changes', async () => {
    const before = readdirSync(join(root, 'content/laws'));
    const { code, out } = await desk('import', 'law', obtained('劳动合同法.docx', docx(statute('中华人民共和国劳动合同法', 98).trim().split('\n'))));
    expect(code, out).toBe(0);
    expect(out).toContain('98 条，第一条至第九十八条');
    expect(out).toMatch(/第二十一条　\d+ 页、\d+ 题/);
    expect(kept()).toEqual(['labour-contract-law.md']);
    expect(readFileSync(join(root, 'data/laws/labour-contract-law.md'), 'utf8')).toContain('第98条 内容98。');
    expect(readdirSync(join(root, 'content/laws'))).toEqual(before);
  });

  it('the same text again changes nothing; an amended one says which articles, and the old one stays', async () => {
    const again = await desk('import', 'law', obtained('again.txt', statute('中华人民共和国劳动合同法', 98).replaceAll('\n', '\r\n')));
    expect(again.out).toContain('已有同样的文本');
    expect(again.code).toBe(0);
    const amended = await desk('import', 'law', obtained('new.txt', iconv.encode(statute('中华人民共和国劳动合同法', 98).replace('内容47。', '新的内容。'), 'gb18030')));
    expect(amended.out).toContain('改了：第四十七条');
    expect(amended.out).toContain('npm run desk -- impact labour-contract-law 47');
    expect(kept()).toEqual([expect.stringMatching(/^labour-contract-law\.[0-9a-f]{8}\.old\.md$/), 'labour-contract-law.md']);
  });

  it('a part of the code is kept beside the whole under its own name', async () => {
    const part = statute('中华人民共和国民法典', 1300).split('\n').filter((_, i) => i === 0 || (i >= 1164 && i <= 1258)).join('\n');
    const { code, out } = await desk('import', 'law', obtained('侵权责任编.md', part));
    expect(code, out).toBe(0);
    expect(out).toContain('部分：第 1164 至 1258 条');
    expect(kept()).toContain('civil-code.1164-1258.md');
  });

  it.each<[string, () => string[], string]>([
    ['a text with a gap', () => [obtained('gap.txt', statute('劳动合同法', 98).replace('第9条 内容9。\n', ''))], '缺了第 9 条'],
    ['another law than --law says', () => [obtained('other.txt', statute('劳动合同法', 98)), '--law', 'labour-law'], '请核对是哪一部'],
    ['a law nobody knows', () => [obtained('unknown.txt', statute('某某办法', 3))], '还不知道是哪一部法'],
    ['a slip in --law', () => [obtained('slip.txt', statute('劳动合同法', 98)), '--law', 'labor-contract-law'], '是不是“labour-contract-law”？'],
    ['a path as --law', () => [obtained('path.txt', statute('劳动合同法', 98)), '--law', '../../x'], '写台账里的编号'],
    ['no such file', () => ['no.txt'], '找不到文件'],
    ['no file', () => [], '要写明文件'],
  ])('%s: told, and nothing is kept', async (_, args, message) => {
    const before = kept();
    const { code, out } = await desk('import', 'law', ...args());
    expect(out).toContain(message);
    expect(code).toBe(1);
    expect(kept()).toEqual(before);
  });
});

describe('desk impact', { timeout: 60_000 }, () => {
  it('lists pages, questions by number and the digest, by id or by name', async () => {
    const { code, out } = await desk('impact', 'labour-contract-law', '21');
    expect(code).toBe(0);
    expect(out).toMatch(/content\/qa\/probation\/dismissal-in-probation\.md:\d+ /);
    expect(out).toMatch(/quizzes\/banks\/contract\.yaml:\d+ {2}LC-\d+　依据第二十一条/);
    expect(out).toMatch(/content\/laws\/labour-contract-law\.yaml:\d+ {2}第二十一条/);
    expect((await desk('impact', '劳动合同法', '第二十一条')).out).toBe(out);
  });
  it.each([
    [[], '要写明哪部法'],
    [['labour-contrat-law'], '是不是“labour-contract-law”？'],
    [['labour-contract-law', '99'], '只有 98 条'],
    [['labour-contract-law', 'x'], '读不懂'],
  ])('%j is refused', async (args, message) => {
    const { code, out } = await desk('impact', ...args);
    expect(code).toBe(1);
    expect(out).toContain(message);
  });
});

describe('banks as files', { timeout: 60_000 }, () => {
  const BANK = 'quizzes/banks/disputes.yaml';
  const at = (file: string) => readFileSync(join(root, file), 'utf8');
  const HEAD = '题型,题干,选项A,选项B,答案,解析,依据,页面,难度';

  it('exported, and imported again, is the same bank, in every format that carries everything', async () => {
    for (const format of ['xlsx', 'csv', 'gift', 'moodle', 'qti2', 'qti3']) {
      const made = await desk('export', 'bank', 'disputes', '--format', format, '--out', `out.${format}`);
      expect(made.code, made.out).toBe(0);
      if (format === 'gift') expect(made.out).toMatch(/没有写进去：\n(.*\n)* {2}GIFT 没有排序题（\d+ 题）：[A-Z]+-\d+/);
      const { code, out } = await desk('import', 'bank', 'disputes', `out.${format}`);
      expect(code, out).toBe(0);
      expect(out, format).toMatch(/题库 disputes：新增 0 题，改动 0 题，没有变化 [1-9]\d* 题，不能导入 0 题。/);
    }
  });

  it('a list with one mistake imports nothing and says all; mended it is looked at first, then applied, and the content stays whole', async () => {
    const before = at(BANK);
    writeFileSync(join(root, '新题.csv'), iconv.encode(`${HEAD}\r\n单选,仲裁委员会收到申请以后几天内决定是否受理呢,五日,十日,C,因为是五日,劳动争议调解仲裁发 29,qa/disputes/nothing,2\r\n判断,这是另一道判断题的题干,,,对,因为,劳动争议调解仲裁法 999,,3\r\n`, 'gb18030'));
    const bad = await desk('import', 'bank', 'disputes', '新题.csv', '--apply');
    expect(bad.code).toBe(1);
    for (const says of ['第 2 行“答案”：答案“C”不在选项中', '第 2 行“依据”：法规台账里没有“劳动争议调解仲裁发”。是不是“劳动争议调解仲裁法”', '第 2 行“页面”', '第 3 行“页面”：缺少页面', '第 3 行“依据”：引用了劳动争议调解仲裁法第九百九十九条']) expect(bad.out).toContain(says);
    expect(at(BANK)).toBe(before);

    const page = /page: (\S+)/.exec(before)?.[1] ?? '';
    writeFileSync(join(root, '新题.csv'), `\uFEFF${HEAD}\n单选,仲裁委员会收到申请以后几天内决定是否受理呢,五日,十日,A,收到申请起五日内决定,劳动争议调解仲裁法第二十九条,${page},2\n`);
    const looked = await desk('import', 'bank', 'disputes', '新题.csv');
    expect(looked.code, looked.out).toBe(0);
    expect(looked.out).toContain('这只是核对，什么也没有改');
    expect(at(BANK)).toBe(before);
    const applied = await desk('import', 'bank', 'disputes', '新题.csv', '--apply');
    expect(applied.code, applied.out).toBe(0);
    expect(at(BANK).startsWith(before.trimEnd())).toBe(true);
    expect((await desk('check', BANK)).code).toBe(0);
    // Once more: the same question is already there.
    expect((await desk('import', 'bank', 'disputes', '新题.csv', '--apply')).out).toContain('一样。要改那一题，就写上它的题号');
    writeFileSync(join(root, BANK), before);
  });

  it('what Aiken has no place for is asked for, or handed back as a sheet to complete', async () => {
    writeFileSync(join(root, 'a.txt'), '用人单位不服仲裁裁决可以怎么办才对呢\nA. 起诉\nB. 上访\nANSWER: A\n');
    const bare = await desk('import', 'bank', 'disputes', 'a.txt', '--sheet', '补齐.xlsx');
    expect(bare.out).toContain('第 1 题（第 1 行）“依据”：缺少依据');
    expect(bare.out).toContain('已把读到的题写进 补齐.xlsx');
    expect((await desk('import', 'bank', 'disputes', '补齐.xlsx')).out).toContain('第 2 行“依据”：缺少依据');
    const page = /page: (\S+)/.exec(at(BANK))?.[1] ?? '';
    const whole = await desk('import', 'bank', 'disputes', 'a.txt', '--basis', 'dispute-law:50', '--page', page, '--difficulty', '2', '--explanation', '可以起诉');
    expect(whole.out).toContain('新增 1 题');
  });

  it.each([
    [['import', 'bank'], '要写明题库和文件'],
    [['import', 'bank', 'contracts', 'x.csv'], '找不到文件“x.csv”'],
    [['import', 'bank', 'contracts', '新题.csv'], '没有“contracts”这个题库。是不是“contract”？'],
    [['import', 'bank', 'contract', '新题.csv', '--aply'], '看不懂“--aply”'],
    [['import', 'bank', 'contract', '新题.csv', '--basis', '劳动法47'], '依据“劳动法47”读不懂'],
    [['export', 'bank', 'contract', '--format', 'xls', '--out', 'x'], '没有“xls”这种格式。是不是“xlsx”？'],
    [['export', 'bank', '../../etc', '--format', 'csv', '--out', 'x'], '没有“../../etc”这个题库'],
    [['template'], '要写明文件'],
  ])('%j is refused', async (args, message) => {
    const { code, out } = await desk(...args);
    expect(code).toBe(1);
    expect(out).toContain(message);
  });
});
