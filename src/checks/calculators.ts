/** A calculator has its page and its tables, a page its calculator and its headings; 相关计算器 exist. */
import { CALCULATORS } from '../calculators/all.ts';
import { CALCULATOR_HEADINGS } from '../library/schema.ts';
import { entriesOf, issueAt, issueInBody, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

const IDS = CALCULATORS.map(({ id }) => id);

export const calculators: Rule = (material) => {
  const pages = material.library.calculators.flatMap((entry) => {
    const id = entry.id.replace('calculators/', '');
    if (!IDS.includes(id)) return [issueAt(material, entry.id, [], { code: 'calculator-unknown', message: `没有“${id}”这个计算器。`, hint: didYouMean(id, IDS, `现有：${IDS.join('、')}；新的要请开发人员写`) })];
    const found = Array.from(entry.body.matchAll(/^##[ \t]+(.*?)[ \t]*$/gm), (m) => m[1]);
    if (found.join() === CALCULATOR_HEADINGS.join()) return [];
    return [issueInBody(material, entry, 0, { code: 'calculator-headings', message: `计算器页面的大标题是“${found.join('、')}”。`, hint: `依次写：${CALCULATOR_HEADINGS.map((h) => `## ${h}`).join('、')}` })];
  });
  const related = entriesOf(material.library).flatMap((entry) =>
    ('calculators' in entry.data ? entry.data.calculators : []).flatMap((id, n) =>
      material.sources.has(`calculators/${id}`) ? [] : [issueAt(material, entry.id, ['calculators', n], { code: 'calculator-missing', message: `计算器“${id}”不存在。`, hint: didYouMean(id, IDS, '写 content/calculators 里的文件名，不带 .md') })],
    ),
  );
  // Where there is no content of this kind at all (tests, a new site) nothing is missing.
  const missing = material.library.calculators.length === 0 ? [] : CALCULATORS.flatMap(({ id, rates }) => [
    ...(material.sources.has(`calculators/${id}`) ? [] : [issueAt(material, `content/calculators/${id}.md`, [], { code: 'calculator-page', message: `计算器“${id}”没有页面。`, hint: '照别的计算器写一页' })]),
    ...rates.filter((table) => !material.sources.has(`rates/${table}`)).map((table) => issueAt(material, `content/rates/${table}.yaml`, [], { code: 'rate-table', message: `计算器“${id}”要用的标准表“${table}”不存在。`, hint: '照 content/rates 里别的表新建一份；没有数就写 rates: []' })),
  ]);
  return [...pages, ...related, ...missing];
};
