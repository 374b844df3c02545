/** 排序: items are touched in the order wanted and show their place; below stands the order made, to be moved up and down. */
import { useEffect, useRef } from 'react';
import type { AnswerProps } from './Choices.tsx';
import { toggled } from './Choices.tsx';
import { PartTag } from './PartTag.tsx';

export function Ordering({ question, value, onChange, disabled = false, feedback }: AnswerProps) {
  const list = useRef<HTMLOListElement>(null);
  /** The button that was pressed last: the list is redrawn in another order, and the focus has to go with it. */
  const pressed = useRef<{ letter: string; by: number }>(undefined);
  useEffect(() => {
    const last = pressed.current;
    if (!last) return;
    pressed.current = undefined;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>(`[data-letter="${last.letter}"]`) ?? [])];
    (buttons.find((b) => Number(b.dataset.by) === last.by && !b.disabled) ?? buttons.find((b) => !b.disabled))?.focus();
  }, [value]);

  const textOf = (letter: string): string => question.choices.find((c) => c.letter === letter)?.text ?? '';
  const move = (letter: string, by: number) => {
    const letters = [...value];
    const at = letters.indexOf(letter);
    letters.splice(at, 1);
    letters.splice(at + by, 0, letter);
    pressed.current = { letter, by };
    onChange(letters.join(''));
  };
  const left = question.choices.length - value.length;
  return (
    <div className="ordering">
      <div className="choices" role="group" aria-labelledby={`q${question.pos}-stem`}>
        {question.choices.map(({ letter, text }) => {
          const place = value.indexOf(letter) + 1;
          return (
            <button key={letter} type="button" className={`choice ${place ? 'chosen' : ''}`} aria-pressed={place > 0} disabled={disabled} onClick={() => onChange(toggled(question, value, letter))}>
              <span className="place num" aria-hidden="true">{place || ''}</span>
              <b className="letter">{letter}</b>
              <span>{text}</span>
              {place > 0 && <span className="unseen">，排在第 {place}</span>}
            </button>
          );
        })}
      </div>
      <p className="soft small" role="status">{value === '' ? '按先后依次点上面各项，点过的再点一次就移出。' : left > 0 ? `还有 ${left} 项没有排。` : '已全部排好。'}</p>
      {value !== '' && (
        <ol className="order-made" aria-label="排好的顺序" ref={list}>
          {[...value].map((letter, i) => (
            <li key={letter}>
              <span className="num place">{i + 1}</span>
              <span className="text"><b>{letter}</b> {textOf(letter)}</span>
              {feedback ? (
                <PartTag verdict={feedback.parts[i]} />
              ) : (
                <span className="moves">
                  <button type="button" className="button quiet" data-letter={letter} data-by={-1} disabled={disabled || i === 0} aria-label={`${letter} 上移`} onClick={() => move(letter, -1)}>↑</button>
                  <button type="button" className="button quiet" data-letter={letter} data-by={1} disabled={disabled || i === value.length - 1} aria-label={`${letter} 下移`} onClick={() => move(letter, 1)}>↓</button>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
