/** Short answers, orders and pairs in the shapes in which Moodle writes them, and what is wrong in them. */
import { describe, expect, it } from 'vitest';
import { questionSchema } from '../schema.ts';
import { decodeGift, encodeGift } from './gift.ts';
import { fileIssueText, type Decoded, type Draft } from './item.ts';
import { decodeMoodle, encodeMoodle } from './moodle-xml.ts';
import { errorsOf, planBank } from './plan.ts';

const defaults = { explanation: '因为', basis: [{ law: 'labour-law', article: '3' }], page: 'qa/wages/first', difficulty: 2 };
const common = { ...defaults, id: 'LC-001', stem: '题干____' };
const xml = (type: string, inner: string, stem = '题干') => `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="${type}">
    <name><text>n</text></name>
    <questiontext format="html"><text><![CDATA[<p>${stem}</p>]]></text></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber></idnumber>
${inner}
  </question>
</quiz>`;
const pair = (left: string, right: string) => `    <subquestion format="html">\n      <text>${left && `<![CDATA[<p>${left}</p>]]>`}</text>\n      <answer>\n        <text>${right}</text>\n      </answer>\n    </subquestion>`;
const answer = (fraction: string, text: string, feedback = '') => `    <answer fraction="${fraction}" format="moodle_auto_format">\n      <text>${text}</text>\n      <feedback format="html"><text>${feedback}</text></feedback>\n    </answer>`;
const step = (fraction: string, text: string) => answer(fraction, text).replace('moodle_auto_format', 'html');
const ORDERING = '    <layouttype>HORIZONTAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>2</selectcount>\n    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n    <showgrading>SHOW</showgrading>\n    <numberingstyle>none</numberingstyle>\n    <shownumcorrect>1</shownumcorrect>\n';

const read = (source: string): Decoded => (source.startsWith('<') ? decodeMoodle(source) : decodeGift(source));
/** All that is said of a file by its codec, and by the plan with everything filled in that other systems have no place for. */
function said(source: string): string[] {
  const decoded = read(source);
  const plan = planBank({ ...decoded, items: decoded.items.map((i) => ({ ...i, draft: { ...i.draft, id: 'LC-009' } })) }, { banks: new Map(), bank: 'x', used: new Set() }, defaults);
  return [...errorsOf(plan), ...decoded.items.flatMap((i) => i.issues.filter((x) => x.level === 'warning'))].map(fileIssueText);
}

describe('as Moodle writes them', () => {
  it.each<[string, string, Draft, string[]]>([
    ['GIFT, a short answer by hand', '试用期最长几个月？{=六 =6}', { kind: 'fill', stem: '试用期最长几个月？____', blanks: [{ accept: ['六', '6'] }] }, []],
    ['GIFT, a short answer with a gap of its own', '最长 ___ 个月。{=六}', { kind: 'fill', stem: '最长 ____ 个月。', blanks: [{ accept: ['六'] }] }, []],
    ['GIFT, a short answer around a word', '最长{=六}个月。', { kind: 'fill', stem: '最长____个月。', blanks: [{ accept: ['六'] }] }, []],
    ['GIFT, a short answer of an export', '// question: 7  name: n\n::n::[html]<p>最长？</p>{\n\t=%100%六#\n\t=%100%6<7#\n\t=%0%一#\n}', { kind: 'fill', stem: '最长？____', blanks: [{ accept: ['六', '6<7'] }] }, []],
    ['GIFT, part of the mark, feedback', '最长？{=%100%六个月 =%50%半年#差不多}', { kind: 'fill', stem: '最长？____', blanks: [{ accept: ['六个月'] }] }, ['“解析”：每个选项自己的反馈没有地方放', '“答案”：有些答案得一部分分']],
    ['GIFT, a star that is one', '几？{=5\\\\*8}', { kind: 'fill', stem: '几？____', blanks: [{ accept: ['5*8'] }] }, []],
    ['GIFT, pairs by hand', '配对。{=甲->子 =乙->丑\n=丙 -> 子}', { kind: 'matching', stem: '配对。', left: { 1: '甲', 2: '乙', 3: '丙' }, right: { A: '子', B: '丑' }, answer: { 1: 'A', 2: 'B', 3: 'A' } }, []],
    ['GIFT, pairs of an export, one right side to spare', '::n::[html]<p>配对</p>{\n\t=<p>甲</p> -> 子 \\=\n\t=<p>乙</p> -> 丑\n\t= -> 寅\n\t####<p>因为</p>\n}', { kind: 'matching', stem: '配对', explanation: '因为', left: { 1: '甲', 2: '乙' }, right: { A: '子 =', B: '丑', C: '寅' }, answer: { 1: 'A', 2: 'B' } }, []],
    ['XML, a short answer', xml('shortanswer', `    <usecase>0</usecase>\n${answer('100', '六个月')}\n${answer('100', '&lt;b&gt;6')}\n${answer('0', '*')}`), { kind: 'fill', stem: '题干____', blanks: [{ accept: ['六个月', '<b>6'] }] }, []],
    ['XML, a short answer that minds case, gives part of the mark and has feedback', xml('shortanswer', `    <usecase>1</usecase>\n${answer('100', 'GB')}\n${answer('50', 'GBT', '差一点')}`, '标准____'), { kind: 'fill', stem: '标准____', blanks: [{ accept: ['GB'] }] }, ['“解析”：每个选项', '“答案”：原题区分大小写', '“答案”：有些答案得一部分分']],
    ['XML, pairs, one right side to spare, none of it HTML', xml('matching', `    <shuffleanswers>true</shuffleanswers>\n${pair('甲', '子 &lt;i&gt;')}\n${pair('', '寅')}\n${pair('乙', '丑')}\n    <shownumcorrect/>`), { kind: 'matching', stem: '题干', left: { 1: '甲', 2: '乙' }, right: { A: '子 <i>', B: '寅', C: '丑' }, answer: { 1: 'A', 2: 'C' } }, []],
    ['XML, an order', xml('ordering', ORDERING + ['立案', '&lt;b&gt;审理&lt;/b&gt;', '裁决'].map((t, i) => step(`${i + 1}.0000000`, t)).join('\n')), { kind: 'ordering', stem: '题干', items: { A: '立案', B: '审理', C: '裁决' }, answer: ['A', 'B', 'C'] }, []],
    ['XML, an order of which some are asked', xml('ordering', ORDERING.replace('ALL', 'RANDOM') + ['甲', '乙', '丙'].map((t) => step('1', t)).join('\n')), { kind: 'ordering', stem: '题干', items: { A: '甲', B: '乙', C: '丙' }, answer: ['A', 'B', 'C'] }, ['“选项”：原题每次只出 2 项，导入后 3 项都出']],
    ['XML, an order whose tag no longer fits', xml('ordering', `${['甲', '乙', '丙'].map((t, i) => step(String(i + 1), t)).join('\n')}<tags><tag><text>letters=BA</text></tag></tags>`), { kind: 'ordering', stem: '题干', items: { A: '甲', B: '乙', C: '丙' }, answer: ['A', 'B', 'C'] }, []],
  ])('%s', (_, source, draft, says) => {
    expect(read(source).items.map((i) => i.draft)).toEqual([draft]);
    expect(said(source)).toEqual(says.map((s) => expect.stringContaining(s) as string));
  });
});

describe('refused with place and cure', () => {
  it.each<[string, string, string]>([
    ['GIFT, a pair without its right side', '\n配对 {=甲 -> 子 =乙 =丙 -> 寅}', '第 1 题（第 2 行）“答案”：左边的“乙”没有写右边。写成 =左边 -> 右边。'],
    ['GIFT, one pair', '配对 {=甲 -> 子}', '第 1 题（第 1 行）“题型”：匹配题左边要有 2 到 8 项，现在有 1 项。补上缺的项，或者改成单选题。'],
    ['GIFT, nine pairs', `配对 {${[...'123456789'].map((n) => `=左${n} -> 右`).join(' ')}}`, '第 1 题（第 1 行）“题型”：匹配题左边要有 2 到 8 项，现在有 9 项。分成两道题。'],
    ['GIFT, one right side for all', '配对 {=甲 -> 子 =乙 -> 子}', '第 1 题（第 1 行）“题型”：匹配题右边要有 2 到 8 项，现在有 1 项。补上缺的项，或者改成单选题。'],
    ['GIFT, any text', '说说 {=*工资*}', '第 1 题（第 1 行）“答案”：答案里的 * 在 Moodle 里代表任意文字，这里不能用。写出每一种算对的答案；真要星号，写成 \\*。'],
    ['GIFT, no answer with the whole mark', '说说 {=%50%甲 =%50%乙}', '第 1 题（第 1 行）“答案”：没有得满分的答案。把每个算对的答案都写成得满分的。'],
    ['GIFT, an order of Moodle’s plugin', '排 {>2 ALL VERTICAL\n甲\n乙\n丙\n}', '第 1 题（第 1 行）“题型”：排序题不能从 GIFT 导入。在 Moodle 里导出成 Moodle XML，或者用 Excel 模板填。'],
    ['GIFT, a stem with two blanks', '____和____ {=甲}', '第 1 题（第 1 行）“题干”：题干里有 2 个空，答案写了 1 个空。空写成四个以上的下划线 ____，blanks 里按顺序每空一条。'],
    ['XML, a pair without its right side', xml('matching', [pair('甲', '子'), pair('乙', ''), pair('丙', '寅')].join('\n')), '第 1 题（第 3 行）“答案”：左边的“乙”没有写右边。在这一项的 <answer> 里写上右边。'],
    ['XML, pairs that are none', xml('matching', ''), '第 1 题（第 3 行）“题型”：匹配题左边要有 2 到 8 项，现在有 0 项。补上缺的项，或者改成单选题。'],
    ['XML, an order of two', xml('ordering', ORDERING + [step('1', '甲'), step('2', '乙'), step('3', '')].join('\n')), '第 1 题（第 3 行）“题型”：排序题要有 3 到 8 项，现在有 2 项。补上缺的步骤，或者改成单选题。'],
    ['XML, an order of nine', xml('ordering', [...'123456789'].map((n) => step(n, `第${n}步`)).join('\n')), '第 1 题（第 3 行）“题型”：排序题要有 3 到 8 项，现在有 9 项。合并几步，或者分成两道题。'],
    ['XML, an order that says two things', xml('ordering', [step('2', '乙'), step('1', '甲'), step('3', '丙')].join('\n')), '第 1 题（第 3 行）“答案”：各项的先后和它们的 fraction 不一致，不知道哪个对。按正确的顺序写，fraction 从 1 起。'],
    ['XML, a short answer without one', xml('shortanswer', '    <usecase>0</usecase>'), '第 1 题（第 3 行）“答案”：没有得满分的答案。把每个算对的答案都写成得满分的。'],
  ])('%s', (_, source, says) => expect(said(source)).toEqual([says]));
});

describe('written as Moodle reads them', () => {
  const fill = questionSchema.parse({ ...common, kind: 'fill', blanks: [{ accept: ['六个月', '=5*8'] }] });
  const matching = questionSchema.parse({ ...common, id: 'LC-002', kind: 'matching', left: { 1: '甲', 2: '乙' }, right: { A: '子', B: '丑', C: '寅' }, answer: { 1: 'C', 2: 'A' } });
  const ordering = questionSchema.parse({ ...common, id: 'LC-003', kind: 'ordering', items: { A: '裁决', B: '立案', C: '审理' }, answer: ['B', 'C', 'A'] });
  const two = questionSchema.parse({ ...common, id: 'LC-004', kind: 'fill', stem: '____和____', blanks: [{ accept: ['甲'] }, { accept: ['乙'] }] });
  const arrows = [{ ...fill, id: 'LC-005', blanks: [{ accept: ['甲->乙'] }] }, { ...matching, id: 'LC-006', left: { 1: '甲->', 2: '乙' } }].map((q) => questionSchema.parse(q));

  it('GIFT; what it has no place for is named with the reason', () => {
    const { file, left } = encodeGift([fill, matching, ordering, two, ...arrows]);
    expect(file).toContain('{\n=六个月\n=\\=5\\\\*8\n####因为\n}');
    expect(file).toContain('[tag:letters=CAB]');
    expect(file).toContain('{\n=甲 -> 寅\n=乙 -> 子\n= -> 丑\n####因为\n}');
    expect(left.map((l) => `${l.id} ${l.why}`)).toEqual(['LC-003 GIFT 没有排序题', 'LC-004 有 2 个空，GIFT 的简答题只有一个', 'LC-005 答案里有“->”，GIFT 会当成匹配题', 'LC-006 左列里有“->”，GIFT 会从那里断开']);
  });
  it('Moodle XML; likewise', () => {
    const { file, left } = encodeMoodle([fill, matching, ordering, two]);
    const flat = file.replace(/\n\s*/g, '');
    expect(flat).toContain('<usecase>0</usecase><answer fraction="100" format="plain_text"><text>六个月</text></answer><answer fraction="100" format="plain_text"><text>=5\\*8</text></answer>');
    expect(flat).toContain('<subquestion format="plain_text"><text>乙</text><answer><text>子</text></answer></subquestion><subquestion format="plain_text"><text></text><answer><text>丑</text></answer></subquestion>');
    expect(flat).toContain('<gradingtype>ALL_OR_NOTHING</gradingtype><showgrading>SHOW</showgrading><numberingstyle>none</numberingstyle><answer fraction="1.0000000" format="plain_text"><text>立案</text></answer><answer fraction="2.0000000"');
    expect(flat).toContain('<tag><text>letters=BCA</text></tag>');
    expect(left).toEqual([{ id: 'LC-004', why: '有 2 个空，Moodle 的简答题只有一个' }]);
  });
});
