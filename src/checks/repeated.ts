/** Two pages with one title, one phrasing or one place in the order. */
import type { Issue } from '../kernel/issue.ts';
import { entriesOf, issueAt, type Rule } from './material.ts';

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '').toLowerCase();

export const repeated: Rule = (material) => {
  const titles = new Map<string, string>();
  const asked = new Map<string, string>();
  const places = new Map<string, string>();
  const fileOf = (id: string) => material.sources.get(id)?.file ?? id;
  return entriesOf(material.library).flatMap((entry) => {
    const out: Issue[] = [];
    const folder = entry.id.slice(0, entry.id.lastIndexOf('/'));
    const claim = (seen: Map<string, string>, key: string, path: readonly PropertyKey[], what: (other: string) => Parameters<typeof issueAt>[3]) => {
      const other = seen.get(key);
      if (other === undefined) seen.set(key, entry.id);
      else out.push(issueAt(material, entry.id, path, what(fileOf(other))));
    };
    claim(titles, bare(entry.data.title), ['title'], (other) => ({ code: 'title-repeated', message: `标题和 ${other} 一样。`, hint: '换一个能区分的标题，或者并成一页' }));
    claim(places, `${folder} ${entry.data.order}`, ['order'], (other) => ({ code: 'order-repeated', level: 'warning', message: `次序 ${entry.data.order} 已被 ${other} 占用。`, hint: '换一个还没用过的 order' }));
    entry.data.asked.forEach((phrase, i) => {
      claim(asked, bare(phrase), ['asked', i], (other) => ({ code: 'asked-repeated', level: 'warning', message: `问法“${phrase}”在 ${other} 里已经有了。`, hint: '留在更合适的那一页' }));
    });
    return out;
  });
};
