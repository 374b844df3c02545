/**
 * Tells the server every 15 s that the page is being read: while it can be seen, and
 * somebody moved, scrolled or typed within two minutes. The server's clock decides what counts.
 */
import { BEAT_SECONDS } from '../reading.ts';
import { creditsText } from '../say.ts';

const STILL_HERE_MS = 120_000;

interface Beat {
  readonly seconds: number;
  readonly needs: number;
  readonly reachedEnd: boolean;
  readonly done: boolean;
  readonly worthCenti: number;
  readonly grantedCenti: number | null;
}

/** Starts the bar; `end` stands after the last line of the text. */
export function startReadingBar(bar: HTMLElement, end: HTMLElement): void {
  const { page = '', year = '', beat = '', login = '/login/', worth = '' } = bar.dataset;
  const progress = bar.querySelector('progress');
  const says = bar.querySelector<HTMLElement>('[data-reading-says]');
  let atEnd = false;
  let sending = false;
  let finished = false;
  let moved = Date.now();
  let told = '';
  /** What the server knew last, and when: between beats the bar moves on by itself. */
  let known = { seconds: Number(bar.dataset.seconds), needs: Number(bar.dataset.needs), at: Date.now() };

  const say = (text: string): void => {
    // Said anew only when it changed, or a screen reader would repeat it all the time.
    if (says && text !== told) says.textContent = told = text;
  };
  const reading = () => document.visibilityState === 'visible' && Date.now() - moved < STILL_HERE_MS;

  const finish = (b: Beat): void => {
    finished = true;
    clearInterval(beats);
    clearInterval(ticks);
    if (progress) {
      progress.value = progress.max;
      progress.classList.remove('owes');
    }
    const now = b.grantedCenti ?? 0;
    const later = b.worthCenti - now;
    say(later > 0 ? `学完了。今天已到每日上限，先得 ${creditsText(now)} 学分，其余 ${creditsText(later)} 从明天起自动入账。` : `学完了，得 ${worth} 学分。`);
  };

  const send = async (): Promise<void> => {
    if (sending || finished || !reading()) return;
    sending = true;
    try {
      const answer = await fetch(beat, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ page, year: Number(year), atEnd }) });
      if (answer.status === 401) {
        finished = true;
        say('登录已过期，重新登录后接着计时。');
        location.assign(`${login}?${new URLSearchParams({ next: location.pathname })}`);
      } else if (answer.ok) {
        const b = (await answer.json()) as Beat;
        known = { seconds: b.seconds, needs: b.needs, at: Date.now() };
        if (b.done) finish(b);
        else show();
      } else {
        const { error } = (await answer.json()) as { error?: { say?: string } };
        say(error?.say ?? '服务器忙，稍后会自动再试。');
      }
    } catch {
      say('网络断了，恢复后接着计时。');
    } finally {
      sending = false;
    }
  };

  const show = (): void => {
    if (finished) return;
    const since = reading() ? Math.min(BEAT_SECONDS, (Date.now() - known.at) / 1000) : 0;
    const left = known.needs - known.seconds - since;
    if (progress) progress.value = Math.min(known.needs, known.seconds + since);
    const minutes = Math.ceil(left / 60);
    if (!reading() && document.visibilityState === 'visible') say('好一会儿没有动静，先停一下计时；翻一翻页面就接着算。');
    else if (left > 0) say(`读完得 ${worth} 学分，还要读约 ${minutes} 分钟。`);
    else say(atEnd ? `时间够了，正在记学分……` : `时间够了，读到末尾就得 ${worth} 学分。`);
  };

  new IntersectionObserver((seen) => {
    if (!atEnd && seen.some((s) => s.isIntersecting)) {
      atEnd = true;
      void send();
    }
  }).observe(end);
  for (const event of ['scroll', 'pointermove', 'pointerdown', 'keydown', 'touchstart']) {
    addEventListener(event, () => void (moved = Date.now()), { passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    moved = Date.now();
    known = { ...known, at: Date.now() };
    void send();
  });
  const beats = setInterval(() => void send(), BEAT_SECONDS * 1000);
  const ticks = setInterval(show, 1000);
  void send();
}
