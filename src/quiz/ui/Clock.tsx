/** The time left of a mock exam: counted by the second, read out at its thresholds only. */
import { useEffect, useRef, useState } from 'react';

/** Minutes at which the time left is read out. */
const TOLD = [10, 5, 1];

interface Props {
  /** In ms since 1970, by this device's clock. */
  readonly ends: number;
  /** Called once. */
  readonly onEnd: () => void;
}

export function Clock({ ends, onEnd }: Props) {
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
