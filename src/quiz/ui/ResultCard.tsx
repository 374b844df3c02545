/** 成绩卡: drawn in the browser, kept by the reader. Nothing is sent anywhere; the same words stand beside it as text. */
import { useEffect, useRef, useState } from 'react';
import { dayInChinese, dayOf } from '../../kernel/day.ts';
import { href } from '../../ui/href.ts';
import { resultWords, type ResultWords } from '../result-card.ts';

interface Props {
  /** Title of the bank. */
  readonly title: string;
  readonly right: number;
  readonly total: number;
  /** Where whoever sees the card may try it too. */
  readonly to?: string;
}

const WIDTH = 720;
const HEIGHT = 960;
const SONG = '"Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, SimSun, serif';

/** Always on light paper: a card is looked at in chats, not under the reader's theme. */
function draw(canvas: HTMLCanvasElement, words: ResultWords, address: string): void {
  const at = canvas.getContext('2d');
  if (!at) return;
  const text = (say: string, y: number, size: number, colour: string, weight = 400) => {
    at.fillStyle = colour;
    at.font = `${weight} ${size}px ${SONG}`;
    // Narrower when it would not fit: titles of banks differ in length.
    at.fillText(say, WIDTH / 2, y, WIDTH - 120);
  };
  at.fillStyle = '#faf7f0';
  at.fillRect(0, 0, WIDTH, HEIGHT);
  at.strokeStyle = '#ae3323';
  at.lineWidth = 3;
  at.strokeRect(30, 30, WIDTH - 60, HEIGHT - 60);
  at.lineWidth = 1;
  at.strokeRect(42, 42, WIDTH - 84, HEIGHT - 84);
  at.textAlign = 'center';
  text(words.title, 180, 60, '#1f1c18', 700);
  text(words.when, 240, 28, '#5d564b');
  text(words.score, 500, 170, '#ae3323', 700);
  text('答对题数 / 总题数', 560, 26, '#5d564b');
  text(words.praise, 680, 44, '#1f1c18', 700);
  text('你也来试十道题', 820, 30, '#1f1c18');
  text(address, 866, 24, '#5d564b');
}

export function ResultCard({ title, right, total, to = '/constitution/' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [said, setSaid] = useState('');
  const words = resultWords(title, right, total, dayInChinese(dayOf(Date.now())));
  const address = `${location.host}${href(to)}`;
  useEffect(() => {
    if (canvas.current) draw(canvas.current, words, address);
  });

  const picture = (): Promise<Blob | null> => new Promise((done) => (canvas.current ? canvas.current.toBlob(done, 'image/png') : done(null)));
  const download = async () => {
    const blob = await picture();
    if (!blob) return setSaid('这个浏览器画不出图片，请复制下面的文字。');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = words.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    setSaid('图片已保存到您的设备。');
  };
  const share = async () => {
    const blob = await picture();
    const files = blob ? [new File([blob], words.file, { type: 'image/png' })] : [];
    const data = files.length > 0 && navigator.canShare?.({ files }) ? { files, text: words.sentence } : { text: `${words.sentence}${address}` };
    // Closing the sharing sheet is no mistake.
    await navigator.share(data).catch(() => undefined);
  };
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(`${words.sentence}${address}`).then(() => true).catch(() => false);
    setSaid(done ? '文字已复制。' : '没有复制成，请长按上面的文字自己复制。');
  };

  return (
    <section className="result-card" aria-labelledby="result-card">
      <h2 id="result-card">成绩卡</h2>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} role="img" aria-label={`成绩卡图片：${words.sentence}`} />
      <p>{words.sentence}</p>
      <p className="buttons">
        <button type="button" className="button" onClick={() => void download()}>保存图片</button>
        {typeof navigator !== 'undefined' && 'share' in navigator && (
          <button type="button" className="button" onClick={() => void share()}>分享</button>
        )}
        <button type="button" className="button quiet" onClick={() => void copy()}>复制文字</button>
      </p>
      <p className="soft small" role="status">{said || '图片在您的设备上画成，不上传，也不写名字。'}</p>
    </section>
  );
}
