/** A mock exam on this device: begun, fetched, answered, handed in. Begun papers wait, their clock does not. */
import { useCallback, useEffect, useState } from 'react';
import type { Day } from '../../kernel/day.ts';
import { withAnswer, type PracticeRecord } from '../device.ts';
import type { Marked, Mock } from '../mock.ts';
import { newMock, readMock, writeMock, type MockState } from './mock-store.ts';
import { api } from './practice-api.ts';

/**
 * @param paper id of the blueprint.
 * @param exam the day of the exam ahead.
 * @param change notes in the practice record what was answered, once it is marked.
 */
export function useMock(paper: string, exam: () => Day | undefined, change: (by: (record: PracticeRecord) => PracticeRecord) => void) {
  const [state, setState] = useState<MockState>();
  const [view, setView] = useState<Mock>();
  const [marked, setMarked] = useState<Marked>();
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);

  const fetchPaper = useCallback(
    async (begun: MockState) => {
      setMessage('');
      setState(begun);
      writeMock(paper, begun);
      const response = await api()
        .mock[':paper'].$get({ param: { paper }, query: { seed: begun.seed } })
        .catch(() => undefined);
      const told = await response?.json().catch(() => undefined);
      if (!told) return setMessage('网络不通，试卷没有取到，请稍后再试。');
      if ('error' in told) return setMessage(told.error.say);
      setView(told);
    },
    [paper],
  );

  useEffect(() => {
    const kept = readMock(paper);
    if (kept) void fetchPaper(kept);
  }, [paper, fetchPaper]);

  const handIn = useCallback(async () => {
    if (!state || busy) return;
    setBusy(true);
    const response = await api()
      .mock[':paper'].$post({ param: { paper }, json: { seed: state.seed, answers: state.answers } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    setBusy(false);
    if (!told) return setMessage('网络不通，没有交上去，答案都还在，请稍后再点一次。');
    if ('error' in told) return setMessage(told.error.say);
    setMessage('');
    setMarked(told);
    writeMock(paper, undefined);
    const now = Date.now();
    change((record) => told.items.reduce((r, { handle, outcome }) => (outcome === 'unanswered' ? r : withAnswer(r, handle, outcome, now, exam())), record));
  }, [state, busy, paper, change, exam]);

  return {
    state,
    paper: view,
    marked,
    /** What went wrong, for the candidate; empty when nothing did. */
    message,
    busy,
    begin: () => void fetchPaper(newMock(Date.now())),
    /** Fetches the paper once more. */
    retry: () => state && void fetchPaper(state),
    answer: (handle: string, value: string) => {
      if (!state) return;
      const next = { ...state, answers: { ...state.answers, [handle]: value } };
      setState(next);
      writeMock(paper, next);
    },
    handIn,
    /** Forgets this paper, for another. */
    again: () => {
      writeMock(paper, undefined);
      setState(undefined);
      setView(undefined);
      setMarked(undefined);
      setMessage('');
    },
  };
}
