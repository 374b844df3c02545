import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport, type Known } from './people-plan.ts';
import { changedParts, undoParts, type PersonRecord } from './person-record.ts';
import { issueText, readPeople, type SheetRow } from './people-sheet.ts';

const AUDIENCES = new Map([['领导干部', 'leader'], ['执法人员', 'force']]);
const HEAD = ['工号', '姓名', '单位', '人员类别', '邮箱', '角色'];
const rowsOf = (...lines: readonly (readonly string[])[]): SheetRow[] => lines.map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) }));
const read = (...lines: readonly (readonly string[])[]) => readPeople(rowsOf(...lines), AUDIENCES);
const says = (...lines: readonly (readonly string[])[]) => read(...lines).issues.map(issueText);
const GOOD = ['0012', '小周', '局/科', '执法人员', '', ''];

describe('a list of people', () => {
  it('is read as written: zeros, 19 digits, full width, several audiences', () => {
    expect(read(HEAD, ['0012', ' 小　周 ', '局／科', '领导干部、执法人员', 'z@example.com', '组织员'], ['1234567890123456789', '老陈', '局', '无']).people).toEqual([
      { row: 2, staffNo: '0012', name: '小 周', unit: ['局', '科'], audiences: ['force', 'leader'], email: 'z@example.com', role: 'organiser', enters: undefined, from: undefined },
      { row: 3, staffNo: '1234567890123456789', name: '老陈', unit: ['局'], audiences: [], email: undefined, role: undefined, enters: undefined, from: undefined },
    ]);
  });

  it('may have its columns in any order, by other names, with others between and blank rows above and among', () => {
    const { people, unused, issues } = read([], ['手机', '部门', '姓名*', '员工号', '人员类别（可多选）'], ['1', '局', '小周', '0012', '执法人员'], ['', '', ' ', '', ''], ['2', '局', '老陈', '13', '执法人员']);
    expect(issues).toEqual([]);
    expect(people.map((p) => [p.row, p.staffNo, p.name])).toEqual([[3, '0012', '小周'], [5, '13', '老陈']]);
    expect(unused).toEqual(['手机']);
  });

  it.each<[string, string[][], string[]]>([
    ['nothing', [], ['文件是空的。请下载模板，填好再传。']],
    ['only a heading', [HEAD], ['只有表头，没有人员。请从第二行开始填。']],
    ['no heading', [GOOD], ['第 1 行：表头里没有“工号”、“姓名”、“单位”、“人员类别”这几列。第一行应当是表头：工号、姓名、单位、人员类别、邮箱、角色、到岗日期、生效日期，可以下载模板照填。']],
    ['a column twice', [['工号', '工号', '姓名', '单位', '人员类别']], ['第 1 行“工号”：这一列出现了两次，请删掉一列。']],
    ['an unknown audience', [HEAD, ['1', '小周', '局', '领导', '', '']], ['第 2 行“人员类别”：没有“领导”这一类，现有领导干部、执法人员。']],
    ['no audience', [HEAD, ['1', '小周', '局', '', '', '']], ['第 2 行“人员类别”：没有填写。现有领导干部、执法人员，可以填几类，用顿号隔开；不参加学法的填“无”。']],
    ['no number, no name, no unit', [HEAD, ['', '', '', '执法人员']], ['第 2 行“工号”：没有填写。', '第 2 行“姓名”：没有填写。', '第 2 行“单位”：没有填写。上下级单位之间用 / 隔开，例如 本单位/劳动监察大队。']],
    ['a number twice', [HEAD, GOOD, ['12', '甲', '局', '执法人员'], GOOD], ['第 4 行“工号”：和第 2 行重复，请删掉一行。']],
    ['scientific notation', [HEAD, ['1.23457E+18', '小周', '局', '执法人员']], ['第 2 行“工号”：长数字被表格软件改动过，末几位已经丢失。请把这一列的格式设为“文本”，重新填写完整的工号。']],
    ['a formula', [HEAD, ['=1+1', '小周', '局', '执法人员']], ['第 2 行“工号”：这一格是公式，请改成填好的文字。']],
    ['a number with a blank inside', [HEAD, ['12 34', '小周', '局', '执法人员']], ['第 2 行“工号”：“12 34”里有不能用的符号，工号只用字母、数字和 _ . -。']],
    ['an empty level', [HEAD, ['1', '小周', '局//科', '执法人员']], ['第 2 行“单位”：“局//科”里有一级是空的，请检查斜线 /。']],
    ['no address', [HEAD, ['1', '小周', '局', '执法人员', 'zhou', '']], ['第 2 行“邮箱”：“zhou”不是邮箱地址，没有邮箱就空着。']],
    ['days that could be read two ways', [[...HEAD, '到岗日期', '生效日期'], ['1', '小周', '局', '执法人员', '', '', '3/1/26', '2026-02-30']], [expect.stringContaining('第 2 行“到岗日期”：“3/1/26”看不出哪个是年、哪个是月') as unknown as string, '第 2 行“生效日期”：没有“2026-02-30”这一天，请检查月份和日期。']],
    ['a change before one came', [[...HEAD, '到岗日期', '生效日期'], ['1', '小周', '局', '执法人员', '', '', '2026-3-1', '2026年2月1日']], ['第 2 行“生效日期”：早于到岗日期 2026-03-01，请检查。']],
    ['an unknown role', [HEAD, ['1', '小周', '局', '执法人员', '', '领导']], ['第 2 行“角色”：没有“领导”这个角色，现有学员、组织员、编辑、审核、管理员、审计；普通学员空着就行。']],
  ])('with %s says so', (_, lines, expected) => {
    expect(says(...lines)).toEqual(expected);
  });

  it('="0012" is how spreadsheets keep zeros in CSV, not a formula', () => {
    expect(read(HEAD, ['="0012"', '小周', '局', '执法人员']).people[0]?.staffNo).toBe('0012');
  });

  it('a number that the spreadsheet rounded is refused', () => {
    const rows: SheetRow[] = [...rowsOf(HEAD), { row: 2, cells: [{ text: '1234567890123456800', lost: true }, { text: '小周' }, { text: '局' }, { text: '执法人员' }] }];
    expect(readPeople(rows, AUDIENCES).issues.map((i) => i.column)).toEqual(['工号']);
  });

  it('every row is either a person or has an issue, whatever is in it', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('0012', '小周', '局/科', '执法人员', '无', '', '=A1', 'a@b.cn', '组织员'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 8 }), (lines) => {
        const { people, issues } = read(HEAD, ...lines);
        const told = new Set([...people.map((p) => p.row), ...issues.map((i) => i.row)]);
        lines.forEach((line, i) => {
          if (line.some((c) => c.trim() !== '')) expect(told.has(i + 2) || told.has(0)).toBe(true);
        });
        expect(new Set(people.map((p) => p.staffNo)).size).toBe(people.length);
      }),
    );
  });
});

const units = [
  { id: 'bureau', parentId: null, name: '局' },
  { id: 'a', parentId: 'bureau', name: '甲' },
  { id: 'b', parentId: 'bureau', name: '乙' },
  { id: 'a1', parentId: 'a', name: '一股' },
];
const record = (over: Partial<PersonRecord> = {}): PersonRecord => ({ name: '小周', email: null, unitId: 'a1', state: 'active', service: [], audiences: [{ id: 's', audience: 'force', from: '2026-01-01', to: null }], roles: [], ...over });
const TODAY = '2026-11-23';
let made = 0;
const known = (over: Partial<Known> = {}): Known => ({
  units,
  people: new Map([['0012', { id: 'p', staffNo: '0012', record: record() }]]),
  reach: ['a'],
  mayGrantRoles: false,
  today: TODAY,
  actorId: 'me',
  newId: () => `n${++made}`,
  ...over,
});
const planned = (line: readonly string[], over: Partial<Known> = {}) => planImport(read([...HEAD, '到岗日期', '生效日期'], line).people, known(over));
const person = (unit: string, over: readonly string[] = []) => [over[0] ?? '13', over[1] ?? '老陈', unit, over[2] ?? '执法人员', over[3] ?? '', over[4] ?? '', over[5] ?? '', over[6] ?? ''];

describe('what importing would do', () => {
  it.each([
    ['from the top', '局/甲/一股', '局/甲/一股'],
    ['from the own unit', '甲/一股', '局/甲/一股'],
    ['by its name alone', '一股', '局/甲/一股'],
    ['a new one below', '甲/二股/三班', '局/甲/二股/三班'],
  ])('finds the unit %s', (_, unit, found) => {
    const { issues, people } = planned(person(unit));
    expect(issues).toEqual([]);
    expect(people[0]?.unit).toEqual(found);
  });

  it.each([
    ['beside the own', '局/乙', '“局/乙”不归您管理。您管理的是“局/甲”。'],
    ['above the own', '局', '“局”不归您管理。您管理的是“局/甲”。'],
    ['a new one beside', '局/丙', '“局”不归您管理。您管理的是“局/甲”。'],
    ['another top', '中心', '没有“中心”这个单位，或者不归您管理。您管理的是“局/甲”，请从它写起。'],
    ['that is closed', '局/甲/旧股', '“局/甲/旧股”已经停用，不能再进人。请写别的单位，或者请管理员恢复它。'],
  ])('refuses a unit %s', (_, unit, say) => {
    expect(planned(person(unit), { units: [...units, { id: 'old', parentId: 'a', name: '旧股', closed: true }] }).issues.map((i) => i.say)).toEqual([say]);
  });

  it('an administrator may make any unit, parents first', () => {
    const { newUnits } = planned(person('中心/一科'), { reach: 'everywhere' });
    expect(newUnits.map((u) => [u.path, newUnits.find((p) => p.id === u.parentId)?.path])).toEqual([['中心', undefined], ['中心/一科', '中心']]);
  });

  it('tells what changes, and that nothing does', () => {
    expect(planned(person('一股', ['0012', '小周'])).people[0]?.changes).toEqual([]);
    expect(planned(person('甲', ['0012', '周小', '领导干部', 'z@a.cn'])).people[0]?.changes).toEqual(['姓名', '单位', '人员类别', '邮箱']);
    expect(planned(person('一股', ['0012', '小周', '执法人员', '', '', '2026-3-1'])).people[0]?.changes).toEqual(['到岗日期']);
    expect(planned(person('甲')).people[0]?.changes).toBeUndefined();
  });

  it('a transfer with its day: behind today it holds at once, ahead it waits, and the same list again changes nothing', () => {
    const late = planned(person('甲', ['0012', '小周', '执法人员', '', '', '', '2026/9/1'])).people[0];
    expect([late?.after.unitId, late?.after.service.map((r) => [r.unitId, r.from, r.to])]).toEqual(['a', [['a1', '0001-01-01', '2026-08-31'], ['a', '2026-09-01', null]]]);
    const line = person('甲', ['0012', '小周', '执法人员', '', '', '', '20261201']);
    const ahead = planned(line).people[0];
    expect([ahead?.after.unitId, ahead?.changes]).toEqual(['a1', ['单位']]);
    expect(planned(line, { people: new Map([['0012', { id: 'p', staffNo: '0012', record: ahead?.after ?? record() }]]) }).people[0]?.changes).toEqual([]);
  });

  it('corrected on the same day, the first transfer was never meant', () => {
    const moved = planned(person('甲', ['0012', '小周'])).people[0]?.after ?? record();
    const again = (unit: string) => planned(person(unit, ['0012', '小周']), { people: new Map([['0012', { id: 'p', staffNo: '0012', record: moved }]]) }).people[0]?.after;
    expect(again('甲/二股')?.service.map((r) => r.from)).toEqual(['0001-01-01', TODAY]);
    expect(again('一股')?.service).toEqual([]);
    expect(again('一股')?.unitId).toBe('a1');
  });

  it('who is away on secondment may stand on the list of either unit', () => {
    const away = record({ unitId: 'a', service: [{ id: '1', unitId: 'a1', kind: 'regular', from: '2020-01-01', to: null, reason: 'entry', document: '' }, { id: '2', unitId: 'a', kind: 'secondment', from: '2026-05-01', to: null, reason: 'secondment', document: '' }] });
    for (const unit of ['一股', '甲']) expect(planned(person(unit, ['0012', '小周']), { people: new Map([['0012', { id: 'p', staffNo: '0012', record: away }]]) }).people[0]?.changes).toEqual([]);
  });

  it('what does not fit the recorded service is named by its column', () => {
    const served = record({ service: [{ id: '1', unitId: 'a1', kind: 'regular', from: '2026-03-01', to: null, reason: 'entry', document: '' }] });
    const people = new Map([['0012', { id: 'p', staffNo: '0012', record: served }]]);
    expect(planned(person('一股', ['0012', '小周', '执法人员', '', '', '2026-4-1']), { people }).issues).toEqual([{ row: 2, column: '到岗日期', say: '已登记的到岗日期是 2026-03-01。要更正请到个人页面，或者把这一格空着。' }]);
    expect(planned(person('甲', ['0012', '小周', '执法人员', '', '', '', '2026-1-15']), { people }).issues).toEqual([{ row: 2, column: '生效日期', say: '此人 2026年3月1日才到岗，日期不能比这更早。' }]);
  });

  it('says nothing about people of other units but that they are there', () => {
    const elsewhere = new Map([['13', { id: 'q', staffNo: '13', record: record({ name: '某某', unitId: 'b' }) }]]);
    expect(planned(person('甲'), { people: elsewhere }).issues.map((i) => i.say)).toEqual(['这个工号在别的单位，不归您管理。人员调动请联系管理员。']);
  });

  it('only an administrator grants roles', () => {
    expect(planned(person('甲', ['13', '老陈', '执法人员', '', '管理员'])).issues.map((i) => i.column)).toEqual(['角色']);
    expect(planned(person('甲', ['13', '老陈', '执法人员', '', '管理员']), { mayGrantRoles: true }).issues).toEqual([]);
  });

  it('only of a complete list are the absent left, by name, and not those in office or oneself', () => {
    const people = new Map(
      [['0012', record()], ['1', record({ name: '钱一', unitId: 'a' })], ['2', record({ name: '孙二', roles: [{ id: 'r', role: 'organiser', unitId: 'a' }] })], ['3', record({ name: '李三', state: 'closed' })], ['4', record({ name: '周四', unitId: 'b' })]].map(([no, r]) => [no as string, { id: `p${no as string}`, staffNo: no as string, record: r as PersonRecord }] as const),
    );
    expect(planned(person('一股', ['0012', '小周']), { people }).left).toEqual([]);
    const { left } = planned(person('一股', ['0012', '小周']), { people, complete: 'a' });
    expect(left.map((l) => [l.record.name, l.unit, l.after?.state, l.why])).toEqual([['钱一', '局/甲', 'closed', undefined], ['孙二', '局/甲/一股', undefined, '还担任管理角色，请先由管理员收回']]);
    expect(planned(person('一股', ['0012', '小周']), { people, complete: 'a', actorId: 'p1' }).left[0]?.why).toBe('这是您自己');
  });
});

describe('undoing', () => {
  const line = person('甲', ['0012', '周小', '领导干部', 'z@a.cn', '', '', '2026-10-1']);
  const after = planned(line).people[0]?.after ?? record();
  const change = changedParts(record(), after);

  it('gives back every part that nobody has changed since, and names the others', () => {
    expect(undoParts(change, after, TODAY)).toEqual({ record: record(), kept: [] });
    const since = { ...after, email: 'other@a.cn', roles: [{ id: 'r', role: 'editor' as const, unitId: null }] };
    expect(undoParts(change, since, TODAY)).toEqual({ record: { ...record(), email: 'other@a.cn', roles: since.roles }, kept: ['email'] });
  });

  it('is the way back from whatever a row did', () => {
    const cell = { unit: fc.constantFrom('甲', '甲/一股', '甲/二股'), name: fc.constantFrom('小周', '周小'), audience: fc.constantFrom('领导干部', '执法人员', '领导干部、执法人员', '无'), email: fc.constantFrom('', 'z@a.cn'), enters: fc.constantFrom('', '2020-1-1', '2026-3-1'), from: fc.constantFrom('', '2026-9-1', '2026-12-1') };
    fc.assert(
      fc.property(fc.record(cell), fc.record(cell), (a, b) => {
        const play = (r: typeof a, before: PersonRecord) => planned(person(r.unit, ['0012', r.name, r.audience, r.email, '', r.enters, r.from]), { people: new Map([['0012', { id: 'p', staffNo: '0012', record: before }]]) }).people[0]?.after;
        const first = play(a, record());
        const second = first && play(b, first);
        if (!first || !second) return;
        // Undone from the last to the first, all is as it was.
        const undone = undoParts(changedParts(first, second), second, TODAY);
        expect(undone).toEqual({ record: first, kept: [] });
        expect(undoParts(changedParts(record(), first), undone.record, TODAY)).toEqual({ record: record(), kept: [] });
      }),
    );
  });
});
