/** A cited article without a digest leaves its margin note empty. Said once for each article, at the law's file. */
import { articleName, basisKey, isWithin } from '../library/cite.ts';
import { citationsOf, issueAt, type Rule } from './material.ts';

export const digests: Rule = (material) => {
  const laws = new Map(material.library.laws.map((law) => [law.id, law]));
  const seen = new Set<string>();
  return citationsOf(material).flatMap((c) => {
    const law = laws.get(c.law);
    if (!law || c.article in law.digests || seen.has(basisKey(c)) || !isWithin(law, c.article)) return [];
    seen.add(basisKey(c));
    const by = material.sources.get(c.key)?.file ?? c.key;
    return [
      issueAt(material, `laws/${law.id}`, ['digests'], {
        code: 'digest-missing',
        level: 'warning',
        message: `${law.short}${articleName(c.article)}被引用（${by}），还没有写大意。`,
        hint: `在 digests 下加一行 "${c.article}": 用自己的话说这一条的意思`,
      }),
    ];
  });
};
