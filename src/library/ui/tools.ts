/** The tools of an entry that need a script: copying its address, its code, reading aloud. What is heavy is fetched when asked for. */
import type { Aloud, Reading } from './aloud.ts';

const find = <E extends HTMLElement>(name: string) => document.querySelector<E>(`[data-tool="${name}"]`);
const said = find('said');
const say = (words: string) => {
  if (said) said.textContent = words;
};

/** Plain http within a bureau has no `navigator.clipboard`: there the old way. */
async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

const link = find<HTMLButtonElement>('link');
link?.addEventListener('click', () => {
  const address = location.origin + (link.dataset.path ?? location.pathname);
  void copy(address).then((done) => say(done ? '链接已复制。' : `没有复制成，请自己记下：${address}`));
});

const code = find<HTMLDetailsElement>('code');
/** A build that did not know its host left the code's place open. */
const draw = async () => {
  if (code?.querySelector('[data-code][hidden]')) await import('./code-fill.ts');
};
code?.addEventListener('toggle', () => {
  if (code.open) draw().catch(() => say('网络不通，二维码没有画出来，请收起后再打开。'));
});
// It belongs on the printed leaflet too, and printing does not wait: drawn when the hand approaches the button.
for (const near of ['pointerenter', 'focus']) document.querySelector('.tools [data-print]')?.addEventListener(near, () => void draw().catch(() => undefined));

const play = find<HTMLButtonElement>('aloud');
const stop = find<HTMLButtonElement>('stop');
const article = document.querySelector('.entry');
if (play && stop && article && 'speechSynthesis' in window) {
  // Voices may be told late, and on some devices never: hidden only where there are voices and none is Chinese.
  const offer = () => {
    const voices = speechSynthesis.getVoices();
    play.hidden = voices.length > 0 && !voices.some((v) => /^(zh|cmn)/i.test(v.lang));
  };
  offer();
  speechSynthesis.addEventListener?.('voiceschanged', offer);
  const LABELS: Record<Reading, string> = { off: '朗读', on: '暂停朗读', paused: '接着读' };
  let reader: Promise<Aloud> | undefined;
  const ready = () =>
    (reader ??= import('./aloud.ts').then(({ aloudOf }) =>
      aloudOf(article, (state, words = '') => {
        play.textContent = LABELS[state];
        if (state === 'off' && document.activeElement === stop) play.focus();
        stop.hidden = state === 'off';
        say(words);
      }),
    ));
  play.addEventListener('click', () => {
    ready().then((aloud) => aloud.toggle(), () => {
      reader = undefined;
      say('网络不通，没有打开，请再点一次。');
    });
  });
  stop.addEventListener('click', () => void reader?.then((aloud) => aloud.stop()));
}
