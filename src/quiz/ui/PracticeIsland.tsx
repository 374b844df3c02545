/** 练一练: choose a bank, then a round. The bank stands in the address, so that the back button works. */
import { useCallback, useEffect, useState } from 'react';
import type { BankCard, Round } from '../practice.ts';
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
  const [bank, setBank] = useState('');
  const [playing, setPlaying] = useState<Playing>();
  const [message, setMessage] = useState('');

  useEffect(() => {
    const read = () => setBank(decodeURIComponent(location.hash.slice(1)));
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

  const load = useCallback(async (id: string, progress: Progress) => {
    const response = await api()
      .banks[':bank'].$get({ param: { bank: id }, query: { seed: progress.seed } })
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
    if (banks.some((b) => b.id === bank)) void load(bank, readProgress(bank) ?? newProgress());
  }, [bank, banks, load]);

  const known = banks.find((b) => b.id === bank);
  if (!known) return <Banks banks={banks} />;
  return (
    <div>
      <p className="soft small">
        <a href="#">全部题库</a> · {known.title}
      </p>
      {message && (
        <p className="notice due" role="alert">
          {message}{' '}
          <button type="button" className="button quiet" onClick={() => void load(bank, readProgress(bank) ?? newProgress())}>
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
            writeProgress(bank, progress);
            setPlaying({ ...playing, progress });
          }}
          onAgain={() => void load(bank, newProgress())}
        />
      )}
    </div>
  );
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
