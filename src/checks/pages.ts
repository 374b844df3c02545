/** The page to read after a wrong answer, and related pages, must exist. */
import { articlesShown, citationsOf } from '../library/citations.ts';
import { articleName, isWithin } from '../library/cite.ts';
import type { Law, Library } from '../library/schema.ts';
import { askedOf, entriesOf, issueAt, type Material, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

/** Articles shown on the page of a law, found once for a library: every link to an article asks. */
const shown = new WeakMap<Library, Map<string, ReadonlySet<string>>>();

function shownOf(library: Library, law: Law): ReadonlySet<string> {
  let laws = shown.get(library);
  if (!laws) {
    const cited = [...citationsOf(library).keys()];
    laws = new Map(library.laws.map((l) => [l.id, new Set(articlesShown(l, cited))]));
    shown.set(library, laws);
  }
  return laws.get(law.id) ?? new Set();
}

/** What is wrong with a page path (`qa/ending/resignation`, `laws/labour-law#art-21`); undefined when nothing is. */
export function pageProblem(material: Material, path: string): { message: string; hint: string } | undefined {
  const [page = '', anchor] = path.split('#');
  if (!material.sources.has(page)) {
    const all = Array.from(material.sources.keys()).filter((key) => /^(qa|constitution|safety|calculators|laws)\//.test(key));
    return { message: `页面“${page}”不存在。`, hint: didYouMean(page, all, '照 content 文件夹里的名字写，不带 .md') };
  }
  if (anchor === undefined) return undefined;
  if (!page.startsWith('laws/')) return { message: `“${path}”里的 #${anchor} 用不上，只有法规页可以指到某一条。`, hint: '删掉 # 和后面的部分' };
  const article = /^art-([1-9]\d{0,3}(?:-[1-9]\d?)?)$/.exec(anchor)?.[1];
  if (!article) return { message: `“#${anchor}”不是条文的位置。`, hint: '写成 #art-21 的样子' };
  const law = material.library.laws.find((l) => `laws/${l.id}` === page);
  if (!law) return undefined;
  if (!isWithin(law, article)) return { message: `${law.short}没有${articleName(article)}（一共 ${law.articles} 条）。`, hint: '对照法律原文改条号' };
  if (!shownOf(material.library, law).has(article)) return { message: `${law.short}的页面上还没有${articleName(article)}。`, hint: `先在 content/laws/${law.id}.yaml 的 digests 里写这一条的大意` };
  return undefined;
}

export const pages: Rule = (material) => {
  const questions = askedOf(material).flatMap(({ id, page, key, pagePath }) => {
    const wrong = pageProblem(material, page);
    return wrong ? [issueAt(material, key, pagePath, { code: 'page-missing', message: `${id} 要读的${wrong.message}`, hint: wrong.hint })] : [];
  });
  const related = entriesOf(material.library).flatMap((entry) =>
    entry.data.related.flatMap((path, i) => {
      const wrong = path === entry.id ? { message: '相关页面写了这一页自己。', hint: '删掉这一项' } : pageProblem(material, path);
      return wrong ? [issueAt(material, entry.id, ['related', i], { code: 'related-missing', message: path === entry.id ? wrong.message : `相关${wrong.message}`, hint: wrong.hint })] : [];
    }),
  );
  const codes = material.library.leaflets.flatMap((leaflet) => {
    const wrong = pageProblem(material, leaflet.page);
    return wrong ? [issueAt(material, `leaflets/${leaflet.id}`, ['page'], { code: 'page-missing', message: `二维码指向的${wrong.message}`, hint: wrong.hint })] : [];
  });
  return [...questions, ...related, ...codes];
};
