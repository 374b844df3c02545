/** The check before handing in, and the receipt after it. */
import { useEffect, useRef } from 'react';
import { minuteOf } from '../../kernel/day.ts';
import { href } from '../../ui/href.ts';
import { given } from '../queue.ts';
import { isIncomplete } from '../../quiz/complete.ts';
import type { AttemptView, HandInReceipt } from '../view.ts';
import type { Snapshot } from './attempt-store.ts';

interface CheckProps {
  readonly view: AttemptView;
  readonly snap: Snapshot;
  readonly go: (pos: number) => void;
  readonly handIn: () => void;
}

/** More unanswered questions than this are easier to find on the answer card. */
const MOST_LISTED = 12;

export function Check({ view, snap, go, handIn }: CheckProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const open = view.questions.map((q) => q.pos).filter((pos) => !given(snap.answers, pos)?.value);
  const partly = view.questions.filter((q) => isIncomplete(q, given(snap.answers, q.pos)?.value ?? '')).map((q) => q.pos);
  const flagged = [...snap.flags].sort((a, b) => a - b);
  const busy = snap.phase === 'handing';
  const list = (positions: readonly number[]) => (
    <span className="jump">
      {positions.map((pos) => (
        <button key={pos} type="button" className="button quiet" onClick={() => go(pos)}>
          第 {pos} 题
        </button>
      ))}
    </span>
  );
  return (
    <section className="hand-in">
      <h2 ref={heading} tabIndex={-1}>
        {open.length > 0 ? `还有 ${open.length} 题没有答` : '全部题目都已作答'}
      </h2>
      {open.length > 0 && (open.length <= MOST_LISTED ? list(open) : <p>没答的题在答题卡里是空白的，点题号就能过去。</p>)}
      {partly.length > 0 && (
        <>
          <p>没有答全的题：</p>
          {list(partly)}
        </>
      )}
      {flagged.length > 0 && (
        <>
          <p>做了标记的题：</p>
          {list(flagged)}
        </>
      )}
      <p>交卷以后不能再改。{open.length > 0 && '没有答的题不得分。'}</p>
      <p className="buttons">
        <button type="button" className="button main" disabled={busy} onClick={handIn}>
          {busy ? '正在交卷…' : open.length > 0 ? `有 ${open.length} 题未答，仍要交卷` : '确认交卷'}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => go(open[0] ?? partly[0] ?? flagged[0] ?? 1)}>
          再检查一下
        </button>
      </p>
    </section>
  );
}

export function Receipt({ title, receipt, lost }: { readonly title: string; readonly receipt: HandInReceipt; readonly lost: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="receipt" aria-labelledby="receipt">
      <h1>{title}</h1>
      <h2 id="receipt" ref={heading} tabIndex={-1}>
        {receipt.handedBy === 'clock' ? '时间已到，系统已为您交卷' : '已交卷'}
      </h2>
      {receipt.score === null ? (
        <p className="notice">{receipt.scoreAt ? `成绩在 ${minuteOf(Date.parse(receipt.scoreAt))} 之后公布。` : '成绩由组织部门另行通知。'}</p>
      ) : (
        <p className={`notice ${receipt.passed ? 'good' : 'due'}`}>
          得分 <b className="num">{receipt.score}</b> 分（满分 {receipt.full} 分{receipt.passScore > 0 ? `，${receipt.passScore} 分及格` : ''}），{receipt.passScore === 0 ? '计入综合得分。' : receipt.passed ? '通过。' : '未通过。'}
        </p>
      )}
      {lost > 0 && <p className="notice bad">有 {lost} 题最后一次改动没能在截止前送到服务器，这些题按上一次保存的答案判分。请记下回执号，与组织员联系。</p>}
      <dl className="facts">
        <div>
          <dt>回执号</dt>
          <dd className="num part">{receipt.receipt}</dd>
        </div>
        <div>
          <dt>交卷时间</dt>
          <dd className="num">{minuteOf(Date.parse(receipt.handedAt))}</dd>
        </div>
        <div>
          <dt>已答</dt>
          <dd className="num">
            {receipt.answered}/{receipt.total} 题
          </dd>
        </div>
      </dl>
      <p className="buttons">
        <a className="button main" href={href(`/learn/attempts/${receipt.attempt}/`)} onClick={reload}>
          查看答卷
        </a>
        <a className="button" href={href('/learn/')}>
          回到我的年度
        </a>
      </p>
    </section>
  );
}

/** The review lives at the address of the attempt: the same page, asked for afresh. */
function reload(e: { preventDefault(): void }): void {
  e.preventDefault();
  location.reload();
}
