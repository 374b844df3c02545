/** The lines of the list under the search box, as elements; never HTML. */
import type { Segment } from '../excerpt.ts';
import type { Answer, Result } from '../present.ts';

export const text = (words: string): Text => document.createTextNode(words);

export function element(name: string, className: string, children: readonly Node[] = []): HTMLElement {
  const out = document.createElement(name);
  if (className) out.className = className;
  out.append(...children);
  return out;
}

const segments = (parts: readonly Segment[]): Node[] => parts.map((part) => (part.hit ? element('mark', '', [text(part.text)]) : text(part.text)));

/** A line that can be chosen; without an address its click is the caller's. */
export function option(className: string, children: readonly Node[], href?: string): HTMLElement {
  const out = element(href === undefined ? 'div' : 'a', className, children);
  out.setAttribute('role', 'option');
  out.setAttribute('aria-selected', 'false');
  if (href !== undefined) out.setAttribute('href', href);
  out.tabIndex = -1;
  return out;
}

const ofResult = (result: Result, base: string): HTMLElement =>
  option('', [element('span', 'results-kind', [text(result.kind)]), element('b', '', segments(result.title)), element('small', '', segments(result.excerpt))], base + result.path);

/** The lines for an answer. `asking` gives the address of the results of a question. */
export function optionsFor(answer: Answer, question: string, base: string, asking: (question: string) => string): HTMLElement[] {
  const meant = answer.meant ? [option('suggest-meant', [text('您是不是想找：'), element('b', '', [text(answer.meant)])], asking(answer.meant))] : [];
  const results = answer.loose ? [] : answer.results.map((result) => ofResult(result, base));
  return [...meant, ...results, option('suggest-all', [text(results.length > 0 ? '看全部结果' : '按回车搜索全站')], asking(question))];
}

/** The lines for what was asked before, the last one to forget it all. */
export function optionsForRecent(questions: readonly string[], asking: (question: string) => string): { lines: HTMLElement[]; clear: HTMLElement } {
  const clear = option('suggest-all', [text('清除搜索记录（只存在这台设备上）')]);
  return { lines: [...questions.map((q) => option('suggest-recent', [element('span', 'results-kind', [text('最近搜过')]), text(q)], asking(q))), clear], clear };
}
