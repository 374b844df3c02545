/** 匹配: the right sides as a list to read, and a native list to choose from beside each left side. */
import type { AnswerProps } from './Choices.tsx';
import { PartTag } from './PartTag.tsx';

export function Matching({ question, value, onChange, disabled = false, feedback }: AnswerProps) {
  const lefts = question.lefts ?? [];
  const chosen = lefts.map((_, n) => (value.charAt(n) === '-' ? '' : value.charAt(n)));
  const choose = (n: number, letter: string) => {
    const next = chosen.map((was, i) => (i === n ? letter : was) || '-').join('');
    onChange(/^-*$/.test(next) ? '' : next);
  };
  return (
    <div className="matching" role="group" aria-labelledby={`q${question.pos}-stem`}>
      <ul className="match-rights" aria-label="可以配的各项">
        {question.choices.map(({ letter, text }) => (
          <li key={letter}><b>{letter}</b> <span>{text}</span></li>
        ))}
      </ul>
      <ol className="match-lefts">
        {lefts.map((text, n) => (
          <li key={text}>
            <label>
              <span className="text">{text}</span>
              <select value={chosen[n]} disabled={disabled} onChange={(e) => choose(n, e.target.value)}>
                <option value="">请选择</option>
                {question.choices.map((c) => (
                  <option key={c.letter} value={c.letter}>{c.letter}　{c.text}</option>
                ))}
              </select>
            </label>
            <PartTag verdict={feedback?.parts[n]} />
          </li>
        ))}
      </ol>
    </div>
  );
}
