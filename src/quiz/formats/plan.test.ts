/** What importing would do: refused with the cure, new, changed, unchanged; twins by likeness. */
import { describe, expect, it } from 'vitest';
import { questionSchema, type Question } from '../schema.ts';
import { fileIssueText, type Draft } from './item.ts';
import { errorsOf, planBank, type Defaults } from './plan.ts';

const base = { kind: 'single', stem: '公司收押金合法吗', options: { A: '合法', B: '不合法' }, answer: 'B', explanation: '因为', basis: [{ law: 'labour-law', article: '3' }], page: 'qa/wages/first', difficulty: 2 };
const question = (id: string, rest: object = {}): Question => questionSchema.parse({ ...base, id, ...rest });
const banks = new Map([
  ['contract', { id: 'contract', questions: [question('LC-001'), question('LC-007', { stem: '试用期最长可以约定几个月', retired: '2026-01-01' })] }],
  ['wages', { id: 'wages', questions: [question('GZ-001', { stem: '加班工资按什么标准计算才对呢' })] }],
]);
const plan = (drafts: readonly Draft[], defaults?: Defaults, used: readonly string[] = ['LC-001', 'LC-007', 'GZ-001', 'LC-012']) =>
  planBank({ items: drafts.map((draft, i) => ({ where: `第 ${i + 2} 行`, draft, issues: [] })), issues: [] }, { banks, bank: 'contract', used: new Set(used) }, defaults);
const states = (...drafts: Draft[]) => plan(drafts).rows.map((r) => `${r.state} ${r.id}`);
const fresh = (rest: object = {}): Draft => ({ ...base, stem: '一道从来没有出现过的题目说的是年休假', ...rest });

describe('refused, with place and cure', () => {
  it.each<[string, Draft, string]>([
    ['no key', fresh({ answer: undefined }), '第 2 行“答案”：缺少答案。写上标准答案'],
    ['a key outside its options', fresh({ answer: 'C' }), '“答案”：答案“C”不在选项中（现有 A B）。改答案，或者补上这个选项。'],
    ['two equal options', fresh({ options: { A: '一样', B: '一样' } }), '“选项B”：选项 A 和 B 一样。改写其中一个。'],
    ['no basis', fresh({ basis: undefined }), '“依据”：缺少依据。写上依据哪部法第几条'],
    ['an empty basis', fresh({ basis: [] }), '“依据”：至少要有一条法律依据'],
    ['several choice with one key', fresh({ kind: 'multiple', answer: ['A'] }), '“答案”：多选题至少有两个正确选项（现在是“A”）'],
    ['true/false with a letter', fresh({ kind: 'truefalse', options: undefined, answer: 'B' }), '“答案”：读不懂答案“B”'],
    ['pairs with a letter that is none', fresh({ kind: 'matching', options: undefined, left: { 1: '甲', 2: '乙' }, right: { A: '一', B: '二', C: '三' }, answer: { 1: 'B', 2: 'X' } }), '（现在是“1-B 2-X”）'],
    ['pairs with a sentence for a letter', fresh({ kind: 'matching', options: undefined, left: { 1: '甲', 2: '乙' }, right: { A: '一', B: '二', C: '三' }, answer: { 1: 'B', 2: '二' } }), '“1-B 2-二”'],
    ['a kind that is none', fresh({ kind: '问答' }), '“题型”：没有“问答”这种题型'],
    ['no kind', fresh({ kind: undefined }), '“题型”：缺少题型'],
    ['a gap in the letters', fresh({ options: { A: '一', C: '二' }, answer: 'A' }), '选项的字母应从 A 起依次排列'],
    ['nine options', fresh({ options: { ...Object.fromEntries([...'ABCDEFGH'].map((l) => [l, l])), '第9项': '九' } }), '“选项”：选项只能从 A 到 H，最多八个。'],
    ['letters in the explanation', fresh({ explanation: '所以选项 B 对' }), '“解析”：解析里提到了选项字母'],
    ['difficulty 9', fresh({ difficulty: 9 }), '“难度”：难度“9”不对。写 1 到 5 的整数'],
    ['a number of another bank', fresh({ id: 'GZ-001' }), '“题号”：题号 GZ-001 在题库 wages 里已经用过。空着，自动编下一个号。'],
    ['a number asked long ago', fresh({ id: 'LC-012' }), '“题号”：题号 LC-012 以前出过题，不能再用'],
    ['a number of another series', fresh({ id: 'XX-001' }), '这个题库的题号都以 LC- 开头'],
    ['a number out of form', fresh({ id: '12' }), '“题号”：题号“12”不对。写成 LC-001 的样子'],
    ['a withdrawn question changed', { id: 'LC-007', answer: 'A' }, 'LC-007 已经停用，不能再改'],
    ['a sign that nobody sees', fresh({ stem: '年休假\u200b几天' }), '“题干”：里面有看不见的特殊字符'],
    ['a control character in an option', fresh({ options: { A: 'a\u0007', B: 'b' } }), '“选项A”：里面有看不见的特殊字符'],
  ])('%s', (_, draft, says) => {
    const made = plan([draft]);
    expect(made.rows[0]?.state).toBe('refused');
    expect(errorsOf(made).map(fileIssueText).join('\n')).toContain(says);
  });

  it('everything at once, each place once', () => {
    const { rows } = plan([{ kind: 'single', stem: '题', options: { A: '一', B: '一' }, answer: 'D' }]);
    expect(rows[0]?.issues.map((i) => i.column)).toEqual(['依据', '页面', '难度', '解析', '答案', '选项B']);
  });

  it('the same number twice', () => expect(plan([fresh({ id: 'LC-020' }), fresh({ id: 'LC-020', stem: '另外一道不同的题目' })]).rows[1]?.issues[0]?.say).toBe('题号 LC-020 在第 2 行已经有了。'));
});

describe('what would happen', () => {
  it('numbers are assigned after the last that was ever used, also within the file', () =>
    expect(states(fresh(), fresh({ id: 'LC-030', stem: '第二道关于医疗期的题目' }), fresh({ stem: '第三道关于女职工产假的题目' }))).toEqual(['new LC-031', 'new LC-030', 'new LC-032']));
  it('equal questions are unchanged', () => expect(states({ ...base, id: 'LC-001' }, { id: 'LC-007' })).toEqual(['unchanged LC-001', 'unchanged LC-007']));
  it('what a file is silent about stays; what differs is shown from and to, a changed key with a warning', () => {
    const [row] = plan([{ id: 'LC-001', answer: 'A', difficulty: 3 }]).rows;
    expect(row?.changes).toEqual([{ field: '答案', from: 'B', to: 'A' }, { field: '难度', from: '2', to: '3' }]);
    expect(row?.question).toMatchObject({ ...base, answer: 'A', difficulty: 3 });
    expect(row?.issues.map(fileIssueText)).toEqual(['提醒：第 2 行“答案”：改了标准答案。以前的成绩不会自己变，要另外做重新判分。']);
  });
  it('a sheet that does not say the kind reads the answer by the kind that is known', () => {
    const [row] = planBank({ items: [{ where: '第 2 行', draft: { id: 'DX-001', answer: 'BA' }, issues: [] }], issues: [] }, { banks: new Map([['x', { id: 'x', questions: [question('DX-001', { kind: 'multiple', options: { A: '一', B: '二', C: '三' }, answer: ['A', 'C'] })] }]]), bank: 'x', used: new Set() }).rows;
    expect(row?.changes).toEqual([{ field: '答案', from: 'AC', to: 'AB' }]);
  });
  it('defaults fill what new questions are silent about, and nothing else', () => {
    const defaults = { basis: [{ law: 'labour-law', article: '9' }], page: 'qa/wages/second', difficulty: 5 };
    const { basis, page, difficulty, ...rest } = base;
    expect(plan([{ ...rest, stem: '一道全新的题目' }, { id: 'LC-001' }], defaults).rows.map((r) => [r.state, r.question?.page, r.question?.difficulty])).toEqual([['new', 'qa/wages/second', 5], ['unchanged', page, difficulty]]);
    expect(basis).toHaveLength(1);
  });
});

describe('duplicates by likeness', () => {
  it('the same stem and choices, in another order and with other punctuation, is refused and the twin named', () => {
    const [row] = plan([fresh({ stem: '公司收押金，合法吗？', options: { A: '不合法', B: '合法' }, answer: 'A' })]).rows;
    expect(row?.state).toBe('refused');
    expect(row?.issues.map(fileIssueText)).toEqual(['第 2 行“题干”：和 LC-001（题库 contract）一样。要改那一题，就写上它的题号 LC-001；否则删掉这一题。']);
  });
  it('a near one in another bank, and one within the file, are shown with their likeness and not refused', () => {
    const { rows } = plan([fresh({ stem: '加班工资按什么标准计算才对' }), fresh({ id: 'LC-050', stem: '用人单位拖欠工资应该找哪个部门投诉' }), fresh({ stem: '用人单位拖欠工资应该找哪个部门投诉呢' })]);
    expect(rows.map((r) => [r.state, r.twins.map((t) => `${t.id} ${t.from} ${Math.floor(t.likeness * 100)}`)])).toEqual([['new', ['GZ-001 题库 wages 92']], ['new', []], ['new', ['LC-050 第 3 行 94']]]);
  });
  it('a question that changes is not its own twin', () => expect(plan([{ id: 'LC-001', difficulty: 4 }]).rows[0]?.twins).toEqual([]));
});
