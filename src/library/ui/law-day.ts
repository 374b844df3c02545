/** The state of a law on a page older than today: a law comes into force on its day, whether or not the site was built again. */
import { dayInChinese } from '../../kernel/day.ts';
import { lawState, type LawDates } from '../law-status.ts';
import { STATUS_LABELS, STATUS_SLUGS, statusLook } from '../register.ts';
import { laterThan } from './kept-page.ts';

const tags = [...document.querySelectorAll<HTMLElement>('[data-law-dates]')];
const day = laterThan(tags[0]?.dataset.built);
if (day) {
  for (const tag of tags) {
    const { status, say } = lawState(JSON.parse(tag.dataset.lawDates ?? '') as LawDates, day);
    tag.textContent = STATUS_LABELS[status];
    tag.className = `tag ${statusLook(status)}`;
    const words = tag.parentElement?.querySelector('.law-say');
    if (words) words.textContent = say;
    const row = tag.closest<HTMLElement>('tr[data-status]');
    if (row) row.dataset.status = STATUS_SLUGS[status];
  }
  for (const step of document.querySelectorAll('.steps .to-come')) {
    if ((step.querySelector('time')?.dateTime ?? '') > day) continue;
    step.classList.remove('to-come');
    step.querySelector('.due-word')?.remove();
  }
  for (const link of document.querySelectorAll<HTMLElement>('.filters [data-status]:not([data-status=""])')) {
    const count = document.querySelectorAll(`.register tr[data-status="${link.dataset.status}"]`).length;
    link.textContent = (link.textContent ?? '').replace(/\d+$/, String(count));
  }
  const said = document.querySelector('.law-day');
  if (said) said.textContent = dayInChinese(day);
  // The filter reads the rows again, as after going back.
  dispatchEvent(new PopStateEvent('popstate'));
}
