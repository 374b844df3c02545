/**
 * Writes questions into a bank file. Only the questions concerned change, byte for byte:
 * comments, order and style of everything else stay as the editor left them.
 */
import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { readYaml } from '../../../library/server/read.ts';
import { canonicalJson } from '../../../quiz/revision.ts';
import { bankSchema, questionSchema, type Question } from '../../../quiz/schema.ts';

const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;
const FIELDS = ['id', 'kind', 'material', 'stem', 'options', 'items', 'left', 'right', 'blanks', 'parts', 'answer', 'fixed', 'explanation', 'basis', 'page', 'difficulty', 'category', 'reserved', 'retired'];

const provisions = (basis: Question['basis']) => basis.map(({ law, article }) => ({ law, article: /^\d+$/.test(article) ? Number(article) : article }));

/** The question as editors write it: fields in their order, what is the default left out, articles as numbers. */
function fieldsOf(q: Question): Map<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(q).filter(([key, value]) => value !== undefined && !((key === 'reserved' || key === 'fixed') && value === false)));
  known.set('basis', provisions(q.basis));
  if (q.kind === 'case') known.set('parts', q.parts.map((part) => Object.fromEntries(Object.entries(part).filter(([key, value]) => value !== undefined && !(key === 'fixed' && value === false)).map(([key, value]) => [key, key === 'basis' && part.basis ? provisions(part.basis) : value]))));
  return new Map([...FIELDS, ...known.keys()].filter((key) => known.has(key)).map((key) => [key, known.get(key)]));
}

/** A value as a node, provisions and letters of an answer on one line. */
function nodeOf(doc: Document, key: string, value: unknown) {
  const node = doc.createNode(value);
  compact(key, node);
  return node;
}

function compact(key: string, node: unknown): void {
  if (isSeq(node)) {
    if (key === 'answer') node.flow = true;
    for (const item of node.items) {
      if (!isMap(item)) continue;
      if (key === 'basis' || key === 'blanks') item.flow = true;
      else for (const pair of item.items) compact(isScalar(pair.key) ? String(pair.key.value) : '', pair.value);
    }
  } else if (isMap(node) && key === 'answer') node.flow = true;
}

/** Text of one question, its lines after the first indented by `pad`. */
function itemText(map: YAMLMap, pad: string): string {
  const doc = new Document();
  doc.contents = map as never;
  return doc.toString(STYLE).trimEnd().split('\n').map((line, i) => (i === 0 || line === '' ? line : pad + line)).join('\n');
}

/**
 * The file with these questions: one whose id is there takes its place, the others come after
 * the last. Throws when the outcome does not read as what was meant.
 */
export function withQuestions(text: string, questions: readonly Question[]): string {
  const doc = parseDocument(text.replace(/^\uFEFF/, ''));
  const seq = doc.get('questions', true);
  const items = isSeq(seq) ? seq.items.filter(isMap) : [];
  const source = text.replace(/^\uFEFF/, '');
  const edits: { from: number; to: number; text: string }[] = [];
  const fresh: Question[] = [];
  for (const q of questions) {
    const map = items.find((item) => item.get('id') === q.id);
    if (!map?.range) {
      fresh.push(q);
      continue;
    }
    const stands = questionSchema.safeParse(map.toJS(doc)).data;
    if (stands && canonicalJson(stands) === canonicalJson(q)) continue;
    const [from, to] = map.range;
    edits.push({ from, to: from + source.slice(from, to).trimEnd().length, text: itemText(changed(doc, map, q), ' '.repeat(from - (source.lastIndexOf('\n', from - 1) + 1))) });
  }
  const lastItem = items.at(-1);
  if (fresh.length > 0) {
    const start = items[0]?.range?.[0];
    const pad = start === undefined ? '  ' : ' '.repeat(Math.max(0, start - (source.lastIndexOf('\n', start - 1) + 1) - 2));
    const block = fresh.map((q) => `${pad}- ${itemText(whole(q), `${pad}  `)}`).join('\n');
    if (lastItem?.range) {
      const end = lastItem.range[0] + source.slice(lastItem.range[0], lastItem.range[1]).trimEnd().length;
      // After what stands on the last line, a comment perhaps.
      const at = source.indexOf('\n', end) < 0 ? source.length : source.indexOf('\n', end);
      edits.push({ from: at, to: at, text: `\n${block}` });
    } else {
      doc.delete('questions');
      return checked(`${String(doc.toString(STYLE)).trimEnd()}\nquestions:\n${block}\n`, source, questions);
    }
  }
  const out = edits.sort((a, b) => b.from - a.from).reduce((sum, e) => sum.slice(0, e.from) + e.text + sum.slice(e.to), source);
  return checked(out.endsWith('\n') ? out : `${out}\n`, source, questions);
}

const whole = (q: Question): YAMLMap => {
  const doc = new Document();
  const map = doc.createNode({}) as YAMLMap;
  for (const [key, value] of fieldsOf(q)) map.set(key, nodeOf(doc, key, value));
  map.flow = false;
  return map;
};

/** The map with the fields of the question; those that stay the same are not touched, with their comments. */
function changed(doc: Document, map: YAMLMap, q: Question): YAMLMap {
  map.commentBefore = undefined;
  map.comment = undefined;
  map.flow = false;
  const fields = fieldsOf(q);
  for (const pair of [...map.items]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!fields.has(key)) map.delete(pair.key);
  }
  const before = map.toJS(doc) as Record<string, unknown>;
  for (const [key, value] of fields) {
    if (key in before && canonicalJson(before[key]) === canonicalJson(value)) continue;
    const old = map.get(key, true);
    if ((key === 'options' || key === 'items' || key === 'left' || key === 'right') && isMap(old)) mend(doc, old, value as Record<string, string>);
    else if (isScalar(old) && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) old.value = value;
    else map.set(key, nodeOf(doc, key, value));
  }
  return map;
}

function mend(doc: Document, map: YAMLMap, options: Readonly<Record<string, string>>): void {
  for (const letter of Object.keys(map.toJS(doc) as object)) if (!(letter in options)) map.delete(letter);
  for (const [letter, text] of Object.entries(options)) map.set(letter, text);
}

/** What is written must read as what was meant, and nothing else may have changed. */
function checked(text: string, before: string, questions: readonly Question[]): string {
  const [was, now] = [before, text].map((t) => readYaml('bank', t, bankSchema));
  const meant = new Map((was?.value?.questions ?? []).map((q) => [q.id, canonicalJson(q)]));
  for (const q of questions) meant.set(q.id, canonicalJson(q));
  const found = now?.value?.questions.map((q) => canonicalJson(q));
  if (JSON.stringify(found) !== JSON.stringify([...meant.values()])) throw new Error('the bank as written does not read as what was meant');
  return text;
}
