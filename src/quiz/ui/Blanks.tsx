/** 填空: a line of text for each blank. What an input method is still composing is not an answer yet. */
import { useEffect, useRef, useState } from 'react';
import { answerOf, linesOf, MOST_CHARACTERS } from '../blanks.ts';
import type { Feedback } from '../view.ts';
import type { AnswerProps } from './Choices.tsx';
import { PartTag } from './PartTag.tsx';

export function Blanks({ question, value, onChange, disabled = false, feedback }: AnswerProps) {
  const lines = linesOf(value, question.blanks ?? 0);
  return (
    <div className="blanks" role="group" aria-labelledby={`q${question.pos}-stem`}>
      {lines.map((text, n) => (
        <Blank
          // Blanks have no other name than their place.
          key={`${question.pos} ${n + 1}`}
          label={lines.length > 1 ? `第 ${n + 1} 空` : '您的答案'}
          text={text}
          disabled={disabled}
          verdict={feedback?.parts[n]}
          onText={(next) => onChange(answerOf(lines.map((was, i) => (i === n ? next : was))))}
        />
      ))}
    </div>
  );
}

interface BlankProps {
  readonly label: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly verdict: Feedback['parts'][number] | undefined;
  readonly onText: (text: string) => void;
}

function Blank({ label, text, disabled, verdict, onText }: BlankProps) {
  const [own, setOwn] = useState(text);
  const composing = useRef(false);
  useEffect(() => {
    // The server keeps answers without the spaces at their ends; somebody in the middle of a sentence keeps theirs.
    if (!composing.current) setOwn((now) => (now.trim() === text.trim() ? now : text));
  }, [text]);
  return (
    <p>
      <label>
        <span>{label}</span>
        <input
          type="text"
          inputMode="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="done"
          maxLength={MOST_CHARACTERS}
          value={own}
          disabled={disabled}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={(e) => {
            composing.current = false;
            onText(e.currentTarget.value);
          }}
          onChange={(e) => {
            setOwn(e.target.value);
            if (!composing.current) onText(e.target.value);
          }}
        />
      </label>
      <PartTag verdict={verdict} />
    </p>
  );
}
