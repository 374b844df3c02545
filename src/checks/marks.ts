/** Every inline mark 〔劳动合同法21〕 must name a law of the register and be listed in `basis`. */
import type { Issue } from '../kernel/issue.ts';
import { articleName, basisKey, marksIn, shortNames, type Basis } from '../library/cite.ts';
import { askedOf, entriesOf, issueAt, issueInBody, type Material, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

export const marks: Rule = (material) => {
  const ids = shortNames(material.library.laws);
  // A law whose file is broken has no short name yet; its marks cannot be judged.
  const allLawsRead = Array.from(material.sources.keys()).filter((k) => k.startsWith('laws/')).length === material.library.laws.length;

  const judge = (text: string, basis: readonly Basis[], report: (offset: number, what: Parameters<typeof issueAt>[3]) => Issue): Issue[] => {
    const listed = new Set(basis.map(basisKey));
    return [...marksIn(text).flatMap((mark) => {
      const law = ids.get(mark.short);
      const written = text.slice(mark.at, mark.at + mark.length);
      if (law === undefined) {
        if (!allLawsRead) return [];
        const hint = didYouMean(mark.short, ids.keys(), '用 content/laws 里那部法的 short，一字不差，中间没有空格');
        return [report(mark.at, { code: 'mark-unknown-law', message: `标记“${written}”里的法规名称“${mark.short}”不在法规台账里。`, hint })];
      }
      if (listed.has(`${law}#${mark.article}`)) return [];
      const article = mark.article.includes('-') ? `"${mark.article}"` : mark.article;
      return [
        report(mark.at, {
          code: 'mark-not-in-basis',
          message: `正文标了${mark.short}${articleName(mark.article)}，依据（basis）里没有列。`,
          hint: `在 basis 里加一行：- {law: ${law}, article: ${article}}`,
        }),
      ];
    }), ...unfinished(text, report)];
  };

  const pages = entriesOf(material.library).flatMap((entry) => {
    const fields: [string, string][] = [['answer', entry.data.answer]];
    if ('jiangsu' in entry.data && entry.data.jiangsu) fields.push(['jiangsu', entry.data.jiangsu]);
    return [
      ...fields.flatMap(([name, text]) => judge(text, entry.data.basis, (_, what) => issueAt(material, entry.id, [name], what))),
      ...judge(entry.body, entry.data.basis, (offset, what) => issueInBody(material, entry, offset, what)),
    ];
  });
  const questions = askedOf(material).flatMap(({ id, question, basis, key, path }) =>
    judge(question.explanation, basis, (_, what) => issueAt(material, key, [...path, 'explanation'], { ...what, message: `${id} ${what.message}` })),
  );
  return [...pages, ...questions];
};

/** Marks that nearly are ones: 〔劳动合同法第21条〕, 〔劳动合同法 21〕, other brackets. They would be printed as they stand. */
function unfinished(text: string, report: (offset: number, what: Parameters<Reporter>[1]) => Issue): Issue[] {
  return Array.from(text.matchAll(/〔(?!\d{4}〕)([^〔〕\n]{0,40})(〕?)/g)).flatMap((m) => {
    if (marksIn(m[0]).length > 0 && !/\s/.test(m[1] ?? '')) return [];
    return [report(m.index, { code: 'mark-form', message: `标记“${m[0].slice(0, 24)}”的写法不对。`, hint: '写成〔劳动合同法21〕的样子：简称紧接数字条号，不写“第”“条”，没有空格；之一写〔刑法276之1〕' })];
  });
}

type Reporter = (material: Material, what: Parameters<typeof issueAt>[3]) => Issue;
