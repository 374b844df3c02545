/** 练一练: choose something, then play it (`asked.ts` says what stands in the address). What is remembered stays on this device. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { dayOf } from '../../kernel/day.ts';
import { withAnswer, withStars } from '../device.ts';
import type { Names } from '../reading.ts';
import { starsFor } from '../stars.ts';
import { askedBy } from './asked.ts';
import { againSays, crumbOf } from './asked-says.ts';
import { MockExam } from './MockExam.tsx';
import { examAhead, Levels, PracticeHome, type Offer } from './PracticeHome.tsx';
import { PracticeRound } from './PracticeRound.tsx';
import type { Progress } from './practice-store.ts';
import { useRecord } from './record-store.ts';
import { ResultCard } from './ResultCard.tsx';
import { Stars } from './Stars.tsx';
import { useRound } from './use-round.ts';
import './quiz.css';

interface Props {
  readonly offer: Offer;
  readonly names: Names;
}

export default function PracticeIsland({ offer, names }: Props) {
  const [hash, setHash] = useState('');
  const [record, change] = useRecord();
  const exam = useCallback(() => examAhead(offer.exams, dayOf(Date.now())), [offer.exams]);
  const stage = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const read = () => setHash(location.hash.slice(1));
    const moved = () => {
      read();
      // The link that was followed is gone: the keyboard goes on at the new content.
      stage.current?.focus();
    };
    read();
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);

  return <div ref={stage} tabIndex={-1} className="practice-stage"><Asked {...{ hash, offer, names, record, change, exam }} /></div>;
}

type Shared = Props & { readonly hash: string; readonly record: ReturnType<typeof useRecord>[0]; readonly change: ReturnType<typeof useRecord>[1]; readonly exam: () => string | undefined };

function Asked({ hash, offer, names, record, change, exam }: Shared) {
  const asked = askedBy(hash);
  const bank = 'bank' in asked ? offer.banks.find((b) => b.id === asked.bank) : undefined;
  const isRound = asked.what === 'daily' || asked.what === 'wrong' || asked.what === 'theme' || ((asked.what === 'bank' || asked.what === 'level') && bank !== undefined);
  const { playing, message, nothing, begin, again, keep } = useRound(hash, isRound, exam);

  if (asked.what === 'mock') {
    const game = offer.mocks.find((m) => m.id === asked.paper);
    if (game) return <><Crumb title={`模拟考试 · ${game.title}`} /><MockExam key={game.id} game={game} names={names} exam={exam} change={change} /></>;
  }
  if (asked.what === 'levels' && bank) return <><Crumb title={bank.title} /><Levels bank={bank} sizes={offer.levels[bank.id] ?? []} record={record} /></>;
  if (!isRound) return <PracticeHome offer={offer} record={record} change={change} />;

  const round = playing?.round;
  const level = asked.what === 'level' && bank ? `${bank.id}/${asked.level}` : undefined;
  const onProgress = (progress: Progress) => {
    keep(progress);
    if (!level || !round) return;
    const outcomes = round.questions.map((q) => progress.done[q.handle]);
    if (outcomes.every(Boolean)) change((r) => withStars(r, level, starsFor(outcomes.filter((o) => o === 'right').length, outcomes.length)));
  };
  const small = asked.what === 'theme' || (asked.what === 'bank' && asked.take !== undefined);
  return (
    <>
      <Crumb title={crumbOf(asked, bank, round?.bank.title)} />
      {message && (
        <p className="notice due" role="alert">
          {message}{' '}
          <button type="button" className="button quiet" onClick={begin}>再试一次</button>
        </p>
      )}
      {nothing && (
        <p className="notice good" role="status">
          {asked.what === 'wrong' ? '今天没有该复习的错题。做错的题会自动收进来，到时候再出现。' : '暂时没有题目。'}
        </p>
      )}
      {!round && !message && !nothing && <p className="soft">正在取题…</p>}
      {playing && round && (
        <PracticeRound
          round={round}
          names={names}
          progress={playing.progress}
          onProgress={onProgress}
          onFirst={(handle, outcome) =>
            change((r) => {
              const next = withAnswer(r, handle, outcome, Date.now(), exam());
              return asked.what === 'daily' ? { ...next, daily: dayOf(Date.now()) } : next;
            })
          }
          onAgain={again}
          {...againSays(asked, small)}
          finish={(right, total) => {
            if (small) return <ResultCard title={round.bank.title} right={right} total={total} {...(asked.what === 'theme' ? { to: `/practice/#${hash}` } : {})} />;
            if (asked.what === 'level' && bank) return <Stars right={right} total={total} next={asked.level < (offer.levels[bank.id]?.length ?? 0) ? `${bank.id}/level/${asked.level + 1}` : undefined} all={`${bank.id}/levels`} />;
            return null;
          }}
        />
      )}
    </>
  );
}

const Crumb = ({ title }: { readonly title: string }) => (
  <p className="soft small">
    <a href="#">练一练</a> · {title}
  </p>
);
