/** 读完练三题: a few questions below an entry, one under the other, each with its own answer. Keeps nothing. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { About } from '../about.ts';
import type { Checked } from '../practice.ts';
import { Choices } from './Choices.tsx';
import { FeedbackBox } from './FeedbackBox.tsx';
import { api } from './practice-api.ts';
import { newProgress } from './practice-store.ts';
import { kindSays, Stem } from './Stem.tsx';

export function PageQuiz({ page }: { readonly page: string }) {
  const [about, setAbout] = useState<About>();
  const [message, setMessage] = useState('');
  const load = useCallback(async () => {
    setMessage('');
    const response = await api()
      .for.$get({ query: { page, seed: newProgress().seed } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    if (!told) return setMessage('网络不通，题目没有取到。');
    if ('error' in told) return setMessage(told.error.say);
    setAbout(told);
  }, [page]);
  useEffect(() => void load(), [load]);

  if (message) {
    return (
      <p className="notice due" role="alert">
        {message}{' '}
        <button type="button" className="button quiet" onClick={() => void load()}>再试一次</button>
      </p>
    );
  }
  if (!about) return <p className="soft" role="status">正在取题…</p>;
  if (about.questions.length === 0) return <p className="soft">这一页暂时没有练习题。</p>;
  return (
    <ol className="plain page-quiz-list">
      {about.questions.map((asked) => <Item key={asked.handle} asked={asked} about={about} />)}
    </ol>
  );
}

function Item({ asked, about }: { readonly asked: About['questions'][number]; readonly about: About }) {
  const { handle, question } = asked;
  const [value, setValue] = useState('');
  const [checked, setChecked] = useState<Checked>();
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const stem = useRef<HTMLHeadingElement>(null);

  const check = async () => {
    setBusy(true);
    const response = await api()
      .check.$post({ json: { handle, seed: about.seed, value } })
      .catch(() => undefined);
    const told = await response?.json().catch(() => undefined);
    setBusy(false);
    if (!told) return setMessage('网络不通，没有对成答案，请稍后再点一次。');
    if ('error' in told) return setMessage(told.error.say);
    setMessage('');
    setChecked(told);
    // The button that had the focus goes away with the answer.
    stem.current?.focus();
  };

  return (
    <li className="question">
      <p className="kind">
        {question.pos}. {kindSays(question)}
      </p>
      <h3 className="stem" id={`q${question.pos}-stem`} ref={stem} tabIndex={-1}><Stem question={question} /></h3>
      <Choices question={question} value={value} disabled={checked !== undefined} feedback={checked?.feedback} onChange={setValue} />
      {message && <p className="notice due" role="alert">{message}</p>}
      {checked ? (
        <FeedbackBox checked={checked} question={question} names={about.names} />
      ) : (
        <p className="buttons">
          <button type="button" className="button" disabled={value === '' || busy} onClick={() => void check()}>对答案</button>
        </p>
      )}
    </li>
  );
}
