/**
 * 人员名单: what a sheet of people says, cell by cell, before anything is compared with
 * what is known. Every mistake is named by row and column with its cure.
 */
import type { Day } from '../kernel/day.ts';
import { readDay } from './day-text.ts';
import type { Role } from './roles.ts';
import { ROLE_NAMES } from './roles.ts';

/** A cell as read. `lost`: the spreadsheet kept a long number as a floating one, its last digits are gone. */
export interface Cell {
  readonly text: string;
  readonly lost?: boolean;
}

/** A row with its number in the file, 1-based. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A mistake in the file. Column is the heading; empty when the whole row or file is meant. */
export interface SheetIssue {
  readonly row: number;
  readonly column: string;
  readonly say: string;
}

/** 第 5 行“人员类别”：没有“领导”这一类。 */
export const issueText = (i: SheetIssue): string => (i.row === 0 ? i.say : `第 ${i.row} 行${i.column ? `“${i.column}”` : ''}：${i.say}`);

/** What can be wrong with a file as a whole. Pages pass the code, so that nobody can put words of their own on them. */
export const FILE_PROBLEMS = {
  'no-file': '请先选择文件。',
  'no-unit': '勾选了“这是完整名单”，还要选是哪个单位的。',
  'too-big': '文件超过 5 MB，请分成几个文件，或者删掉图片和多余的工作表。',
  'too-much': '表格解开后太大，请只留人员名单这一张工作表。',
  'old-xls': '这是旧格式的 .xls 文件（或者加了密码），请另存为 .xlsx 再传。',
  'bad-xlsx': '读不出这个表格，文件可能损坏。请用表格软件打开，另存为 .xlsx 再传。',
  'bad-csv': '读不出这个 CSV 文件，可能有引号没有成对。请用表格软件打开，另存为 .xlsx 再传。',
  'no-sheet': '这不是表格文件。请传 .xlsx 或 .csv。',
  'too-large': '文件太大，最多 5 MB（约两万人）。请分成几个文件，或者删掉图片和多余的工作表。',
  cancelled: '已取消，没有导入任何人。',
  gone: '这份名单已经导入，或者放得太久了。请重新上传。',
} as const;
export type FileProblem = keyof typeof FILE_PROBLEMS;

/** The code of a message of {@link FILE_PROBLEMS}; undefined for any other text. */
export const problemOf = (say: string): FileProblem | undefined => (Object.keys(FILE_PROBLEMS) as FileProblem[]).find((code) => FILE_PROBLEMS[code] === say);

export interface PersonRow {
  readonly row: number;
  readonly staffNo: string;
  readonly name: string;
  /** Names from the top. */
  readonly unit: readonly string[];
  /** Ids. Empty: owes nothing (无). */
  readonly audiences: readonly string[];
  /** Undefined: the cell is empty, what is known stays. */
  readonly email: string | undefined;
  readonly role: Exclude<Role, 'learner'> | undefined;
  /** First day of service. Undefined: nothing is said of it. */
  readonly enters: Day | undefined;
  /** From when unit and audiences hold; today when undefined. */
  readonly from: Day | undefined;
}

export const COLUMNS = ['工号', '姓名', '单位', '人员类别', '邮箱', '角色', '到岗日期', '生效日期'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['工号', '姓名', '单位', '人员类别'];
/** Headings that people write instead. */
const ALIASES: Record<string, Column> = { 人员编号: '工号', 员工号: '工号', 名字: '姓名', 部门: '单位', 科室: '单位', 单位名称: '单位', 类别: '人员类别', 电子邮箱: '邮箱', 邮件: '邮箱', 电子邮件: '邮箱', 入职日期: '到岗日期', 报到日期: '到岗日期', 调入日期: '到岗日期', 变动日期: '生效日期', 起始日期: '生效日期' };
export const MOST_ROWS = 20_000;

const EMAIL = /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@<>"(),;:\\]{2,}$/;
const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
const ROLE_BY_NAME = new Map(Object.entries(ROLE_NAMES).map(([role, name]) => [name, role as Role]));

export interface SheetPeople {
  readonly people: readonly PersonRow[];
  readonly issues: readonly SheetIssue[];
  /** Columns that were not used, for the reader to know. */
  readonly unused: readonly string[];
}

interface Heading {
  readonly at: ReadonlyMap<Column, number>;
  readonly issues: readonly SheetIssue[];
  readonly unused: readonly string[];
}

function headingOf({ row, cells }: SheetRow): Heading {
  const at = new Map<Column, number>();
  const issues: SheetIssue[] = [];
  const unused: string[] = [];
  cells.forEach((cell, i) => {
    const text = tidy(cell.text).replace(/[（(].*[)）]$|\*/g, '').trim();
    const column = COLUMNS.find((c) => c === text) ?? ALIASES[text];
    if (!column) {
      if (text) unused.push(text);
    } else if (at.has(column)) issues.push({ row, column, say: '这一列出现了两次，请删掉一列。' });
    else at.set(column, i);
  });
  const missing = REQUIRED.filter((c) => !at.has(c));
  if (missing.length > 0) issues.push({ row, column: '', say: `表头里没有${missing.map((c) => `“${c}”`).join('、')}这${missing.length > 1 ? '几' : '一'}列。第一行应当是表头：${COLUMNS.join('、')}，可以下载模板照填。` });
  return { at, issues, unused };
}

/**
 * Reads the rows of a sheet, the first that is not blank being the heading.
 * @param audienceIds ids of audiences by the names people write.
 */
export function readPeople(rows: readonly SheetRow[], audienceIds: ReadonlyMap<string, string>): SheetPeople {
  const filled = rows.filter((r) => r.cells.some((c) => c.text.trim() !== ''));
  const [first, ...rest] = filled;
  if (!first) return { people: [], issues: [{ row: 0, column: '', say: '文件是空的。请下载模板，填好再传。' }], unused: [] };
  const { at, issues: headingIssues, unused } = headingOf(first);
  if (headingIssues.length > 0) return { people: [], issues: headingIssues, unused };
  if (rest.length === 0) return { people: [], issues: [{ row: 0, column: '', say: '只有表头，没有人员。请从第二行开始填。' }], unused };
  if (rest.length > MOST_ROWS) return { people: [], issues: [{ row: 0, column: '', say: `一次最多导入 ${MOST_ROWS} 人，这个文件有 ${rest.length} 行，请分成几个文件。` }], unused };

  const issues: SheetIssue[] = [];
  const people: PersonRow[] = [];
  const seen = new Map<string, number>();
  const names = [...audienceIds.keys()].join('、');
  for (const { row, cells } of rest) {
    const before = issues.length;
    const say = (column: Column, text: string): void => void issues.push({ row, column, say: text });
    const cell = (column: Column): Cell => cells[at.get(column) ?? -1] ?? { text: '' };
    const read = (column: Column, most: number): string => {
      // ="0012" is how spreadsheets keep leading zeros in CSV; any other formula is one.
      const text = tidy(cell(column).text.replace(/^="(.*)"$/, '$1'));
      if (/^=/.test(text)) say(column, '这一格是公式，请改成填好的文字。');
      else if ([...text].length > most) say(column, `太长，最多 ${most} 个字。`);
      return text;
    };

    const staffNo = read('工号', 40).replace(/^'/, '');
    if (!staffNo) say('工号', '没有填写。');
    else if (cell('工号').lost || /^\d+(\.\d+)?E\+?\d+$/i.test(staffNo)) say('工号', '长数字被表格软件改动过，末几位已经丢失。请把这一列的格式设为“文本”，重新填写完整的工号。');
    else if (!/^=/.test(staffNo) && !/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(staffNo)) say('工号', `“${staffNo}”里有不能用的符号，工号只用字母、数字和 _ . -。`);
    const twin = seen.get(staffNo);
    if (staffNo && twin !== undefined) say('工号', `和第 ${twin} 行重复，请删掉一行。`);
    if (staffNo && twin === undefined) seen.set(staffNo, row);

    const name = read('姓名', 50);
    if (!name) say('姓名', '没有填写。');

    const unitText = read('单位', 200);
    const unit = unitText.split('/').map((part) => part.trim());
    if (!unitText) say('单位', '没有填写。上下级单位之间用 / 隔开，例如 本单位/劳动监察大队。');
    else if (unit.some((part) => !part)) say('单位', `“${unitText}”里有一级是空的，请检查斜线 /。`);

    const audienceText = read('人员类别', 200);
    const written = audienceText.split(/[、,;/]/).map((part) => part.trim()).filter(Boolean);
    if (written.length === 0 && !/^=/.test(audienceText)) say('人员类别', `没有填写。现有${names}，可以填几类，用顿号隔开；不参加学法的填“无”。`);
    const audiences: string[] = [];
    for (const part of written.length === 1 && written[0] === '无' ? [] : written) {
      const id = audienceIds.get(part);
      if (id) audiences.push(id);
      else if (!/^=/.test(part)) say('人员类别', `没有“${part}”这一类，现有${names}。`);
    }

    const email = read('邮箱', 200);
    if (email && !EMAIL.test(email)) say('邮箱', `“${email}”不是邮箱地址，没有邮箱就空着。`);

    const roleText = read('角色', 20);
    const role = roleText ? ROLE_BY_NAME.get(roleText) : undefined;
    if (roleText && !role) say('角色', `没有“${roleText}”这个角色，现有${Object.values(ROLE_NAMES).join('、')}；普通学员空着就行。`);

    const day = (column: Column): Day | undefined => {
      const text = read(column, 30);
      if (!text || text.startsWith('=')) return undefined;
      const found = readDay(text);
      if ('day' in found) return found.day;
      say(column, found.say);
      return undefined;
    };
    const [enters, from] = [day('到岗日期'), day('生效日期')];
    if (enters && from && from < enters) say('生效日期', `早于到岗日期 ${enters}，请检查。`);

    if (issues.length === before) {
      people.push({ row, staffNo, name, unit, audiences: [...new Set(audiences)].sort(), email: email || undefined, role: role === 'learner' ? undefined : role, enters, from });
    }
  }
  return { people, issues, unused };
}
