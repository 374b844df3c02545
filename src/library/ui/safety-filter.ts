/** Narrows the list of articles by industry and hazard, and keeps the choice in the address. */
import { concerns } from '../safety-index.ts';

const form = document.querySelector<HTMLFormElement>('.filter');
const items = [...document.querySelectorAll<HTMLElement>('[data-industries]')];
const words = (text: string | undefined): string[] => (text ?? '').split('|');

function show(): void {
  if (!form) return;
  const chosen = new FormData(form);
  const industry = String(chosen.get('industry') ?? '');
  const hazard = String(chosen.get('hazard') ?? '');
  let found = 0;
  for (const item of items) {
    item.hidden = !concerns({ industries: words(item.dataset.industries), hazards: words(item.dataset.hazards) }, industry, hazard);
    if (!item.hidden) found++;
  }
  const told = document.querySelector('.found');
  if (told) told.textContent = industry || hazard ? `找到 ${found} 篇` : `共 ${items.length} 篇`;
  const address = new URL(location.href);
  for (const [name, value] of [['industry', industry], ['hazard', hazard]] as const) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  if (address.href !== location.href) history.replaceState(null, '', address);
}

if (form) {
  const asked = new URL(location.href).searchParams;
  for (const select of form.querySelectorAll('select')) {
    const wanted = asked.get(select.name);
    // An address with a word that no article uses chooses nothing.
    if (wanted && [...select.options].some((o) => o.value === wanted)) select.value = wanted;
    select.addEventListener('change', show);
  }
  form.addEventListener('submit', (e) => e.preventDefault());
  form.addEventListener('reset', () => setTimeout(show));
  show();
}
