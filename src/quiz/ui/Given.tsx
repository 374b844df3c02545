/** An answer looked at afterwards: what was given, and once it may be told, what is right. Rendered where nothing can be touched. */
import { linesOf } from '../blanks.ts';
import type { Feedback, QuestionView } from '../view.ts';
import { PartTag } from './PartTag.tsx';

interface Props {
  readonly question: QuestionView;
  readonly value: string;
  readonly feedback: Pick<Feedback, 'key' | 'parts'> | null;
}

export function Given({ question, value, feedback }: Props) {
  const textOf = (letter: string | undefined): string => question.choices.find((c) => c.letter === letter)?.text ?? '';
  if (question.kind === 'ordering') {
    return (
      <div className="review-order">
        <List title="您排的顺序" none={value === ''}>
          {[...value].map((letter, n) => <li key={letter}>{textOf(letter)} <PartTag verdict={feedback?.parts[n]} /></li>)}
        </List>
        {feedback && <List title="正确顺序">{feedback.key.map((letter) => <li key={letter}>{textOf(letter)}</li>)}</List>}
      </div>
    );
  }
  if (question.kind === 'matching' || question.kind === 'fill') {
    const lines = question.kind === 'fill' ? linesOf(value, question.blanks ?? 0) : (question.lefts ?? []).map((_, n) => textOf(value.charAt(n)));
    const right = question.kind === 'fill' ? feedback?.key : feedback?.key.map(textOf);
    return (
      <ol className="review-parts">
        {lines.map((given, n) => (
          // Places have no other name.
          <li key={String(n)}>
            {question.lefts && <span className="left">{question.lefts[n]}：</span>}
            <span>{given || '（未答）'}</span> <PartTag verdict={feedback?.parts[n]} />
            {feedback && feedback.parts[n] !== 'right' && <span className="right">正确答案：{right?.[n]}</span>}
          </li>
        ))}
      </ol>
    );
  }
  return (
    <ul className="review-choices">
      {question.choices.map(({ letter, text }) => {
        const right = feedback?.key.includes(letter);
        return (
          <li key={letter} className={right ? 'right' : ''}>
            {question.kind !== 'truefalse' && <b>{letter}</b>}
            <span className="text">{text}</span>
            {right && <span className="tag good">正确答案</span>}
            {value.includes(letter) && <span className={`tag ${feedback && !right ? 'bad' : ''}`}>您选的</span>}
          </li>
        );
      })}
    </ul>
  );
}

function List({ title, none = false, children }: { readonly title: string; readonly none?: boolean; readonly children: React.ReactNode }) {
  return (
    <div>
      <p className="soft small">{title}</p>
      {none ? <p>（未答）</p> : <ol>{children}</ol>}
    </div>
  );
}
