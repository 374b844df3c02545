/** The same article listed twice in one basis. */
import { articleName, basisKey } from '../library/cite.ts';
import { citationsOf, issueAt, type Rule } from './material.ts';

export const basisRepeated: Rule = (material) => {
  const seen = new Set<string>();
  return citationsOf(material).flatMap((c) => {
    // Points of a leaflet or a kit have a list each: only within one list an article is listed twice.
    const key = `${c.key} ${c.path.slice(0, -1).join('.')} ${basisKey(c)}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `${c.who}依据里${c.law} ${articleName(c.article)}列了两次。`;
    return [issueAt(material, c.key, c.path, { code: 'basis-repeated', level: 'warning', message, hint: '删掉一行' })];
  });
};
