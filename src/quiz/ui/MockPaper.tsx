/** The questions of a mock exam: to be answered, or with what was given and why once it is marked. */
import type { Marked, Mock } from '../mock.ts';
import type { Names } from '../reading.ts';
import { Choices } from './Choices.tsx';
import { FeedbackBox } from './FeedbackBox.tsx';
import { Given } from './Given.tsx';
import { CaseText, kindSays, Stem } from './Stem.tsx';

interface Props {
  readonly paper: Mock;
  /** By handle. */
  readonly answers: Readonly<Record<string, string>>;
  readonly marked: Marked | undefined;
  readonly names: Names;
  readonly onAnswer: (handle: string, value: string) => void;
}

export const MockPaper = ({ paper, answers, marked, names, onAnswer }: Props) =>
  paper.sections.map((section, s) => (
    <section key={section.title + String(s)}>
      <h3>{section.title}<span className="soft small">（每题 {section.marks} 分，{section.rule}）</span></h3>
      {section.questions.map(({ handle, question }) => {
        const item = marked?.items.find((i) => i.handle === handle);
        return (
          <div className="question mock-question" key={handle}>
            {question.case?.part === 1 && <CaseText question={question} />}
            <p className="kind">{question.pos}. {kindSays(question)}{item && ` · 得 ${item.earned} 分`}</p>
            <h4 className="stem" id={`q${question.pos}-stem`}><Stem question={question} /></h4>
            {item ? (
              <>
                <Given question={question} value={answers[handle] ?? ''} feedback={item.feedback} />
                <FeedbackBox quiet checked={item} question={question} names={names} />
              </>
            ) : (
              <Choices question={question} value={answers[handle] ?? ''} onChange={(value) => onAnswer(handle, value)} />
            )}
          </div>
        );
      })}
    </section>
  ));
