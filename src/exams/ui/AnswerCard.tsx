/** 答题卡: every question as a number that says whether it is answered and marked. */
import { isIncomplete } from '../../quiz/complete.ts';
import type { AttemptView } from '../view.ts';
import { given } from '../queue.ts';
import type { Snapshot } from './attempt-store.ts';

interface Props {
  readonly view: AttemptView;
  readonly snap: Snapshot;
  readonly go: (pos: number) => void;
}

export function AnswerCard({ view, snap, go }: Props) {
  return (
    <nav className="answer-card" aria-label="答题卡">
      {view.sections.map((s) => (
        <section key={s.from}>
          <h3>
            {s.title} <span className="soft small">每题 {s.marks} 分</span>
          </h3>
          <ol>
            {view.questions
              .filter((q) => q.pos >= s.from && q.pos <= s.to)
              .map((question) => {
                const { pos } = question;
                const value = given(snap.answers, pos)?.value ?? '';
                const answered = value !== '';
                const flagged = snap.flags.has(pos);
                const waiting = snap.answers.pending.has(pos);
                const say = `第 ${pos} 题，${answered ? (isIncomplete(question, value) ? '没有答全' : '已答') : '未答'}${flagged ? '，已标记' : ''}${waiting ? '，待保存' : ''}`;
                return (
                  <li key={pos}>
                    <button type="button" className={`${answered ? (isIncomplete(question, value) ? 'part' : 'answered') : ''} ${flagged ? 'flagged' : ''} ${waiting ? 'waiting' : ''}`} aria-label={say} aria-current={snap.at === pos ? 'true' : undefined} onClick={() => go(pos)}>
                      {pos}
                    </button>
                  </li>
                );
              })}
          </ol>
        </section>
      ))}
      <p className="legend" aria-hidden="true">
        <span className="key answered">已答</span>
        <span className="key waiting">待保存</span>
        <span className="key">未答</span>
        <span className="key flagged">已标记</span>
      </p>
    </nav>
  );
}
