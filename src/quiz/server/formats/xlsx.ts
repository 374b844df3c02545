/**
 * A bank as a workbook: the questions, how to fill them in, and what may be chosen. The same
 * workbook without questions is the template. write-excel-file has no drop-downs of its own;
 * its documented way of adding to a sheet (`Feature`) puts them in.
 */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import type { LawName } from '../../formats/basis.ts';
import { KIND_NAMES, type Draft } from '../../formats/item.ts';
import { COLUMNS, sheetOf } from '../../formats/sheet.ts';
import { PART } from '../../formats/sheet-cells.ts';
import { caseSchema } from '../../kinds/case.ts';
import { questionSchema } from '../../schema.ts';

export interface PageName {
  /** `qa/ending/resignation` */
  readonly id: string;
  readonly title: string;
}

/** What the library takes for a file; it does not name the type itself. */
type FileContent = Stream | Buffer | Blob;
/** Rows of the template that are ready to be filled in. */
const READY = 300;
const LISTS = '可选项';
const WIDTHS: Readonly<Record<string, number>> = { 题号: 12, 题型: 10, 材料: 30, 题干: 60, 左列: 24, 类别: 14, 答案: 8, 解析: 60, 依据: 32, 页面: 32, 难度: 8, 考试专用: 10, 固定顺序: 10, 停用日期: 14 };

const nameOf = (kind: string): string => KIND_NAMES[kind] ?? kind;
/** Kinds that banks may hold, and those of the parts of a case. */
const kinds = (): string[] => [...questionSchema.options.map((o) => nameOf(o.shape.kind.value)), ...caseSchema.shape.parts.element.options.map((o) => PART + nameOf(o.shape.kind.value))];

/** The workbook. Takes drafts too: a file that could not be imported comes back as a sheet to be completed. */
export async function bankXlsx(questions: readonly Draft[], laws: readonly LawName[], pages: readonly PageName[]): Promise<Buffer> {
  const lists: readonly (readonly string[])[] = [
    ['题型', ...kinds()],
    ['难度', '1', '2', '3', '4', '5'],
    ['是否', '是', '否'],
    ['页面', ...pages.map((p) => p.id)],
    ['页面标题', ...pages.map((p) => p.title)],
    ['法规简称', ...laws.map((l) => l.short)],
  ];
  const [head = [], ...rows] = sheetOf(questions, laws);
  const blank = Array.from({ length: questions.length === 0 ? READY : 50 }, () => COLUMNS.map(() => ''));
  const text = (value: string) => ({ value: value === '' ? undefined : value, type: String, format: '@', wrap: true, alignVertical: 'top' as const });
  const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });
  const longest = Math.max(...lists.map((l) => l.length));
  const last = 1 + rows.length + blank.length;
  // Loaded with the first file: a restart on exam day must not wait for it.
  const [{ default: writeXlsx }, utility] = await Promise.all([import('write-excel-file/node'), import('write-excel-file/utility')]);
  return writeXlsx(
    [
      { sheet: '试题', data: [head.map(bold), ...[...rows, ...blank].map((row) => row.map(text))], stickyRowsCount: 1, columns: COLUMNS.map((c) => ({ width: WIDTHS[c] ?? 24 })) },
      { sheet: '填写说明', data: INSTRUCTIONS.map(([column, say, example]) => [bold(column), text(say), text(example)]), stickyRowsCount: 1, columns: [{ width: 12 }, { width: 70 }, { width: 50 }] },
      { sheet: LISTS, data: Array.from({ length: longest }, (_, i) => lists.map((l) => (i === 0 ? bold(l[0] ?? '') : text(l[i] ?? '')))), stickyRowsCount: 1, columns: [{ width: 8 }, { width: 8 }, { width: 8 }, { width: 40 }, { width: 50 }, { width: 24 }] },
    ],
    { features: [dropDowns(last, lists, utility)] },
  ).toBuffer();
}

/** Drop-downs below the headings. A page may carry an anchor, so the list there only helps. */
function dropDowns(lastRow: number, lists: readonly (readonly string[])[], { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings, sanitizeTextContent }: typeof import('write-excel-file/utility')): Feature<FileContent> {
  const letter = (i: number) => String.fromCharCode(65 + i);
  const rule = (column: string, list: string, strict: boolean): string => {
    const at = letter((COLUMNS as readonly string[]).indexOf(column));
    const from = lists.findIndex((l) => l[0] === list);
    const range = `'${LISTS}'!$${letter(from)}$2:$${letter(from)}$${Math.max(2, lists[from]?.length ?? 2)}`;
    const stop = strict ? ` showErrorMessage="1" errorTitle="${column}" error="请从下拉列表里选"` : '';
    return `<dataValidation type="list" allowBlank="1"${stop} sqref="${at}2:${at}${lastRow}"><formula1>${sanitizeTextContent(range)}</formula1></dataValidation>`;
  };
  const rules = [rule('题型', '题型', true), rule('难度', '难度', true), rule('考试专用', '是否', true), rule('固定顺序', '是否', true), rule('页面', '页面', false)];
  const markup = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) =>
            sheetIndex === 0 ? insertElementMarkupAccordingToOrderOfSiblings(xml, markup, getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [], 'worksheet') : xml,
        },
      },
    },
  };
}

const INSTRUCTIONS: readonly (readonly [string, string, string])[] = [
  ['列', '怎么填', '例子'],
  ['（总的）', '一行一题，填在“试题”这张表里。表头不要改；不用的列可以整列删掉。先在网站上核对，看到结果再确认；有一处错误就一题也不导入。', ''],
  ['题号', '新题空着，导入时自动编下一个号。要改已有的题，填它的题号；这时空着的格不改。', 'LC-001'],
  ['题型', '从下拉列表选。', '单选'],
  ['题干', '必填。可以换行（Alt+Enter）。', '公司招用员工时可以收押金吗？'],
  ['选项A～H', '单选、多选题从 A 起依次填，至少两个，不能有两个一样。判断题空着。改已有的题时要去掉一个选项，写（删除）。', '不可以，收了要退还'],
  ['答案', '单选填一个字母；多选连着填几个字母；判断填“正确”或“错误”。', 'B　　ACD　　正确'],
  ['（填空）', '题干里每个空写四条下划线 ____；答案一行一个空，同一个空的几种写法用竖线 | 隔开。', '十一|11'],
  ['（排序）', '各项填在选项A～H；答案按正确顺序写字母。', 'BAC'],
  ['（匹配）', '左边各项填在“左列”，一行一项；右边各项填在选项A～H；答案写左边的序号和右边的字母。', '1-B 2-A'],
  ['（材料题）', '先写一行材料题：材料、依据、页面、难度。小题一行一道写在它下面，题型选“小题单选”等，只填题干、选项、答案、解析；依据、页面和材料题一样的不用再填。', '小题单选'],
  ['类别', '可以空着。题库自己的分类，小写英文字母，组卷时用。', 'probation'],
  ['解析', '必填。说清为什么对、为什么错。选项会打乱，不要写“选 A”。', '任何单位招人都不得收取财物。'],
  ['依据', '必填。法规简称加条号，几条之间用分号隔开。简称见“可选项”这张表。', '劳动合同法 9；劳动合同法 84'],
  ['页面', '必填。答错时请读者去看的页面，从下拉列表选；标题见“可选项”。', 'qa/signing/deposit-and-id'],
  ['难度', '必填。1 最容易，5 最难。', '2'],
  ['考试专用', '填“是”的题只在考试里出，不进练习；空着就是不专用。', '是'],
  ['固定顺序', '选项不能打乱时填“是”，例如有“以上都对”。', '是'],
  ['停用日期', '从这天起不再出题；题号不能再给别的题用。', '2026-12-31'],
];
