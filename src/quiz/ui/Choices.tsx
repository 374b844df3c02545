/** One question with its choices: native radio buttons or check boxes with large targets. */
import type { QuestionView } from '../view.ts';

interface Props {
  readonly question: QuestionView;
  /** Letters chosen, `''` for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  /** Right letters, once they may be told. */
  readonly answer?: readonly string[] | undefined;
}

/** The value after the candidate touched this letter. */
export function toggled(question: Pick<QuestionView, 'kind'>, value: string, letter: string): string {
  if (question.kind !== 'multiple') return letter;
  const letters = value.includes(letter) ? [...value].filter((l) => l !== letter) : [...value, letter];
  return letters.sort().join('');
}

/** The letter that a key stands for: its own, or its number in the list. */
export function letterOfKey(question: QuestionView, key: string): string | undefined {
  const letters = question.choices.map((c) => c.letter);
  const upper = key.toUpperCase();
  if (letters.includes(upper)) return upper;
  return /^[1-9]$/.test(key) ? letters[Number(key) - 1] : undefined;
}

export function Choices({ question, value, onChange, disabled = false, answer }: Props) {
  const many = question.kind === 'multiple';
  const name = `q${question.pos}`;
  return (
    <div className="choices" role={many ? 'group' : 'radiogroup'} aria-labelledby={`${name}-stem`}>
      {question.choices.map(({ letter, text }) => {
        const chosen = value.includes(letter);
        const verdict = answer && (answer.includes(letter) ? 'right' : chosen ? 'wrong' : undefined);
        return (
          <label key={letter} className={`choice ${chosen ? 'chosen' : ''} ${verdict ?? ''}`}>
            <input type={many ? 'checkbox' : 'radio'} name={name} value={letter} checked={chosen} disabled={disabled} onChange={() => onChange(toggled(question, value, letter))} />
            {question.kind !== 'truefalse' && <b className="letter">{letter}</b>}
            <span>{text}</span>
            {verdict && <span className={`tag ${verdict === 'right' ? 'good' : 'bad'}`}>{verdict === 'right' ? '正确答案' : '您选的'}</span>}
          </label>
        );
      })}
    </div>
  );
}
