/** Suggestions under the search box: a combobox after WAI-ARIA, with pieces of the site's index in the browser. */
import { answer } from '../present.ts';
import type { Source } from '../source.ts';
import { forget, recent, remember } from './memory.ts';
import { keepForLater, openIndex } from './network.ts';
import { element, optionsFor, optionsForRecent } from './options.ts';
import styles from './suggest.css?inline';

/** With these, script, directory, shards and texts of a first question are 16 requests at most. */
const WISH = { limit: 8, pieces: 4, articles: 3, length: 48 } as const;
/** While somebody types on, nothing is fetched. */
const PAUSE_MS = 90;
let boxes = 0;
let index: Promise<Source> | undefined;

/** The look of the list comes with it: pages that nobody searches from do not load it. */
function style(): void {
  if (boxes > 1) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}

/** Gives a search box its suggestions. `directory` is on its way already. */
export function enhance(box: HTMLElement, input: HTMLInputElement, base: string, directory: Promise<Response>): void {
  const form = input.form;
  if (!form || box.querySelector('.suggest')) return;
  const id = `suggest-${++boxes}`;
  style();
  const list = element('div', 'suggest');
  list.id = id;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '搜索建议');
  list.hidden = true;
  const status = element('p', 'unseen');
  status.setAttribute('role', 'status');
  box.append(list, status);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', id], ['aria-expanded', 'false']] as const) input.setAttribute(name, value);

  /** A failed load is tried again at the next stroke. */
  const opened = (): Promise<Source> => {
    index ??= openIndex(base, directory).catch(() => openIndex(base, fetch(`${base}/search/index.json`, { cache: 'no-cache' })));
    index.catch(() => (index = undefined));
    return index;
  };
  const asking = (question: string): string => {
    const url = new URL(form.action);
    url.searchParams.set('q', question);
    return url.href;
  };
  let chosen = -1;
  let shownFor = '';
  let searched = false;
  const options = () => Array.from(list.querySelectorAll<HTMLElement>('[role="option"]'));

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (next: number) => {
    const all = options();
    chosen = next < -1 ? all.length - 1 : next >= all.length ? -1 : next;
    all.forEach((option, i) => option.setAttribute('aria-selected', String(i === chosen)));
    const option = all[chosen];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const open = (question: string, lines: readonly HTMLElement[], said: string) => {
    lines.forEach((line, i) => (line.id = `${id}-${i}`));
    list.replaceChildren(...lines);
    shownFor = question;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(-1);
    status.textContent = said;
  };
  const showRecent = () => {
    const asked = recent();
    if (asked.length === 0) return close();
    const { lines, clear } = optionsForRecent(asked, asking);
    clear.addEventListener('click', () => {
      forget();
      status.textContent = '搜索记录已清除';
    });
    open('', lines, `最近搜过 ${asked.length} 个问题，按上下键选择`);
  };
  const show = async () => {
    const question = input.value.trim();
    if (question === '') return showRecent();
    let found;
    try {
      found = await answer(await opened(), question, WISH);
    } catch {
      return close();
    }
    // Another stroke came while the index was on its way, or the reader has left.
    if (input.value.trim() !== question || document.activeElement !== input) return;
    const results = found.loose ? 0 : found.results.length;
    open(question, optionsFor(found, question, base, asking), results > 0 ? `${results} 条建议，按上下键选择` : found.meant ? `您是不是想找${found.meant}，按下键选择` : '没有建议，按回车搜索');
    if (!searched) keepForLater();
    searched = true;
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void show(), PAUSE_MS);
  };

  // While an input method is open the letters count as pinyin: suggestions come before the signs.
  input.addEventListener('input', soon);
  input.addEventListener('compositionend', soon);
  input.addEventListener('focus', () => void show());
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) void show();
      else choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      const option = shownFor === input.value.trim() ? options()[chosen] : undefined;
      if (!option || list.hidden) return;
      event.preventDefault();
      option.click();
    } else if (event.key === 'Escape' && !list.hidden) {
      // The first Escape closes the list, the next one empties the box.
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') close();
  });
  // Pressing on a suggestion must not take the focus from the box before the click comes.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option?.matches('a') && shownFor !== '') remember(shownFor);
    setTimeout(close);
  });
  form.addEventListener('submit', () => remember(input.value));
  input.addEventListener('blur', () => close());
  opened().catch(() => undefined);
  if (document.activeElement === input) void show();
}
