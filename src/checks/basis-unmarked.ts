/**
 * An article that is listed and neither marked nor, as in tables, linked: a reader cannot tell which
 * sentence rests on it. A reminder only.
 */
import { articleName, articlePath, basisKey, marksIn, shortNames } from '../library/cite.ts';
import { entriesOf, issueAt, type Rule } from './material.ts';

export const basisUnmarked: Rule = (material) => {
  const laws = new Map(material.library.laws.map((law) => [law.id, law]));
  const ids = shortNames(material.library.laws);
  return entriesOf(material.library).flatMap((entry) => {
    const text = [entry.data.answer, 'jiangsu' in entry.data ? (entry.data.jiangsu ?? '') : '', entry.body].join('\n');
    const marked = new Set(marksIn(text).map((mark) => `${ids.get(mark.short) ?? ''}#${mark.article}`));
    return entry.data.basis.flatMap((basis, i) => {
      const law = laws.get(basis.law);
      if (!law || marked.has(basisKey(basis)) || text.includes(`(${articlePath(basis)})`)) return [];
      return [
        issueAt(material, entry.id, ['basis', i], {
          code: 'basis-unmarked',
          level: 'warning',
          message: `依据列了${law.short}${articleName(basis.article)}，正文没有用到。`,
          hint: `在它支持的那句话后面加〔${law.short}${basis.article.replace('-', '之')}〕，或者删掉这一行`,
        }),
      ];
    });
  });
};
