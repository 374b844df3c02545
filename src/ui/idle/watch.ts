/**
 * Watches over the sign-in of an open page. It asks the server how long is left (other tabs, and an
 * exam's saves, lengthen it too), tells it of somebody who types without sending anything, warns two
 * minutes before the end, and afterwards leaves the page as it is: what was typed is still there.
 */
import { nextAsk, saysOf, TELL_MS, viewOf, type Left } from './rules.ts';

export function watchIdle(): void {
  const box = document.querySelector<HTMLElement>('[data-idle]');
  const find = <T extends HTMLElement>(name: string) => box?.querySelector<T>(`[data-idle-${name}]`);
  const [say, stay, login, close] = [find('say'), find<HTMLButtonElement>('stay'), find('login'), find<HTMLButtonElement>('close')];
  if (!box || !say || !stay || !login || !close) return;
  const api = box.dataset.idle ?? '';
  let timer = 0;
  let told = Date.now();
  let closed = false;

  const ask = async (path: string, method: string): Promise<Response | undefined> => {
    try {
      return await fetch(`${api}/${path}`, { method });
    } catch {
      return undefined;
    }
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), ms);
  };
  async function look(): Promise<void> {
    const answer = await ask('left', 'GET');
    // Without a network nothing can be said; the page's own parts say that.
    if (!answer?.ok) return later(30_000);
    const left = (await answer.json()) as Left;
    const view = viewOf(left);
    if (view.show === 'nothing') closed = false;
    show(view.show === 'nothing' || (closed && view.show === 'warning') ? undefined : view);
    // Still asked about when ended: a sign-in in another window takes the sentence away.
    later(view.show === 'ended' ? 5_000 : nextAsk(left));
  }
  function show(view: Exclude<ReturnType<typeof viewOf>, { show: 'nothing' }> | undefined): void {
    box!.hidden = view === undefined;
    if (!view) return;
    const text = saysOf(view);
    // A screen reader is told when it begins and ends, not every second.
    if (say!.textContent === '' || view.show === 'ended' || say!.dataset.show !== view.show) say!.setAttribute('aria-live', 'assertive');
    else say!.setAttribute('aria-live', 'off');
    say!.dataset.show = view.show;
    if (say!.textContent !== text) say!.textContent = text;
    stay!.hidden = !(view.show === 'warning' && view.extends);
    login!.hidden = !stay!.hidden;
  }
  async function alive(): Promise<void> {
    told = Date.now();
    await ask('alive', 'POST');
    await look();
  }

  stay.addEventListener('click', () => void alive());
  close.addEventListener('click', () => {
    closed = true;
    box.hidden = true;
  });
  for (const kind of ['keydown', 'pointerdown', 'input']) {
    document.addEventListener(kind, ({ target }) => {
      if (target instanceof Node && box.contains(target)) return;
      // While the warning stands, only its button is an answer.
      if (box.hidden && Date.now() - told >= TELL_MS) void alive();
    }, { passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look();
  });
  void look();
}
