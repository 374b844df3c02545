/** What a candidate answers with: options, an order, pairs, or blanks. All native controls with large targets. */
import type { Feedback, QuestionView } from '../view.ts';
import { Blanks } from './Blanks.tsx';
import { Matching } from './Matching.tsx';
import { Ordering } from './Ordering.tsx';
import './quiz.css';

export interface AnswerProps {
  readonly question: QuestionView;
  /** The answer so far, `''` for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean | undefined;
  /** Key and verdicts, once they may be told. */
  readonly feedback?: Pick<Feedback, 'key' | 'parts'> | undefined;
}

/** The value after the candidate touched this letter. */
export function toggled(question: Pick<QuestionView, 'kind'>, value: string, letter: string): string {
  if (question.kind !== 'multiple' && question.kind !== 'ordering') return letter;
  const letters = value.includes(letter) ? [...value].filter((l) => l !== letter) : [...value, letter];
  return (question.kind === 'multiple' ? letters.sort() : letters).join('');
}

/** The letter that a key stands for: its own, or its number in the list. */
export function letterOfKey(question: QuestionView, key: string): string | undefined {
  if (question.kind === 'matching' || question.kind === 'fill') return undefined;
  const letters = question.choices.map((c) => c.letter);
  const upper = key.toUpperCase();
  if (letters.includes(upper)) return upper;
  return /^[1-9]$/.test(key) ? letters[Number(key) - 1] : undefined;
}

/** Whether letters and arrows belong to this control: they must neither answer nor turn the page. */
export const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');

/** What the keyboard does for this question, told on devices that have one. */
export const keysSay = (question: QuestionView): string => (question.kind === 'matching' || question.kind === 'fill' ? 'Tab 换空' : question.kind === 'ordering' ? '数字或字母依次排，再按一次移出' : '数字或字母选择');

export function Choices(props: AnswerProps) {
  if (props.question.kind === 'ordering') return <Ordering {...props} />;
  if (props.question.kind === 'matching') return <Matching {...props} />;
  if (props.question.kind === 'fill') return <Blanks {...props} />;
  return <Options {...props} />;
}

function Options({ question, value, onChange, disabled = false, feedback }: AnswerProps) {
  const many = question.kind === 'multiple';
  const name = `q${question.pos}`;
  return (
    <div className="choices" role={many ? 'group' : 'radiogroup'} aria-labelledby={`${name}-stem`}>
      {question.choices.map(({ letter, text }) => {
        const chosen = value.includes(letter);
        const verdict = feedback && (feedback.key.includes(letter) ? 'right' : chosen ? 'wrong' : undefined);
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
