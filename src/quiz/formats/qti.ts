/**
 * QTI 2.2 and 3.0: one item for each choice question, together in a content package. The
 * two versions are one format in two spellings (`simpleChoice`, `qti-simple-choice`), so
 * everything here speaks 2.2 and the spelling is changed at the edge.
 */
import type { Question } from '../schema.ts';
import { draftOf, issue, kindNoun, lettered, tidy, type Decoded, type Draft, type Encoded, type FileIssue, type Item } from './item.ts';
import { keywordsIn, manifestOf, type Resource } from './qti-manifest.ts';
import { tagsOf } from './tags.ts';
import { isQuestionId, optionTexts, rightKeys, TRUTHS } from './words.ts';
import { allOf, BadXml, childOf, childrenOf, node, readXml, textOf, writeXml, type Element, type Node } from './xml.ts';

export type QtiVersion = '2.2' | '3.0';

const NAMESPACES: Record<QtiVersion, { item: string; processing: string; resource: string }> = {
  '2.2': { item: 'http://www.imsglobal.org/xsd/imsqti_v2p2', processing: 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct', resource: 'imsqti_item_xmlv2p2' },
  '3.0': { item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0', processing: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct', resource: 'imsqti_item_xmlv3p0' },
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** HTML inside an item keeps its names in both versions. */
const HTML = new Set(['p', 'br', 'div', 'span']);

/** The tree in the spelling of 3.0. */
const spelled = (n: Node, version: QtiVersion): Node =>
  version === '2.2'
    ? n
    : {
        name: HTML.has(n.name) ? n.name : `qti-${kebab(n.name)}`,
        attributes: Object.fromEntries(Object.entries(n.attributes ?? {}).map(([key, value]) => [/[:]|^xmlns/.test(key) ? key : kebab(key), value])),
        children: (n.children ?? []).map((c) => (typeof c === 'string' ? c : spelled(c, version))),
      };

/** The tree in the spelling of 2.2, whichever it came in. */
const plainSpelled = (e: Element): Element => ({
  ...e,
  name: e.name.startsWith('qti-') ? camel(e.name.slice(4)) : e.name,
  attributes: Object.fromEntries(Object.entries(e.attributes).map(([key, value]) => [camel(key), value])),
  children: e.children.map((c) => (typeof c === 'string' ? c : plainSpelled(c))),
});

/** The files of the package by their names, the manifest among them. */
export function encodeQti(questions: readonly Question[], version: QtiVersion): Encoded<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const left: { id: string; why: string }[] = [];
  const resources: Resource[] = [];
  for (const q of questions) {
    const item = itemOf(q, version);
    if (!item) {
      left.push({ id: q.id, why: `QTI 选择题里没有${kindNoun(q.kind)}` });
      continue;
    }
    const href = `items/${q.id}.xml`;
    files.set(href, writeXml(spelled(item, version)));
    resources.push({ id: q.id, href, difficulty: q.difficulty, keywords: tagsOf(q, ['difficulty', 'fixed']) });
  }
  return { file: new Map([['imsmanifest.xml', manifestOf(resources, version, NAMESPACES[version].resource)], ...files]), left };
}

const paragraph = (text: string): Node => node('p', {}, ...text.split('\n').flatMap((line, i): (Node | string)[] => (i === 0 ? [line] : [node('br'), line])));

function itemOf(q: Question, version: QtiVersion): Node | undefined {
  if (q.kind !== 'single' && q.kind !== 'multiple' && q.kind !== 'truefalse') return undefined;
  const choices: readonly [string, string][] = q.kind === 'truefalse' ? Object.entries(TRUTHS) : optionTexts(q);
  const right = q.kind === 'truefalse' ? [String(q.answer)] : rightKeys(q);
  const fixed = q.kind === 'truefalse' || q.fixed;
  const { item, processing } = NAMESPACES[version];
  const cardinality = q.kind === 'multiple' ? 'multiple' : 'single';
  return node(
    'assessmentItem', { xmlns: item, identifier: q.id, title: q.id, adaptive: 'false', timeDependent: 'false', 'xml:lang': 'zh-CN' },
    node('responseDeclaration', { identifier: 'RESPONSE', cardinality, baseType: 'identifier' }, node('correctResponse', {}, ...right.map((key) => node('value', {}, key)))),
    node('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }),
    node('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality: 'single', baseType: 'identifier' }, node('defaultValue', {}, node('value', {}, 'explanation'))),
    node(
      'itemBody', {}, paragraph(q.stem),
      node('choiceInteraction', { responseIdentifier: 'RESPONSE', shuffle: String(!fixed), maxChoices: q.kind === 'multiple' ? '0' : '1' }, ...choices.map(([key, text]) => node('simpleChoice', { identifier: key }, text))),
    ),
    node('responseProcessing', { template: processing }),
    node('modalFeedback', { outcomeIdentifier: 'FEEDBACK', identifier: 'explanation', showHide: 'show' }, ...(version === '3.0' ? [node('contentBody', {}, paragraph(q.explanation))] : [paragraph(q.explanation)])),
  );
}

/** A package or loose items: file names with their texts. */
export function decodeQti(files: ReadonlyMap<string, string>): Decoded {
  const issues: FileIssue[] = [];
  const trees = new Map<string, Element>();
  const attempt = (name: string, text: string): Element | undefined => {
    try {
      return plainSpelled(readXml(text));
    } catch (error) {
      if (!(error instanceof BadXml)) throw error;
      issues.push(issue(name, '', error.say, error.cure));
      return undefined;
    }
  };
  for (const [name, text] of files) {
    const tree = /\.xml$/i.test(name) ? attempt(name, text) : undefined;
    if (tree) trees.set(name, tree);
  }
  const said = keywordsIn([...trees.values()].find((t) => t.name === 'manifest'));
  const items = Array.from(trees).filter(([, tree]) => tree.name === 'assessmentItem').map(([name, tree]) => read(name, tree, said.get(name) ?? {}));
  const missing = Array.from(said.keys()).filter((href) => !files.has(href));
  for (const href of missing) issues.push(issue(href, '', '清单里有这道题，压缩包里没有这个文件。', '从原来的系统重新导出一次'));
  if (items.length === 0 && issues.length === 0) issues.push(issue('', '', '里面没有 QTI 试题（assessmentItem）。', '导出时选 QTI 2.1、2.2 或 3.0；更早的 QTI 1.2 读不了'));
  return { items, issues };
}

/** Text of an element, a line for each paragraph; `skip` names what is not part of it. */
function linesOf(e: Element, skip: ReadonlySet<string>): string {
  return e.children.map((c) => {
    if (typeof c === 'string') return c.replace(/\s+/g, ' ');
    if (skip.has(c.name)) return '';
    if (c.name === 'br') return '\n';
    const inner = linesOf(c, skip);
    return /^(p|div|prompt|li|h[1-6]|tr|contentBody)$/.test(c.name) ? `\n${inner}\n` : inner;
  }).join('');
}
const wordsOf = (e: Element | undefined, ...skip: string[]): string => (e ? tidy(linesOf(e, new Set(skip)).replace(/ *\n */g, '\n').replace(/\n{2,}/g, '\n')) : '');

function read(where: string, item: Element, said: Draft): Item {
  const issues: FileIssue[] = [];
  const say = (column: string, text: string, cure: string, level: FileIssue['level'] = 'error') => void issues.push(issue(where, column, text, cure, level));
  const id = item.attributes.identifier ?? '';
  const body = childOf(item, 'itemBody');
  if (['img', 'object', 'table', 'math'].some((name) => allOf(body, name).length > 0)) say('题干', '里面有图片、表格或公式，导入后会丢。', '改成用文字说的题，或者从包里删掉它');
  const explanation = childrenOf(item, 'modalFeedback').map((f) => wordsOf(f)).filter((text, i, all) => text !== '' && all.indexOf(text) === i).join('\n');
  const found = allOf(body, 'choiceInteraction');
  const base = { ...said, id: isQuestionId(id) ? id : undefined, explanation };
  const others = [...new Set(namesIn(body).filter((name) => name.endsWith('Interaction') && name !== 'choiceInteraction'))];
  const [choice] = found;
  if (!choice || found.length > 1 || others.length > 0) {
    say('题型', others.length > 0 ? `“${others.join('、')}”不能导入。` : found.length > 1 ? `一道题里有 ${found.length} 个选择。` : '里面没有选择题。', '只能导入一题一个选择（choiceInteraction）的题；别的从包里删掉');
    return { where, issues, draft: draftOf({ ...base, stem: wordsOf(body) }) };
  }
  const stem = [wordsOf(body, 'choiceInteraction', 'rubricBlock', 'feedbackBlock'), wordsOf(childOf(choice, 'prompt'))].filter(Boolean).join('\n');
  const choices = childrenOf(choice, 'simpleChoice');
  if (choices.some((c) => allOf(c, 'feedbackInline').length > 0)) say('解析', '每个选项自己的反馈没有地方放，不会导入。', '需要的话并进解析', 'warning');
  const response = childrenOf(item, 'responseDeclaration').find((d) => d.attributes.identifier === choice.attributes.responseIdentifier);
  const names = choices.map((c) => c.attributes.identifier ?? '');
  const right = keyOf(response);
  const truths = names.length === 2 && names[0] === 'true' && names[1] === 'false';
  if (truths) return { where, issues, draft: draftOf({ ...base, kind: 'truefalse', stem, answer: right.length === 1 ? right[0] === 'true' : undefined }) };
  const options = lettered(choices.map((c) => wordsOf(c, 'feedbackInline')));
  // A key outside the choices keeps its name, for the checks to say so.
  const keys = right.map((name) => Object.keys(options)[names.indexOf(name)] ?? name);
  const many = (response?.attributes.cardinality ?? 'single') !== 'single';
  const fixed = choice.attributes.shuffle !== 'true';
  return { where, issues, draft: draftOf({ ...base, kind: many ? 'multiple' : 'single', stem, options, answer: many ? [...keys].sort() : keys.length > 1 ? keys.join('、') : keys[0], fixed }) };
}

/** The right identifiers: as declared, else those that earn something. */
function keyOf(response: Element | undefined): string[] {
  const declared = childrenOf(childOf(response, 'correctResponse'), 'value').map((v) => textOf(v).trim());
  if (declared.length > 0) return declared;
  return childrenOf(childOf(response, 'mapping'), 'mapEntry').filter((m) => Number(m.attributes.mappedValue) > 0).map((m) => m.attributes.mapKey ?? '');
}

const namesIn = (e: Element | undefined): string[] => (e?.children ?? []).flatMap((c) => (typeof c === 'string' ? [] : [c.name, ...namesIn(c)]));
