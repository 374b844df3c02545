/** The register's filter in place: the choice stands in the address, so that it can be sent on and the way back works. */
import { chosen, choiceQuery, readChoice, type Choice } from '../register.ts';

const rows = [...document.querySelectorAll<HTMLElement>('.register tr[data-kind]')];
const links = [...document.querySelectorAll<HTMLAnchorElement>('.filters a')];
const found = document.querySelector<HTMLElement>('.filters [role="status"]');
const lists = document.querySelector<HTMLElement>('.by-status');

/** What the link would choose, beside what is chosen now. */
const after = (link: HTMLAnchorElement, now: Choice): Choice => {
  const { kind, status } = link.dataset;
  return { kind: kind === undefined ? now.kind : kind || undefined, status: status === undefined ? now.status : status || undefined };
};

function show(choice: Choice): void {
  let count = 0;
  for (const row of rows) {
    row.hidden = !chosen(row.dataset, choice);
    if (!row.hidden) count++;
  }
  for (const group of document.querySelectorAll<HTMLElement>('.register tbody')) group.hidden = !group.querySelector('tr[data-kind]:not([hidden])');
  const table = document.querySelector<HTMLElement>('.register');
  if (table) table.hidden = count === 0;
  for (const link of links) {
    const would = after(link, choice);
    link.href = location.pathname + choiceQuery(would);
    if (would.kind === choice.kind && would.status === choice.status) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (found) found.textContent = count === 0 ? '没有这样的法规，换一个条件试试。' : choice.kind || choice.status ? `筛出 ${count} 部。` : '';
}

if (lists) lists.hidden = true;
show(readChoice(location.search, location.hash));
for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button > 0) return;
    event.preventDefault();
    // A self-service machine's history holds nothing (src/ui/kiosk).
    if ('kiosk' in document.documentElement.dataset) history.replaceState(null, '', link.href);
    else history.pushState(null, '', link.href);
    show(readChoice(location.search));
  });
}
addEventListener('popstate', () => show(readChoice(location.search, location.hash)));
