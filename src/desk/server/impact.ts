/** `desk impact <law> [article…]`: the list of what to read again when these articles change. */
import { didYouMean } from '../../checks/near.ts';
import { loadMaterial } from '../../checks/server/run.ts';
import type { Day } from '../../kernel/day.ts';
import { articleName, isWithin } from '../../library/cite.ts';
import { plainTitle } from '../../library/statute-register.ts';
import { impactOf, readArticles } from '../impact.ts';
import { impactText } from '../impact-text.ts';

export type ImpactOutcome = { readonly text: string } | { readonly refused: string };

/** `args` are the words after `impact`: the law by id or name, then articles. */
export function impactList(args: readonly string[], root: string, today: Day): ImpactOutcome {
  const [name, ...given] = args;
  if (name === undefined) return { refused: '要写明哪部法、哪几条，例如：\n  npm run desk -- impact labour-contract-law 14 82\n  npm run desk -- impact 劳动合同法 36..45\n不写条号就是整部法；“之一”写 276-1。' };
  const { material } = loadMaterial(root, today);
  const { laws } = material.library;
  const law = laws.find((l) => l.id === name) ?? laws.find((l) => [l.title, l.short, ...l.aliases].some((known) => plainTitle(known) === plainTitle(name)));
  if (!law) return { refused: `台账里没有“${name}”。${didYouMean(name, laws.flatMap((l) => [l.id, l.short]), '编号就是 content/laws 里的文件名，也可以写简称。')}` };
  const articles: string[] = [];
  for (const word of given.flatMap((text) => text.split(/[,，、]/)).filter(Boolean)) {
    const read = readArticles(word);
    if (!read) return { refused: `条号“${word}”读不懂：写 14，范围写 36..45，“之一”写 276-1。` };
    const beyond = read.find((article) => !isWithin(law, article));
    if (beyond !== undefined) return { refused: `没有${articleName(beyond)}：《${law.short}》只有 ${law.articles} 条。` };
    articles.push(...read);
  }
  return { text: impactText(impactOf(material, law, [...new Set(articles)]), material.sources.get(`laws/${law.id}`)?.file ?? law.id) };
}
