/** A Q&A lies in `content/qa/<topic>/<slug>.md` and its topic has a file of its own; no two topics share a chapter. */
import type { Issue } from '../kernel/issue.ts';
import { entriesOf, issueAt, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

const PLACES = { qa: 'content/qa/<专题>/<名字>.md', constitution: 'content/constitution/<名字>.md', safety: 'content/safety/<名字>.md', calculators: 'content/calculators/<名字>.md' } as const;

export const topics: Rule = (material) => {
  const names = Array.from(material.sources.keys()).filter((k) => k.startsWith('topics/')).map((k) => k.slice(7));
  const entries = entriesOf(material.library).flatMap((entry): Issue[] => {
    const [kind = '', ...rest] = entry.id.split('/');
    const place = PLACES[kind as keyof typeof PLACES];
    const wrongName = rest.find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
    if (wrongName !== undefined) return [issueAt(material, entry.id, [], { code: 'file-name', message: `文件名“${wrongName}”不能做网址。`, hint: '只用小写字母、数字和连字符' })];
    if (rest.length !== (kind === 'qa' ? 2 : 1)) return [issueAt(material, entry.id, [], { code: 'file-place', message: '文件放错了地方，网站上不会有这一页。', hint: `应放在 ${place}` })];
    const topic = rest[0] ?? '';
    if (kind !== 'qa' || names.includes(topic)) return [];
    return [issueAt(material, entry.id, [], { code: 'topic-missing', message: `专题“${topic}”没有登记。`, hint: didYouMean(topic, names, `新建 content/topics/${topic}.yaml，或者换一个专题`) })];
  });
  const chapters = new Map<number, string>();
  const clashes = material.library.topics.flatMap((topic): Issue[] => {
    const other = chapters.get(topic.chapter);
    chapters.set(topic.chapter, topic.id);
    return other === undefined ? [] : [issueAt(material, `topics/${topic.id}`, ['chapter'], { code: 'chapter-repeated', message: `第 ${topic.chapter} 章已是专题“${other}”。`, hint: '每个专题一个章号' })];
  });
  return [...entries, ...clashes];
};
