/** What of a question stands in which cells, by kind; the same for the parts of a case. */
import { KIND_NAMES, LETTERS, type Draft } from './item.ts';

/** Beginning of the kind of a row that is a part of the case above it. */
export const PART = '小题';

const KINDS_WRITTEN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KIND_NAMES).flatMap(([kind, name]) => [kind, name, `${name}题`, name.replace(/题$/, '')].map((written) => [written, kind])).concat([
    ['单项选择', 'single'], ['单项选择题', 'single'], ['多项选择', 'multiple'], ['多项选择题', 'multiple'], ['是非题', 'truefalse'], ['连线题', 'matching'], ['案例题', 'case'], ['案例分析题', 'case'],
  ]),
);

/** The kind that is written, `小题` in front of it aside; what is no kind stays as written. */
export function readKind(written: string): { readonly kind: string | undefined; readonly part: boolean } {
  const text = written.normalize('NFKC').replace(/\s/g, '');
  const part = text.startsWith(PART);
  const name = text.replace(new RegExp(`^${PART}[-·:]?`), '');
  return { kind: name === '' ? undefined : (KINDS_WRITTEN[name] ?? name), part };
}

const TRUE = new Set(['正确', '对', '是', '√', '✓', 'T', 'TRUE', 'Y', '1', '✔']);
const FALSE = new Set(['错误', '错', '否', '不对', '不正确', '×', '✗', 'X', 'F', 'FALSE', 'N', '0', '✘']);

/** True or false as people write it; undefined for anything else. */
export function readTruth(text: string): boolean | undefined {
  const word = text.normalize('NFKC').trim().toUpperCase();
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}

/** Letters of an answer, `A、C`, `ac`, `Ａ Ｃ`; undefined when there is anything else in it. */
export function readLetters(text: string): string[] | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s,，、;；.。和及]/g, '');
  return /^[A-Z]+$/.test(plain) ? [...plain] : undefined;
}

/** `1-B 2-A` as right sides by the numbers of the left; undefined when there is anything else in it. */
function readPairs(text: string): Record<string, string> | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s,、;.。→:—-]/g, '');
  if (!/^(\d[A-Z])+$/.test(plain)) return undefined;
  return Object.fromEntries(Array.from(plain.matchAll(/(\d)([A-Z])/g), (m) => [m[1] ?? '', m[2] ?? '']));
}

/** The answer as the kind has it; what cannot be read stays as written, for the schema to refuse. */
export function readAnswer(kind: string | undefined, answer: string): unknown {
  if (kind === 'truefalse') return readTruth(answer) ?? answer;
  if (kind === 'matching') return readPairs(answer) ?? answer;
  const letters = readLetters(answer);
  if (kind === 'multiple' || kind === 'ordering') return letters ?? answer;
  return letters?.length === 1 ? letters[0] : answer;
}

/** A line for each blank, what it accepts between upright strokes. */
const writeBlanks = (blanks: readonly { readonly accept: readonly string[] }[]): string => blanks.map((b) => b.accept.map((text) => text.replace(/[\\|]/g, '\\$&')).join('|')).join('\n');
const readBlanks = (text: string): { accept: string[] }[] =>
  text.split('\n').filter((line) => line.trim() !== '').map((line) => ({ accept: (line.match(/(?:\\[\s\S]|[^|\\])+/g) ?? []).map((v) => v.replace(/\\([\s\S])/g, '$1').trim()).filter((v) => v !== '') }));

const writeLeft = (left: Readonly<Record<string, string>>): string => Object.entries(left).map(([n, text]) => `${n}. ${text}`).join('\n');
function readLeft(text: string): Record<string, string> {
  return Object.fromEntries(text.split('\n').filter((line) => line.trim() !== '').map((line, i) => {
    const [, n, body] = /^\s*([1-9１-９])\s*[.．、)）]\s*(.*)$/.exec(line) ?? [];
    return n === undefined ? [String(i + 1), line.trim()] : [n.normalize('NFKC'), (body ?? '').trim()];
  }));
}

type Texts = Readonly<Record<string, string>>;

/** Cells of what the kind has of its own. */
export function ownCells(q: Draft): Record<string, string> {
  const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const options = (q.options ?? q.items ?? q.right ?? {}) as Texts;
  const answer = q.answer;
  return {
    题干: text(q.stem), 解析: text(q.explanation), 材料: text(q.material), 左列: q.left === undefined ? '' : writeLeft(q.left as Texts),
    ...Object.fromEntries(LETTERS.map((l) => [`选项${l}`, text(options[l])])),
    答案:
      q.blanks !== undefined ? writeBlanks(q.blanks as { accept: string[] }[])
      : typeof answer === 'boolean' ? (answer ? '正确' : '错误')
      : Array.isArray(answer) ? answer.join('')
      : typeof answer === 'object' && answer !== null ? Object.entries(answer).map(([l, r]) => `${l}-${String(r)}`).join(' ')
      : text(answer),
  };
}

/** Fields of such cells. Whatever the kind has no place for goes along, for the schema to name it. */
export function ownFields(kind: string | undefined, cell: (column: string) => string | undefined, options: Texts | undefined): Record<string, unknown> {
  const [answer, left] = [cell('答案') || undefined, cell('左列') || undefined];
  const choices = kind === 'ordering' ? 'items' : kind === 'matching' ? 'right' : 'options';
  return {
    stem: cell('题干'),
    explanation: cell('解析'),
    material: cell('材料'),
    left: left === undefined ? undefined : readLeft(left),
    [choices]: options,
    ...(answer === undefined ? {} : kind === 'fill' ? { blanks: readBlanks(answer) } : { answer: readAnswer(kind, answer) }),
  };
}
