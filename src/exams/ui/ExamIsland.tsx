/** 作答: one question at a time beside the answer card. Works by keyboard alone and by thumb. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Choices, keysSay, letterOfKey, takesKeys, toggled } from '../../quiz/ui/Choices.tsx';
import { CaseText, Stem } from '../../quiz/ui/Stem.tsx';
import { href } from '../../ui/href.ts';
import { given } from '../queue.ts';
import type { AttemptView } from '../view.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { attemptStore } from './attempt-store.ts';
import { Check, Receipt } from './Finish.tsx';
import { Status } from './Status.tsx';
import '../../quiz/ui/quiz.css';
import './exam.css';

export default function ExamIsland({ view }: { readonly view: AttemptView }) {
  const [store] = useState(() => attemptStore(view));
  const snap = useSyncExternalStore(store.subscribe, store.get, store.first);
  // Until the script runs nothing may be chosen: it would look chosen and never be saved.
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    return store.start();
  }, [store]);
  const stem = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  const total = view.questions.length;
  const at = snap.at;
  const question = at === 'check' ? undefined : view.questions[at - 1];
  const value = question ? (given(snap.answers, question.pos)?.value ?? '') : '';
  const waiting = question !== undefined && snap.answers.pending.has(question.pos);
  const sitting = ready && snap.phase === 'sitting';

  const go = (to: number | 'check') => {
    moved.current = true;
    store.go(to === 'check' ? to : Math.min(Math.max(to, 1), total));
  };
  useEffect(() => {
    if (!moved.current) return;
    stem.current?.focus({ preventScroll: true });
    stem.current?.closest('.exam')?.scrollIntoView({ block: 'start' });
  }, [at]);

  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !sitting || takesKeys(e.target)) return;
      const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
      if (by !== 0) {
        e.preventDefault();
        if (at === 'check') return by < 0 ? go(total) : undefined;
        return at === total && by > 0 ? go('check') : go(at + by);
      }
      if (!question) return;
      const letter = letterOfKey(question, e.key);
      if (letter) store.choose(question.pos, toggled(question, value, letter));
      else if (e.key === 'm' || e.key === 'M') store.flag(question.pos);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  if (snap.receipt) return <Receipt title={view.title} receipt={snap.receipt} lost={snap.lost} />;
  const section = question && view.sections.find((s) => question.pos >= s.from && question.pos <= s.to);
  return (
    <div className="exam" data-ready={ready}>
      <header className="exam-head">
        <h1>{view.title}</h1>
        <Status view={view} store={store} snap={snap} />
      </header>
      {snap.line === 'signed-out' && (
        <p className="notice bad" role="alert">
          登录已失效，或这台设备上换了人登录。请<a href={href('/login/')} target="_blank" rel="noopener">在新窗口重新登录</a>，再回到这里：答案都留在本机，会自动保存。
        </p>
      )}
      {snap.message && (
        <p className="notice due" role="alert">
          {snap.message}
        </p>
      )}
      <fieldset className="exam-gate" disabled={!ready}>
        <div className="exam-room">
          <div className="exam-sheet">
            {question && section ? (
              <section className="question">
                <CaseText question={question} />
                <p className="kind">
                  第 {question.pos} 题，共 {total} 题 · {question.case && `材料题第 ${question.case.part} 小题 · `}{question.kindName} · {section.marks} 分，{section.rule}
                </p>
                <h2 className="stem" id={`q${question.pos}-stem`} ref={stem} tabIndex={-1}>
                  <Stem question={question} />
                </h2>
                <Choices question={question} value={value} disabled={!sitting} onChange={(v) => store.choose(question.pos, v)} />
                <p className={`answer-state ${waiting ? 'waiting' : ''}`}>{value === '' && !waiting ? '' : waiting ? (snap.line === 'good' ? '正在保存…' : '待保存，留在本机') : '✓ 已保存'}</p>
                <p className="aside">
                  <button type="button" className="button quiet" aria-pressed={snap.flags.has(question.pos)} onClick={() => store.flag(question.pos)}>
                    {snap.flags.has(question.pos) ? '取消标记' : '标记，回头再看'}
                  </button>
                  <button type="button" className="button quiet" disabled={value === '' || !sitting} onClick={() => store.choose(question.pos, '')}>
                    清除答案
                  </button>
                </p>
                <p className="buttons step">
                  <button type="button" className="button" disabled={question.pos === 1} onClick={() => go(question.pos - 1)}>
                    上一题
                  </button>
                  <button type="button" className="button main" onClick={() => go(question.pos === total ? 'check' : question.pos + 1)}>
                    {question.pos === total ? '检查并交卷' : '下一题'}
                  </button>
                </p>
                <p className="keys">键盘：{keysSay(question)}，← → 换题，M 标记</p>
              </section>
            ) : (
              <Check view={view} snap={snap} go={go} handIn={() => void store.handIn()} />
            )}
          </div>
          <aside className="exam-side">
            <AnswerCard view={view} snap={snap} go={go} />
            {question && (
              <p>
                <button type="button" className="button" onClick={() => go('check')}>
                  交卷
                </button>
              </p>
            )}
          </aside>
        </div>
      </fieldset>
    </div>
  );
}
