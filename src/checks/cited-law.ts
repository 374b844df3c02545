/** A cited law must be in the register. */
import { citationsOf, issueAt, type Rule } from './material.ts';
import { didYouMean, nearest } from './near.ts';

export const citedLaw: Rule = (material) => {
  const ids = Array.from(material.sources.keys()).filter((k) => k.startsWith('laws/')).map((k) => k.slice(5));
  const byName = new Map(material.library.laws.flatMap((law) => [law.short, law.title, ...law.aliases].map((name) => [name, law.id] as const)));
  return citationsOf(material).flatMap((c) => {
    if (material.sources.has(`laws/${c.law}`)) return [];
    // Someone who writes the Chinese name is told the id.
    const meant = byName.get(c.law) ?? byName.get(nearest(c.law, byName.keys()) ?? '');
    const hint = meant ? `是不是“${meant}”？` : didYouMean(c.law, ids, '到 content/laws 看文件名；没有这部法就先请人登记');
    return [issueAt(material, c.key, [...c.path, 'law'], { code: 'basis-unknown-law', message: `${c.who}引用的法规“${c.law}”不在法规台账里。`, hint })];
  });
};
