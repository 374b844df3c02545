/**
 * Reads an editor's file with positions: YAML through the `yaml` package, front matter
 * through gray-matter with that same package as its engine (its JavaScript engine is
 * switched off). Whatever is wrong comes back as issues with line, column and cure.
 */
import matter from 'gray-matter';
import { LineCounter, isMap, isPair, isScalar, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import type { Issue } from '../../kernel/issue.ts';
import { plainValue } from './yaml-value.ts';

/** Where a value stands, 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Position of the value at a path, of its nearest existing parent when it is missing. */
export type Locate = (path: readonly PropertyKey[]) => Position;

export interface Read<T> {
  /** Undefined when the file breaks the schema. */
  readonly value: T | undefined;
  readonly issues: readonly Issue[];
  readonly at: Locate;
}

export interface ReadMarkdown<T> extends Read<T> {
  readonly body: string;
  /** Line of the file on which `body` begins. */
  readonly bodyLine: number;
}

/** Reads a YAML file. `file` is the path shown in messages. */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): Read<z.output<S>> {
  return readDocument(file, text.replace(/^\uFEFF/, ''), 0, schema);
}

/** Reads a Markdown file with YAML front matter. */
export function readMarkdown<S extends z.ZodType>(file: string, source: string, schema: S): ReadMarkdown<z.output<S>> {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let yamlText: string | undefined;
  const refuse = () => {
    throw new Error('only YAML front matter is read');
  };
  try {
    const parsed = matter(text, {
      language: 'yaml',
      engines: {
        yaml: {
          parse: (inner: string) => {
            yamlText = inner;
            return {};
          },
          stringify: refuse,
        },
        javascript: { parse: refuse, stringify: refuse },
        json: { parse: refuse, stringify: refuse },
      },
    });
    if (yamlText === undefined) {
      const issue = problem(file, { line: 1, column: 1 }, 'front-matter-missing', '文件开头没有用 --- 围起来的信息区。', '用 npm run desk -- new 新建一份，照它的样子写');
      return { value: undefined, issues: [issue], at: () => ({ line: 1, column: 1 }), body: parsed.content, bodyLine: 1 };
    }
    const body = parsed.content;
    const bodyLine = text.slice(0, text.length - body.length).split('\n').length;
    // The opening fence is line 1, and gray-matter hands over the rest of that line too.
    return { ...readDocument(file, yamlText.replace(/^[^\n]*\n?/, ''), 1, schema), body, bodyLine };
  } catch {
    const issue = problem(file, { line: 1, column: 1 }, 'front-matter-engine', '信息区只能用 YAML 写。', '第一行只写三个减号 ---');
    return { value: undefined, issues: [issue], at: () => ({ line: 1, column: 1 }), body: '', bodyLine: 1 };
  }
}

/** What is right is read fast; positions are looked up when somebody asks for one. */
function readDocument<S extends z.ZodType>(file: string, text: string, skippedLines: number, schema: S): Read<z.output<S>> {
  const value = plainValue(text);
  const outcome = value === undefined ? undefined : schema.safeParse(value);
  if (!outcome?.success) return readStrictly(file, text, skippedLines, schema);
  let at: Locate | undefined;
  return { value: outcome.data, issues: [], at: (path) => (at ??= placesIn(text, skippedLines).at)(path) };
}

/** The document with the places of its values. */
function placesIn(text: string, skippedLines: number): { doc: Document.Parsed; place: (offset: number) => Position; at: Locate } {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true, stringKeys: true });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line + skippedLines, column: col };
  };
  return { doc, place, at: (path) => place(offsetOf(doc, path)) };
}

function readStrictly<S extends z.ZodType>(file: string, text: string, skippedLines: number, schema: S): Read<z.output<S>> {
  const { doc, place, at } = placesIn(text, skippedLines);
  if (doc.errors.length > 0) {
    const issues = doc.errors.map((e) => problem(file, place(e.pos[0]), 'yaml', yamlMessage(e.code), yamlHint(e.code)));
    return { value: undefined, issues, at };
  }
  const outcome = schema.safeParse(doc.toJS({ maxAliasCount: 50 }));
  if (outcome.success) return { value: outcome.data, issues: [], at };
  return { value: undefined, issues: outcome.error.issues.flatMap((e) => schemaIssues(file, e, at, doc)), at };
}

function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  for (let n = path.length; n >= 0; n--) {
    const parent = n > 0 ? doc.getIn(path.slice(0, n - 1), true) : undefined;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path[n - 1]));
      const key = pair?.key as Node | undefined;
      if (key?.range) return key.range[0];
      continue;
    }
    const node = doc.getIn(path.slice(0, n), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function problem(file: string, at: Position, code: string, message: string, hint?: string): Issue {
  return { code, level: 'error', file, ...at, message, ...(hint ? { hint } : {}) };
}

function schemaIssues(file: string, e: z.core.$ZodIssue, at: Locate, doc: Document): Issue[] {
  const field = fieldName(e.path);
  switch (e.code) {
    case 'unrecognized_keys':
      return e.keys.map((k) => problem(file, at([...e.path, k]), 'field-unknown', `不认识的字段“${k}”。`, '检查拼写；不需要就删掉这一行'));
    case 'invalid_type': {
      const given = e.path.length === 0 ? doc.toJS() : doc.getIn(e.path);
      if (given === undefined || given === null) return [problem(file, at(e.path), 'field-missing', `缺少${field}。`, '照编辑手册补上这一项')];
      return [problem(file, at(e.path), 'field-type', `${field}的类型不对，应为${typeName(e.expected)}。`, '对照编辑手册里的例子改')];
    }
    case 'invalid_union': {
      const first = e.errors.find((branch) => branch.length > 0)?.[0];
      if (first) return schemaIssues(file, { ...first, path: [...e.path, ...first.path] } as z.core.$ZodIssue, at, doc);
      return [problem(file, at(e.path), 'field-value', `${field}的写法不对。`, '对照编辑手册里的例子改')];
    }
    case 'invalid_value':
      return [problem(file, at(e.path), 'field-value', `${field}只能是：${e.values.map(String).join('、')}。`, '从中选一个')];
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'custom':
      return [problem(file, at(e.path), 'field-value', `${field}：${hasChinese(e.message) ? e.message : '写法不对'}。`, '对照编辑手册里的例子改')];
    default:
      return [problem(file, at(e.path), 'field-value', `${field}的写法不对。`, '对照编辑手册里的例子改')];
  }
}

const hasChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text);
const fieldName = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '整个文件' : `“${path.map((p) => (typeof p === 'number' ? `第 ${p + 1} 项` : String(p))).join(' › ')}”`;
const typeName = (expected: string): string =>
  ({ string: '文字', number: '数字', int: '整数', boolean: 'true 或 false', array: '列表（每行一个减号）', object: '键值对', record: '键值对' })[expected] ?? expected;

const YAML_MESSAGES: Record<string, [string, string]> = {
  DUPLICATE_KEY: ['同一个字段写了两次。', '留下一个'],
  BAD_INDENT: ['缩进不对。', '同一层左边对齐，用空格，不用 Tab'],
  TAB_AS_INDENT: ['用了 Tab 缩进。', '换成空格'],
  MISSING_CHAR: ['少了冒号、引号或括号。', '看这一行的标点是不是中文全角的'],
  BAD_SCALAR_START: ['这里不能用这个符号开头。', '给整句加上英文双引号'],
  UNEXPECTED_TOKEN: ['这里出现了意外的符号。', '含有冒号、井号、方括号的句子请加英文引号'],
  MULTILINE_IMPLICIT_KEY: ['冒号前的部分跨了行。', '多行文字请写成 |- 开头的段落'],
  BLOCK_AS_IMPLICIT_KEY: ['一行里出现了两个冒号。', '含有英文冒号的句子请加英文引号'],
};
const yamlMessage = (code: string): string => YAML_MESSAGES[code]?.[0] ?? '文件的格式读不懂。';
const yamlHint = (code: string): string => YAML_MESSAGES[code]?.[1] ?? '对照编辑手册里的例子，检查缩进、引号和冒号';
