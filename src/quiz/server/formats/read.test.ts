/** Files as people send them, good and bad: read, or refused with a sentence and its cure. */
import iconv from 'iconv-lite';
import { zipSync, strToU8 } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { packed } from '../../../../tests/support/docx.ts';
import { unzip } from '../../../kernel/server/unzip.ts';
import { fileIssueText } from '../../formats/item.ts';
import { questionSchema, type Question } from '../../schema.ts';
import { readBankFile } from './read.ts';
import { writeBankFile } from './write.ts';
import { bankXlsx } from './xlsx.ts';

const LAWS = [{ id: 'labour-law', short: '劳动法', title: '中华人民共和国劳动法', aliases: ['老劳动法'] }];
const PAGES = [{ id: 'qa/wages/first', title: '工资' }];
const question = (rest: object): Question => questionSchema.parse({ id: 'LC-001', kind: 'single', stem: '题干', options: { A: '甲', B: '乙' }, answer: 'B', explanation: '因为', basis: [{ law: 'labour-law', article: 3 }], page: 'qa/wages/first', difficulty: 2, ...rest });
const bytes = (text: string) => new TextEncoder().encode(text);
const said = async (file: Uint8Array, name = 'x.txt') => {
  const { items, issues } = await readBankFile(file, name, LAWS);
  return [...issues, ...items.flatMap((i) => i.issues)].map(fileIssueText).join('\n');
};
const drafts = async (file: Uint8Array, name = 'x.txt') => (await readBankFile(file, name, LAWS)).items.map((i) => i.draft);

const CSV = '题号,题型,题干,选项A,选项B,答案,解析,依据,页面,难度\r\nLC-001,单选,题干,甲,乙,B,因为,《中华人民共和国劳动法》第三条,qa/wages/first,２\r\n';
const DRAFT = { id: 'LC-001', kind: 'single', stem: '题干', options: { A: '甲', B: '乙' }, answer: 'B', explanation: '因为', basis: [{ law: 'labour-law', article: '3' }], page: 'qa/wages/first', difficulty: 2 };

describe('a sheet comes as', () => {
  it.each<[string, () => Uint8Array]>([
    ['CSV in UTF-8', () => bytes(CSV)],
    ['CSV with a byte-order mark', () => bytes(`\uFEFF${CSV}`)],
    ['CSV in GB18030, as Excel writes it', () => new Uint8Array(iconv.encode(CSV, 'gb18030'))],
    ['CSV in UTF-16', () => new Uint8Array(iconv.encode(`\uFEFF${CSV}`, 'utf-16le'))],
    ['text with tabs', () => bytes(CSV.replaceAll(',', '\t'))],
  ])('%s', async (_, file) => expect(await drafts(file(), 'x.csv')).toEqual([DRAFT]));

  it('XLSX; what Excel made of a percentage or a day is pointed at', async () => {
    const file = (cells: unknown[]) => writeXlsx([['题干', '选项A', '选项B', '答案'], cells].map((row) => row.map((value) => (typeof value === 'number' ? { value, type: Number } : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value: String(value), type: String }))) as never).toBuffer();
    expect(await drafts(await file(['题干', 3000, '乙', 'A']))).toEqual([{ stem: '题干', options: { A: '3000', B: '乙' }, answer: 'A' }]);
    expect(await said(await file(['题干', 0.2, '乙', 'A']))).toContain('第 2 行“选项A”：这一格是数字 0.2，原来也许是百分数');
    expect(await said(await file(['题干', new Date('2026-03-04'), '乙', 'A']))).toContain('被表格软件当成了日期 2026-03-04');
  });

  it('what a spreadsheet would run is exported as text, in XLSX and CSV, and read back as it was', async () => {
    const evil = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\t=1', "'=1", '＝1'];
    const questions = evil.map((text, i) => question({ id: `LC-00${i + 1}`, options: { A: text, B: '乙' } }));
    for (const format of ['xlsx', 'csv'] as const) {
      const { file } = await writeBankFile(questions, format, { laws: LAWS, pages: PAGES });
      const back = await readBankFile(file, `x.${format}`, LAWS);
      expect(back.items.map((i) => (i.draft.options as Record<string, string>).A)).toEqual(evil.map((t) => t.trim()));
    }
    const csv = new TextDecoder().decode((await writeBankFile(questions, 'csv', { laws: LAWS, pages: PAGES })).file);
    expect(csv.split(/[,\r\n]/).filter((cell) => /^"?\s*[=+\-@＝]/.test(cell))).toEqual([]);
  });
});

describe('the template', () => {
  it('has drop-downs, instructions and lists, and holds no question', async () => {
    const file = await bankXlsx([], LAWS, PAGES);
    const sheet = Buffer.from(unzip(file, (n) => n === 'xl/worksheets/sheet1.xml', 1e7).get('xl/worksheets/sheet1.xml') ?? []).toString();
    expect(Array.from(sheet.matchAll(/<formula1>([^<]*)<\/formula1>/g), (m) => m[1])).toEqual(["'可选项'!$A$2:$A$12", "'可选项'!$B$2:$B$6", "'可选项'!$C$2:$C$3", "'可选项'!$C$2:$C$3", "'可选项'!$D$2:$D$2"]);
    expect(sheet.indexOf('<dataValidations')).toBeGreaterThan(sheet.indexOf('</sheetData>'));
    expect((await readSheet(file, '填写说明')).flat()).toContain('依据');
    expect((await readSheet(file, '可选项')).flat()).toEqual(expect.arrayContaining(['单选', '劳动法', 'qa/wages/first']));
    expect(await said(file)).toBe('只有表头，没有试题。从表头下面一行开始填。');
  });
});

const XXE = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="truefalse"><questiontext><text>&x;</text></questiontext></question></quiz>';
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha">${[...'bcdefghij'].map((c, i) => `<!ENTITY ${c} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]><quiz>&j;</quiz>`;
const manyEntries = (n: number) => zipSync(Object.fromEntries(Array.from({ length: n }, (_, i) => [`items/${i}.xml`, strToU8('<a/>')])), { level: 0 });

describe('refused with a sentence', () => {
  it.each<[string, () => Uint8Array, string, string]>([
    ['nothing', () => new Uint8Array(0), 'x.xlsx', '文件是空的'],
    ['more than 5 MB', () => new Uint8Array(10 * 1024 * 1024), 'x.csv', '文件超过 5 MB'],
    ['old Excel', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'x.xls', '另存为不加密码的 .xlsx'],
    ['a broken spreadsheet', () => new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'x.xlsx', '文件可能损坏'],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'x.csv', '这不是能读的文件'],
    ['a ZIP bomb as XLSX', () => packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 1024 * 1024) }), 'x.xlsx', '大得不合常理'],
    ['one that lies about its size', () => packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 1024 * 1024) }, 1000), 'x.xlsx', '大得不合常理'],
    ['one squeezed a thousandfold', () => packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(4 * 1024 * 1024) }), 'x.xlsx', '大得不合常理'],
    ['a ZIP bomb as QTI', () => packed({ 'imsmanifest.xml': Buffer.alloc(40 * 1024 * 1024) }), 'x.zip', '大得不合常理'],
    ['a package of ten thousand files', () => manyEntries(10_000), 'x.zip', '大得不合常理'],
    ['a package cut off', () => manyEntries(3).slice(0, 60), 'x.zip', '可能损坏'],
    ['a spreadsheet with a document type', () => packed({ '[Content_Types].xml': LAUGHS, 'xl/workbook.xml': LAUGHS, 'xl/worksheets/sheet1.xml': LAUGHS }), 'x.xlsx', '文件可能损坏'],
    ['external entities', () => bytes(XXE), 'x.xml', '文档类型声明'],
    ['a billion laughs', () => bytes(LAUGHS), 'x.xml', '文档类型声明'],
    ['a billion laughs in a package', () => zipSync({ 'items/a.xml': strToU8(LAUGHS) }), 'x.zip', 'items/a.xml：文件里有文档类型声明'],
    ['XML cut off', () => bytes('<quiz><question type="truefalse">'), 'x.xml', '行的 XML 写得不对'],
    ['XML a thousand deep', () => bytes(`<quiz>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</quiz>`), 'x.xml', '一层套一层'],
    ['XML of another kind', () => bytes('<svg></svg>'), 'x.xml', '最外层应当是 <quiz>'],
    ['a package without items', () => zipSync({ 'imsmanifest.xml': strToU8('<manifest/>') }), 'x.zip', '没有 QTI 试题'],
    ['prose', () => bytes('这是一封信。\n没有题。'), 'x.txt', '这不是能读的文件'],
    ['a sheet without a heading', () => bytes('1,2,3\n4,5,6\n'), 'x.csv', '找不到表头'],
    ['too many questions', () => bytes(`题干,答案\n${'题,A\n'.repeat(2001)}`), 'x.csv', '一次最多导入 2000 题，这个文件有 2001 行'],
    ['too many in GIFT', () => bytes('题 {T}\n\n'.repeat(2001)), 'x.txt', '这个文件有 2001 题'],
  ])('%s', async (_, file, name, says) => expect(await said(file(), name)).toContain(says));

  it('a deep or broken question does not take the others with it', async () => {
    const file = bytes('好题 {=对 ~错}\n\n坏题 {=对 ~错\n\n::下一题:: 时间是 9:00 到 17:30？ {F}\n\n论述 {}\n\n没有答案的题\n\n数 {#3}\n\n空 {=一 =二}');
    const { items } = await readBankFile(file, 'x.txt', LAWS);
    expect(items.map((i) => `${i.where} ${i.draft.kind ?? '?'} ${i.issues.map((x) => x.say).join('')}`)).toEqual([
      '第 1 题（第 1 行） single ',
      '第 2 题（第 3 行） single 大括号没有关上。',
      '第 3 题（第 5 行） truefalse ',
      '第 4 题（第 7 行） ? 大括号里没有答案（论述题不能自动判分）。',
      '第 5 题（第 9 行） ? 没有写在大括号里的答案。',
      '第 6 题（第 11 行） ? 数值题不能导入。',
      '第 7 题（第 13 行） fill ',
    ]);
    expect(items[2]?.draft).toEqual({ kind: 'truefalse', stem: '时间是 9:00 到 17:30？', answer: false });
  });
});

describe('the other kinds in a sheet', () => {
  it('blanks, orders, pairs and a case with its parts', async () => {
    const file = bytes('题号,题型,材料,题干,左列,选项A,选项B,选项C,答案,解析\nLC-001,填空,,满____个月、____天,,,,,"六|半年\n三十|30",因为\nLC-002,排序题,,先后,,甲,乙,丙,B、A、C,因为\nLC-003,连线题,,配对,"1. 子\n2. 丑",甲,乙,,1→B 2→A,因为\nLC-004,材料题,一个案子,,,,,,,\n,小题判断,,对吗,,,,,×,因为\n,小题单选,,选哪个,,甲,乙,,A,因为\n,单选,,又一题,,甲,乙,,B,因为\n');
    expect(await drafts(file, 'x.csv')).toEqual([
      { id: 'LC-001', kind: 'fill', stem: '满____个月、____天', blanks: [{ accept: ['六', '半年'] }, { accept: ['三十', '30'] }], explanation: '因为' },
      { id: 'LC-002', kind: 'ordering', stem: '先后', items: { A: '甲', B: '乙', C: '丙' }, answer: ['B', 'A', 'C'], explanation: '因为' },
      { id: 'LC-003', kind: 'matching', stem: '配对', left: { '1': '子', '2': '丑' }, right: { A: '甲', B: '乙' }, answer: { '1': 'B', '2': 'A' }, explanation: '因为' },
      { id: 'LC-004', kind: 'case', material: '一个案子', parts: [{ kind: 'truefalse', stem: '对吗', answer: false, explanation: '因为' }, { kind: 'single', stem: '选哪个', options: { A: '甲', B: '乙' }, answer: 'A', explanation: '因为' }] },
      { kind: 'single', stem: '又一题', options: { A: '甲', B: '乙' }, answer: 'B', explanation: '因为' },
    ]);
    expect(await said(bytes('题型,题干,答案\n小题判断,对吗,对\n'), 'x.csv')).toContain('第 2 行“题型”：小题上面没有材料题');
  });
});

describe('files of other systems', () => {
  it('GIFT with categories, HTML, weights, comments, a gap and blank lines between options', async () => {
    const file = bytes('$CATEGORY: tom/dick\n\n// 注释\n::甲:: [html]<p>第一行<br>第二行 &lt;b&gt;</p> {\n\n~%50%甲#好\n\n~%50%乙\n~%-100%丙\n####[html]<b>因为</b>\n}\n\n工资 {=按月 ~按年} 支付。');
    expect(await drafts(file)).toEqual([
      { kind: 'multiple', stem: '第一行\n第二行 <b>', options: { A: '甲', B: '乙', C: '丙' }, answer: ['A', 'B'], explanation: '因为' },
      { kind: 'single', stem: '工资____支付。', options: { A: '按月', B: '按年' }, answer: 'A' },
    ]);
    expect(await said(file)).toContain('每个选项自己的反馈没有地方放');
  });

  it('Moodle XML with HTML, pictures, partial marks, and kinds that are not ours', async () => {
    const text = (s: string) => `<questiontext format="html"><text><![CDATA[${s}]]></text></questiontext>`;
    const file = bytes(`<?xml version="1.0"?><quiz><question type="category"><category><text>x</text></category></question>
<question type="multichoice"><name><text>n</text></name>${text('<p>第一段</p><p>A &amp; B&nbsp;</p>')}<single>true</single>
<answer fraction="100" format="html"><text>&lt;p&gt;对&lt;/p&gt;</text></answer><answer fraction="50"><text>半对</text></answer></question>
<question type="truefalse">${text('<p>看图 <img src="@@PLUGINFILE@@/a.png"></p>')}<answer fraction="100"><text>false</text></answer><answer fraction="0"><text>true</text></answer></question>
<question type="essay">${text('谈谈')}</question></quiz>`);
    expect(await drafts(file, 'x.xml')).toEqual([
      { kind: 'single', stem: '第一段\nA & B', options: { A: '对', B: '半对' }, answer: 'A' },
      { kind: 'truefalse', stem: '看图', answer: false },
      { stem: '谈谈' },
    ]);
    const says = await said(file, 'x.xml');
    expect(says).toContain('第 1 题（第 2 行）“答案”：有些选项得一部分分');
    expect(says).toContain('第 2 题（第 4 行）“题干”：里面的图片或影音会丢');
    expect(says).toContain('“题型”：论述题不能导入');
  });

  it('Aiken with full-width letters and a Chinese key line; a question without its key', async () => {
    const file = bytes('甲题？\nＡ．一\nB) 二\n答案：B\n\n乙题\n没有答案\nA. 一\nB. 二\n\n丙题\nA. 正确\nB. 错误\nANSWER: A\n');
    expect(await drafts(file)).toEqual([
      { kind: 'single', stem: '甲题？', options: { A: '一', B: '二' }, answer: 'B' },
      { kind: 'single', stem: '乙题\n没有答案', options: { A: '一', B: '二' } },
      { kind: 'truefalse', stem: '丙题', answer: true },
    ]);
    expect(await said(file)).toContain('第 2 题（第 6 行）“答案”：没有 ANSWER 这一行');
  });

  it('a bare QTI item with a prefix, a mapping instead of a key, and several interactions', async () => {
    const item = (inner: string, key: string) => `<q:assessmentItem xmlns:q="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="x-1"><q:responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">${key}</q:responseDeclaration><q:itemBody><p>题 <strong>干</strong></p>${inner}</q:itemBody></q:assessmentItem>`;
    const choice = '<q:choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="0"><q:prompt>选哪些？</q:prompt><q:simpleChoice identifier="c1">甲</q:simpleChoice><q:simpleChoice identifier="c2">乙</q:simpleChoice><q:simpleChoice identifier="c3">丙</q:simpleChoice></q:choiceInteraction>';
    const mapping = '<q:mapping defaultValue="0"><q:mapEntry mapKey="c3" mappedValue="1"/><q:mapEntry mapKey="c1" mappedValue="1"/><q:mapEntry mapKey="c2" mappedValue="-1"/></q:mapping>';
    expect(await drafts(bytes(item(choice, mapping)), 'x.xml')).toEqual([{ kind: 'multiple', stem: '题 干\n选哪些？', options: { A: '甲', B: '乙', C: '丙' }, answer: ['A', 'C'], fixed: false }]);
    expect(await said(bytes(item(choice + choice, mapping)), 'x.xml')).toContain('一道题里有 2 个选择');
    expect(await said(bytes(item('<q:extendedTextInteraction responseIdentifier="R"/>', '')), 'x.xml')).toContain('“extendedTextInteraction”不能导入');
  });
});
