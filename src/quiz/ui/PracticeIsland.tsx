/**
 * 练一练: choose a bank, then a round. The bank stands in the address, so that the back button works:
 * `#constitution` all its questions, `#constitution/10` a small quiz of ten that ends with a result card.
 */
import { useCallback, useEffect, useState } from 'react';
import { MAX_TAKE, type BankCard, type Round } from '../practice.ts';
import type { Names } from '../reading.ts';
import { PracticeRound, api } from './PracticeRound.tsx';
import { newProgress, readProgress, writeProgress, type Progress } from './practice-store.ts';
import './quiz.css';

interface Props {
  readonly banks: readonly BankCard[];
  readonly names: Names;
}

interface Playing {
  readonly round: Round;
  readonly progress: Progress;
}

export default function PracticeIsland({ banks, names }: Props) {
  const [asked, setAsked] = useState('');
  const [playing, setPlaying] = useState<Playing>();
  const [message, setMessage] = useState('');

  useEffect(() => {
    const read = () => setAsked(location.hash.slice(1));
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

  const load = useCallback(async (id: string, progress: Progress) => {
    const { bank, take } = roundAsked(id);
    const response = await api()
      .banks[':bank'].$get({ param: { bank }, query: { seed: progress.seed, ...(take ? { take: String(take) } : {}) } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    if (!told) return setMessage('网络不通，题目没有取到，请稍后再试。');
    if ('error' in told) return setMessage(told.error.say);
    setMessage('');
    writeProgress(id, progress);
    setPlaying({ round: told, progress });
  }, []);

  useEffect(() => {
    setPlaying(undefined);
    setMessage('');
    if (banks.some((b) => b.id === roundAsked(asked).bank)) void load(asked, readProgress(asked) ?? newProgress());
  }, [asked, banks, load]);

  const { bank, take } = roundAsked(asked);
  const known = banks.find((b) => b.id === bank);
  if (!known) return <Banks banks={banks} />;
  return (
    <div>
      <p className="soft small">
        <a href="#">全部题库</a> · {known.title}
        {take && ` · ${Math.min(take, known.count)} 题小测`}
      </p>
      {message && (
        <p className="notice due" role="alert">
          {message}{' '}
          <button type="button" className="button quiet" onClick={() => void load(asked, readProgress(asked) ?? newProgress())}>
            再试一次
          </button>
        </p>
      )}
      {!playing && !message && <p className="soft">正在取题…</p>}
      {playing && playing.round.bank.id === bank && (
        <PracticeRound
          round={playing.round}
          names={names}
          progress={playing.progress}
          onProgress={(progress) => {
            writeProgress(asked, progress);
            setPlaying({ ...playing, progress });
          }}
          onAgain={() => void load(asked, newProgress())}
          small={take !== undefined}
        />
      )}
    </div>
  );
}

/** What the address asks for: `constitution/10` → that bank, ten questions. */
function roundAsked(hash: string): { readonly bank: string; readonly take: number | undefined } {
  const [, bank = '', take] = /^([a-z0-9-]+)(?:\/([1-9]\d?))?$/.exec(hash) ?? [];
  return { bank, take: take && Number(take) <= MAX_TAKE ? Number(take) : undefined };
}

function Banks({ banks }: { readonly banks: readonly BankCard[] }) {
  const [done, setDone] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => setDone(new Map(banks.map((b) => [b.id, Object.keys(readProgress(b.id)?.done ?? {}).length]))), [banks]);
  return (
    <ul className="cards">
      {banks.map((b) => (
        <li key={b.id}>
          <a className="card" href={`#${b.id}`}>
            <b>{b.title}</b>
            <span className="num">
              {b.count} 题{(done.get(b.id) ?? 0) > 0 && ` · 这一轮做了 ${Math.min(done.get(b.id) ?? 0, b.count)} 题`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
