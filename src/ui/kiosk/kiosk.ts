/**
 * The mode of a self-service machine: a bar with the way home, back to the start after a minute
 * without touch, and nothing left of the person before. Pages replace one another, so that the
 * tab's history never holds what somebody read; the way back is our own list, which goes too.
 */
import { href } from '../href.ts';
import styles from './kiosk.css?url';
import { mayOpen, momentOf, NOT_SENT, REFUSED, withKiosk } from './kiosk-rules.ts';
import { wipe } from './wipe.ts';

const WAY = 'pufa-kiosk-way';
const MOST = 30;

const readWay = (): string[] => {
  try {
    const way: unknown = JSON.parse(sessionStorage.getItem(WAY) ?? '[]');
    return Array.isArray(way) ? way.filter((step): step is string => typeof step === 'string') : [];
  } catch {
    return [];
  }
};

function part(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

export function runKiosk(key: string): void {
  const base = href('/');
  const home = withKiosk(new URL(base, location.origin));
  const isHome = location.pathname === base;
  const remember = () => {
    try {
      sessionStorage.setItem(key, '1');
    } catch {
      // The links carry the mode on.
    }
  };
  remember();
  // Whoever used this browser before it became a machine is gone too, with a sign-in.
  if (isHome && readWay().length === 0) void wipe(true).then(remember);

  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = styles;
  document.head.append(sheet);

  const bar = part('nav', 'kiosk-bar');
  bar.setAttribute('aria-label', '自助机');
  const toHome = part('button', 'button main', '回首页');
  const back = part('button', 'button', '返回上一页');
  back.hidden = readWay().length === 0;
  const says = part('p', 'kiosk-says');
  says.setAttribute('role', 'status');
  const ask = part('div', 'kiosk-ask');
  ask.hidden = true;
  const question = part('p', '');
  question.setAttribute('role', 'alert');
  const seconds = part('b', 'num');
  seconds.setAttribute('aria-hidden', 'true');
  const stay = part('button', 'button main', '我还在看');
  ask.append(question, seconds, stay);
  bar.append(toHome, back, says);
  document.body.append(bar, ask);

  const go = (to: string, way: readonly string[]) => {
    try {
      sessionStorage.setItem(WAY, JSON.stringify(way.slice(-MOST)));
    } catch {
      // No way back then, but always one home.
    }
    location.replace(to);
  };
  const here = () => location.pathname + location.search + location.hash;
  const refuse = (why: keyof typeof REFUSED) => {
    says.textContent = REFUSED[why];
  };
  const open = (url: URL) => {
    const may = mayOpen(url, location.origin, base);
    if (may === 'yes') go(withKiosk(url), [...readWay(), here()]);
    else refuse(may);
  };

  /** Sends a form without a step in the tab's history, then shows where the server leads. */
  const post = async (form: HTMLFormElement, by: HTMLElement | null) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form, by)) if (typeof value === 'string') fields.set(name, value);
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields });
      const to = new URL(answer.url);
      // The fragment of a redirect is not told: the form says where its thanks stand.
      if (to.pathname === location.pathname) to.hash = form.dataset.done ?? '';
      if (!answer.ok || mayOpen(to, location.origin, base) !== 'yes') throw new Error(`answered ${answer.status}`);
      if (to.pathname === location.pathname && to.hash) {
        form.reset();
        location.replace(to.hash);
      } else go(withKiosk(to), readWay());
    } catch {
      says.textContent = NOT_SENT;
    }
  };

  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    await wipe(true);
    remember();
    location.replace(home);
  };
  toHome.addEventListener('click', () => void leave());
  back.addEventListener('click', () => {
    const way = readWay();
    const last = way.pop();
    if (last) go(last, way);
  });

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    event.preventDefault();
    const url = new URL(link.href, location.href);
    if (url.origin === location.origin && url.pathname === location.pathname && url.search === location.search && url.hash) location.replace(url.hash);
    else if (link.hasAttribute('download')) refuse('file');
    else open(url);
  });
  document.addEventListener('auxclick', (event) => event.preventDefault());
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    event.preventDefault();
    // A form that goes nowhere (a calculator before its script runs) sends nothing here either.
    if (form.method === 'dialog') return;
    if (form.method !== 'get') return void post(form, event.submitter);
    const url = new URL(form.action, location.href);
    for (const [name, value] of new FormData(form, event.submitter)) if (typeof value === 'string') url.searchParams.set(name, value);
    open(url);
  });
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) event.target.form?.setAttribute('autocomplete', 'off');
  });

  let touched = Date.now();
  let used = !isHome || readWay().length > 0;
  const touch = () => {
    touched = Date.now();
    used = true;
    ask.hidden = true;
  };
  for (const name of ['pointerdown', 'touchmove', 'wheel', 'keydown']) document.addEventListener(name, touch, { passive: true, capture: true });
  stay.addEventListener('click', touch);
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.replace(home);
  });
  setInterval(() => {
    if (!used || leaving) return;
    const moment = momentOf(Date.now() - touched);
    if (moment.state === 'home') return void leave();
    if (moment.state === 'reading') return;
    if (ask.hidden) {
      ask.hidden = false;
      question.textContent = '还在看吗？没有触摸的话，马上回到首页。';
    }
    seconds.textContent = String(moment.seconds);
  }, 500);

  if (mayOpen(location, location.origin, base) !== 'yes') location.replace(home);
}
