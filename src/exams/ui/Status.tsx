/** Remaining time and what is saved. Read aloud only at 10, 5 and 1 minutes and when the line breaks or heals. */
import { useEffect, useRef, useState } from 'react';
import { minuteOf, timeOf } from '../../kernel/day.ts';
import { remaining, thresholdPassed } from '../countdown.ts';
import { savedCount } from '../queue.ts';
import { untilSays } from '../say.ts';
import type { AttemptView } from '../view.ts';
import type { AttemptStore, Snapshot } from './attempt-store.ts';

interface Props {
  readonly view: AttemptView;
  readonly store: AttemptStore;
  readonly snap: Snapshot;
}
const DAY_MS = 86_400_000;
/** Candidates of one window end in the same second: their hand-ins are spread a little. */
const SPREAD_MS = 2_000;

export function Status({ view, store, snap }: Props) {
  const closes = snap.closesAt;
  const [left, setLeft] = useState(closes - Date.parse(view.now));
  const [aloud, setAloud] = useState('');
  const before = useRef(left);
  const [given, setGiven] = useState(closes);
  if (closes !== given) {
    setGiven(closes);
    if (closes > given) setAloud(`时间已延长，${minuteOf(closes)} 截止。`);
  }

  useEffect(() => {
    let ending: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const now = closes - store.now();
      const minutes = thresholdPassed(before.current, now);
      if (minutes !== undefined) {
        setAloud(`还剩 ${minutes} 分钟。`);
        // Somebody may have been given more time: better known now than at the end.
        void store.sync();
      }
      if (now <= 0) {
        ending ??= setTimeout(() => {
          ending = undefined;
          void store.end();
        }, Math.random() * SPREAD_MS);
      }
      before.current = now;
      setLeft(now);
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(ending);
    };
  }, [closes, store]);

  const waiting = snap.answers.pending.size;
  const total = view.questions.length;
  const saved = `已保存 ${savedCount(snap.answers)}/${total}${snap.savedAt ? `，${timeOf(Date.parse(snap.savedAt))}` : ''}`;
  const broken = snap.line === 'signed-out' ? '登录已失效' : '网络不通';
  return (
    <div className="exam-status">
      {left < DAY_MS ? (
        <p className={`time-left ${left <= 5 * 60_000 ? 'short' : ''}`} role="timer" aria-live="off">
          <span className="small soft">剩余</span> <b className="num">{remaining(left)}</b>
        </p>
      ) : (
        <p className="time-left small soft">{untilSays(closes)} 截止</p>
      )}
      <p className={`saved ${snap.line === 'good' ? '' : 'broken'}`}>
        {snap.line !== 'good' ? `${broken}，${waiting} 题留在本机待保存` : waiting > 0 ? `正在保存…（${waiting} 题）` : saved}
      </p>
      <p className="unseen" role="status">
        {aloud}
        {snap.line !== 'good' && `${broken}，答案留在本机，会自动重试。`}
      </p>
    </div>
  );
}
