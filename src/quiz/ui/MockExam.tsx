/** 模拟考试: the clock runs, nothing is told until it is handed in. Begun papers wait on this device, their clock does not. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Day } from '../../kernel/day.ts';
import { withAnswer, type PracticeRecord } from '../device.ts';
import type { Marked, Mock } from '../mock.ts';
import type { Names } from '../reading.ts';
import type { Game } from '../rounds.ts';
import { Choices } from './Choices.tsx';
import { FeedbackBox } from './FeedbackBox.tsx';
import { Given } from './Given.tsx';
import { newMock, readMock, writeMock, type MockState } from './mock-store.ts';
import { api } from './PracticeRound.tsx';
import { CaseText, kindSays, Stem } from './Stem.tsx';

interface Props {
  readonly game: Game;
  readonly names: Names;
  /** The day of the exam ahead. */
  readonly exam: () => Day | undefined;
  readonly change: (by: (record: PracticeRecord) => PracticeRecord) => void;
}

export function MockExam({ game, names, exam, change }: Props) {
  const [state, setState] = useState<MockState>();
  const [paper, setPaper] = useState<Mock>();
  const [marked, setMarked] = useState<Marked>();
  const [message, setMessage] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);

  const open = useCallback(
    async (begun: MockState) => {
      setMessage('');
      setState(begun);
      writeMock(game.id, begun);
      const response = await api()
        .mock[':paper'].$get({ param: { paper: game.id }, query: { seed: begun.seed } })
        .catch(() => undefined);
      const told = await response?.json().catch(() => undefined);
      if (!told) return setMessage('网络不通，试卷没有取到，请稍后再试。');
      if ('error' in told) return setMessage(told.error.say);
      setPaper(told);
    },
    [game.id],
  );

  useEffect(() => {
    const kept = readMock(game.id);
    if (kept) void open(kept);
  }, [game.id, open]);

  const handIn = useCallback(async () => {
    if (!state || busy) return;
    setBusy(true);
    const response = await api()
      .mock[':paper'].$post({ param: { paper: game.id }, json: { seed: state.seed, answers: state.answers } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    setBusy(false);
    if (!told) return setMessage('网络不通，没有交上去，答案都还在，请稍后再点一次。');
    if ('error' in told) return setMessage(told.error.say);
    setMessage('');
    setAsking(false);
    setMarked(told);
    writeMock(game.id, undefined);
    const now = Date.now();
    change((record) => told.items.reduce((r, { handle, outcome }) => (outcome === 'unanswered' ? r : withAnswer(r, handle, outcome, now, exam())), record));
  }, [state, busy, game.id, change, exam]);

  useEffect(() => {
    if (marked) top.current?.focus();
  }, [marked]);

  const again = () => {
    writeMock(game.id, undefined);
    setState(undefined);
    setPaper(undefined);
    setMarked(undefined);
    setMessage('');
    setAsking(false);
  };
  const trouble = message && (
    <p className="notice due" role="alert">
      {message} {state && !paper && <button type="button" className="button quiet" onClick={() => void open(state)}>再试一次</button>}
      {state && <button type="button" className="button quiet" onClick={again}>放弃这一份，重新开始</button>}
    </p>
  );

  if (!state || !paper) {
    return (
      <section>
        <h2>{game.title}（模拟）</h2>
        <p>
          共 {game.questions} 题{game.minutes ? `，限时 ${game.minutes} 分钟，到时自动交卷` : ''}。做题时不提示对错，交卷以后给分数、解析和该读的页面。成绩不上报，只有您自己看得到。
        </p>
        {trouble}
        {!state && <p className="buttons"><button type="button" className="button main" onClick={() => void open(newMock(Date.now()))}>开始</button></p>}
        {state && !message && <p className="soft" role="status">正在取卷…</p>}
      </section>
    );
  }

  const answers = state.answers;
  const all = paper.sections.flatMap((s) => s.questions);
  const left = all.filter((q) => !answers[q.handle]).length;
  const answer = (handle: string, value: string) => {
    const next = { ...state, answers: { ...answers, [handle]: value } };
    setState(next);
    writeMock(game.id, next);
  };
  return (
    <>
      <h2 ref={top} tabIndex={-1}>{marked ? `${marked.earned} 分，满分 ${marked.full} 分：${marked.passed ? '通过' : '没有通过'}` : `${game.title}（模拟）`}</h2>
      {marked ? (
        <p>及格线是满分的 {paper.passPercent}%。做错的题已经收进错题本。</p>
      ) : (
        <div className="mock-bar">
          {paper.minutes && <Clock ends={state.begun + paper.minutes * 60_000} onEnd={() => void handIn()} />}
          <span className="num">还有 {left} 题没做</span>
          <button type="button" className="button main" disabled={busy} onClick={() => (left > 0 ? setAsking(true) : void handIn())}>交卷</button>
          {asking && (
            <div className="notice due" role="alert">
              <p>还有 {left} 题没做，没做的不得分。现在交卷吗？</p>
              <p className="buttons">
                <button type="button" className="button main" disabled={busy} onClick={() => void handIn()}>现在交卷</button>
                <button type="button" className="button" onClick={() => setAsking(false)}>接着做</button>
              </p>
            </div>
          )}
          {trouble}
        </div>
      )}
      {marked && trouble}
      {paper.sections.map((section, s) => (
        <section key={section.title + String(s)}>
          <h3>{section.title}<span className="soft small">（每题 {section.marks} 分，{section.rule}）</span></h3>
          {section.questions.map(({ handle, question }) => {
            const item = marked?.items.find((i) => i.handle === handle);
            return (
              <div className="question mock-question" key={handle}>
                {question.case?.part === 1 && <CaseText question={question} />}
                <p className="kind">{question.pos}. {kindSays(question)}{item && ` · 得 ${item.earned} 分`}</p>
                <h4 className="stem" id={`q${question.pos}-stem`}><Stem question={question} /></h4>
                {item ? (
                  <>
                    <Given question={question} value={answers[handle] ?? ''} feedback={item.feedback} />
                    <FeedbackBox quiet checked={item} question={question} names={names} />
                  </>
                ) : (
                  <Choices question={question} value={answers[handle] ?? ''} onChange={(value) => answer(handle, value)} />
                )}
              </div>
            );
          })}
        </section>
      ))}
      <p className="buttons">
        {marked ? <button type="button" className="button main" onClick={again}>再来一份</button> : <button type="button" className="button main" disabled={busy} onClick={() => (left > 0 ? setAsking(true) : void handIn())}>交卷</button>}
        <a className="button" href="#">回到练一练</a>
      </p>
    </>
  );
}

/** Minutes at which the time left is read out. */
const TOLD = [10, 5, 1];

function Clock({ ends, onEnd }: { readonly ends: number; readonly onEnd: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  const ended = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((ends - now) / 1000));
  useEffect(() => {
    if (seconds > 0 || ended.current) return;
    ended.current = true;
    onEnd();
  }, [seconds, onEnd]);
  const minutes = Math.ceil(seconds / 60);
  const told = TOLD.filter((m) => minutes <= m).at(-1);
  return (
    <>
      <span className="num" role="timer" aria-live="off">剩余 {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}</span>
      <span className="unseen" role="status">{told === undefined ? '' : `还剩不到 ${told} 分钟`}</span>
    </>
  );
}
