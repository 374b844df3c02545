/** Shows on a page of contents what was read on this device, and where to go on. */
import { progressIn, questionOf, readList } from '../progress.ts';

const KEY = 'pufa-read';
const box = document.querySelector<HTMLElement>('[data-reading]');
const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a[href]')];
const idOf = (link: HTMLAnchorElement): string => questionOf(link.pathname) ?? '';

function list(): readonly string[] {
  try {
    return readList(localStorage.getItem(KEY));
  } catch {
    return [];
  }
}

function show(): void {
  const read = new Set(list());
  const { read: count, next } = progressIn(links.map(idOf), [...read]);
  for (const link of links) {
    const item = link.closest('li');
    item?.querySelector('.was-read')?.remove();
    if (!read.has(idOf(link))) continue;
    const tag = Object.assign(document.createElement('span'), { className: 'was-read', textContent: '已读' });
    link.after(tag);
  }
  for (const chapter of document.querySelectorAll<HTMLElement>('.chapter')) {
    const ids = [...chapter.querySelectorAll<HTMLAnchorElement>('.contents a[href]')].map(idOf);
    const line = chapter.querySelector<HTMLElement>('[data-chapter-read]');
    const done = ids.filter((id) => read.has(id)).length;
    if (line) Object.assign(line, { hidden: done === 0, textContent: `已读 ${done} / ${ids.length} 问` });
  }
  if (!box) return;
  box.hidden = count === 0;
  const bar = box.querySelector('progress');
  if (bar) Object.assign(bar, { max: links.length, value: count });
  box.querySelector('[data-count]')!.textContent = count === links.length ? `${count} 问都读过了` : `已读 ${count} / ${links.length} 问`;
  const go = box.querySelector<HTMLAnchorElement>('[data-next]');
  const to = links.find((link) => idOf(link) === next);
  if (go) {
    go.hidden = !to;
    if (to) Object.assign(go, { href: to.href, textContent: `接着读：${to.textContent}` });
  }
}

box?.querySelector('[data-forget]')?.addEventListener('click', () => {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
  show();
  document.querySelector<HTMLElement>('main')?.focus();
});
// A page taken back from memory shows what was read since.
addEventListener('pageshow', show);
show();
