/**
 * 朗读: sentence by sentence with the device's own voice, the sentence marked on the page. Fetched
 * on the first click. Pausing ends the sentence and begins it again on going on: what browsers
 * call pausing does not work on Android.
 */
import { spokenIn, type Spoken } from './aloud-text.ts';

export type Reading = 'off' | 'on' | 'paused';

export interface Aloud {
  /** Begins, pauses, goes on. */
  toggle(): void;
  stop(): void;
}

const NAME = 'aloud';
const isChinese = (voice: SpeechSynthesisVoice): boolean => /^zh\b|^cmn/i.test(voice.lang) && !/HK|yue/i.test(voice.lang);

/** A reader of the page. `show` hears of every change, with words when something went wrong. */
export function aloudOf(root: Element, show: (state: Reading, say?: string) => void): Aloud {
  const synth = window.speechSynthesis;
  let spoken: readonly Spoken[] = [];
  let at = 0;
  let state: Reading = 'off';
  // Each utterance knows its turn: what an ended one still reports is not heard.
  let turn = 0;
  // Chrome forgets utterances that nobody holds, and their events with them.
  let held: SpeechSynthesisUtterance | undefined;

  const to = (next: Reading, say?: string) => {
    state = next;
    show(next, say);
  };
  const silence = () => {
    turn++;
    synth.cancel();
  };
  const stop = (say?: string) => {
    silence();
    mark(undefined);
    at = 0;
    to('off', say);
  };

  const speak = () => {
    const piece = spoken[at];
    if (!piece) return stop('读完了。');
    mark(piece);
    const mine = ++turn;
    held = new SpeechSynthesisUtterance(piece.text);
    held.lang = 'zh-CN';
    const voices = synth.getVoices().filter(isChinese);
    held.voice = voices.find((v) => v.localService) ?? voices[0] ?? null;
    held.onend = () => {
      if (mine !== turn) return;
      at++;
      speak();
    };
    held.onerror = () => {
      if (mine === turn) stop('这台设备读不出来，可能没有装中文语音。');
    };
    synth.speak(held);
  };

  addEventListener('pagehide', () => state !== 'off' && stop());
  return {
    toggle() {
      if (state === 'on') {
        silence();
        return to('paused');
      }
      if (state === 'off') spoken = spokenIn(root);
      to('on');
      speak();
    },
    stop: () => stop(),
  };
}

/** Marks the sentence (older browsers: its paragraph) and brings it into view. */
function mark(piece: Spoken | undefined): void {
  const whole = 'highlights' in CSS ? undefined : piece?.block;
  for (const old of document.querySelectorAll('.aloud')) if (old !== whole) old.classList.remove('aloud');
  whole?.classList.add('aloud');
  if ('highlights' in CSS) {
    if (piece) CSS.highlights.set(NAME, new Highlight(piece.range));
    else CSS.highlights.delete(NAME);
  }
  if (!piece) return;
  const { top, bottom } = piece.range.getBoundingClientRect();
  if (top >= 60 && bottom <= innerHeight - 60) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  scrollBy({ top: top - innerHeight / 3, behavior });
}
