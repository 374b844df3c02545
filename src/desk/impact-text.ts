/** 影响清单 as the desk prints it. */
import { articleName } from '../library/cite.ts';
import type { Impact, Resting } from './impact.ts';

/** The list in Chinese, every line with file and line number. `lawFile` is the law's own file. */
export function impactText(impact: Impact, lawFile: string): string {
  const { law, articles, pages, calculators, questions, beside, digests, courses } = impact;
  const names = (list: readonly string[]) => list.map(articleName).join('、');
  const rows = (title: string, list: readonly Resting[], unit: string): string[] =>
    list.length === 0 ? [] : ['', `${title}（${list.length} ${unit}）`, ...list.map((r) => `  ${r.file}:${r.line}  ${r.title}　依据${names(r.articles)}`)];
  const total = pages.length + calculators.length + questions.length + beside.length;
  return [
    `《${law.title}》${articles.length > 0 ? names(articles) : '全部条文'}有变动时，要重新看的地方：`,
    ...rows('页面', pages, '页'),
    ...rows('计算器，连同 src/calculators/kinds 里的规则和算例', calculators, '个'),
    ...rows('试题', questions, '题'),
    ...rows('图、活动包、标准表和别的法', beside, '处'),
    ...(courses.length === 0 ? [] : ['', `年度计划里的课程（${courses.length} 门）`, ...courses.map((c) => `  quizzes/plans/${c.year}.yaml  ${c.page}`)]),
    ...(digests.length === 0 ? [] : ['', `我们写的要点（${digests.length} 条）`, ...digests.map((d) => `  ${lawFile}:${d.line}  ${articleName(d.article)}　${d.text}`)]),
    '',
    total + digests.length === 0 ? '没有任何内容依据这些条文。' : `共 ${pages.length} 页、${calculators.length > 0 ? `${calculators.length} 个计算器、` : ''}${questions.length} 题${beside.length > 0 ? `、${beside.length} 处图、活动包或标准表` : ''}、${digests.length} 条要点。看完改 verified 和 review。`,
  ].join('\n');
}
