/**
 * The one form between every file format and the bank: what a file says of a question, in the
 * fields of the editors' schema, any of which may be missing or wrong. Decoders collect
 * everything they find and never stop at the first mistake; the schema judges later.
 */

/** Fields of a question as `schema.ts` names them. A field that the file is silent about is absent. */
export type Draft = Readonly<Record<string, unknown>>;

/** Something about a file, said to the editor. Errors keep the whole file out; warnings are for looking at. */
export interface FileIssue {
  /** `第 3 行`, `第 2 题（第 14 行）`, `items/LC-001.xml`; empty when the whole file is meant. */
  readonly where: string;
  /** The field in the editor's words, `答案`; empty when the whole question is meant. */
  readonly column: string;
  readonly level: 'error' | 'warning';
  /** Chinese, one sentence: what is wrong. */
  readonly say: string;
  /** Chinese, one sentence: what to do. */
  readonly cure: string;
}

/** One question of a file. */
export interface Item {
  readonly where: string;
  readonly draft: Draft;
  readonly issues: readonly FileIssue[];
  /** Letters that the file says nothing of: of a known question they stay. */
  readonly silentOptions?: readonly string[];
  /** The kind by the look of it, where the file does not say: for a question that is new. */
  readonly guess?: string;
}

export interface Decoded {
  readonly items: readonly Item[];
  /** About the file as a whole, or places that are no question. */
  readonly issues: readonly FileIssue[];
}

/** A file made of questions, and those that its format has no place for. */
export interface Encoded<T> {
  readonly file: T;
  readonly left: readonly { readonly id: string; readonly why: string }[];
}

/** More than this in one file is refused. */
export const MOST_QUESTIONS = 2000;

/** Fields in the editor's words. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  id: '题号', kind: '题型', stem: '题干', options: '选项', answer: '答案', explanation: '解析', basis: '依据', page: '页面',
  difficulty: '难度', reserved: '考试专用', fixed: '固定顺序', retired: '停用日期', category: '类别',
  blanks: '答案', items: '选项', left: '左列', right: '选项', material: '材料', parts: '小题', accept: '答案',
};
export const fieldName = (field: PropertyKey): string => FIELD_NAMES[String(field)] ?? String(field);

/** Kinds as editors write them. */
export const KIND_NAMES: Readonly<Record<string, string>> = { single: '单选', multiple: '多选', truefalse: '判断', fill: '填空', ordering: '排序', matching: '匹配', case: '材料题' };
/** `排序题`. */
export const kindNoun = (kind: string): string => (KIND_NAMES[kind] ?? kind).replace(/([^题])$/, '$1题');

export const issue = (where: string, column: string, say: string, cure: string, level: FileIssue['level'] = 'error'): FileIssue => ({ where, column, level, say, cure });

/** `第 3 行“答案”：……。改成……。`, the one form in which they are printed. */
export const fileIssueText = (i: FileIssue): string => `${i.level === 'warning' ? '提醒：' : ''}${i.where}${i.column ? `“${i.column}”` : ''}${i.where || i.column ? '：' : ''}${i.say}${i.cure ? i.cure.replace(/([^。？！])$/, '$1。') : ''}`;

/** Option letters in order. */
export const LETTERS = [...'ABCDEFGH'];

/** Options lettered from A in the order given; more than eight are kept, for the schema to refuse. */
export const lettered = (texts: readonly string[]): Record<string, string> => Object.fromEntries(texts.map((text, i) => [LETTERS[i] ?? `第${i + 1}项`, text]));

/** What is silent in a file is left out, not written as empty. */
export function draftOf(fields: Readonly<Record<string, unknown>>): Draft {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

/** Text as files of any system write it: ends of lines made one kind, outer white space gone. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
