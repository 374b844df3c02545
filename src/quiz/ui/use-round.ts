/** The round that the address asks for, with the progress that is kept of it on this device. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { dayOf, type Day } from '../../kernel/day.ts';
import type { Round } from '../practice.ts';
import { bookOn } from '../wrong-book.ts';
import { askedBy, type Asked } from './asked.ts';
import { api } from './practice-api.ts';
import { newProgress, readProgress, writeProgress, type Progress } from './practice-store.ts';
import { readRecord } from './record-store.ts';

/** Questions of the book that one round asks at most. */
const BOOK_ROUND = 20;

/** The round from the server. */
function roundFor(asked: Asked, seed: string, exam: Day | undefined) {
  const query = { seed };
  switch (asked.what) {
    case 'daily':
      return api().daily.$get({ query: {} });
    case 'wrong': {
      const { due } = bookOn(readRecord().cards, dayOf(Date.now()), exam);
      return due.length === 0 ? undefined : api().these.$post({ json: { seed, handles: due.slice(0, BOOK_ROUND).map((c) => c.handle) } });
    }
    case 'theme':
      return api().theme[':paper'].$get({ param: { paper: asked.paper }, query });
    case 'level':
      return api().banks[':bank'].levels[':level'].$get({ param: { bank: asked.bank, level: String(asked.level) }, query });
    case 'bank':
      return api().banks[':bank'].$get({ param: { bank: asked.bank }, query: { seed, ...(asked.take ? { take: String(asked.take) } : {}) } });
    default:
      return undefined;
  }
}

interface Playing {
  readonly hash: string;
  readonly round: Round;
  readonly progress: Progress;
}

/**
 * @param hash the address, without its sign.
 * @param isRound whether it is one of the rounds there are.
 * @param exam the day of the exam ahead.
 */
export function useRound(hash: string, isRound: boolean, exam: () => Day | undefined) {
  const [playing, setPlaying] = useState<Playing>();
  const [message, setMessage] = useState('');
  const [nothing, setNothing] = useState(false);
  const latest = useRef('');

  const load = useCallback(
    async (of: string, kept: Progress) => {
      latest.current = of;
      setMessage('');
      const request = roundFor(askedBy(of), kept.seed, exam());
      if (!request) return setNothing(true);
      const response = await request.catch(() => undefined);
      const told = await response?.json().catch(() => undefined);
      // Whoever went elsewhere meanwhile does not want it any more.
      if (latest.current !== of) return;
      if (!told) return setMessage('网络不通，题目没有取到，请稍后再试。');
      if ('error' in told) return setMessage(told.error.say);
      if (told.questions.length === 0) return setNothing(true);
      // The day's question brings its own seed: with another day its progress begins anew.
      const progress = told.seed === kept.seed ? kept : { seed: told.seed, done: {}, at: 0 };
      writeProgress(of, progress);
      setPlaying({ hash: of, round: told, progress });
    },
    [exam],
  );
  const begin = useCallback(() => void load(hash, hash === 'wrong' ? newProgress() : (readProgress(hash) ?? newProgress())), [hash, load]);

  useEffect(() => {
    latest.current = '';
    setPlaying(undefined);
    setMessage('');
    setNothing(false);
    if (isRound) begin();
  }, [isRound, begin]);

  return {
    playing: playing?.hash === hash ? playing : undefined,
    /** What went wrong, for the reader; empty when nothing did. */
    message,
    /** There is nothing to ask. */
    nothing,
    begin,
    /** Another round of the same. */
    again: () => void load(hash, newProgress()),
    keep: (progress: Progress) => {
      writeProgress(hash, progress);
      setPlaying((now) => now && { ...now, progress });
    },
  };
}
