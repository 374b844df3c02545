/** Puts the hub right when the page is older than today. */
import { laterThan } from './kept-page.ts';
import { weekWords, type WeekFacts } from '../week.ts';

const box = document.querySelector<HTMLElement>('.week');
const day = laterThan(box?.dataset.day);
if (box && day) {
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
