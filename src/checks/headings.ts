/** A Q&A has its headings, all of them and in order; a safety page says what to do in the first hour. */
import type { Issue } from '../kernel/issue.ts';
import { QA_HEADINGS } from '../library/schema.ts';
import { issueInBody, type Rule } from './material.ts';
import { nearest } from './near.ts';

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly offset: number;
}

function headingsIn(body: string): Heading[] {
  return Array.from(body.matchAll(/^(#{1,6})[ \t]*(.*?)[ \t]*$/gm), (m) => ({ level: m[1]?.length ?? 1, text: m[2] ?? '', offset: m.index }));
}

export const headings: Rule = (material) => {
  const qa = material.library.qa.flatMap((entry) => {
    const out: Issue[] = [];
    const say = (offset: number, code: string, message: string, hint: string) => void out.push(issueInBody(material, entry, offset, { code, message, hint }));
    const found = headingsIn(entry.body).filter((h) => h.level <= 2);
    const wanted: readonly string[] = QA_HEADINGS;
    const missing = wanted.filter((w) => !found.some((h) => h.text === w));
    for (const h of found) {
      if (h.level === 1) say(h.offset, 'heading-level', `大标题“${h.text}”只写了一个井号。`, '正文的大标题用两个井号：## ');
      else if (!wanted.includes(h.text)) {
        const meant = nearest(h.text, missing);
        say(h.offset, 'heading-unknown', `问答不设“${h.text}”这个大标题。`, meant ? `是不是“${meant}”？` : `大标题固定为：${wanted.join('、')}；小节用 ###`);
      }
    }
    for (const w of missing) say(0, 'heading-missing', `缺少“## ${w}”这一节。`, `四节依次是：${wanted.join('、')}`);
    const order = found.filter((h) => h.level === 2 && wanted.includes(h.text));
    order.forEach((h, i) => {
      const before = order[i - 1];
      if (before?.text === h.text || order.slice(0, i).some((b) => b.text === h.text)) say(h.offset, 'heading-repeated', `“${h.text}”这一节写了两次。`, '并成一节');
      else if (before && wanted.indexOf(before.text) > wanted.indexOf(h.text)) say(h.offset, 'heading-order', `“${h.text}”应在“${before.text}”前面。`, `四节依次是：${wanted.join('、')}`);
    });
    return out;
  });
  const safety = material.library.safety.flatMap((entry) => {
    const has = entry.id === 'safety/first-hour' || /^##[ \t]*出了事的第一小时[ \t]*$/m.test(entry.body) || entry.body.includes('(/safety/first-hour/');
    if (has) return [];
    return [issueInBody(material, entry, 0, { code: 'first-hour-missing', message: '工伤预防的页面要写“## 出了事的第一小时”。', hint: '补上这一节，或者放一个到 /safety/first-hour/ 的链接' })];
  });
  return [...qa, ...safety];
};
