/** The end of a round: what is still open, what was earned, once more. */
import type { ReactNode, RefObject } from 'react';
import type { Checked, Round } from '../practice.ts';

const WORDS = { right: '答对', partial: '部分对', wrong: '答错', none: '没做' } as const;

interface Props {
  /** Focused by whoever brings the reader here. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly tally: ReactNode;
  readonly round: Round;
  readonly outcomes: readonly (Checked['outcome'] | undefined)[];
  readonly go: (at: number) => void;
  readonly onAgain: () => void;
  readonly again: string | undefined;
  /** Stands at the end when every question was answered. */
  readonly finish: (right: number, total: number) => ReactNode;
}

export function RoundDone({ heading, tally, round, outcomes, go, onAgain, again, finish }: Props) {
  const open = round.questions.flatMap((q, i) => (outcomes[i] === 'right' ? [] : [{ i, stem: q.question.stem, word: WORDS[outcomes[i] ?? 'none'] }]));
  const wrong = open.filter((o) => o.word !== WORDS.none).length;
  const parts = [wrong > 0 && `${wrong} 题没有全对`, open.length > wrong && `${open.length - wrong} 题没做`].filter(Boolean);
  return (
    <>
      {tally}
      <section>
        <h2 ref={heading} tabIndex={-1}>{open.length === 0 ? '全部答对' : parts.join('，')}</h2>
        <ul className="plain open-list">
          {open.map(({ i, stem, word }) => (
            <li key={i}>
              <span className={`tag ${word === WORDS.wrong ? 'bad' : 'due'}`}>{word}</span>{' '}
              <button type="button" className="button quiet" onClick={() => go(i)}>
                {stem}
              </button>
            </li>
          ))}
        </ul>
        {open.length === wrong && finish(outcomes.length - open.length, outcomes.length)}
        <p className="buttons">
          {again && <button type="button" className="button main" onClick={onAgain}>{again}</button>}
          <a className="button" href="#">回到练一练</a>
        </p>
      </section>
    </>
  );
}
