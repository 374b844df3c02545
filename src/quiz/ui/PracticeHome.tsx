/** 练一练, its first page: what is for today, the banks, themes, mock exams. */
import { useEffect, useState } from 'react';
import { dayInChinese, dayOf, type Day } from '../../kernel/day.ts';
import type { PracticeRecord } from '../device.ts';
import type { BankCard } from '../practice.ts';
import type { Game } from '../rounds.ts';
import { streakOf } from '../streak.ts';
import { bookOn } from '../wrong-book.ts';
import { readProgress } from './practice-store.ts';
import { TakeIn } from './TakeIn.tsx';

/** Everything that may be played; made when the site is built. */
export interface Offer {
  readonly banks: readonly BankCard[];
  /** Sizes of the levels of each bank. */
  readonly levels: Readonly<Record<string, readonly number[]>>;
  readonly themes: readonly Game[];
  readonly mocks: readonly Game[];
  readonly holidays: readonly Day[];
  /** Windows of the yearly exams, by opening. */
  readonly exams: readonly { readonly opens: Day; readonly closes: Day }[];
}

/** The day before which everything should have been asked again: on which the next exam opens, or the last of its window. */
export function examAhead(exams: Offer['exams'], today: Day): Day | undefined {
  const next = exams.find((e) => e.closes > today);
  return next && (next.opens > today ? next.opens : next.closes);
}

interface Props {
  readonly offer: Offer;
  readonly record: PracticeRecord;
}

export function PracticeHome({ offer, record, change }: Props & { readonly change: (by: (record: PracticeRecord) => PracticeRecord) => void }) {
  const [done, setDone] = useState<ReadonlyMap<string, number>>(new Map());
  const { banks } = offer;
  useEffect(() => setDone(new Map(banks.map((b) => [b.id, Object.keys(readProgress(b.id)?.done ?? {}).length]))), [banks]);
  return (
    <div className="practice-home">
      <Today offer={offer} record={record} />
      <h2>题库</h2>
      <p className="soft">整本练，或者十题左右一关地闯：按第一次的答案给星，六成一颗，八成两颗，全对三颗。</p>
      <ul className="cards banks">
        {banks.map((b) => {
          const sizes = offer.levels[b.id] ?? [];
          const got = sizes.reduce((sum, _, i) => sum + (record.stars[`${b.id}/${i + 1}`] ?? 0), 0);
          return (
            <li key={b.id}>
              <a className="card" href={`#${b.id}`}>
                <b>{b.title}</b>
                <span className="num">
                  {b.count} 题{(done.get(b.id) ?? 0) > 0 && ` · 这一轮做了 ${Math.min(done.get(b.id) ?? 0, b.count)} 题`}
                </span>
              </a>
              <a className="levels num" href={`#${b.id}/levels`}>
                {b.title}闯关：{sizes.length} 关，得星 {got} / {sizes.length * 3}
              </a>
            </li>
          );
        })}
      </ul>
      {offer.themes.length > 0 && (
        <>
          <h2>专题小测</h2>
          <ul className="cards">{offer.themes.map((t) => <Card key={t.id} to={`theme/${t.id}`} title={t.title} says={`${t.questions} 题 · 做完有成绩卡`} />)}</ul>
        </>
      )}
      {offer.mocks.length > 0 && (
        <>
          <h2>模拟考试</h2>
          <p className="soft">题数、分值、时间和正式考试一样，题目只从公开题里抽。交卷以后才看得到对错。</p>
          <ul className="cards">{offer.mocks.map((m) => <Card key={m.id} to={`mock/${m.id}`} title={m.title} says={`${m.questions} 题${m.minutes ? ` · ${m.minutes} 分钟` : ''}`} />)}</ul>
        </>
      )}
      <TakeIn change={change} />
    </div>
  );
}

const Card = ({ to, title, says, main = false }: { readonly to: string; readonly title: string; readonly says: string; readonly main?: boolean }) => (
  <li>
    <a className={`card${main ? ' main' : ''}`} href={`#${to}`}>
      <b>{title}</b>
      <span className="num">{says}</span>
    </a>
  </li>
);

/** Told once the page runs: the day is the reader's, not that of the build. */
function Today({ offer, record }: Props) {
  const [today, setToday] = useState<Day>();
  useEffect(() => setToday(dayOf(Date.now())), []);
  const streak = today && streakOf(new Set(record.days), today, new Set(offer.holidays));
  const exam = today && examAhead(offer.exams, today);
  const book = today ? bookOn(record.cards, today, exam) : { due: [], rest: [] };
  const next = book.rest[0];
  const wrong = book.due.length > 0 ? `今天该复习 ${book.due.length} 题${book.rest.length > 0 ? `，另有 ${book.rest.length} 题还没到时候` : ''}` : next ? `${book.rest.length} 题，最近的 ${dayInChinese(next.day)}再做` : '还没有错题';
  return (
    <>
      <h2>今天</h2>
      <ul className="cards">
        <Card main to="daily" title="每日一题" says={today && record.daily === today ? '今天的做过了' : '每天一题，大家都一样'} />
        <Card to="wrong" title="错题本" says={wrong} />
      </ul>
      {streak && streak.days > 0 && (
        <p className="num">
          连续练习 <b>{streak.days}</b> 天{streak.today ? '' : '，今天还没有练'}。<span className="soft">周末和法定节假日没练不算断，工作日每月可以缺一天{streak.forgiven > 0 ? `（已经用了 ${streak.forgiven} 次）` : ''}。</span>
        </p>
      )}
      {exam && book.due.length + book.rest.length > 0 && <p className="soft">错题都会在 {dayInChinese(exam)}以前再出现至少一次。</p>}
    </>
  );
}

/** The levels of a bank with the stars that were earned. */
export function Levels({ bank, sizes, record }: { readonly bank: BankCard; readonly sizes: readonly number[]; readonly record: PracticeRecord }) {
  return (
    <>
      <h2>{bank.title}闯关</h2>
      <ol className="cards">
        {sizes.map((size, i) => {
          const stars = record.stars[`${bank.id}/${i + 1}`] ?? 0;
          return <Card key={String(i)} to={`${bank.id}/level/${i + 1}`} title={`第 ${i + 1} 关`} says={`${size} 题 · ${stars === 0 ? '还没有星' : `${'★'.repeat(stars)}${'☆'.repeat(3 - stars)} ${stars} 颗星`}`} />;
        })}
      </ol>
    </>
  );
}
