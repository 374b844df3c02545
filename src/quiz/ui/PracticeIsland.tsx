/** 练一练: choose something, then play it (`asked.ts` says what stands in the address). What is remembered stays on this device. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { dayOf } from '../../kernel/day.ts';
import { withAnswer, withStars } from '../device.ts';
import type { Round } from '../practice.ts';
import type { Names } from '../reading.ts';
import { starsFor } from '../stars.ts';
import { bookOn } from '../wrong-book.ts';
import { askedBy, type Asked } from './asked.ts';
import { MockExam } from './MockExam.tsx';
import { examAhead, Levels, PracticeHome, type Offer } from './PracticeHome.tsx';
import { PracticeRound, api } from './PracticeRound.tsx';
import { newProgress, readProgress, writeProgress, type Progress } from './practice-store.ts';
import { readRecord, useRecord } from './record-store.ts';
import { ResultCard } from './ResultCard.tsx';
import './quiz.css';

interface Props {
  readonly offer: Offer;
  readonly names: Names;
}

interface Playing {
  readonly hash: string;
  readonly round: Round;
  readonly progress: Progress;
}

/** Questions of the book that one round asks at most. */
const BOOK_ROUND = 20;

/** The round from the server. */
function roundFor(asked: Asked, seed: string, exam: string | undefined) {
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

export default function PracticeIsland({ offer, names }: Props) {
  const [hash, setHash] = useState('');
  const [playing, setPlaying] = useState<Playing>();
  const [message, setMessage] = useState('');
  const [nothing, setNothing] = useState(false);
  const [record, change] = useRecord();
  const exam = useCallback(() => examAhead(offer.exams, dayOf(Date.now())), [offer.exams]);
  const latest = useRef('');

  useEffect(() => {
    const read = () => setHash(location.hash.slice(1));
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

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

  const asked = askedBy(hash);
  const bank = 'bank' in asked ? offer.banks.find((b) => b.id === asked.bank) : undefined;
  const isRound = asked.what === 'daily' || asked.what === 'wrong' || asked.what === 'theme' || ((asked.what === 'bank' || asked.what === 'level') && bank !== undefined);
  const begin = useCallback(() => void load(hash, hash === 'wrong' ? newProgress() : (readProgress(hash) ?? newProgress())), [hash, load]);

  useEffect(() => {
    latest.current = '';
    setPlaying(undefined);
    setMessage('');
    setNothing(false);
    if (isRound) begin();
  }, [isRound, begin]);

  if (asked.what === 'mock') {
    const game = offer.mocks.find((m) => m.id === asked.paper);
    if (game) return <><Crumb title={`模拟考试 · ${game.title}`} /><MockExam key={game.id} game={game} names={names} exam={exam} change={change} /></>;
  }
  if (asked.what === 'levels' && bank) return <><Crumb title={bank.title} /><Levels bank={bank} sizes={offer.levels[bank.id] ?? []} record={record} /></>;
  if (!isRound) return <PracticeHome offer={offer} record={record} change={change} />;

  const round = playing?.hash === hash ? playing.round : undefined;
  const level = asked.what === 'level' && bank ? `${bank.id}/${asked.level}` : undefined;
  const keep = (progress: Progress) => {
    if (!playing || !round) return;
    writeProgress(hash, progress);
    setPlaying({ ...playing, progress });
    const outcomes = round.questions.map((q) => progress.done[q.handle]);
    if (level && outcomes.every(Boolean)) change((r) => withStars(r, level, starsFor(outcomes.filter((o) => o === 'right').length, outcomes.length)));
  };
  const small = asked.what === 'theme' || (asked.what === 'bank' && asked.take !== undefined);
  return (
    <div>
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
          onProgress={keep}
          onFirst={(handle, outcome) =>
            change((r) => {
              const next = withAnswer(r, handle, outcome, Date.now(), exam());
              return asked.what === 'daily' ? { ...next, daily: dayOf(Date.now()) } : next;
            })
          }
          onAgain={() => void load(hash, newProgress())}
          {...againSays(asked, small)}
          finish={(right, total) => {
            if (small) return <ResultCard title={round.bank.title} right={right} total={total} {...(asked.what === 'theme' ? { to: `/practice/#${hash}` } : {})} />;
            if (asked.what === 'level' && bank) return <Stars right={right} total={total} next={asked.level < (offer.levels[bank.id]?.length ?? 0) ? `${bank.id}/level/${asked.level + 1}` : undefined} all={`${bank.id}/levels`} />;
            return null;
          }}
        />
      )}
    </div>
  );
}

const Crumb = ({ title }: { readonly title: string }) => (
  <p className="soft small">
    <a href="#">练一练</a> · {title}
  </p>
);

function crumbOf(asked: Asked, bank: Offer['banks'][number] | undefined, title: string | undefined): string {
  if (asked.what === 'daily') return '每日一题';
  if (asked.what === 'wrong') return '错题本';
  if (asked.what === 'level') return `${bank?.title ?? ''} · 第 ${asked.level} 关`;
  if (asked.what === 'bank' && asked.take) return `${bank?.title ?? ''} · ${Math.min(asked.take, bank?.count ?? 0)} 题小测`;
  return title ?? bank?.title ?? '';
}

/** What the button at the end says; the day's question has no second round. */
function againSays({ what }: Asked, small: boolean): { again?: string } {
  if (what === 'daily') return {};
  return { again: what === 'wrong' ? '接着复习' : what === 'level' ? '再闯一次' : small ? '换几道题再来' : '换个顺序再来一轮' };
}

function Stars({ right, total, next, all }: { readonly right: number; readonly total: number; readonly next: string | undefined; readonly all: string }) {
  const stars = starsFor(right, total);
  return (
    <div className="notice good" role="status">
      <p><b className="stars" aria-hidden="true">{'★'.repeat(stars)}{'☆'.repeat(3 - stars)}</b> 这一次第一遍答对 {right} / {total}，得 {stars} 颗星。最好的一次会记在这台设备上。</p>
      <p>
        {next && <><a href={`#${next}`}>下一关</a> · </>}
        <a href={`#${all}`}>全部关卡</a>，随时可以再闯。
      </p>
    </div>
  );
}
