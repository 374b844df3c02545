/** Right or wrong, why, on which provision, and the page to read. */
import { articleAnchor, articleName } from '../../library/cite.ts';
import { href } from '../../ui/href.ts';
import { pageAddress, titleOf, type Names } from '../reading.ts';
import type { Outcome } from '../scoring.ts';
import type { Feedback, QuestionView } from '../view.ts';

const TELLS = { right: ['good', '答对了'], partial: ['due', '答对了一部分'], wrong: ['bad', '答错了'], unanswered: ['due', '没有作答'] } as const;

/** The key as a sentence says it: 对, A、C, B → A → C, 1 配 B, 第 1 空 30日. */
function keySays({ kind }: Pick<QuestionView, 'kind'>, key: readonly string[]): string {
  if (kind === 'truefalse') return key[0] === 'T' ? '对' : '错';
  if (kind === 'ordering') return key.join(' → ');
  if (kind === 'matching') return key.map((letter, n) => `${n + 1} 配 ${letter}`).join('，');
  if (kind === 'fill' && key.length > 1) return key.map((text, n) => `（${n + 1}）${text}`).join('，');
  return key.join('、');
}

interface Props {
  readonly checked: { readonly outcome: Outcome; readonly feedback: Feedback };
  readonly question: QuestionView;
  readonly names: Names;
  /** One of many that appear together: not read out by itself. */
  readonly quiet?: boolean;
}

export function FeedbackBox({ checked, question, names, quiet = false }: Props) {
  const { outcome, feedback } = checked;
  const [tone, says] = TELLS[outcome];
  return (
    <div className={`feedback notice ${tone}`} {...(quiet ? {} : { role: 'status' })}>
      <h3>{outcome === 'right' ? says : `${says}，正确答案是 ${keySays(question, feedback.key)}`}</h3>
      <p>{feedback.explanation}</p>
      <p>
        读一读：<a href={href(pageAddress(feedback.page))}>{titleOf(names, feedback.page)}</a>
      </p>
      <ul className="basis" aria-label="法律依据">
        {feedback.basis.map((b) => (
          <li key={`${b.law}#${b.article}`}>
            <a href={href(`/laws/${b.law}/#${articleAnchor(b.article)}`)}>
              {names.laws[b.law] ?? b.law}
              {articleName(b.article)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
