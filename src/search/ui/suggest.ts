/** Suggestions under the search box: a combobox after WAI-ARIA, with the site's index in the browser. */
import type { Segment } from '../excerpt.ts';
import { answer, type Result } from '../present.ts';
import { searcherOf, type Searcher, type SiteIndex } from '../site-index.ts';
import styles from './search.css?url';

const MOST = 8;
const MOST_ARTICLES = 3;
/** Signs of an excerpt: two lines on a phone. */
const LENGTH = 48;
let boxes = 0;
let loading: Promise<Searcher> | undefined;

/** The index, loaded once; a failed load is tried again at the next stroke. */
function searcher(from: string): Promise<Searcher> {
  loading ??= fetch(from).then(async (response) => {
    if (!response.ok) throw new Error(String(response.status));
    return searcherOf((await response.json()) as SiteIndex);
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

let styled: Promise<void> | undefined;

/** The look of the list comes with it: pages that nobody searches from do not load it. */
function style(): Promise<void> {
  styled ??= new Promise((done) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = styles;
    sheet.onload = sheet.onerror = () => done();
    document.head.append(sheet);
  });
  return styled;
}

/** Gives a search box its suggestions. */
export function enhance(box: HTMLElement, input: HTMLInputElement): void {
  const form = input.form;
  if (!form || box.querySelector('.suggest')) return;
  const home = new URL(form.action);
  const base = home.pathname.replace(/\/search\/$/, '');
  const id = `suggest-${++boxes}`;
  const list = document.createElement('div');
  list.className = 'suggest';
  list.id = id;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '搜索建议');
  list.hidden = true;
  const status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  box.append(list, status);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', id], ['aria-expanded', 'false']] as const) input.setAttribute(name, value);

  let chosen = -1;
  let shownFor = '';
  const options = () => Array.from(list.querySelectorAll<HTMLAnchorElement>('[role="option"]'));

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
  const show = async () => {
    const question = input.value.trim();
    if (question === '') return close();
    let found;
    try {
      const [ready] = await Promise.all([searcher(`${base}/search/index.json`), style()]);
      found = answer(ready, question, { limit: MOST, articles: MOST_ARTICLES, length: LENGTH });
    } catch {
      return close();
    }
    // Another stroke came while the index was on its way, or the reader has left.
    if (input.value.trim() !== question || document.activeElement !== input) return;
    const all = new URL(home);
    all.searchParams.set('q', question);
    list.replaceChildren(
      ...found.results.map((result, i) => optionOf(result, `${id}-${i}`, base)),
      found.results.length > 0 ? link(`${id}-all`, all.href, 'suggest-all', [text('看全部结果')]) : none(),
    );
    shownFor = question;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(-1);
    status.textContent = found.results.length > 0 ? `${found.results.length} 条建议，按上下键选择` : '没有建议，按回车搜索';
  };

  input.addEventListener('input', (event) => {
    // While an input method is composing, the letters are not yet what is meant.
    if (!(event as InputEvent).isComposing) void show();
  });
  input.addEventListener('compositionend', () => void show());
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
  list.addEventListener('click', () => setTimeout(close));
  input.addEventListener('blur', () => close());
  void style();
  void searcher(`${base}/search/index.json`).catch(() => undefined);
  if (document.activeElement === input) void show();
}

const text = (words: string): Text => document.createTextNode(words);

function element(name: string, className: string, children: readonly Node[]): HTMLElement {
  const out = document.createElement(name);
  if (className) out.className = className;
  out.append(...children);
  return out;
}

const segments = (parts: readonly Segment[]): Node[] => parts.map((part) => (part.hit ? element('mark', '', [text(part.text)]) : text(part.text)));

function link(id: string, href: string, className: string, children: readonly Node[]): HTMLElement {
  const out = element('a', className, children);
  out.id = id;
  out.setAttribute('role', 'option');
  out.setAttribute('aria-selected', 'false');
  out.setAttribute('href', href);
  out.tabIndex = -1;
  return out;
}

const optionOf = (result: Result, id: string, base: string): HTMLElement =>
  link(id, base + result.path, '', [element('span', 'results-kind', [text(result.kind)]), element('b', '', segments(result.title)), element('small', '', segments(result.excerpt))]);

const none = (): HTMLElement => element('p', 'suggest-none', [text('没有现成的建议，按回车搜索全站。')]);
