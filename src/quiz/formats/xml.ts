/**
 * XML as question files use it. A document type is refused unread: it is only good for
 * entities that grow or that fetch other files. Character references are decoded here,
 * once, so that what is decoded can never be markup.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readReferences } from './html.ts';

export interface Element {
  /** Without its namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
  /** 1-based. */
  readonly line: number;
}

/** Why a text is not read: a Chinese sentence and its cure. */
export class BadXml extends Error {
  readonly say: string;
  readonly cure: string;
  constructor(say: string, cure: string) {
    super(say);
    this.say = say;
    this.cure = cure;
  }
}

const XML_NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MOST_DEPTH = 60;
const META = XMLParser.getMetaDataSymbol() as unknown as symbol;

type Raw = Record<string, unknown> & { readonly [META]?: { readonly startIndex?: number } };

/** The root element. Throws `BadXml`. */
export function readXml(source: string): Element {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new BadXml('文件里有文档类型声明（DOCTYPE），可能引入外部文件或无限展开，没有读。', '删掉 <!DOCTYPE … > 这一段，再导入');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new BadXml(`第 ${valid.err.line} 行的 XML 写得不对，读不下去。`, '从原来的系统重新导出一次');
  const parser = new XMLParser({
    preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true, trimValues: false, parseTagValue: false, parseAttributeValue: false,
    processEntities: false, cdataPropName: '#cdata', ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: MOST_DEPTH, captureMetaData: true,
  });
  let raw: Raw[];
  try {
    raw = parser.parse(text) as Raw[];
  } catch (error) {
    if (error instanceof Error && /nested/i.test(error.message)) throw new BadXml(`标签一层套一层超过 ${MOST_DEPTH} 层。`, '从原来的系统重新导出一次');
    throw new BadXml('这个 XML 文件读不下去。', '从原来的系统重新导出一次');
  }
  const root = treeOf(raw, linesOf(text)).find((child): child is Element => typeof child !== 'string');
  if (!root) throw new BadXml('文件里没有内容。', '从原来的系统重新导出一次');
  return root;
}

/** The line of an offset. Offsets come in rising order within a list, so nothing is counted twice. */
function linesOf(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function treeOf(list: readonly Raw[], lineAt: (offset: number) => number): (Element | string)[] {
  return list.flatMap((node): (Element | string)[] => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined) return [];
    if (name === '#text') return [readReferences(String(node[name]), XML_NAMED)];
    if (name === '#cdata') return (node[name] as Raw[]).map((part) => String(part['#text'] ?? ''));
    const attributes = Object.fromEntries(Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([key, value]) => [key, readReferences(String(value), XML_NAMED)]));
    return [{ name, attributes, children: treeOf(node[name] as Raw[], lineAt), line: lineAt(node[META]?.startIndex ?? 0) }];
  });
}

export const childrenOf = (e: Element | undefined, name: string): Element[] => (e?.children ?? []).filter((c): c is Element => typeof c !== 'string' && c.name === name);
export const childOf = (e: Element | undefined, name: string): Element | undefined => childrenOf(e, name)[0];

/** Every element of the name, at any depth, in order. */
export function allOf(e: Element | undefined, name: string): Element[] {
  return (e?.children ?? []).flatMap((c) => (typeof c === 'string' ? [] : [...(c.name === name ? [c] : []), ...allOf(c, name)]));
}

/** All text inside, markup passed by. */
export const textOf = (e: Element | undefined): string => (e?.children ?? []).map((c) => (typeof c === 'string' ? c : textOf(c))).join('');

/** An element to be written. Attributes that are undefined are left out. */
export interface Node {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly children?: readonly (Node | string)[];
}
export const node = (name: string, attributes: Node['attributes'] = {}, ...children: (Node | string)[]): Node => ({ name, attributes, children });

const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
const escapeAttribute = (text: string): string => escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** The element as text, indented; an element that holds text stands on one line, for white space there means something. */
function written(e: Node, indent: string): string {
  const attributes = Object.entries(e.attributes ?? {}).map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeAttribute(value)}"`)).join('');
  const children = e.children ?? [];
  if (children.length === 0) return `${indent}<${e.name}${attributes}/>`;
  if (children.some((c) => typeof c === 'string')) return `${indent}<${e.name}${attributes}>${children.map((c) => (typeof c === 'string' ? escapeXml(c) : written(c, ''))).join('')}</${e.name}>`;
  return `${indent}<${e.name}${attributes}>\n${children.map((c) => (typeof c === 'string' ? c : written(c, `${indent}  `))).join('\n')}\n${indent}</${e.name}>`;
}

/** A whole document. */
export const writeXml = (root: Node): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;
