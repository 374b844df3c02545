/** 题库表: questions as rows of a sheet, shared by XLSX and CSV. Carries everything that a question has; the parts of a case are rows below it. */
import { neutral, unneutral } from '../../kernel/cell.ts';
import type { Basis } from '../../library/cite.ts';
import { basisText, lawsByName, nearestLaw, readBasis, type LawName } from './basis.ts';
import { draftOf, issue, KIND_NAMES, LETTERS, MOST_QUESTIONS, tidy, type Decoded, type Draft, type FileIssue, type Item } from './item.ts';
import { ownCells, ownFields, PART, readKind, readLetters, readTruth } from './sheet-cells.ts';

export const COLUMNS = ['题号', '题型', '材料', '题干', '左列', ...LETTERS.map((l) => `选项${l}`), '答案', '解析', '依据', '页面', '难度', '考试专用', '固定顺序', '类别', '停用日期'] as const;

/** Headings that people write instead. */
const ALIASES: Readonly<Record<string, string>> = {
  编号: '题号', 试题编号: '题号', 试题类型: '题型', 类型: '题型', 题目: '题干', 试题: '题干', 题目内容: '题干', 正确答案: '答案', 标准答案: '答案', 参考答案: '答案',
  答案解析: '解析', 试题解析: '解析', 法律依据: '依据', 难易度: '难度', 难易程度: '难度', 阅读页面: '页面', 固定选项顺序: '固定顺序', 停用: '停用日期', 分类: '类别',
  ...Object.fromEntries(LETTERS.flatMap((l, i) => [[l, `选项${l}`], [`${l}选项`, `选项${l}`], [`选项${i + 1}`, `选项${l}`]])),
};

/** A cell as the readers of tables hand it over. */
interface Cell {
  readonly text: string;
  readonly kept?: 'number' | 'day';
}
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** The rows of a sheet, heading first. Takes whole questions and drafts that still miss something. */
export function sheetOf(questions: readonly Draft[], laws: readonly LawName[]): string[][] {
  const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const row = (q: Draft, part: boolean): string[] => {
    const cells: Record<string, string> = {
      ...ownCells(q),
      题号: text(q.id), 题型: `${part ? PART : ''}${KIND_NAMES[text(q.kind)] ?? text(q.kind)}`, 依据: basisText((q.basis ?? []) as Basis[], laws), 页面: text(q.page), 难度: text(q.difficulty),
      考试专用: q.reserved === true ? '是' : '', 固定顺序: q.fixed === true ? '是' : '', 类别: text(q.category), 停用日期: text(q.retired),
    };
    return COLUMNS.map((column) => neutral(cells[column] ?? ''));
  };
  return [[...COLUMNS], ...questions.flatMap((q) => [row(q, false), ...((q.parts ?? []) as Draft[]).map((p) => row(p, true))])];
}

/** Reads such rows; the heading is the first that names a stem or a number. */
export function readSheetRows(rows: readonly SheetRow[], laws: readonly LawName[]): Decoded {
  const issues: FileIssue[] = [];
  const filled = rows.filter((r) => r.cells.some((c) => c.text.trim() !== ''));
  if (filled.length === 0) return { items: [], issues: [issue('', '', '文件是空的。', '下载模板，填好再传')] };
  const named = (cell: Cell): string => {
    const text = cell.text.normalize('NFKC').replace(/\(.*\)$|[\s*]/g, '');
    return (COLUMNS as readonly string[]).includes(text) ? text : (ALIASES[text] ?? '');
  };
  const top = filled.slice(0, 10).findIndex((r) => r.cells.some((c) => named(c) === '题干' || named(c) === '题号'));
  const head = filled[top];
  if (!head) return { items: [], issues: [issue('', '', '找不到表头：没有“题干”这一列。', `第一行写表头：${COLUMNS.join('、')}；可以下载模板照填`)] };
  const at = new Map<string, number>();
  head.cells.forEach((cell, i) => {
    const column = named(cell);
    if (column && at.has(column)) issues.push(issue(`第 ${head.row} 行`, column, '这一列出现了两次。', '删掉一列'));
    else if (column) at.set(column, i);
    else if (cell.text.trim()) issues.push(issue(`第 ${head.row} 行`, cell.text.trim().slice(0, 20), '不认识这一列，没有用到。', '', 'warning'));
  });
  const body = filled.slice(top + 1);
  if (body.length === 0) issues.push(issue('', '', '只有表头，没有试题。', '从表头下面一行开始填'));
  if (body.length > MOST_QUESTIONS) return { items: [], issues: [issue('', '', `一次最多导入 ${MOST_QUESTIONS} 题，这个文件有 ${body.length} 行。`, '分成几个文件')] };
  const ids = lawsByName(laws);
  const items: Item[] = [];
  for (const row of body) {
    const { part, ...item } = readRow(row, at, ids);
    const above = items.at(-1);
    if (!part) items.push(item);
    else if (above?.draft.kind !== 'case') issues.push(issue(item.where, '题型', '小题上面没有材料题。', '先写一行材料题，小题写在它下面'));
    else items[items.length - 1] = { ...above, draft: { ...above.draft, parts: [...((above.draft.parts ?? []) as Draft[]), item.draft] }, issues: [...above.issues, ...item.issues] };
  }
  return { items, issues };
}

function readRow({ row, cells }: SheetRow, at: ReadonlyMap<string, number>, laws: ReadonlyMap<string, string>): Item & { readonly part: boolean } {
  const where = `第 ${row} 行`;
  const issues: FileIssue[] = [];
  const say = (column: string, text: string, cure: string, level: FileIssue['level'] = 'error') => void issues.push(issue(where, column, text, cure, level));
  /** Undefined: the file has no such column, what is known stays. */
  const cell = (column: string): string | undefined => {
    const place = at.get(column);
    if (place === undefined) return undefined;
    const { text = '', kept } = cells[place] ?? {};
    if (kept === 'number' && /[.e]/i.test(text) && /题干|选项|答案|解析/.test(column)) say(column, `这一格是数字 ${text}，原来也许是百分数。`, '看一看是否和原文一样；不一样就把这一格设成“文本”格式重新填', 'warning');
    if (kept === 'day' && column !== '停用日期') say(column, `这一格被表格软件当成了日期 ${text}。`, '把这一格设成“文本”格式重新填');
    return tidy(unneutral(text));
  };
  const yes = (column: string): boolean | string | undefined => {
    const text = cell(column);
    return text === undefined ? undefined : text === '' ? false : (readTruth(text) ?? text);
  };

  const options: Record<string, string> = {};
  // An empty cell changes nothing; an option goes by the word 删除.
  const silent: string[] = [];
  for (const letter of LETTERS) {
    const text = cell(`选项${letter}`);
    if (!text) silent.push(letter);
    else if (!/^[(（]删除[)）]$/.test(text)) options[letter] = text;
  }
  const choices = Object.keys(options).length > 0 ? options : undefined;
  const { kind, part } = readKind(cell('题型') ?? '');
  const basis = cell('依据');
  const read = basis === undefined ? undefined : readBasis(basis, laws);
  for (const piece of read?.unread ?? []) say('依据', `“${piece}”读不出是哪部法的哪一条。`, '写成“劳动合同法 47”的样子，几条之间用分号隔开');
  for (const name of read?.unknown ?? []) {
    const near = nearestLaw(name, laws);
    say('依据', `法规台账里没有“${name}”。`, near === undefined ? '简称见模板的“可选项”那张表' : `是不是“${near}”？照模板的“可选项”那张表写`);
  }
  const difficulty = cell('难度')?.normalize('NFKC');
  const fixed = yes('固定顺序');
  const draft = draftOf({
    id: cell('题号')?.normalize('NFKC').toUpperCase(),
    kind,
    ...ownFields(kind, cell, choices),
    basis: read?.basis.length ? read.basis : undefined,
    page: cell('页面'),
    difficulty: difficulty && /^\d+(\.0+)?$/.test(difficulty) ? Number(difficulty) : difficulty,
    // 否 says nothing to a part, or to a kind whose order is its own.
    reserved: part && yes('考试专用') === false ? undefined : yes('考试专用'),
    fixed: fixed === false && kind !== undefined && kind !== 'single' && kind !== 'multiple' ? undefined : fixed,
    category: cell('类别'),
    retired: cell('停用日期'),
  });
  const guess = kind === undefined ? guessKind(options, cell('答案')) : undefined;
  return { where, draft, issues, silentOptions: silent, part, ...(guess === undefined ? {} : { guess }) };
}

/** The kind of a row that does not say it: by its options and answer; undefined when those do not tell. */
function guessKind(options: Readonly<Record<string, string>>, answer: string | undefined): string | undefined {
  if (!answer) return undefined;
  if (Object.keys(options).length === 0) return readTruth(answer) === undefined ? undefined : 'truefalse';
  const letters = readLetters(answer);
  return letters === undefined ? undefined : letters.length === 1 ? 'single' : 'multiple';
}
