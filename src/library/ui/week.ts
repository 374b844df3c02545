/**
 * Puts the hub right when the page is older than today: kept by a browser, or built yesterday.
 * A clock behind the build is wrong and is not believed; in the demonstration the day is a play of its own.
 */
import { dayOf } from '../../kernel/day.ts';
import { weekWords, type WeekFacts } from '../week.ts';

const box = document.querySelector<HTMLElement>('.week');
const day = dayOf(Date.now());
const demo = document.querySelector('[data-demo]:not([hidden])') !== null;
if (box && !demo && day > (box.dataset.day ?? '')) {
  const words = weekWords(day, JSON.parse(box.dataset.weeks ?? '[]') as WeekFacts[]);
  const heading = box.querySelector('h2');
  if (heading) heading.textContent = words.headline;
  box.dataset.phase = words.phase;
  box.querySelector('.week-lines')?.replaceChildren(
    ...words.lines.map((line) => {
      const p = document.createElement('p');
      p.textContent = line;
      return p;
    }),
  );
  const list = box.querySelector('ul');
  words.deeds.forEach((deed, i) => {
    const item = list?.querySelector(`[data-deed="${deed}"]`);
    if (!item) return;
    list?.append(item);
    item.firstElementChild?.classList.toggle('main', i === 0);
  });
}
