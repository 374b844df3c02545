/** 模拟考试: the clock runs, nothing is told until it is handed in. */
import { useEffect, useRef, useState } from 'react';
import type { Day } from '../../kernel/day.ts';
import type { PracticeRecord } from '../device.ts';
import type { Names } from '../reading.ts';
import type { Game } from '../rounds.ts';
import { Clock } from './Clock.tsx';
import { MockPaper } from './MockPaper.tsx';
import { useMock } from './use-mock.ts';

interface Props {
  readonly game: Game;
  readonly names: Names;
  /** The day of the exam ahead. */
  readonly exam: () => Day | undefined;
  readonly change: (by: (record: PracticeRecord) => PracticeRecord) => void;
}

export function MockExam({ game, names, exam, change }: Props) {
  const mock = useMock(game.id, exam, change);
  const { state, paper, marked, message, busy } = mock;
  const [asking, setAsking] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  const begun = useRef(false);
  const sure = useRef<HTMLButtonElement>(null);
  /** The button that asked; it may stand far below. */
  const asked = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The button that was pressed is gone: the paper goes on where it was.
    if (marked || (paper && begun.current)) top.current?.focus();
  }, [marked, paper]);
  useEffect(() => {
    if (asking) sure.current?.focus();
  }, [asking]);

  const trouble = message && (
    <p className="notice due" role="alert">
      {message} {state && !paper && <button type="button" className="button quiet" onClick={mock.retry}>再试一次</button>}
      {state && <button type="button" className="button quiet" onClick={mock.again}>放弃这一份，重新开始</button>}
    </p>
  );

  if (!state || !paper) {
    const begin = () => {
      begun.current = true;
      setAsking(false);
      mock.begin();
    };
    return (
      <section>
        <h2>{game.title}（模拟）</h2>
        <p>
          共 {game.questions} 题{game.minutes ? `，限时 ${game.minutes} 分钟，到时自动交卷` : ''}。做题时不提示对错，交卷以后给分数、解析和该读的页面。成绩不上报，只有您自己看得到。
        </p>
        {trouble}
        {!state && <p className="buttons"><button type="button" className="button main" onClick={begin}>开始</button></p>}
        {state && !message && <p className="soft" role="status">正在取卷…</p>}
      </section>
    );
  }

  const left = paper.sections.flatMap((s) => s.questions).filter((q) => !state.answers[q.handle]).length;
  const ask = (button: HTMLButtonElement) => {
    if (left === 0) return void mock.handIn();
    asked.current = button;
    setAsking(true);
    // Asked once more, the question is open already.
    sure.current?.focus();
  };
  const goOn = () => {
    setAsking(false);
    asked.current?.focus();
  };
  const handInButton = <button type="button" className="button main" disabled={busy} onClick={(e) => ask(e.currentTarget)}>交卷</button>;
  return (
    <>
      <h2 ref={top} tabIndex={-1}>{marked ? `${marked.earned} 分，满分 ${marked.full} 分：${marked.passed ? '通过' : '没有通过'}` : `${game.title}（模拟）`}</h2>
      {marked ? (
        <p>及格线是满分的 {paper.passPercent}%。做错的题已经收进错题本。</p>
      ) : (
        <div className="mock-bar">
          {paper.minutes && <Clock ends={state.begun + paper.minutes * 60_000} onEnd={() => void mock.handIn()} />}
          <span className="num">还有 {left} 题没做</span>
          {handInButton}
          {asking && (
            <div className="notice due" role="alert">
              <p>还有 {left} 题没做，没做的不得分。现在交卷吗？</p>
              <p className="buttons">
                <button type="button" className="button main" ref={sure} disabled={busy} onClick={() => void mock.handIn()}>现在交卷</button>
                <button type="button" className="button" onClick={goOn}>接着做</button>
              </p>
            </div>
          )}
          {trouble}
        </div>
      )}
      {marked && trouble}
      <MockPaper paper={paper} answers={state.answers} marked={marked} names={names} onAnswer={mock.answer} />
      <p className="buttons">
        {marked ? <button type="button" className="button main" onClick={mock.again}>再来一份</button> : handInButton}
        <a className="button" href="#">回到练一练</a>
      </p>
    </>
  );
}
