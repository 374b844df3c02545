/** Puts the page in the reader's lens: their part of 怎么办 first and open, the other folded; see ../lens.ts. */
import { lensIn, readLens, withLens, type Lens } from '../lens.ts';

const KEY = 'pufa-lens';
const kept = (): Lens | undefined => {
  try {
    return readLens(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
};
const keep = (lens: Lens | undefined): void => {
  try {
    if (lens) localStorage.setItem(KEY, lens);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage switched off: the address carries the lens all the same.
  }
};
const all = <E extends Element>(selector: string): E[] => [...document.querySelectorAll<E>(selector)];

// The address speaks first: a link somebody sent shows what they saw, and changes nothing on this device.
let lens = lensIn(location.search) ?? kept();

function show(): void {
  document.documentElement.dataset.lens = lens ?? '';
  for (const button of all<HTMLButtonElement>('[data-choose-lens]')) button.setAttribute('aria-pressed', String(readLens(button.dataset.chooseLens) === lens));
  const parts = all<HTMLDetailsElement>('.who');
  const place = document.createComment('');
  parts[0]?.before(place);
  const rank = (part: HTMLElement): number => (part.dataset.who === lens ? 0 : part.dataset.who === 'worker' ? 1 : 2);
  place.replaceWith(...[...parts].sort((a, b) => rank(a) - rank(b)));
  for (const part of parts) part.open = !lens || part.dataset.who === lens || Boolean(location.hash && part.querySelector(':target'));
  const here = location.pathname + location.search + location.hash;
  const there = withLens(here, lens);
  if (there !== here && (lens || lensIn(location.search))) history.replaceState(history.state, '', there);
  for (const link of all<HTMLAnchorElement>('main a[href]')) {
    if (link.origin !== location.origin || !/\/qa\/(?!.*(\.pdf|print\/)$)/.test(link.pathname) || link.getAttribute('href')?.startsWith('#')) continue;
    link.setAttribute('href', withLens(link.pathname + link.search + link.hash, lens));
  }
}

for (const button of all<HTMLButtonElement>('[data-choose-lens]')) {
  button.addEventListener('click', () => {
    const chosen = readLens(button.dataset.chooseLens);
    lens = chosen === lens ? undefined : chosen;
    keep(lens);
    show();
  });
}
show();
