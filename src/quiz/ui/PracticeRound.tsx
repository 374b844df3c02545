/** One bank being practised: choose, check, read why, go on. */
import { useEffect, useRef, useState } from 'react';
import type { Checked, Round } from '../practice.ts';
import type { Names } from '../reading.ts';
import { Choices, keysSay, letterOfKey, takesKeys, toggled } from './Choices.tsx';
import { FeedbackBox } from './FeedbackBox.tsx';
import { api } from './practice-api.ts';
import type { Progress } from './practice-store.ts';
import { RoundDone } from './RoundDone.tsx';
import { CaseText, kindSays, Stem } from './Stem.tsx';

interface Props {
  readonly round: Round;
  readonly names: Names;
  readonly progress: Progress;
  readonly onProgress: (progress: Progress) => void;
  /** The first answer to a question in this round. */
  readonly onFirst: (handle: string, outcome: Checked['outcome']) => void;
  /** Begins again: other questions, or another order. */
  readonly onAgain: () => void;
  /** What the button for that says; without it there is none. */
  readonly again?: string;
  /** Stands at the end when every question was answered. */
  readonly finish: (right: number, total: number) => React.ReactNode;
}

export function PracticeRound({ round, names, progress, onProgress, onFirst, onAgain, again, finish }: Props) {
  const { questions } = round;
  const total = questions.length;
  const at = Math.min(progress.at, total);
  const current = questions[at];
  const [value, setValue] = useState('');
  const [checked, setChecked] = useState<Checked>();
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  /** Of the question, or of the end. */
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [at]);

  const go = (to: number) => {
    moved.current = true;
    setValue('');
    setChecked(undefined);
    setMessage('');
    onProgress({ ...progress, at: Math.min(Math.max(to, 0), total) });
  };

  const check = async () => {
    if (!current || value === '' || busy || checked) return;
    setBusy(true);
    const response = await api()
      .check.$post({ json: { handle: current.handle, seed: round.seed, value } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    setBusy(false);
    if (!told) return setMessage('网络不通，没有对成答案，请稍后再点一次。');
    if ('error' in told) return setMessage(told.error.say);
    setMessage('');
    setChecked(told);
    // The first answer counts: trying again until it is green says nothing about what one knows.
    if (!(current.handle in progress.done)) onFirst(current.handle, told.outcome);
    onProgress({ ...progress, at, done: { [current.handle]: told.outcome, ...progress.done } });
  };

  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !current) return;
      if (takesKeys(e.target) && e.key !== 'Enter') return;
      const letter = letterOfKey(current.question, e.key);
      if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') {
        e.preventDefault();
        go(at + (e.key === 'ArrowRight' ? 1 : -1));
      } else if (letter && !checked) setValue(toggled(current.question, value, letter));
      else if (e.key === 'Enter' && !(e.target instanceof HTMLButtonElement || e.target instanceof HTMLAnchorElement || e.target instanceof HTMLSelectElement)) {
        if (checked) go(at + 1);
        else void check();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const outcomes = questions.map((q) => progress.done[q.handle]);
  const right = outcomes.filter((o) => o === 'right').length;
  const answered = outcomes.filter(Boolean).length;
  const tally = (
    <div className="practice-head">
      <p className="num">
        {current ? `第 ${at + 1} 题，共 ${total} 题` : '这一轮到头了'} · 做了 {answered} 题，对 {right} 题
      </p>
      <progress className="bar" value={answered} max={total} aria-label={`做了 ${answered} 题，共 ${total} 题`} />
    </div>
  );
  if (!current) return <RoundDone {...{ heading, tally, round, outcomes, go, onAgain, again, finish }} />;
  const { question } = current;
  return (
    <>
      {tally}
      <section className="question">
        <CaseText question={question} />
        <p className="kind">{kindSays(question)}</p>
        <h2 className="stem" id={`q${question.pos}-stem`} ref={heading} tabIndex={-1}>
          <Stem question={question} />
        </h2>
        <Choices key={current.handle} question={question} value={value} disabled={checked !== undefined} feedback={checked?.feedback} onChange={setValue} />
        {message && <p className="notice due" role="alert">{message}</p>}
        {checked && <FeedbackBox checked={checked} question={question} names={names} />}
        <p className="buttons">
          {checked ? (
            <button type="button" className="button main" onClick={() => go(at + 1)}>
              {at + 1 === total ? '看结果' : '下一题'}
            </button>
          ) : (
            <button type="button" className="button main" disabled={value === '' || busy} onClick={() => void check()}>
              对答案
            </button>
          )}
          {!checked && (
            <button type="button" className="button quiet" onClick={() => go(at + 1)}>
              跳过
            </button>
          )}
          <button type="button" className="button quiet" disabled={at === 0} onClick={() => go(at - 1)}>
            上一题
          </button>
        </p>
        <p className="keys">键盘：{keysSay(question)}，回车对答案，← → 换题</p>
      </section>
    </>
  );
}
