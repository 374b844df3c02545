/** The manifest of a QTI package: which files are items, and what LOM says of them (difficulty in its own words, our tags as keywords). */
import type { Draft } from './item.ts';
import { readTags } from './tags.ts';
import { allOf, childOf, childrenOf, node, textOf, writeXml, type Element } from './xml.ts';

export interface Resource {
  readonly id: string;
  readonly href: string;
  readonly difficulty: number;
  readonly keywords: readonly string[];
}

/** LOM 1.0, 5.8 Difficulty: our 1 to 5. */
const DIFFICULTIES = ['very easy', 'easy', 'medium', 'difficult', 'very difficult'];
const CP: Record<'2.2' | '3.0', { namespace: string; schema: string; version: string }> = {
  '2.2': { namespace: 'http://www.imsglobal.org/xsd/imscp_v1p1', schema: 'QTIv2.2 Package', version: '1.0.0' },
  '3.0': { namespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1', schema: 'QTI Package', version: '3.0.0' },
};

/** `imsmanifest.xml`. */
export function manifestOf(resources: readonly Resource[], version: '2.2' | '3.0', type: string): string {
  const { namespace, schema, version: schemaversion } = CP[version];
  const lom = (r: Resource) =>
    node(
      'lom', { xmlns: 'http://ltsc.ieee.org/xsd/LOM' },
      node('general', {}, ...r.keywords.map((k) => node('keyword', {}, node('string', { language: 'zh-CN' }, k)))),
      node('educational', {}, node('difficulty', {}, node('source', {}, 'LOMv1.0'), node('value', {}, DIFFICULTIES[r.difficulty - 1] ?? 'medium'))),
    );
  return writeXml(
    node(
      'manifest', { xmlns: namespace, identifier: 'pufa-bank' },
      node('metadata', {}, node('schema', {}, schema), node('schemaversion', {}, schemaversion)),
      node('organizations'),
      node('resources', {}, ...resources.map((r) => node('resource', { identifier: `r-${r.id}`, type, href: r.href }, node('metadata', {}, lom(r)), node('file', { href: r.href })))),
    ),
  );
}

/** What the manifest says of each item, by the item's file name. */
export function keywordsIn(manifest: Element | undefined): ReadonlyMap<string, Draft> {
  const items = allOf(manifest, 'resource').filter((r) => (r.attributes.type ?? '').startsWith('imsqti_item'));
  return new Map(
    items.map((r) => {
      const lom = childOf(childOf(r, 'metadata'), 'lom');
      const keywords = childrenOf(childOf(lom, 'general'), 'keyword').flatMap((k) => childrenOf(k, 'string').map((s) => textOf(s).trim()));
      const level = DIFFICULTIES.indexOf(textOf(childOf(childOf(childOf(lom, 'educational'), 'difficulty'), 'value')).trim());
      return [r.attributes.href ?? '', { ...(level >= 0 ? { difficulty: level + 1 } : {}), ...readTags(keywords) }];
    }),
  );
}
