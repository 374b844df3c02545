/** A cited article, and an article with a digest, must lie within its law, as far as the number of its articles is known. */
import { articleName, isWithin } from '../library/cite.ts';
import { citationsOf, issueAt, type Rule } from './material.ts';

export const articleRange: Rule = (material) => {
  const laws = new Map(material.library.laws.map((law) => [law.id, law]));
  const cited = citationsOf(material).flatMap((c) => {
    const law = laws.get(c.law);
    if (!law || isWithin(law, c.article)) return [];
    return [
      issueAt(material, c.key, [...c.path, 'article'], {
        code: 'basis-article-range',
        message: `${c.who}引用了${law.short}${articleName(c.article)}，这部法只有 ${law.articles} 条。`,
        hint: '对照法律原文改条号',
      }),
    ];
  });
  const digests = material.library.laws.flatMap((law) =>
    Object.keys(law.digests)
      .filter((article) => !isWithin(law, article))
      .map((article) =>
        issueAt(material, `laws/${law.id}`, ['digests', article], {
          code: 'digest-article-range',
          message: `给${articleName(article)}写了大意，这部法只有 ${law.articles} 条。`,
          hint: '对照法律原文改条号，或者改 articles',
        }),
      ),
  );
  return [...cited, ...digests];
};
